/*
 * sop_judge.c - mark what is a contact by the rules now in force, and see what follows.
 *
 * There are a few dozen kinds of interactions, however many interactions, and a load seldom
 * changes more than one or two of them: the others are not gone through.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "interaction.h"
#include "sop_judge.h"
#include "sop_recount.h"

void
sop_judged_clear(struct judged *judged)
{
	free(judged->list);
	*judged = (struct judged){ 0 };
}

static int
add(crm *db, struct judged *out, struct judgement one)
{
	size_t size = 2 * out->size + 64;
	struct judgement *more;

	if (out->n == out->size) {
		if (!(more = realloc(out->list, size * sizeof *more)))
			return db_no_memory(db);
		out->list = more;
		out->size = size;
	}
	out->list[out->n++] = one;
	return 0;
}

static int
by_customer(const void *a, const void *b)
{
	const struct judgement *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

/* --- which kinds count otherwise ------------------------------------------------------------ */

/* A kind of interactions as it is stored, and as it is now. */
struct kind { char *channel, *outcome; bool was_contact, was_counted, contact, counts; };

struct kinds { size_t n, size; struct kind *kind; };

static void
kinds_clear(struct kinds *kinds)
{
	for (size_t i = 0; i < kinds->n; i++) {
		free(kinds->kind[i].channel);
		free(kinds->kind[i].outcome);
	}
	free(kinds->kind);
}

static int
add_kind(crm *db, const struct crm_sop *sop, struct db_cursor *c, struct kinds *kinds)
{
	const char *channel = db_column_null(c, 0) ? NULL : db_column_text(c, 0);
	const char *outcome = db_column_null(c, 1) ? NULL : db_column_text(c, 1);
	struct kind kind = {
		.was_contact = db_column_int(c, 2), .was_counted = db_column_int(c, 3),
		.contact = crm_sop_is_contact(sop, channel, outcome),
		.counts = crm_sop_counts(sop, channel, outcome),
	};
	struct kind *more = kinds->kind;

	if (kind.was_contact == kind.contact && kind.was_counted == kind.counts)
		return 0;
	if (kinds->n == kinds->size)
		more = realloc(kinds->kind, (kinds->size = 2 * kinds->size + 16) * sizeof *more);
	if (!more)
		return db_no_memory(db);
	kinds->kind = more;
	kind.channel = channel ? strdup(channel) : NULL;
	kind.outcome = outcome ? strdup(outcome) : NULL;
	kinds->kind[kinds->n++] = kind;
	return (channel && !kind.channel) || (outcome && !kind.outcome) ? db_no_memory(db) : 0;
}

static int
find_kinds(crm *db, const struct crm_sop *sop, struct kinds *kinds)
{
	struct db_cursor *cursor = db_walk(db, SQL("SELECT DISTINCT channel, outcome, contact,"
	                                           " COALESCE(counts, contact) FROM interaction"));
	int error = 0, ended;

	while (!error && db_step(cursor))
		error = add_kind(db, sop, cursor, kinds);
	ended = db_done(cursor);
	return error ? error : ended;
}

/* --- which follow-ups that concerns --------------------------------------------------------- */

#define OF_KIND \
	" COALESCE(i.channel, '') = COALESCE(?1, '') AND COALESCE(i.outcome, '') = COALESCE(?2, '')"

/* No contact any longer: what was done by one was not, but promises are kept where so said. */
static int
find_undone(crm *db, const struct kind *kind, struct judged *out)
{
	struct db_cursor *c = db_walk(db,
		SQL("SELECT i.customer_id, f.id, i.id, COALESCE(i.follow_up_id, 0) = f.id"
		    " FROM follow_up f JOIN interaction i ON i.id = f.interaction_id"
		    " WHERE f.status = 'done' AND f.purpose <> '" PROMISE "'"
		    " AND i.contact = 1 AND" OF_KIND), V(kind->channel), V(kind->outcome));
	int error = 0, ended;

	while (!error && db_step(c))
		error = add(db, out, (struct judgement){
			.customer = db_column_int(c, 0), .follow_up = db_column_int(c, 1),
			.first = db_column_int(c, 2), .named = db_column_int(c, 3)
		});
	ended = db_done(c);
	return error ? error : ended;
}

/* A contact now: one of ours answers what is open, and any the follow-up that it names. */
static int
find_answers(crm *db, const struct kind *kind, int64_t since, struct judged *out)
{
	struct db_cursor *c = db_walk(db,
		SQL("SELECT i.customer_id, MIN(i.id), MAX(i.id), 0 FROM interaction i"
		    " WHERE i.contact = 0 AND i.direction = 'out' AND i.op > ?3 AND" OF_KIND
		    " GROUP BY i.customer_id"
		    " UNION ALL SELECT i.customer_id, i.id, i.id, 1 FROM interaction i"
		    " WHERE i.contact = 0 AND i.follow_up_id IS NOT NULL AND i.op > ?3 AND" OF_KIND),
		V(kind->channel), V(kind->outcome), V(since));
	int error = 0, ended;

	while (!error && db_step(c))
		error = add(db, out, (struct judgement){
			.customer = db_column_int(c, 0), .first = db_column_int(c, 1),
			.last = db_column_int(c, 2), .named = db_column_int(c, 3)
		});
	ended = db_done(c);
	return error ? error : ended;
}

static int
judge(crm *db, const struct kind *kind, int64_t since, struct judged *out)
{
	int error = 0;

	if (kind->was_contact && !kind->contact)
		error = find_undone(db, kind, out);
	if (!kind->was_contact && kind->contact)
		error = find_answers(db, kind, since, out);
	if (error)
		return error;
	return db_run(db,
		SQL("UPDATE interaction AS i SET contact = ?3, counts = ?4 WHERE" OF_KIND
		    " AND (contact <> ?3 OR COALESCE(counts, contact) <> ?4)"),
		V(kind->channel), V(kind->outcome), V(kind->contact), V(kind->counts));
}

int
sop_judge(crm *db, const struct crm_sop *sop, int64_t since, struct judged *out)
{
	struct kinds kinds = { 0 };
	int error = find_kinds(db, sop, &kinds);

	for (size_t i = 0; i < kinds.n && !error; i++)
		error = judge(db, &kinds.kind[i], since, out);
	kinds_clear(&kinds);
	if (out->n)
		qsort(out->list, out->n, sizeof *out->list, by_customer);
	return error;
}

/* --- what follows --------------------------------------------------------------------------- */

/* Contacts that came later may have done it, had they found it open. */
static int
reopen(crm *db, const struct crm_sop *sop, const struct judgement *j)
{
	AUTO(crm_follow_up) f = { 0 };
	int error = crm_follow_up_get(db, j->follow_up, &f);

	if (error || !sop_comes_back(sop, &f, j->named))
		return error;
	error = keep_status(db, f.id, "open", NULL);
	return error ? error : agenda_answered_by(db, j->customer, j->first + 1, INT64_MAX);
}

static int
follow(crm *db, const struct crm_sop *sop, const struct judgement *j)
{
	AUTO(crm_interaction) i = { 0 };
	int error;

	if (j->follow_up)
		return reopen(db, sop, j);
	if (!j->named)
		return agenda_answered_by(db, j->customer, j->first, j->last);
	error = crm_interaction_get(db, j->first, &i);
	return error ? error : agenda_answered(db, &i);
}

int
sop_judged_follow(crm *db, const struct crm_sop *sop, struct judged *judged, int64_t last)
{
	int error = 0;

	while (!error && judged->next < judged->n && judged->list[judged->next].customer <= last)
		error = follow(db, sop, &judged->list[judged->next++]);
	return error;
}
