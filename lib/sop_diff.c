/*
 * sop_diff.c - what would change for whom, if another procedure were in force.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_keep.h"
#include "customer.h"
#include "sop_diff.h"
#include "sop_recount.h"

#define FIELD(member) .offset = offsetof(struct crm_sop_difference, member)

static const struct crm_field fields[] = {
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .help = "whose", .zh = "客戶" },
	{ .name = "customer_name", .kind = CRM_TEXT, FIELD(customer_name),
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ .name = "what", .kind = CRM_TEXT, FIELD(what),
	  .help = "what would change: class, state, tier, segment or due", .zh = "項目" },
	{ .name = "before", .kind = CRM_TEXT, FIELD(before), .help = "by the procedure in force",
	  .zh = "之前" },
	{ .name = "after", .kind = CRM_TEXT, FIELD(after), .help = "by the other one", .zh = "之後" },
	{ .name = "purpose", .kind = CRM_TEXT, FIELD(purpose), .help = "of what is due", .zh = "目的" },
	{ .name = "rule", .kind = CRM_TEXT, FIELD(rule), .help = "the rule that asks for it",
	  .zh = "規則" },
	{ 0 }
};

const struct crm_type crm_sop_difference_type = {
	.name = "difference", .plural = "differences", .zh = "差異",
	.size = sizeof(struct crm_sop_difference), .fields = fields,
	.columns = "customer,customer_name,what,before,after,purpose,rule",
};

/* A customer by one of the procedures. */
struct side {
	const struct crm_sop *sop;
	struct keeper         keeper;
	struct crm_facts      facts;
	struct crm_axes       axes;
	bool                  recounts;   /* contacts are not what they are in the database */
	struct crm_contact_fact *contact; /* then these */
};

struct diff {
	crm                       *db;
	struct side                before, after;
	const struct crm_customer *customer;
	int64_t                    day;
	int                      (*visit)(void *, const void *);
	void                      *aux;
};

static int
tell(struct diff *d, const char *what, const char *before, const char *after,
     const struct crm_due *due)
{
	return d->visit(d->aux, &(struct crm_sop_difference){
		.customer = d->customer->id, .customer_name = d->customer->name, .what = (char *)what,
		.before = (char *)before, .after = (char *)after,
		.purpose = due ? (char *)due->rule->purpose : NULL,
		.rule = due ? (char *)due->rule->name : NULL });
}

/* --- axes ----------------------------------------------------------------------------------- */

static const char *
class_of(const struct side *side, const char *axis, int64_t day)
{
	for (size_t i = 0; i < side->sop->classes; i++) {
		const struct crm_class *class = &side->sop->class[i];

		if (!strcmp(class->axis, axis) &&
		    (!class->when.query || crm_query_holds(class->when.query, &side->facts, day)))
			return class->name;
	}
	return NULL;
}

static int
compare_axes(struct diff *d)
{
	static const char *const axes[] = { "class", "state", "tier", "segment" };
	int error = 0;

	for (size_t i = 0; i < sizeof axes / sizeof *axes && !error; i++) {
		bool by_hand = !strcmp(axes[i], "tier") && d->customer->tier;
		const char *before = by_hand ? NULL : class_of(&d->before, axes[i], d->day);
		const char *after = by_hand ? NULL : class_of(&d->after, axes[i], d->day);

		if (before && after ? strcmp(before, after) != 0 : before != after)
			error = tell(d, axes[i], before, after, NULL);
	}
	return error;
}

/* --- the agenda ----------------------------------------------------------------------------- */

/* The first follow-up of a purpose; NULL: none. */
static const struct crm_due *
first_due(const struct side *side, const char *purpose)
{
	const struct crm_agenda *agenda = &side->keeper.agenda;
	const struct crm_due *first = NULL;

	for (size_t i = 0; i < agenda->n; i++) {
		const struct crm_due *due = &agenda->due[i];

		if ((due->fate == CRM_WANTED || due->fate == CRM_FIXED_DAY) &&
		    !strcmp(due->rule->purpose, purpose) && (!first || due->due < first->due))
			first = due;
	}
	return first;
}

/* Has an earlier row of the side the same purpose? */
static bool
seen_before(const struct side *side, size_t i)
{
	const struct crm_due *due = side->keeper.agenda.due;

	for (size_t k = 0; k < i; k++)
		if (!strcmp(due[k].rule->purpose, due[i].rule->purpose))
			return true;
	return false;
}

