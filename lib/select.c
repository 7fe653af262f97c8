/*
 * select.c - read records of a noun: chosen columns, a condition, an order.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_reach.h"
#include "column_sql.h"
#include "noun.h"
#include "query_sql.h"
#include "select.h"

/* A sort key. */
struct key { struct column column; char *path; bool descending; };

/* What is selected: the view that callers see, and all that it borrows. */
struct view {
	struct crm_type   type;      /* first: the rows give it back to be freed */
	struct crm_field *fields;
	struct column    *columns;   /* of each field */
	char            **names;
	size_t            n, room;
	char            **texts;     /* bound to the statement */
	size_t            text_n;
};

struct selection {
	crm                     *db;
	const struct crm_select *want;
	struct view             *view;
	struct key              *keys;
	size_t                   key_n;
	struct sql               sql;
	int                      repeated;   /* the parameter that takes one id after the other */
	int                      error;
};

static void
view_release(struct crm_type *type)
{
	struct view *view = (struct view *)type;

	for (size_t i = 0; i < view->n; i++)
		free(view->names[i]);
	for (size_t i = 0; i < view->text_n; i++)
		free(view->texts[i]);
	free(view->names);
	free(view->texts);
	free(view->fields);
	free(view->columns);
	free(view);
}

static void
no_memory(struct selection *s)
{
	if (!s->error)
		s->error = db_no_memory(s->db);
}

/* --- columns -------------------------------------------------------------------------------- */

static bool
same_column(const struct column *a, const struct column *b)
{
	if (a->hops != b->hops || a->field != b->field || a->fact.fact != b->fact.fact ||
	    a->fact.window.count != b->fact.window.count || a->fact.window.unit != b->fact.window.unit)
		return false;
	for (size_t i = 0; i < a->hops; i++)
		if (a->hop[i] != b->hop[i])
			return false;
	return true;
}

/* An array with room for n items; as it was, and s->error set, if memory is out. */
static void *
longer(struct selection *s, void *array, size_t n, size_t item)
{
	void *more = realloc(array, n * item);

	if (more)
		return more;
	no_memory(s);
	return array;
}

static size_t
slot_size(enum crm_kind kind)
{
	switch (kind) {
	case CRM_ID:
		return sizeof(int64_t);
	case CRM_TEXT:
	case CRM_WORD:
		return sizeof(char *);
	case CRM_REAL:
		return sizeof(struct crm_real);
	default:
		return sizeof(struct crm_int);
	}
}

static void
view_add(struct selection *s, const struct column *column, const char *name, unsigned flags)
{
	struct view *view = s->view;
	size_t n = view->n;
	struct crm_field *f;

	view->fields = longer(s, view->fields, n + 2, sizeof *view->fields);
	view->columns = longer(s, view->columns, n + 1, sizeof *view->columns);
	view->names = longer(s, view->names, n + 1, sizeof *view->names);
	if (s->error)
		return;
	view->names[n] = strdup(name);
	if (!view->names[n]) {
		no_memory(s);
		return;
	}
	f = &view->fields[n];
	*f = column->shown;
	f->name = view->names[n];
	f->flags = (f->flags & (CRM_ACTOR | CRM_AHEAD | CRM_LONG | CRM_HIDDEN)) | flags;
	f->offset = view->type.size;
	f->column = NULL;
	f->sql = NULL;   /* it is a column of the statement now */
	f->currency = 0;
	view->type.size += slot_size(f->kind);
	view->columns[n] = *column;
	view->fields[++view->n] = (struct crm_field){ .name = NULL };
}

/* Give amounts the column that their currency is in, hidden if nobody asked for it. */
static void
add_currencies(struct selection *s)
{
	struct view *view = s->view;
	size_t chosen = view->n;

	for (size_t i = 0; i < chosen && !s->error; i++) {
		struct column currency;
		size_t at = 1;   /* an offset of 0 would say: the base currency */

		if (!column_currency(&view->columns[i], &currency))
			continue;
		while (at < view->n && !same_column(&view->columns[at], &currency))
			at++;
		if (at == view->n)
			view_add(s, &currency, currency.shown.name, CRM_HIDDEN);
		if (!s->error)
			view->fields[i].currency = view->fields[at].offset;
	}
}

