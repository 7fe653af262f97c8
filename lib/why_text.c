/*
 * why_text.c - what is told of a follow-up, in words.
 *
 *	telling_set(t, &why->rule, "%s", rule->name);
 *	telling_say(t, &why);
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_work.h"
#include "query_ast.h"
#include "why_telling.h"

void
telling_set(struct telling *t, char **slot, const char *format, ...)
{
	char *text;
	va_list args;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0) {
		t->error = db_no_memory(t->db);
		return;
	}
	free(*slot);
	*slot = text;
}

/* The end of a text that grows in a stream of memory. */
static char *
ended(struct telling *t, FILE *out, char **text)
{
	if (out && !fclose(out))
		return *text;
	t->error = db_no_memory(t->db);
	return NULL;
}

/* The first node of a query that compares this column. */
static const struct query_node *
first_of(const struct query_node *node, const char *path)
{
	const struct query_node *found = NULL;

	if (node->op == QUERY_COMPARE && !strcmp(node->path, path))
		return node;
	for (const struct query_node *child = node->child; child && !found; child = child->next)
		found = first_of(child, path);
	return found;
}

/* What a node compares, as a crm-find term would have it: last_order=2026-10-02. */
static void
see(struct telling *t, const struct crm_query *query, const struct query_node *node, int64_t on,
    FILE *out)
{
	struct crm_field field = node->column.shown;
	union { struct crm_int number; const char *text; } slot;
	char scratch[CRM_SCRATCH];
	const char *text;

	for (const struct query_node *child = node->child; child; child = child->next)
		see(t, query, child, on, out);
	if (node->op != QUERY_COMPARE || first_of(query->root, node->path) != node)
		return;
	fprintf(out, "%s%s=", ftell(out) ? " " : "", node->path);
	if (!query_see(query, &node->column, t->facts, on, &slot.number, &text)) {
		fputs("none", out);
		return;
	}
	field.offset = 0;
	field.flags = 0;
	field.currency = 0;
	if (!text)
		text = crm_field_text(&field, &slot.number, crm_context(t->db), scratch);
	fputs(text ? text : "none", out);
}

char *
telling_facts(struct telling *t, const struct crm_query *query, int64_t on)
{
	char *text = NULL;
	size_t size;
	FILE *out = query ? open_memstream(&text, &size) : NULL;

	if (!query)
		return NULL;
	if (out)
		see(t, query, query->root, on, out);
	return ended(t, out, &text);
}

/* Those that could bear on a day between wanted and due, without its own. */
char *
telling_contacts(struct telling *t, const struct crm_due *due)
{
	const struct crm_agenda *a = &t->k.agenda;
	int64_t from = crm_day_subtract(due->wanted, due->limit->per);
	int64_t to = crm_day_add(due->due, due->limit->per);
	bool own = due->fate == CRM_WANTED;   /* its slot is among them */
	char *text = NULL, day[CRM_DAY_SIZE];
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (size_t i = 0; out && i < a->taken; i++) {
		if (a->slots[i] <= from || a->slots[i] >= to)
			continue;
		if (own && a->slots[i] == due->due)
			own = false;
		else
			fprintf(out, "%s%s", ftell(out) ? "," : "",
			        crm_day_format(a->slots[i], day));
	}
	return ended(t, out, &text);
}

/* --- as a sentence ------------------------------------------------------------------------ */

static void
say_when(const struct crm_why *why, FILE *out)
{
	char text[CRM_DAY_SIZE];

	fprintf(out, "%s (%s), ", why->rule, why->source);
	if (why->interval[0] == '0')
		fprintf(out, "on the day of ");
	else
		fprintf(out, "%s %s ", why->interval + (*why->interval == '-'),
		        *why->interval == '-' ? "before" : "after");
	fprintf(out, "%s on %s", why->anchor, crm_day_format(why->anchor_day.value, text));
	if (why->holds_from.set)
		fprintf(out, ", from %s on when its condition holds",
		        crm_day_format(why->holds_from.value, text));
	if (why->facts && *why->facts)
		fprintf(out, " (%s)", why->facts);
}

/* The cap, with the contacts that fill it, unless the reason has them already. */
static void
say_cap(struct telling *t, const struct crm_why *why, FILE *out)
{
	const char *between = ", contacts on ", *day = why->contacts;
	char *cap = NULL;

	if (!why->cap)
		return;
	telling_set(t, &cap, "cap %s of %.*s", why->cap, (int)strcspn(why->limit, "]") + 1, why->limit);
	if (cap && !(why->reason && strstr(why->reason, cap))) {
		fprintf(out, "; %s%s", cap, *day ? "" : ", no other contacts near");
		for (; *day; day += strcspn(day, ","), day += *day == ',', between = ", ")
			fprintf(out, "%s%.*s", between, (int)strcspn(day, ","), day);
	}
	free(cap);
}

void
telling_say(struct telling *t, struct crm_why *why)
{
	char text[CRM_DAY_SIZE], *line = NULL;
	size_t size;
	FILE *out = open_memstream(&line, &size);

	if (!out) {
		t->error = db_no_memory(t->db);
		return;
	}
	if (why->follow_up > 0)
		fprintf(out, "F%" PRId64 " ", why->follow_up);
	fprintf(out, "%s", why->verdict);
	if (why->due.set)
		fprintf(out, " %s", crm_day_format(why->due.value, text));
	fputs(": ", out);
	if (why->anchor_day.set)
		say_when(why, out);
	else
		fputs(why->rule, out);
	if (!strcmp(why->rule, "planned") && strcmp(why->purpose, "contact") != 0)
		fprintf(out, ", for %s", why->purpose);
	if (why->wanted.set && !(why->due.set && why->due.value == why->wanted.value))
		fprintf(out, ", wanted on %s", crm_day_format(why->wanted.value, text));
	if (why->reason)
		fprintf(out, ": %s", why->reason);
	say_cap(t, why, out);
	if (why->expires.set)
		fprintf(out, "; expires %s", crm_day_format(why->expires.value, text));
	why->text = ended(t, out, &line);
}
