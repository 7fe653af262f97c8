/*
 * cli_build.c - from arguments and cells to a record: the rules of what a stream means.
 */
#include <stdlib.h>
#include <string.h>

#include "cli_build.h"
#include "fact.h"
#include "noun.h"

/* --- the arguments -------------------------------------------------------------------------- */

static const struct crm_field *
field_of_any(crm *db, const char *name)
{
	for (const struct crm_type *const *t = crm_nouns(db); t && *t; t++) {
		const struct crm_field *f = crm_field(*t, name);

		if (f && !(f->flags & CRM_HIDDEN))
			return f;
	}
	return NULL;
}

/* Exits with the nearest names unless the field is there and can be written. */
static void
check_assignment(struct cli_builder *b, const char *argument)
{
	char name[64], near[160];
	const struct crm_field *f;
	struct crm_field fact;

	snprintf(name, sizeof name, "%.*s", (int)strcspn(argument, "="), argument);
	f = b->type ? crm_field(b->type, name) : field_of_any(b->db, name);
	if (f && !(f->flags & (CRM_HIDDEN | CRM_DERIVED)) && strcmp(name, "id"))
		return;
	if ((f && f->flags & CRM_DERIVED) || crm_fact(name, &fact, NULL))
		cli_usage("%s is computed and cannot be set", name);
	if (!strcmp(name, "id"))
		cli_usage("an id stands by itself: %s %s", program.name, argument + 3);
	cli_usage("there is no field %s; did you mean %s?", name,
	          crm_field_nearest(b->type ? b->type : crm_noun(b->db, "customer"), name, near,
	                            sizeof near));
}

/* Add a field's name to what the operation is about, once. */
static void
name_field(struct cli_builder *b, const char *name, size_t n)
{
	char *more = NULL;

	for (const char *at = b->what; at && *at; at += strcspn(at, ","), at += *at == ',')
		if (strcspn(at, ",") == n && !strncmp(at, name, n))
			return;
	if (asprintf(&more, "%s%s%.*s", b->what ? b->what : "", b->what ? "," : "", (int)n, name) < 0)
		cli_die("out of memory");
	free(b->what);
	b->what = more;
}

/* The columns of a stream that is not just one of ids to set something on. */
void
cli_builder_heading(struct cli_builder *b, const struct cli_record *r)
{
	if (b->assignments || r->names == b->heading)
		return;
	b->heading = r->names;
	for (size_t i = 0; i < r->n && strlen(b->what ? b->what : "") < 1000; i++)
		if (strcmp(r->names[i], "id"))
			name_field(b, r->names[i], strlen(r->names[i]));
}

/* Assignments to the front, ids behind them. */
void
cli_builder_open(struct cli_builder *b)
{
	struct cli_operands all = cli_operands(b->cli);
	char **sorted = calloc(all.n + 1, sizeof *sorted);

	if (!sorted)
		cli_die("out of memory");
	b->assignments = b->operands.n = 0;
	for (int ids = 0; ids < 2; ids++)
		for (size_t i = 0; i < all.n; i++)
			if (cli_is_assignment(all.values[i]) == !ids)
				sorted[b->operands.n++] = all.values[i], b->assignments += !ids;
	b->operands.values = sorted;
	for (size_t i = 0; i < b->assignments; i++)
		check_assignment(b, sorted[i]);
	for (size_t i = 0; i < b->assignments; i++)
		name_field(b, sorted[i], strcspn(sorted[i], "="));
}

static bool
assigned(const struct cli_builder *b, const char *name)
{
	for (size_t i = 0; i < b->assignments; i++)
		if (!strncmp(b->operands.values[i], name, strlen(name)) &&
		    b->operands.values[i][strlen(name)] == '=')
			return true;
	return false;
}

/* --- from cells to a record ----------------------------------------------------------------- */

static int
assign(struct cli_builder *b, const struct crm_type *type, const struct crm_field *f, void *record,
       const char *text)
{
	char why[900];
	int error = crm_assign(b->db, type, f, record, text);

	if (!error)
		return 0;
	snprintf(why, sizeof why, "%s: %s", f->name, crm_message(b->db));
	return crm_refuse(b->db, error, why);
}

/* Where the ids tell the noun, an argument may be a field of another one only. */
static int
check_arguments(struct cli_builder *b, const struct crm_type *type)
{
	char name[64], why[160];

	for (size_t i = 0; i < b->assignments; i++) {
		snprintf(name, sizeof name, "%.*s", (int)strcspn(b->operands.values[i], "="),
		         b->operands.values[i]);
		snprintf(why, sizeof why, "%s: there is no such field of %s", name, type->plural);
		if (!crm_field(type, name))
			return crm_refuse(b->db, CRM_INVALID, why);
	}
	return 0;
}