static void
invalid(struct selection *s, const char *what, const char *name, const struct crm_fault *why)
{
	s->error = db_fail(s->db, CRM_INVALID, "%s `%.128s': %s", what, name, why->text);
}

static void
add_resolved(struct selection *s, const char *name, bool stored)
{
	struct column column;
	struct crm_fault why;

	if (column_resolve(&column, s->want->type, name, &why)) {
		invalid(s, "column", name, &why);
		return;
	}
	column.stored = stored;
	view_add(s, &column, name, 0);
}

static void
add_column(struct selection *s, const char *name)
{
	add_resolved(s, name, false);
}

/* As they are stored: what is written out so is read back, and what a rule says is no news. */

static void
add_all_columns(struct selection *s)
{
	for (const struct crm_field *f = s->want->type->fields; f->name && !s->error; f++)
		if (!(f->flags & (CRM_HIDDEN | CRM_DERIVED)) && (!(f->flags & CRM_INPUT) || f->fetch))
			add_resolved(s, f->name, true);
}

/* Call add for each name in a list with commas, blanks around them cut off. */
static void
each_name(struct selection *s, const char *list, void (*add)(struct selection *, const char *))
{
	char *copy = strdup(list), *rest = copy, *name;

	if (!copy)
		no_memory(s);
	while (!s->error && (name = strsep(&rest, ","))) {
		name += strspn(name, " ");
		name[strcspn(name, " ")] = '\0';
		add(s, name);
	}
	free(copy);
}

static void
choose_columns(struct selection *s)
{
	const char *columns = s->want->columns ? s->want->columns : s->want->type->columns;

	if (strcmp(columns, "*") == 0)
		add_all_columns(s);
	else
		each_name(s, columns, add_column);
	if (!s->error)
		add_currencies(s);
	if (!s->error)
		s->view->type.fields = s->view->fields;
}

/* --- order ---------------------------------------------------------------------------------- */

/* Amounts in several currencies are put in order by what they are worth. */
static void
by_worth(struct column *column)
{
	const struct crm_field *base = crm_field(column->type, "base");

	if (column->field && column->field->currency && base)
		column->field = base;
}

static void
add_key(struct selection *s, const char *name)
{
	bool descending = *name == '-';
	struct crm_fault why;
	struct key *key;

	s->keys = longer(s, s->keys, s->key_n + 1, sizeof *s->keys);
	if (s->error)
		return;
	key = &s->keys[s->key_n];
	*key = (struct key){ .path = strdup(name + descending), .descending = descending };
	if (!key->path) {
		no_memory(s);
		return;
	}
	s->key_n++;
	if (column_resolve(&key->column, s->want->type, key->path, &why))
		invalid(s, "sort key", name, &why);
	else if (key->column.field && key->column.field->fetch)
		s->error = db_fail(s->db, CRM_INVALID, "sort key `%s' has no order", key->path);
	by_worth(&key->column);
}

static void
choose_order(struct selection *s)
{
	if (s->want->sort && *s->want->sort)
		each_name(s, s->want->sort, add_key);
	if (!s->error && (s->key_n == 0 || strcmp(s->keys[s->key_n - 1].path, "id") != 0))
		add_key(s, "id");   /* the same order every time */
}

/* Words stand in the order of their list. */
static void
put_key(struct sql *sql, const struct key *key)
{
	const char *const *words = key->column.shown.words;

	if (key->column.shown.kind != CRM_WORD || !words || !words[0]) {
		column_put(sql, &key->column);
		return;
	}
	sql_put(sql, "CASE ");
	column_put(sql, &key->column);
	for (int i = 0; words[i]; i++) {
		sql_put(sql, " WHEN ");
		sql_put_word(sql, words[i]);
		sql_put(sql, " THEN %d", i);
	}
	sql_put(sql, " END");
}

