/*
 * import_plan.c - which columns of a file become which fields, learnt from its first rows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fact.h"
#include "import_rows.h"
#include "noun_types.h"

enum { SAMPLE_ROWS = 1000 };

#define FIELD(member) offsetof(struct crm_import_column, member)

static const struct crm_field column_fields[] = {
	{ .name = "field", .kind = CRM_TEXT, .offset = FIELD(field), .help = "what it becomes" },
	{ .name = "column", .kind = CRM_TEXT, .offset = FIELD(column), .help = "in the file" },
	{ .name = "example", .kind = CRM_TEXT, .offset = FIELD(example), .help = "a value of it" },
	{ 0 }
};

const struct crm_type crm_import_column_type = {
	.name = "column", .plural = "columns", .size = sizeof(struct crm_import_column),
	.fields = column_fields, .columns = "field,column,example",
};

/* --- what columns can be ------------------------------------------------------------------- */

static bool
is_importable(const struct crm_field *f)
{
	return !(f->flags & (CRM_HIDDEN | CRM_DERIVED));
}

/* The fields of the noun, and the name of a customer who is to be made. */
static int
make_roles(struct crm_import *import)
{
	size_t n = 0;

	while (import->type->fields[n].name)
		n++;
	if (n > PARTS_MAX || !(import->roles = calloc(n + 2, sizeof *import->roles)))
		return db_no_memory(import->db);
	n = 0;
	for (const struct crm_field *f = import->type->fields; f->name; f++)
		if (is_importable(f))
			import->roles[n++] = (struct crm_role){ f->name, f->zh };
	if (import->options.create_customers && crm_field(import->type, "customer"))
		import->roles[n++] = (struct crm_role){ "customer_name", "客戶名稱|客戶姓名|姓名|name" };
	return 0;
}

static int
map_columns(struct crm_import *import, struct crm_table *table, const char *const *told,
            size_t told_n)
{
	const struct crm_type *type = import->type;
	struct crm_fault why;
	const char *const *names;
	size_t n = crm_table_names(table, &names);
	char noun[64];
	int error = make_roles(import);

	if (error)
		return error;
	snprintf(noun, sizeof noun, "%s|%s", type->name, type->zh);
	error = crm_mapping_guess(&import->mapping, import->roles, noun, names, n, told, told_n, &why);
	return error ? db_fault(import->db, error, NULL, &why) : 0;
}

/* --- the first rows ------------------------------------------------------------------------ */

static int
keep_examples(struct crm_import *import, const struct crm_table_row *row)
{
	for (size_t i = 0; i < import->columns_n && i < row->n; i++) {
		struct crm_import_column *c = &import->columns[i];

		if (!c->example && *row->values[i] && !(c->example = strdup(row->values[i])))
			return db_no_memory(import->db);
	}
	return 0;
}

/* Learn from the first rows: how dates are written, whose ids these are. */
static int
read_sample(struct crm_import *import, struct crm_table *table, bool *own)
{
	struct crm_table_row row;
	struct crm_fault why;
	int got, error = 0;

	*own = true;
	crm_table_sample(table, SAMPLE_ROWS);
	while (!error && (got = crm_table_next(table, &row, &why))) {
		const char *id;
		int64_t number;

		if (got < 0)
			continue;
		id = import_cell(row.values, row.n, import->id_column);
		*own &= !*id || import_own_id(import->type, id, &number);
		for (size_t i = 0; i < import->parts_n; i++) {
			struct part *part = &import->parts[i];

			if (import_is_date(part->field))
				crm_date_format_learn(&part->dates, import_cell(row.values, row.n, part->column));
		}
		error = keep_examples(import, &row);
	}
	return crm_table_rewind(table) ? CRM_BUG : error;
}

/* The number that another program gave to its record is our ref. */
static int
settle_id(struct crm_import *import, bool own)
{
	const struct crm_field *ref = crm_field(import->type, "ref");
	int column = import->id_column;

	if (own || import->mapping.told[0] || column == CRM_NO_COLUMN)
		return 0;
	import->id_column = CRM_NO_COLUMN;
	for (size_t i = 0; i < import->parts_n; i++)
		if (import->parts[i].field == ref)
			ref = NULL;
	for (size_t i = 0; ref && i < import->mapping.roles_n; i++)
		if (!strcmp(import->roles[i].name, "ref") && import->mapping.told[i])
			ref = NULL;
	import->mapping.used[column] = ref != NULL;
	if (ref)
		import->parts[import->parts_n++] = (struct part){ .field = ref, .column = column };
	return 0;
}

/* Which field does a column feed, for the preview? */
static const char *
fed_by(const struct crm_import *import, int column)
{
	if (column == import->id_column)
		return "id";
	if (column == import->name_column)
		return "customer_name";
	for (size_t i = 0; i < import->parts_n; i++)
		if (import->parts[i].column == column)
			return import->parts[i].field->name;
	return NULL;
}

static int
tell_dates(struct crm_import *import)
{
	struct crm_fault why;
	const char *format = import->options.date_format;
	int error = 0;

	for (size_t i = 0; i < import->parts_n && format && !error; i++)
		if (import_is_date(import->parts[i].field))
			error = crm_date_format_tell(&import->parts[i].dates, format, &why);
	return error ? db_fault(import->db, error, "--date-format", &why) : 0;
}

/* In the order of the field table, so that an amount finds its currency. */
static int
make_parts(struct crm_import *import)
{
	const struct crm_mapping *m = &import->mapping;

	import->id_column = crm_mapping_column(m, "id");
	import->name_column = crm_field(import->type, "customer")
	                    ? crm_mapping_column(m, "customer_name") : CRM_NO_COLUMN;
	for (const struct crm_field *f = import->type->fields + 1; f->name; f++) {
		int column = is_importable(f) ? crm_mapping_column(m, f->name) : CRM_NO_COLUMN;

		if (column != CRM_NO_COLUMN)
			import->parts[import->parts_n++] = (struct part){ .field = f, .column = column };
	}
	return tell_dates(import);
}

