/*
 * cli_config.h - the settings of /etc/crm/config and ~/.config/crm/config.
 *
 *	# lines of name = value
 *	db      = ~/company/crm.db
 *	me      = amy
 *	colour  = auto
 *	columns.customer = id,name,tier,owner,next_due
 */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include <stddef.h>

enum { CLI_CONFIG_COLUMNS = 16 };

struct cli_config {
	char *db, *me, *colour;
	struct { char *noun, *columns; } columns[CLI_CONFIG_COLUMNS];
	size_t n;
};

/* Read both files; a later setting wins.  A fault in them is told with file:line, and exits. */
void cli_config_read(struct cli_config *config);
void cli_config_clear(struct cli_config *config);

/* The columns set for a noun; NULL if none. */
const char *cli_config_columns(const struct cli_config *config, const char *noun);

#endif