/* A column that every row has can be read from an index in order. */
static bool
never_absent(const struct column *column)
{
	static const char *const names[] = { "id", "when", "since", NULL };

	if (column->hops || !column->field)
		return false;
	for (const char *const *name = names; *name; name++)
		if (strcmp(column->field->name, *name) == 0)
			return true;
	return column->field->flags & CRM_REQUIRED;
}

/* How the key behind an ORDER BY runs. */
static void
put_direction(struct sql *sql, const struct key *key)
{
	sql_put(sql, "%s%s", key->descending ? " DESC" : "",
	        never_absent(&key->column) ? "" : " NULLS LAST");
}

static void
put_order(struct selection *s)
{
	sql_put(&s->sql, " ORDER BY ");
	for (size_t i = 0; i < s->key_n; i++) {
		sql_put(&s->sql, i ? ", " : "");
		put_key(&s->sql, &s->keys[i]);
		put_direction(&s->sql, &s->keys[i]);
	}
}

/* --- conditions ----------------------------------------------------------------------------- */

/* The instant from which a record is there: a contact's, a customer's; NULL: it has none. */
static const struct crm_field *
dated_by(const struct crm_type *type)
{
	return crm_field(type, column_is_customer(type) ? "since" : "when");
}

static void
put_condition_on_ids(struct selection *s)
{
	const struct crm_select *want = s->want;
	const struct crm_field *customer = column_customer(want->type);

	if (want->ids) {
		sql_put(&s->sql, " AND t.%s = ",
		        want->by_customer && customer ? column_name(customer) : "id");
		sql_bind_int(&s->sql, want->n ? want->ids[0] : 0);
		s->repeated = (int)s->sql.n - 1;
		return;
	}
	if (want->id) {
		sql_put(&s->sql, " AND t.id = ");
		sql_bind_int(&s->sql, want->id);
	}
	if (want->customer) {
		sql_put(&s->sql, " AND t.%s = ", customer ? column_name(customer) : "id");
		sql_bind_int(&s->sql, want->customer);
	}
}

static void
put_where(struct selection *s)
{
	const struct crm_select *want = s->want;
	const struct crm_field *date = want->future ? NULL : dated_by(want->type);

	sql_put(&s->sql, " WHERE TRUE");
	put_condition_on_ids(s);
	if (date) {
		sql_put(&s->sql, " AND t.%s <= ", column_name(date));
		sql_now(&s->sql);
	}
	if (!want->query)
		return;
	s->sql.row = want->ids || want->id || want->customer || query_is_narrow(want->query);
	sql_put(&s->sql, " AND ");
	query_put(&s->sql, want->query->root);
	s->sql.row = true;
}

/* --- statements ----------------------------------------------------------------------------- */

static void
put_columns(struct selection *s)
{
	s->sql.joining = true;
	for (size_t i = 0; i < s->view->n; i++) {
		sql_put(&s->sql, i ? ", " : "");
		column_put(&s->sql, &s->view->columns[i]);
	}
	s->sql.joining = false;
}

/*
 * The first few of an order: find them first, then fetch their columns, so that
 * facts are not computed for records that nobody will see.
 */
static void
put_first_few(struct selection *s)
{
	struct sql *sql = &s->sql;

	sql_put(sql, "SELECT ");
	put_columns(s);
	sql_put(sql, " FROM (SELECT t.id AS id");
	for (size_t i = 0; i < s->key_n; i++) {
		sql_put(sql, ", ");
		put_key(sql, &s->keys[i]);
		sql_put(sql, " AS k%zu", i);
	}
	sql_put(sql, " FROM %s t", s->want->type->table);
	put_where(s);
	sql_put(sql, " ORDER BY ");
	for (size_t i = 0; i < s->key_n; i++) {
		sql_put(sql, "%s%zu", i ? ", " : "", i + 2);
		put_direction(sql, &s->keys[i]);
	}
	sql_put(sql, " LIMIT ");
	sql_bind_int(sql, s->want->limit);
	sql_put(sql, ") s CROSS JOIN %s t", s->want->type->table);
	column_put_joins(sql);
	sql_put(sql, " WHERE t.id = s.id ORDER BY ");
	for (size_t i = 0; i < s->key_n; i++) {
		sql_put(sql, "%ss.k%zu", i ? ", " : "", i);
		put_direction(sql, &s->keys[i]);
	}
}