static int
compare_purpose(struct diff *d, const char *purpose)
{
	const struct crm_due *before = first_due(&d->before, purpose);
	const struct crm_due *after = first_due(&d->after, purpose);
	char from[CRM_DAY_SIZE], to[CRM_DAY_SIZE];

	if (before && after ? before->due == after->due : before == after)
		return 0;
	return tell(d, "due", before ? crm_day_format(before->due, from) : NULL,
	            after ? crm_day_format(after->due, to) : NULL, after ? after : before);
}

/* All purposes of one side, then those that only the other has. */
static int
compare_agendas(struct diff *d)
{
	int error = 0;

	for (size_t i = 0; i < d->before.keeper.agenda.n && !error; i++)
		if (!seen_before(&d->before, i))
			error = compare_purpose(d, d->before.keeper.agenda.due[i].rule->purpose);
	for (size_t i = 0; i < d->after.keeper.agenda.n && !error; i++) {
		const char *purpose = d->after.keeper.agenda.due[i].rule->purpose;

		if (!seen_before(&d->after, i) && !first_due(&d->before, purpose))
			error = compare_purpose(d, purpose);
	}
	return error;
}

/* --- all customers -------------------------------------------------------------------------- */

static int
look(struct side *side, const struct crm_facts *facts, int64_t customer)
{
	int error;

	side->axes = (struct crm_axes){ 0 };
	side->facts = *facts;
	side->facts.sop = side->sop;
	side->facts.axes = &side->axes;
	if (!side->recounts)
		return keeper_look(&side->keeper, customer, &side->facts);
	error = sop_recount_facts(side->keeper.db, side->sop, &side->facts, &side->contact);
	if (!error)
		error = keeper_read(&side->keeper, customer);
	if (!error)
		error = sop_recount_rows(&side->keeper, customer);
	return error ? error : keeper_compute(&side->keeper, &side->facts);
}

static int
compare(struct diff *d, const struct crm_facts *facts)
{
	int error;

	d->customer = facts->customer;
	error = look(&d->before, facts, d->customer->id);
	if (!error)
		error = look(&d->after, facts, d->customer->id);
	if (!error)
		error = compare_axes(d);
	return error ? error : compare_agendas(d);
}

static int
walk(struct diff *d, struct agenda_facts *reader, int64_t total)
{
	struct db_cursor *ids = db_walk(d->db, SQL("SELECT id FROM customer ORDER BY id"));
	int64_t done = 0;
	int error = 0, ended;

	while (!error && db_step(ids)) {
		const struct crm_facts *facts = agenda_facts_of(reader, db_column_int(ids, 0));

		if (facts)
			error = compare(d, facts);
		if (d->db->report && ++done % 1000 == 0)
			d->db->report("customers", done, total);
	}
	ended = db_done(ids);
	return error ? error : ended;
}

int
crm_sop_diff(crm *db, const struct crm_sop *sop,
             int (*visit)(void *aux, const void *difference), void *aux)
{
	struct diff d = { .db = db, .visit = visit, .aux = aux, .before.sop = crm_sop(db),
	                  .after.sop = sop, .day = crm_clock_today(&db->context.clock) };
	struct agenda_facts *reader;
	struct crm_int last;
	int error = d.before.sop ? 0 : CRM_DATABASE, closed[3];

	if (!error)
		error = db_number(db, &last, SQL("SELECT MAX(id) FROM customer"));
	if (error || !last.set)
		return error;
	d.after.recounts = !sop_counts_alike(d.before.sop, sop);
	reader = agenda_facts_open(db, 1, last.value, NULL);
	keeper_open(&d.before.keeper, db, d.before.sop, 1, last.value);
	keeper_open(&d.after.keeper, db, sop, 1, last.value);
	error = walk(&d, reader, last.value);
	closed[0] = keeper_close(&d.before.keeper);
	closed[1] = keeper_close(&d.after.keeper);
	closed[2] = agenda_facts_close(reader);
	free(d.after.contact);
	for (size_t i = 0; i < 3 && !error; i++)
		error = closed[i];
	if (db->report)
		db->report("", -1, 0);
	return error;
}
