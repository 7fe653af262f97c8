/*
 * import_file.h - the file that crm-import reads, as a source of records.
 *
 *	struct import_file file;
 *	import_file_open(&file, "orders.csv", &how, false);
 *	crm_import_open(&file.import, db, type, file.table, told, n, &options);
 *	source = import_file_source(&file);
 *	status = cli_write_from(cli, db, "order", &source);
 *	import_file_close(&file);
 */
#ifndef IMPORT_FILE_H
#define IMPORT_FILE_H

#include "cli.h"
#include "import.h"

struct import_file {
	struct crm_table  *table;
	struct crm_import *import;   /* the caller opens it */
	char              *header;   /* its first line, for --rejects; NULL: not wanted, or none */
	const char        *path;     /* NULL: standard input */
	bool               piped;    /* another program may be writing it: a pipe, a FIFO */
};

/* Exits if it cannot be opened, or its first line not be read. */
void import_file_open(struct import_file *file, const char *path,
                      const struct crm_table_options *how, bool rejects);
void import_file_close(struct import_file *file);

struct cli_source import_file_source(struct import_file *file);

/* Name the columns that are left out and are nothing that we compute. */
void import_file_warn(const struct import_file *file);

/* Print what becomes of the columns, and an empty line. */
void import_file_show(struct cli *cli, crm *db, const struct import_file *file);

/* What the log keeps: the noun, its fields, the option; freed by the caller. */
char *import_file_what(const struct crm_type *type, const struct import_file *file, bool create);

/* 1,500 orders: 1,480 new, 20 changed, 0 the same; ... */
void import_file_summarise(const struct crm_type *type, const struct import_file *file, bool dry);

#endif
