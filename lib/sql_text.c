/*
 * sql_text.c - put a SQL statement together.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "sql_text.h"

static void
no_memory(struct sql *sql)
{
	if (!sql->error)
		sql->error = db_no_memory(sql->db);
}

static bool
make_room(struct sql *sql, size_t more)
{
	size_t room = sql->room ? sql->room : 1024;
	char *text;

	if (sql->error)
		return false;
	while (room - sql->length <= more)
		room *= 2;
	if (room == sql->room)
		return true;
	text = realloc(sql->text, room);
	if (!text) {
		no_memory(sql);
		return false;
	}
	sql->text = text;
	sql->room = room;
	return true;
}

void
sql_put_text(struct sql *sql, const char *text, size_t n)
{
	if (!make_room(sql, n))
		return;
	memcpy(sql->text + sql->length, text, n);
	sql->length += n;
	sql->text[sql->length] = '\0';
}

void
sql_put(struct sql *sql, const char *format, ...)
{
	va_list args, again;
	int n;

	if (!strchr(format, '%')) {   /* most of them */
		sql_put_text(sql, format, strlen(format));
		return;
	}
	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n >= 0 && make_room(sql, (size_t)n))
		sql->length += (size_t)vsnprintf(sql->text + sql->length, (size_t)n + 1, format, again);
	va_end(again);
}

bool
sql_term(struct sql *sql)
{
	if (sql->error)
		return false;
	if (++sql->terms > SQL_TERMS)
		sql->error = db_fail(sql->db, CRM_INVALID, "more than %d terms in all are too many:"
		                     " conditions of classes, tiers, states, segments and values that refer"
		                     " to one another multiply; let them do so less often", SQL_TERMS);
	return !sql->error;
}

/* --- values --------------------------------------------------------------------------------- */

/* Room for one more value; the first place is the statement's. */
static bool
make_place(struct sql *sql)
{
	size_t room = sql->value_room ? sql->value_room * 2 : 32;
	struct db_value *values;

	if (sql->n == 0)
		sql->n = 1;
	if (sql->n < sql->value_room)
		return true;
	values = realloc(sql->values, room * sizeof *values);
	if (!values) {
		no_memory(sql);
		return false;
	}
	sql->values = values;
	sql->value_room = room;
	return true;
}

/* Keep a value; the number of its parameter. */
static size_t
bind(struct sql *sql, struct db_value value)
{
	if (!make_place(sql))
		return 0;
	sql->values[sql->n] = value;
	return sql->n++;
}

void
sql_bind_int(struct sql *sql, int64_t number)
{
	sql_put(sql, "?%zu", bind(sql, db_int(number)));
}

/* Bind a text of malloc, which is ours from now on. */
static void
bind_own(struct sql *sql, char *text)
{
	char **owned = realloc(sql->owned, (sql->owned_n + 1) * sizeof *owned);

	if (owned)
		sql->owned = owned;
	if (!owned || !text) {
		free(text);
		no_memory(sql);
		return;
	}
	owned[sql->owned_n++] = text;
	sql_put(sql, "?%zu", bind(sql, db_text(text)));
}

void
sql_bind_text(struct sql *sql, const char *text)
{
	bind_own(sql, strdup(text));
}

void
sql_bind_like(struct sql *sql, const char *text)
{
	char *pattern = malloc(2 * strlen(text) + 3), *p = pattern;

	if (!pattern) {
		no_memory(sql);
		return;
	}
	*p++ = '%';
	for (; *text; text++) {
		if (strchr("%_\\", *text))
			*p++ = '\\';
		*p++ = *text;
	}
	*p++ = '%';
	*p = '\0';
	sql_put(sql, " LIKE ");
	bind_own(sql, pattern);
	sql_put(sql, " ESCAPE '\\'");
}

void
sql_now(struct sql *sql)
{
	if (!sql->now)
		sql->now = bind(sql, db_int(sql->db->context.clock.now));
	sql_put(sql, "?%zu", sql->now);
}

void
sql_today(struct sql *sql)
{
	if (!sql->today)
		sql->today = bind(sql, db_int(crm_clock_today(&sql->db->context.clock)));
	sql_put(sql, "?%zu", sql->today);
}

void
sql_put_word(struct sql *sql, const char *word)
{
	for (const char *p = word; *p; p++) {
		if (!ascii_letter(*p) && !ascii_digit(*p) && *p != '_') {
			sql_bind_text(sql, word);
			return;
		}
	}
	sql_put(sql, "'%s'", word);
}

/* --- scopes --------------------------------------------------------------------------------- */

struct sql_scope
sql_enter_as(struct sql *sql, const char *alias)
{
	struct sql_scope scope;

	memcpy(scope.alias, sql->alias, sizeof scope.alias);
	snprintf(sql->alias, sizeof sql->alias, "%s", alias);
	return scope;
}

struct sql_scope
sql_enter(struct sql *sql)
{
	char alias[SQL_ALIAS];

	snprintf(alias, sizeof alias, "j%u", ++sql->aliases);
	return sql_enter_as(sql, alias);
}

void
sql_leave(struct sql *sql, struct sql_scope scope)
{
	memcpy(sql->alias, scope.alias, sizeof sql->alias);
}

/* --- the end -------------------------------------------------------------------------------- */

const struct db_value *
sql_values(struct sql *sql)
{
	if (make_place(sql) && !sql->error)
		sql->values[0] = BUILT(sql->text);
	return sql->values;
}

void
sql_free(struct sql *sql, char ***texts, size_t *n)
{
	free(sql->text);
	free(sql->values);
	if (texts) {
		*texts = sql->owned;
		*n = sql->owned_n;
		return;
	}
	for (size_t i = 0; i < sql->owned_n; i++)
		free(sql->owned[i]);
	free(sql->owned);
}
