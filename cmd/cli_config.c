/*
 * cli_config.c - read the configuration files.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "cli_config.h"

static char *
copy(const char *text)
{
	char *made = strdup(text);

	if (!made)
		cli_die("out of memory");
	return made;
}

static void
replace(char **slot, const char *value)
{
	free(*slot);
	*slot = copy(value);
}

static void
set_columns(struct cli_config *config, const char *noun, const char *value)
{
	size_t i;

	for (i = 0; i < config->n; i++)
		if (!strcmp(config->columns[i].noun, noun))
			break;
	if (i == CLI_CONFIG_COLUMNS)
		return;
	if (i == config->n) {
		config->columns[i].noun = copy(noun);
		config->n++;
	}
	replace(&config->columns[i].columns, value);
}

static char *
trim(char *text)
{
	char *end = text + strlen(text);

	while (end > text && strchr(" \t\r\n", end[-1]))
		*--end = '\0';
	return text + strspn(text, " \t");
}

/* ~/x is in the user's home. */
static void
set_path(char **slot, const char *value)
{
	const char *home = getenv("HOME");
	char *path = NULL;

	if (value[0] != '~' || value[1] != '/' || !home) {
		replace(slot, value);
		return;
	}
	if (asprintf(&path, "%s%s", home, value + 1) < 0)
		cli_die("out of memory");
	free(*slot);
	*slot = path;
}

static void
set(struct cli_config *config, const char *file, int line, const char *name, const char *value)
{
	if (!strcmp(name, "db"))
		set_path(&config->db, value);
	else if (!strcmp(name, "me"))
		replace(&config->me, value);
	else if (!strcmp(name, "colour"))
		replace(&config->colour, value);
	else if (!strncmp(name, "columns.", 8))
		set_columns(config, name + 8, value);
	else
		cli_die("%s:%d: there is no setting %s; there are db, me, colour and columns.NOUN", file,
		        line, name);
	if (!strcmp(name, "colour") && strcmp(value, "auto") && strcmp(value, "always") &&
	    strcmp(value, "never"))
		cli_die("%s:%d: colour is auto, always or never, not %s", file, line, value);
}

static void
read_file(struct cli_config *config, const char *file)
{
	FILE *in = fopen(file, "re");
	char *line = NULL;
	size_t size = 0;

	if (!in && errno != ENOENT && errno != ENOTDIR && errno != EACCES)
		cli_die("%s: %s", file, strerror(errno));
	if (!in)
		return;
	for (int n = 1; getline(&line, &size, in) != -1; n++) {
		char *name = trim(line), *value = strchr(name, '=');

		if (!*name || *name == '#')
			continue;
		if (!value)
			cli_die("%s:%d: a line of settings is name = value", file, n);
		*value++ = '\0';
		set(config, file, n, trim(name), trim(value));
	}
	free(line);
	fclose(in);
}

void
cli_config_read(struct cli_config *config)
{
	const char *home = getenv("HOME"), *xdg = getenv("XDG_CONFIG_HOME");
	char *file = NULL;

	read_file(config, "/etc/crm/config");
	if ((!xdg || !*xdg) && !home)
		return;
	if (asprintf(&file, "%s%s/crm/config", xdg && *xdg ? xdg : home,
	             xdg && *xdg ? "" : "/.config") < 0)
		cli_die("out of memory");
	read_file(config, file);
	free(file);
}

void
cli_config_clear(struct cli_config *config)
{
	free(config->db);
	free(config->me);
	free(config->colour);
	for (size_t i = 0; i < config->n; i++) {
		free(config->columns[i].noun);
		free(config->columns[i].columns);
	}
	*config = (struct cli_config){ 0 };
}

const char *
cli_config_columns(const struct cli_config *config, const char *noun)
{
	for (size_t i = 0; i < config->n; i++)
		if (!strcmp(config->columns[i].noun, noun))
			return config->columns[i].columns;
	return NULL;
}