static void
put_all(struct selection *s)
{
	sql_put(&s->sql, "SELECT ");
	put_columns(s);
	sql_put(&s->sql, " FROM %s t", s->want->type->table);
	column_put_joins(&s->sql);
	put_where(s);
	put_order(s);
	if (s->want->limit && !s->want->ids) {
		sql_put(&s->sql, " LIMIT ");
		sql_bind_int(&s->sql, s->want->limit);
	}
}

/* Does an index give the rows in the order that is asked for, so that nothing is sorted? */
static bool
comes_in_order(const struct selection *s)
{
	const struct column *first = &s->keys[0].column;
	bool indexed = first->field && (first->field->flags & CRM_ORDERED ||
	                                strcmp(first->field->name, "id") == 0);

	return indexed && !first->hops && s->key_n <= 2 &&
	       (s->key_n == 1 || s->keys[1].descending == s->keys[0].descending);
}

static void
compile(struct selection *s)
{
	s->sql = (struct sql){ .db = s->db, .alias = SQL_ROW, .row = true };
	if (s->want->limit && s->want->sort && !s->want->ids && !comes_in_order(s))
		put_first_few(s);
	else
		put_all(s);
	if (!s->error)
		s->error = s->sql.error;
}

/* --- the way in ----------------------------------------------------------------------------- */

static crm_rows *
start(struct selection *s)
{
	const struct db_value *values = sql_values(&s->sql);
	crm_rows *rows = NULL;

	if (!s->error)
		s->error = s->sql.error;
	if (!s->error)
		rows = db_query_(s->db, &s->view->type, values, s->sql.n);
	if (rows && s->want->ids)
		db_rows_repeat(rows, s->repeated, s->want->ids, s->want->n, s->want->limit);
	return rows;
}

static void
free_keys(struct selection *s)
{
	for (size_t i = 0; i < s->key_n; i++)
		free(s->keys[i].path);
	free(s->keys);
}

crm_rows *
crm_select(crm *db, const struct crm_select *want, const struct crm_type **view)
{
	struct selection s = { .db = db, .want = want, .view = calloc(1, sizeof *s.view) };
	crm_rows *rows = NULL;

	if (view)
		*view = NULL;
	if (!s.view)
		return db_rows_failed(db, db_no_memory(db));
	s.view->type = *want->type;
	s.view->type.table = NULL;
	s.view->type.size = 0;
	s.error = crm_agenda_reach(db, crm_clock_today(&db->context.clock));
	if (!s.error)
		choose_columns(&s);
	if (!s.error)
		choose_order(&s);
	if (!s.error)
		compile(&s);
	if (!s.error)
		rows = start(&s);
	sql_free(&s.sql, &s.view->texts, &s.view->text_n);
	free_keys(&s);
	if (!rows) {
		view_release(&s.view->type);
		return db_rows_failed(db, s.error ? s.error : CRM_NO_MEMORY);
	}
	db_rows_own(rows, &s.view->type, view_release);
	if (view)
		*view = &s.view->type;
	return rows;
}

int
crm_count(crm *db, const struct crm_select *want, int64_t *out)
{
	struct selection s = { .db = db, .want = want };
	const struct db_value *values;
	struct crm_int count;

	s.sql = (struct sql){ .db = db, .alias = SQL_ROW };
	sql_put(&s.sql, "SELECT COUNT(*) FROM %s t", want->type->table);
	put_where(&s);
	values = sql_values(&s.sql);
	s.error = crm_agenda_reach(db, crm_clock_today(&db->context.clock));
	if (!s.error)
		s.error = s.sql.error;
	if (!s.error)
		s.error = db_number_(db, &count, values, s.sql.n);
	*out = s.error ? 0 : count.value;
	sql_free(&s.sql, NULL, NULL);
	return s.error;
}