static int
apply_arguments(struct cli_builder *b, const struct crm_type *type, void *record)
{
	int error = check_arguments(b, type);

	/* In the order of the table, so that an amount finds its currency. */
	for (const struct crm_field *f = type->fields; f->name && !error; f++)
		for (size_t i = 0; i < b->assignments && !error; i++) {
			const char *argument = b->operands.values[i];
			size_t n = strcspn(argument, "=");

			if (strlen(f->name) == n && !strncmp(argument, f->name, n))
				error = assign(b, type, f, record, argument + n + 1);
		}
	return error;
}

/* Say of a column, once, why it is left out. */
static bool
warned_of(struct cli_builder *b, const char *name)
{
	const char **more;

	for (size_t i = 0; i < b->warnings; i++)
		if (!strcmp(b->warned[i], name))
			return true;
	if (!(more = realloc(b->warned, (b->warnings + 1) * sizeof *more)) ||
	    !(more[b->warnings] = strdup(name)))
		cli_die("out of memory");
	b->warned = more;
	b->warnings++;
	return false;
}

/* What a record has already needs no reading: it may be a word that is none any longer. */
static bool
has_already(struct cli_builder *b, const struct crm_field *f, const void *record, const char *cell)
{
	char scratch[CRM_SCRATCH];
	const char *text = crm_field_text(f, record, crm_context(b->db), scratch);

	return text && !strcmp(text, cell);
}

/* Does the cell say only what rules say of this record, where nobody has said anything? */
static bool
says_the_rules(struct cli_builder *b, const struct crm_type *type, const struct crm_field *f,
               void *record, const char *cell)
{
	struct crm_select want = { .type = type, .columns = f->name, .id = *(int64_t *)record,
	                           .future = true };
	const struct crm_type *view;
	char *shown = NULL;
	crm_rows *rows;
	bool same = false;

	if (!(f->flags & CRM_RULED) || !want.id || crm_field_set(f, record))
		return false;
	rows = crm_select(b->db, &want, &view);
	while (crm_rows_next(rows, &shown))
		same = shown && !strcmp(shown, cell);
	return !crm_rows_close(rows) && same;
}

/* The columns of this noun; with `own', those spelled without the noun's name too. */
static int
apply_columns(struct cli_builder *b, const struct crm_type *type, const struct cli_record *r,
              bool own, void *record)
{
	size_t noun = strlen(type->name);
	int error = 0;

	for (const struct crm_field *f = type->fields + 1; f->name && !error; f++) {
		if (f->flags & (CRM_HIDDEN | CRM_DERIVED) || assigned(b, f->name))
			continue;
		for (size_t i = 0; i < r->n && !error; i++) {
			const char *name = r->names[i];
			bool dotted = !strncmp(name, type->name, noun) && name[noun] == '.';
			bool meant = (own && !strcmp(name, f->name)) ||
			             (dotted && !strcmp(name + noun + 1, f->name));

			if (meant && !has_already(b, f, record, r->values[i]) &&
			    !says_the_rules(b, type, f, record, r->values[i]))
				error = assign(b, type, f, record, r->values[i]);
		}
	}
	for (size_t i = 0; i < r->n && own; i++)
		if (!cli_known_column(b->db, r->names[i]) && !warned_of(b, r->names[i]))
			cli_warn("the column %s is unknown, and left out", r->names[i]);
	return error;
}

/* --- columns that are not taken ------------------------------------------------------------- */

enum { COMPARED = 1000 };   /* records: what is changed on the way is mostly changed in all */

/* The field of the noun to be written that a column is named like; NULL if it is none. */
static const struct crm_field *
field_left_out(struct cli_builder *b, const struct crm_type *type, const char *name, bool *dotted)
{
	size_t noun = strlen(type->name);
	const struct crm_field *f;

	*dotted = !strncmp(name, type->name, noun) && name[noun] == '.';
	f = crm_field(type, *dotted ? name + noun + 1 : name);
	return !f || f == type->fields || f->flags & (CRM_HIDDEN | CRM_DERIVED) ||
	       assigned(b, f->name) ? NULL : f;
}

/* Is a cell what the record that the line names has in that column, so that nobody meant it? */
static bool
as_it_is(struct cli_builder *b, const struct crm_type *named, int64_t id, const char *column,
         const char *cell)
{
	const struct crm_context *context = crm_context(b->db);
	struct crm_select want = { .type = named, .columns = column, .id = id, .future = true };
	const struct crm_type *view;
	crm_rows *rows = crm_select(b->db, &want, &view);
	void *record = view ? calloc(1, view->size) : NULL;
	bool same = false;

	while (record && crm_rows_next(rows, record)) {
		char scratch[CRM_SCRATCH];
		const char *text = crm_field_text(view->fields, record, context, scratch);

		same = text && !strcmp(text, cell);
	}
	if (crm_rows_close(rows))
		same = false;   /* it has no such column */
	free(record);
	return same;
}

static bool
has_column(const struct cli_record *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->names[i], name))
			return true;
	return false;
}

