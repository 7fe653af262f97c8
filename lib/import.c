/*
 * import.c - from rows of a file to records.
 *
 *	crm_import_row(import, row.line, row.values, row.n, record);
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "customer.h"
#include "fact.h"
#include "import_rows.h"
#include "interaction.h"
#include "noun_types.h"
#include "record_sql.h"

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

/* --- what columns can be ------------------------------------------------------- */

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

/* --- the first rows --------------------------------------------------------------- */

static const char *
cell(const char *const *values, size_t n, int column)
{
	const char *value = column >= 0 && (size_t)column < n ? values[column] : "";

	return value[strspn(value, " \t\r\n")] ? value : "";
}

/* Are the ids in it this noun's own? */
static bool
is_own_id(const struct crm_type *type, const char *text)
{
	int64_t id;
	char letter;

	return !crm_id_parse(text, &letter, &id) && letter == type->letter;
}

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

static bool
is_date(const struct crm_field *f)
{
	return f->kind == CRM_DAY || f->kind == CRM_TIME;
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

		if (got < 0)
			continue;
		id = cell(row.values, row.n, import->id_column);
		*own &= !*id || is_own_id(import->type, id);
		for (size_t i = 0; i < import->parts_n; i++) {
			struct part *part = &import->parts[i];

			if (is_date(part->field))
				crm_date_format_learn(&part->dates, cell(row.values, row.n, part->column));
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
	int error = 0;

	for (size_t i = 0; i < import->parts_n && import->options.date_format && !error; i++)
		if (is_date(import->parts[i].field))
			error = crm_date_format_tell(&import->parts[i].dates, import->options.date_format, &why);
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

/* --- is it enough? ------------------------------------------------------------------- */

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
		                         i == 0 ? "" : i + 1 == n ? " and " : ", ", import->columns[i].column);
	if (!n)
		return db_fail(import->db, CRM_INVALID, "the file is empty: not even a line of headings");
	if (!header)
		return db_fail(import->db, CRM_INVALID, "no column is known to be the %s: line 1 holds no"
		               " headings, so say %s=1 by the column's number", field, field);
	return db_fail(import->db, CRM_INVALID, "no column looks like the %s: say %s=COLUMN; there %s %s",
	               field, field, n > 1 ? "are" : "is", names);
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
	if (!has(import, "customer"))
		return missing(import, "customer", header);
	if (crm_field(import->type, "when") && !has(import, "when"))
		return missing(import, "when", header);
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
crm_import_open(struct crm_import **out, crm *db, const struct crm_type *type, struct crm_table *table,
                const char *const *told, size_t told_n, const struct crm_import_options *options)
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

/* --- who is meant ---------------------------------------------------------------------- */

static int64_t *
place_of(struct crm_import *import, const char *text)
{
	int64_t *place = keys_put(&import->named, text, strlen(text));

	if (!place)
		db_no_memory(import->db);
	return place;
}

static int
by_ref(crm *db, const char *text, int64_t *id)
{
	struct crm_int found;
	int error = db_number(db, &found, SQL("SELECT id FROM customer WHERE ref = ?1"), V(text));

	*id = found.value;
	return error;
}

/* A ref, else an id, e-mail or telephone number; *id 0 if it is nobody's. */
static int
find_customer(struct crm_import *import, const char *text, int64_t *id)
{
	bool own = import->id_column != CRM_NO_COLUMN;
	crm *db = import->db;
	int error = own ? 0 : by_ref(db, text, id);

	if (error || (!own && *id))
		return error;
	*id = 0;
	/* To make customers is no time to guess: others' keys look like ids and numbers of ours. */
	if (!own && import->options.create_customers && !strchr(text, '@'))
		return 0;
	/* A referrer, while indexes are put off: at the end there is one to look into. */
	if (import->indexes && import->type->letter == 'C' && !is_own_id(import->type, text))
		return 0;
	error = crm_customer_named(db, text, id);
	if (error != CRM_NOT_FOUND && (error != CRM_INVALID || own))
		return error;
	*id = 0;
	return 0;
}

static int
name_customer(struct crm_import *import, const char *text, int64_t *id)
{
	int64_t *place = place_of(import, text);
	int error;

	if (!place)
		return CRM_NO_MEMORY;
	if ((*id = *place))
		return 0;
	error = find_customer(import, text, id);
	if (!error)
		*place = *id;
	return error;
}

static int
read_customer(struct crm_import *import, const struct crm_field *f, const char *text, void *record)
{
	int64_t *slot = (int64_t *)((char *)record + f->offset);
	int error = name_customer(import, text, slot);

	if (error)
		return db_fail(import->db, error, "%s: %s", f->name, crm_message(import->db));
	if (*slot)
		return 0;
	if (!strcmp(import->type->name, "customer")) {
		/* The referrer may come further down. */
		import->referrer = text;
		return 0;
	}
	if (!import->options.create_customers)
		return db_fail(import->db, CRM_NOT_FOUND, "%s: there is no customer %.100s; --create-customers"
		               " makes one with this ref", f->name, text);
	import->stranger = text;
	return 0;
}

/* --- making customers -------------------------------------------------------------------- */

static int
remember_made(struct crm_import *import, int64_t id, int64_t since)
{
	size_t room = import->made_room ? 2 * import->made_room : 256;
	int64_t *place = keys_put(&import->made_at, &id, sizeof id);
	struct made *more;

	if (import->made_n == import->made_room) {
		if (!(more = realloc(import->made, room * sizeof *more)))
			return db_no_memory(import->db);
		import->made = more;
		import->made_room = room;
	}
	if (!place)
		return db_no_memory(import->db);
	import->made[import->made_n++] = (struct made){ id, since, since };
	*place = (int64_t)import->made_n;
	return 0;
}

static int
set_text(crm *db, const struct crm_field *f, void *record, const char *text)
{
	struct crm_fault why;
	int error = crm_field_parse(f, record, text, crm_context(db), &why);

	return error ? db_fault(db, error, "customer", &why) : 0;
}

/* Known by the text as it stands; from the day of the first record. */
static int
make_customer(struct crm_import *import, const char *name, const struct crm_int *when, int64_t *id)
{
	const struct crm_type *type = crm_noun(import->db, "customer");
	AUTO(crm_customer) c = { .since = when ? *when : (struct crm_int){ 0 } };
	const char *text = import->stranger;
	int64_t *place = place_of(import, text);
	int error = place && type ? set_text(import->db, crm_field(type, "ref"), &c, text) : CRM_NO_MEMORY;

	if (!error)
		error = set_text(import->db, crm_field(type, "name"), &c, *name ? name : text);
	if (!error && strchr(text, '@'))
		error = set_text(import->db, crm_field(type, "email"), &c, text);
	if (!error)
		error = crm_customer_add(import->db, &c);
	if (!error)
		error = remember_made(import, c.id, c.since.value);
	if (error)
		return error;
	*id = *place = c.id;
	import->counts.customers++;
	return 0;
}

/* --- a row ----------------------------------------------------------------------------------- */

static int
read_date(struct crm_import *import, const struct part *part, const char *text, void *record)
{
	const struct crm_clock *clock = &import->db->context.clock;
	struct crm_int *slot = (struct crm_int *)((char *)record + part->field->offset);
	struct crm_fault why;
	struct crm_span span;
	int error = crm_date_format_parse(&part->dates, text, clock, &span, &why);

	if (error)
		return db_fault(import->db, CRM_INVALID, part->field->name, &why);
	*slot = (struct crm_int)CRM_SET(part->field->kind == CRM_DAY
	                                ? crm_instant_day(clock->zone, span.from) : span.from);
	return 0;
}

/* An export of ours that comes into a database without records of the noun. */
static bool
is_export(const struct crm_import *import)
{
	return import->empty && import->id_column != CRM_NO_COLUMN;
}

static int
read_cell(struct crm_import *import, const struct part *part, const char *text, void *record)
{
	const struct crm_field *f = part->field;
	struct crm_fault why;
	int error;

	if (is_date(f))
		return read_date(import, part, text, record);
	if (f->kind == CRM_ID && f->of && !strcmp(f->of->name, "customer"))
		return read_customer(import, f, text, record);
	if (f->kind == CRM_ID) {
		/* In an export its record may be missing here: import_follow_up() sees to that. */
		if (is_export(import) && !crm_field_parse(f, record, text, &import->db->context, &why))
			return 0;
		error = crm_assign(import->db, import->type, f, record, text);
		return error ? db_fail(import->db, error, "%s: %s", f->name, crm_message(import->db)) : 0;
	}
	error = crm_field_parse(f, record, text, &import->db->context, &why);
	return error ? db_fault(import->db, error, f->name, &why) : 0;
}

static int
read_cells(struct crm_import *import, const char *const *values, size_t n, void *record)
{
	int error = 0;

	import->stranger = import->referrer = NULL;
	for (size_t i = 0; i < import->parts_n && !error; i++) {
		const char *text = cell(values, n, import->parts[i].column);

		if (*text)
			error = read_cell(import, &import->parts[i], text, record);
	}
	return error;
}

static int
start(struct crm_import *import)
{
	struct crm_int last;
	int error = record_last(import->db, import->type, &last);

	import->started = true;
	import->empty = !last.set;
	import->alone = import->empty && !import->options.in_batches;
	import->last = last.value;
	return error;
}

/* The record of the row's own id: is it there, or to be made under it? */
static int
match_id(struct crm_import *import, const char *text, int64_t *id, bool *there)
{
	struct crm_int op;
	char letter;
	int error;

	if (crm_id_parse(text, &letter, id) || letter != import->type->letter)
		return db_fail(import->db, CRM_INVALID, "id: `%.60s' is not the id of a %s, such as %c12", text,
		               import->type->name, import->type->letter);
	error = record_op(import->db, import->type, *id, &op);
	*there = op.set;
	if (error || op.set || import->empty)
		return error;
	return db_fail(import->db, CRM_NOT_FOUND, "id: there is no %s %s here; with id= the column is"
	               " left out and the record is a new one", import->type->name, text);
}

/* Whether the record is there, and its id: by the row's id, else by what it says. */
static int
recognise(struct crm_import *import, const char *text, void *record, bool *there)
{
	int64_t id = 0;
	int error;

	if (*text) {
		error = match_id(import, text, &id, there);
	} else {
		error = import_match(import, record, &id);
		*there = id != 0;
	}
	*(int64_t *)((char *)record + import->type->fields->offset) = id;
	return error;
}

/* The record as it is stored, and the row's cells over it. */
static int
fill_known(struct crm_import *import, const char *const *values, size_t n, void *record)
{
	int64_t id = record_id(import->type, record);
	int error;

	crm_clear(import->type, record);
	error = crm_get(import->db, import->type, id, record);
	return error ? error : read_cells(import, values, n, record);
}

static const struct crm_int *
when_of(const struct crm_type *type, const void *record)
{
	const struct crm_field *f = crm_field(type, "when");

	return f ? (const struct crm_int *)((const char *)record + f->offset) : NULL;
}

/* Whoever the row names and nobody knows. */
static int
fill_stranger(struct crm_import *import, const char *const *values, size_t n, void *record)
{
	const struct crm_field *f = crm_field(import->type, "customer");

	return make_customer(import, cell(values, n, import->name_column), when_of(import->type, record),
	                     (int64_t *)((char *)record + f->offset));
}

static int
fill_follow_up(struct crm_import *import, const void *record)
{
	const struct crm_interaction *i = record;

	if (!is_export(import) || strcmp(import->type->name, "interaction") || !i->follow_up)
		return 0;
	return import_follow_up(import, i);
}

/* An order may lie before the one that its customer was made for. */
static void
look_back(struct crm_import *import, const void *record)
{
	int64_t customer = import->made_n ? noun_customer(import->type, record) : 0;
	int64_t place = customer ? keys_get(&import->made_at, &customer, sizeof customer) : 0;
	const struct crm_int *when = when_of(import->type, record);

	if (place && when && when->value < import->made[place - 1].earliest)
		import->made[place - 1].earliest = when->value;
}

/* Wait for whoever is named and has not come yet. */
static int
put_forward(struct crm_import *import, size_t line, const void *record)
{
	size_t room = import->forward_room ? 2 * import->forward_room : 64;
	struct forward *more;

	if (import->forward_n == import->forward_room) {
		if (!(more = realloc(import->forward, room * sizeof *more)))
			return db_no_memory(import->db);
		import->forward = more;
		import->forward_room = room;
	}
	import->forward[import->forward_n] = (struct forward){
		.record = record_id(import->type, record), .line = line, .text = strdup(import->referrer),
	};
	return import->forward[import->forward_n].text ? (import->forward_n++, 0)
	                                               : db_no_memory(import->db);
}

/* Of a record without its date each import would make another, dated then. */
static int
check_when(struct crm_import *import, const void *record)
{
	const struct crm_int *when = when_of(import->type, record);

	return !when || when->set ? 0 : db_fail(import->db, CRM_INVALID, "when: a new record needs its date");
}

static int
store(struct crm_import *import, void *record, bool there)
{
	bool changed = true;
	int error = there ? 0 : check_when(import, record);

	if (error)
		return error;
	if (there)
		error = noun_set(import->db, import->type, record, &changed);
	else if (record_id(import->type, record))
		error = noun_add_as(import->db, import->type, record);
	else
		error = noun_add(import->db, import->type, record);
	if (error)
		return error;
	if (!there)
		import->counts.added++;
	else if (changed)
		import->counts.changed++;
	else
		import->counts.same++;
	return 0;
}

/* A customer made for a row that is refused may be taken back with it. */
static void
forget_stranger(struct crm_import *import)
{
	int64_t *place = import->stranger ? place_of(import, import->stranger) : NULL;

	if (place && *place) {
		*place = 0;
		import->counts.customers--;
	}
}

int
crm_import_row(struct crm_import *import, size_t line, const char *const *values, size_t n,
               void *record)
{
	bool there = false;
	int error = import->started ? 0 : start(import);

	if (!error)
		error = import_put_off(import);
	crm_clear(import->type, record);
	if (!error)
		error = read_cells(import, values, n, record);
	if (!error)
		error = recognise(import, cell(values, n, import->id_column), record, &there);
	if (!error && there)
		error = fill_known(import, values, n, record);
	if (!error && import->stranger)
		error = fill_stranger(import, values, n, record);
	if (!error)
		error = fill_follow_up(import, record);
	if (!error)
		error = store(import, record, there);
	if (!error)
		error = import_matched(import, record);
	if (!error && import->referrer)
		error = put_forward(import, line, record);
	if (error)
		forget_stranger(import);
	else
		look_back(import, record);
	return error;
}

/* --- the end -------------------------------------------------------------------------------------- */

/* Customers made for records are known from the first of these. */
static int
settle_made(struct crm_import *import)
{
	int error = 0;

	for (size_t i = 0; i < import->made_n && !error; i++) {
		struct made *made = &import->made[i];
		AUTO(crm_customer) c = { 0 };

		if (made->earliest == made->since)
			continue;
		error = crm_customer_get(import->db, made->id, &c);
		c.since.value = made->since = made->earliest;
		if (!error)
			error = crm_customer_set(import->db, &c);
	}
	return error;
}

static int
settle_referrer(struct crm_import *import, const struct forward *forward)
{
	const struct crm_field *f = crm_field(import->type, "referrer");
	AUTO(crm_customer) c = { 0 };
	int64_t id = 0;
	bool changed;
	int error = name_customer(import, forward->text, &id);

	if (!error && !id)
		error = db_fail(import->db, CRM_NOT_FOUND, "there is no customer %.100s", forward->text);
	if (error)
		return db_fail(import->db, error, "%s:%zu: %s: %s", import->file, forward->line, f->name,
		               crm_message(import->db));
	error = crm_get(import->db, import->type, forward->record, &c);
	c.referrer = id;
	return error ? error : noun_set(import->db, import->type, &c, &changed);
}

int
crm_import_finish(struct crm_import *import)
{
	int error = import_build(import);

	if (!error)
		error = settle_made(import);
	for (size_t i = 0; i < import->forward_n && !error; i++)
		error = settle_referrer(import, &import->forward[i]);
	while (import->forward_n)
		free(import->forward[--import->forward_n].text);
	return error ? error : import_settle(import);
}