static int
copy_columns(struct crm_import *import, struct crm_table *table)
{
	const char *const *names;
	size_t n = crm_table_names(table, &names);

	import->columns = calloc(n + 1, sizeof *import->columns);
	if (!import->columns)
		return db_no_memory(import->db);
	for (import->columns_n = 0; import->columns_n < n; import->columns_n++)
		if (!(import->columns[import->columns_n].column = strdup(names[import->columns_n])))
			return db_no_memory(import->db);
	return 0;
}

/* --- is it enough? ------------------------------------------------------------------------- */

static bool
has(const struct crm_import *import, const char *field)
{
	for (size_t i = 0; i < import->parts_n; i++)
		if (!strcmp(import->parts[i].field->name, field))
			return true;
	return false;
}

static int
missing(struct crm_import *import, const char *field, bool header)
{
	char names[600];
	size_t used = 0, n = import->columns_n;

	for (size_t i = 0; i < n && used < sizeof names; i++)
		used += (size_t)snprintf(names + used, sizeof names - used, "%s%s",
		                         i == 0 ? "" : i + 1 == n ? " and " : ", ",
		                         import->columns[i].column);
	if (!n)
		return db_fail(import->db, CRM_INVALID, "the file is empty: not even a line of headings");
	if (!header)
		return db_fail(import->db, CRM_INVALID, "no column is known to be the %s: line 1 holds no"
		               " headings, so say %s=1 by the column's number", field, field);
	return db_fail(import->db, CRM_INVALID, "no column looks like the %s: say %s=COLUMN; there"
	               " %s %s", field, field, n > 1 ? "are" : "is", names);
}

/* New records need these; a record that is named by its id or ref may be there already. */
static int
check_parts(struct crm_import *import, bool header)
{
	bool named = import->id_column != CRM_NO_COLUMN || has(import, "ref");

	if (named)
		return 0;
	if (!strcmp(import->type->name, "customer"))
		return has(import, "name") || has(import, "email") ? 0 : missing(import, "name", header);
	if (!strcmp(import->type->name, "sop_note"))
		return has(import, "rule") ? has(import, "note") ? 0 : missing(import, "note", header)
		                           : missing(import, "rule", header);
	if (!has(import, "customer"))
		return missing(import, "customer", header);
	if (crm_field(import->type, "when") && !has(import, "when"))
		return missing(import, "when", header);
	if (!strcmp(import->type->name, "follow_up") && !has(import, "due"))
		return missing(import, "due", header);
	if (!strcmp(import->type->name, "order") && !has(import, "amount") && !has(import, "items"))
		return missing(import, "amount", header);
	return 0;
}

static int
prepare(struct crm_import *import, struct crm_table *table, const char *const *told, size_t told_n)
{
	bool own = true;
	int error = map_columns(import, table, told, told_n);

	if (!error)
		error = make_parts(import);
	if (!error)
		error = copy_columns(import, table);
	if (!error)
		error = read_sample(import, table, &own);
	if (!error)
		error = settle_id(import, own);
	for (size_t i = 0; i < import->columns_n && !error; i++) {
		const char *field = fed_by(import, (int)i);

		if (field && !(import->columns[i].field = strdup(field)))
			error = db_no_memory(import->db);
	}
	return error ? error : check_parts(import, crm_table_has_header(table));
}

int
crm_import_open(struct crm_import **out, crm *db, const struct crm_type *type,
                struct crm_table *table, const char *const *told, size_t told_n,
                const struct crm_import_options *options)
{
	struct crm_import *import = calloc(1, sizeof *import);
	int error;

	*out = NULL;
	if (!import)
		return db_no_memory(db);
	*import = (struct crm_import){ .db = db, .type = type, .options = *options };
	import->file = strdup(crm_table_name(table));
	error = import->file ? prepare(import, table, told, told_n) : db_no_memory(db);
	if (error)
		crm_import_close(import);
	else
		*out = import;
	if (!error)
		import_hurry(import);
	return error;
}

void
crm_import_close(struct crm_import *import)
{
	if (!import)
		return;
	import_rest(import);
	crm_mapping_clear(&import->mapping);
	for (size_t i = 0; i < import->columns_n; i++)
		crm_clear(&crm_import_column_type, &import->columns[i]);
	for (size_t i = 0; i < import->forward_n; i++)
		free(import->forward[i].text);
	keys_free(&import->claimed);
	keys_free(&import->known);
	keys_free(&import->nameless);
	keys_free(&import->named);
	keys_free(&import->made_at);
	free(import->columns);
	free(import->forward);
	free(import->made);
	free(import->roles);
	free(import->file);
	free(import);
}

const struct crm_import_counts *
crm_import_counts(const struct crm_import *import)
{
	return &import->counts;
}

bool
crm_import_column(const struct crm_import *import, size_t i, struct crm_import_column *out)
{
	if (i < import->columns_n)
		*out = import->columns[i];
	return i < import->columns_n;
}

bool
crm_import_expected(const struct crm_import *import, const char *heading)
{
	const struct crm_field *f = crm_field(import->type, heading);
	const struct crm_mapping *m = &import->mapping;
	struct crm_field fact;

	for (size_t i = 0; i < m->roles_n; i++)
		if (m->told[i] && m->column[i] == CRM_NO_COLUMN && !strcmp(m->roles[i].name, heading))
			return true;
	return (f && f->flags & CRM_DERIVED) || crm_fact(heading, &fact, NULL);
}