/*
 * Somebody has put a value into a column that is a field of what is written, but which does not
 * count here: beside arguments none does, and of a line that names another noun only those
 * spelled with ours.
 */
static void
warn_left_out(struct cli_builder *b, const struct cli_record *r, const struct crm_type *named,
              int64_t id, bool arguments)
{
	const struct crm_type *type = b->type ? b->type : named;
	bool dotted;

	for (size_t i = 0; i < r->n && b->compared < COMPARED; i++) {
		const char *name = r->names[i];
		char ours[128];

		if (!*r->values[i] || !field_left_out(b, type, name, &dotted) || (dotted && !arguments))
			continue;
		snprintf(ours, sizeof ours, "%s.%s", type->name, name);
		if (!arguments && has_column(r, ours))
			continue;
		b->compared++;
		if (as_it_is(b, named, id, dotted ? name + strlen(type->name) + 1 : name, r->values[i]) ||
		    warned_of(b, name))
			continue;
		if (arguments)
			cli_warn("the column %s is left out: beside field=value only the ids are taken", name);
		else
			cli_warn("the column %s is left out, as the line names a %s; %s.%s is taken", name,
			         named->name, type->name, name);
	}
}

/* --- the rules of what a stream means ------------------------------------------------------- */

const char *
cli_cell(const struct cli_record *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->names[i], name))
			return r->values[i];
	return NULL;
}

/* Which noun the id names: a letter's own, else a customer by whatever names one. */
static int
identify(struct cli_builder *b, const char *text, const struct crm_type **type, int64_t *id)
{
	char letter;

	if (!crm_id_parse(text, &letter, id))
		return crm_record_named(b->db, text, type, id);
	*type = crm_noun(b->db, "customer");
	return crm_customer_named(b->db, text, id);
}

/* A new record of the program's noun about whoever the id belongs to. */
static int
begin_about(struct cli_builder *b, const char *text, const struct crm_type *named, int64_t id,
            void *record)
{
	const struct crm_field *customer = crm_field(b->type, "customer"), *answers;

	if (!customer)
		return crm_refuse(b->db, CRM_INVALID, "that is no record that this program writes");
	answers = crm_field(b->type, named->name);
	if (answers && answers != customer && answers->kind == CRM_ID && answers->of == named)
		*(int64_t *)((char *)record + answers->offset) = id;
	return crm_assign(b->db, b->type, customer, record, text);
}

/* Fill the record that the cells and arguments describe; *type says of which noun it is. */
int
cli_build(struct cli_builder *b, const struct cli_record *r, const struct crm_type **type,
          void *record)
{
	const char *text = cli_cell(r, "id");
	const struct crm_type *named;
	bool existing = false, arguments = b->assignments > 0;
	int64_t id = 0;
	int error = 0;

	*type = b->type;
	if (text && *text) {
		error = identify(b, text, &named, &id);
		if (error && b->type && !crm_field(b->type, "customer"))
			return crm_refuse(b->db, error, "this is no id, and no header names the columns: name, "
			                  "city and the like");
		if (error)
			return error;
		existing = !b->type || named == b->type;
		*type = existing ? named : b->type;
		if (existing && !strcmp(program.name, "crm-add"))
			return crm_refuse(b->db, CRM_EXISTS, "it is there already; crm-set changes it");
		error = existing ? crm_get(b->db, named, id, record)
		                 : begin_about(b, text, named, id, record);
		if (!error && (arguments || !existing))
			warn_left_out(b, r, named, id, arguments);
	} else if (!b->type) {
		return crm_refuse(b->db, CRM_INVALID, "which record?  The line has no id");
	}
	if (!error && !(text && *text && arguments))
		error = apply_columns(b, *type, r, existing || !(text && *text), record);
	return error ? error : apply_arguments(b, *type, record);
}

/* Room for a record of any noun. */
size_t
cli_largest_record(crm *db)
{
	size_t size = 0;

	for (const struct crm_type *const *t = crm_nouns(db); t && *t; t++)
		size = (*t)->size > size ? (*t)->size : size;
	return size;
}

bool
cli_known_column(void *aux, const char *name)
{
	const char *dot = strrchr(name, '.');
	struct crm_field fact;
	crm *db = aux;

	name = dot ? dot + 1 : name;
	for (const struct crm_type *const *t = crm_nouns(db); t && *t; t++)
		if (crm_field(*t, name))
			return true;
	return crm_fact(name, &fact, NULL);
}

/* crm-add has its subject if any field is given, the others if an id or customer= is. */
bool
cli_has_subject(const struct cli_builder *b)
{
	if (b->operands.n > b->assignments)
		return true;
	if (b->type && crm_field(b->type, "customer"))
		return assigned(b, "customer");
	return b->type && b->assignments;
}

void
cli_builder_close(struct cli_builder *b)
{
	for (size_t i = 0; i < b->warnings; i++)
		free((char *)b->warned[i]);
	free(b->warned);
	free(b->operands.values);
	free(b->what);
}
