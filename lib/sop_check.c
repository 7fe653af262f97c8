/*
 * sop_check.c - do the rules of a procedure make sense together?
 *
 * Here is what can be told from names alone; sop_check_rules.c tries the conditions.
 */
#include <stdio.h>
#include <string.h>

#include "db.h"
#include "nearest.h"
#include "query_ast.h"
#include "sop_check_rules.h"
#include "sql_text.h"

/* --- staff ---------------------------------------------------------------------------------- */

static void
check_colleague(struct sop_check *c, const struct crm_staff *staff, const char *key,
                const char *name)
{
	struct nearest near = { .wrong = name };
	const struct crm_staff *found;
	char list[128];
	int line;

	if (!name)
		return;
	line = SOP_KEY_LINE(c, staff->line, key);
	found = crm_sop_staff(c->sop, name);
	if (found == staff)
		SOP_CHECK_FAULT(c, line, "%s: [staff %s] is nobody else; name another", key,
		                staff->id);
	if (found)
		return;
	for (size_t i = 0; i < c->sop->staffs; i++)
		if (&c->sop->staff[i] != staff)
			nearest_offer(&near, c->sop->staff[i].id, c->sop->staff[i].id);
	SOP_CHECK_FAULT(c, line, "%s: there is no [staff %.*s]%s%s", key, crm_fault_clip(name),
	                name, near.n ? "; perhaps " : "",
	                near.n ? nearest_format(&near, list, sizeof list) : "");
}

/* Of whom is not known what their section means? */
static bool
is_blurred(const struct sop_check *c, const struct crm_staff *staff)
{
	return sop_flaws_at(&c->flaws, staff->line);
}

/* It is for people to decide whether that will do, so that it is no fault. */
static void
note_alone(struct sop_check *c, const struct crm_staff *staff, int64_t from)
{
	const char *who = crm_sop_stand_in(c->sop, staff->id, from);
	bool nobody = !strcmp(who, staff->id);
	char day[CRM_DAY_SIZE], lack[64];

	crm_day_format(from, day);
	snprintf(lack, sizeof lack, staff->deputy ? "all who would stand in are away on %s"
	                                          : "is away on %s and has no deputy", day);
	crm_sop_note(c->faults, c->sop->source, SOP_KEY_LINE(c, staff->line, "away"),
	             "[staff %s]%s %s; %s%s", staff->id, staff->deputy ? ":" : "", lack,
	             nobody ? "what is due stays theirs, as there is no manager who is there"
	                    : "what is due falls to the manager, ", nobody ? "" : who);
}

/* On its first day, and on those on which others leave: is there a deputy who takes over? */
static void
check_away(struct sop_check *c, const struct crm_staff *staff, const struct crm_away *away)
{
	for (size_t i = 0; i < c->sop->staffs; i++)
		for (size_t k = 0; k < c->sop->staff[i].aways; k++) {
			int64_t from = c->sop->staff[i].away[k].from;

			if (from < away->from)
				from = away->from;
			if (from > away->to || c->sop->staff[i].away[k].to < from ||
			    crm_sop_deputy(c->sop, staff->id, from))
				continue;
			note_alone(c, staff, from);
			return;
		}
}

static void
check_staff(struct sop_check *c)
{
	const struct crm_late *late = &c->sop->late;
	bool mails = late->remind >= 0 || late->copy >= 0 || late->flag;
	bool known = !sop_flaws_of(&c->flaws, "staff");

	for (size_t i = 0; i < c->sop->staffs; i++) {
		const struct crm_staff *staff = &c->sop->staff[i];

		check_colleague(c, staff, "manager", staff->manager);
		check_colleague(c, staff, "deputy", staff->deputy);
		if (!staff->mail && mails && !is_blurred(c, staff))
			SOP_CHECK_FAULT(c, staff->line, "[staff %s] has no mail, and [late] sends some; "
			                "`mail = %s@example.com' would do", staff->id, staff->id);
		for (size_t k = 0; known && k < staff->aways; k++)
			check_away(c, staff, &staff->away[k]);
		if (staff->login && crm_sop_staff(c->sop, staff->login) != staff)
			SOP_CHECK_FAULT(c, SOP_KEY_LINE(c, staff->line, "login"), "login: `%.*s' is [staff "
			                "%s]'s already", crm_fault_clip(staff->login), staff->login,
			                crm_sop_staff(c->sop, staff->login)->id);
	}
}

/* --- words in conditions -------------------------------------------------------------------- */

static bool
is_class(const struct crm_sop *sop, const char *axis, const char *name)
{
	for (size_t i = 0; i < sop->classes; i++)
		if (!strcmp(sop->class[i].axis, axis) && !strcmp(sop->class[i].name, name))
			return true;
	return false;
}

/* Where a condition says the word: in `when', or in the short form of a term. */
static int
word_line(const struct sop_check *c, const struct sop_condition *when, const char *term,
          const char *word)
{
	int line = ini_line(&c->flaws.ini, when->line, "when", word);

	return line != when->line ? line : SOP_KEY_LINE(c, when->line, term);
}

static void
tell_class(struct sop_check *c, struct sop_condition *when, const char *axis,
           const char *name)
{
	struct nearest near = { .wrong = name };
	char list[128];

	for (size_t i = 0; i < c->sop->classes; i++)
		if (!strcmp(c->sop->class[i].axis, axis))
			nearest_offer(&near, c->sop->class[i].name, c->sop->class[i].name);
	when->blurred = true;
	SOP_CHECK_FAULT(c, word_line(c, when, axis, name), "%s: there is no [%s %.*s]%s%s",
	                when->name, axis, crm_fault_clip(name), name, near.n ? "; perhaps " : "",
	                near.n ? nearest_format(&near, list, sizeof list) : "");
}

/* Names that the procedure itself must explain. */
static void
check_names(struct sop_check *c, struct sop_condition *when, const struct query_node *node)
{
	bool own = node->op == QUERY_COMPARE && !node->column.hops;
	const char *name = own ? node->column.shown.name : "";
	bool axis = !strcmp(name, "class") || !strcmp(name, "segment") || !strcmp(name, "state");

	for (size_t i = 0; node->op == QUERY_COMPARE && i < node->n; i++) {
		const struct query_value *v = &node->values[i];
		const char *text = v->text;

		if (axis && node->column.shown.kind == CRM_WORD && v->kind == QUERY_NUMBER)
			text = node->column.shown.words[v->number];
		if (!text || v->kind == QUERY_NONE || v->kind == QUERY_ANY || node->compare == QUERY_HAS)
			continue;
		if (axis && !is_class(c->sop, name, text))
			tell_class(c, when, name, text);
		if (!strcmp(name, "owner") && c->sop->staffs && !crm_sop_staff(c->sop, text))
			SOP_CHECK_FAULT(c, word_line(c, when, "when", text), "%s: owner: there is no [staff "
			                "%.*s]", when->name, crm_fault_clip(text), text);
	}
	for (const struct query_node *child = node->child; child; child = child->next)
		check_names(c, when, child);
}

/* --- circles -------------------------------------------------------------------------------- */

unsigned
sop_axes_of(const struct query_node *node)
{
	unsigned axes = 0;

	if (node->op == QUERY_COMPARE && !node->column.hops) {
		enum crm_axis axis = crm_axis(node->column.shown.name);

		axes |= axis < CRM_AXES ? 1U << axis : 0;
	}
	for (const struct query_node *child = node->child; child; child = child->next)
		axes |= sop_axes_of(child);
	return axes;
}

static const char *const axis_names[CRM_AXES] = {
	[CRM_AXIS_CLASS] = "class", [CRM_AXIS_STATE] = "state", [CRM_AXIS_TIER] = "tier",
	[CRM_AXIS_SEGMENT] = "segment", [CRM_AXIS_VALUE] = "value_score"
};

/* What the conditions of each axis look at, by whatever way. */
static void
reachable(const struct sop_check *c, unsigned reach[CRM_AXES])
{
	for (size_t i = 0; i < c->n; i++)
		if (c->condition[i].axis < CRM_AXES && c->condition[i].when->query)
			reach[c->condition[i].axis] |= sop_axes_of(c->condition[i].when->query->root);
	for (int round = 0; round < CRM_AXES; round++)
		for (int a = 0; a < CRM_AXES; a++)
			for (int b = 0; b < CRM_AXES; b++)
				reach[a] |= reach[a] & 1U << b ? reach[b] : 0;
}

/* Each condition of an axis that leads back to it is told. */
static void
check_circles(struct sop_check *c)
{
	unsigned reach[CRM_AXES] = { 0 };

	reachable(c, reach);
	for (size_t i = 0; i < c->n; i++) {
		struct sop_condition *when = &c->condition[i];
		const char *own = when->axis < CRM_AXES ? axis_names[when->axis] : NULL;
		unsigned seen = own && when->when->query ? sop_axes_of(when->when->query->root) : 0;
		int a = 0;

		while (a < CRM_AXES && !(seen & 1U << a && (1U << a | reach[a]) & 1U << when->axis))
			a++;
		if (a == CRM_AXES)
			continue;
		when->blurred = true;
		if (a == (int)when->axis)
			SOP_CHECK_FAULT(c, SOP_KEY_LINE(c, when->line, "when"), "%s: a circle: its condition "
			                "looks at %s", when->name, own);
		else
			SOP_CHECK_FAULT(c, SOP_KEY_LINE(c, when->line, "when"), "%s: a circle: it looks at %s,"
			                " and that looks at %s", when->name, axis_names[a], own);
	}
}

/* --- how many terms ------------------------------------------------------------------------- */

/* Terms of a condition in SQL, where those of the axes that it looks at stand in it again. */
static size_t
terms_of(const struct query_node *node, const size_t terms[CRM_AXES])
{
	enum crm_axis axis = node->op == QUERY_COMPARE && !node->column.hops
	                   ? crm_axis(node->column.shown.name) : CRM_AXES;
	size_t n = !node->child;

	if (axis < CRM_AXES)
		n += terms[axis];
	for (const struct query_node *child = node->child; child && n <= SQL_TERMS; child = child->next)
		n += terms_of(child, terms);
	return n;
}

/* Where there are no circles; a round for each step by which axes lead to one another. */
static void
count_terms(const struct sop_check *c, size_t terms[CRM_AXES])
{
	for (int round = 0; round < CRM_AXES; round++) {
		size_t sum[CRM_AXES] = { 0 };

		for (size_t i = 0; i < c->n; i++) {
			enum crm_axis axis = c->condition[i].axis;

			if (axis < CRM_AXES && c->condition[i].when->query && sum[axis] <= SQL_TERMS)
				sum[axis] += terms_of(c->condition[i].when->query->root, terms);
		}
		memcpy(terms, sum, sizeof sum);
	}
}

/* Of those that lead to one another, the innermost is told; to try them would take ages. */
static void
check_terms(struct sop_check *c)
{
	size_t terms[CRM_AXES] = { 0 };
	unsigned told = 0, reach[CRM_AXES] = { 0 };

	count_terms(c, terms);
	reachable(c, reach);
	for (int axis = 0; axis < CRM_AXES; axis++)
		for (int b = 0; b < CRM_AXES; b++)
			told |= reach[axis] & 1U << b && terms[b] > SQL_TERMS ? 1U << axis : 0;
	for (size_t i = 0; i < c->n; i++) {
		struct sop_condition *when = &c->condition[i];

		when->blurred |= when->axis < CRM_AXES && terms[when->axis] > SQL_TERMS;
		if (when->axis >= CRM_AXES || told & 1U << when->axis || terms[when->axis] <= SQL_TERMS)
			continue;
		told |= 1U << when->axis;
		SOP_CHECK_FAULT(c, when->line, "%s: the conditions of %s, with those that they look at, "
		                "have more than %d terms; let them look at tier, state, segment and the "
		                "like less often", when->name, axis_names[when->axis], SQL_TERMS);
	}
}

/* --- what a fault leaves open --------------------------------------------------------------- */

/* Conditions of sections with faults; where each line is a rule, of lines that were not read. */
static void
blur_faulty(struct sop_check *c)
{
	c->blurred = c->flaws.axes;
	for (size_t i = 0; i < c->n; i++) {
		struct sop_condition *when = &c->condition[i];
		bool line = when->axis == CRM_AXIS_VALUE;

		when->blurred = (when->when->text && !when->when->query) ||
		                (!line && sop_flaws_at(&c->flaws, when->line));
	}
	if (sop_flaws_of(&c->flaws, "value"))
		c->blurred |= 1U << CRM_AXIS_VALUE;
}

/* And so with what looks at those, and what looks at that. */
static void
blur_others(struct sop_check *c)
{
	unsigned before;

	do {
		before = c->blurred;
		for (size_t i = 0; i < c->n; i++) {
			struct sop_condition *when = &c->condition[i];

			if (when->when->query && sop_axes_of(when->when->query->root) & c->blurred)
				when->blurred = true;
			if (when->blurred && when->axis < CRM_AXES)
				c->blurred |= 1U << when->axis;
		}
	} while (c->blurred != before);
}

/* --- the whole ------------------------------------------------------------------------------ */

static void
add(struct sop_check *c, const struct crm_condition *when, const char *name, int line,
    enum crm_axis axis)
{
	if (name)
		c->condition[c->n++] = (struct sop_condition){ when, name, line, axis, false };
	else
		c->faults->no_memory = true;
}

static bool
collect(struct sop_check *c)
{
	const struct crm_sop *sop = c->sop;
	size_t n = sop->cadences + sop->events + sop->classes + sop->values + sop->limits;
	struct sop_memory *m = c->memory;

	if (!(c->condition = sop_take(m, n + 1, sizeof *c->condition)))
		return false;
	c->cadence = c->n;
	for (size_t i = 0; i < sop->cadences; i++)
		add(c, &sop->cadence[i].rule.when, sop_print(m, "[cadence %s]", sop->cadence[i].rule.name),
		    sop->cadence[i].rule.line, CRM_AXES);
	c->class = c->n;
	for (size_t i = 0; i < sop->classes; i++)
		add(c, &sop->class[i].when, sop_print(m, "[%s %s]", sop->class[i].axis, sop->class[i].name),
		    sop->class[i].line, crm_axis(sop->class[i].axis));
	c->value = c->n;
	for (size_t i = 0; i < sop->values; i++)
		add(c, &sop->value[i].when, sop_print(m, "[value] %s", sop->value[i].dimension),
		    sop->value[i].line, CRM_AXIS_VALUE);
	c->limit = c->n;
	for (size_t i = 0; i < sop->limits; i++)
		add(c, &sop->limit[i].when, sop_print(m, "[%s]", sop->limit[i].name), sop->limit[i].line,
		    CRM_AXES);
	c->event = c->n;
	for (size_t i = 0; i < sop->events; i++)
		add(c, &sop->event[i].rule.when, sop_print(m, "[event %s]", sop->event[i].rule.name),
		    sop->event[i].rule.line, CRM_AXES);
	return !c->faults->no_memory;
}

static void
check_whole(struct sop_check *c)
{
	size_t circles;

	check_staff(c);
	sop_check_time(c);
	blur_faulty(c);
	for (size_t i = 0; i < c->n; i++)
		if (c->condition[i].when->query)
			check_names(c, &c->condition[i], c->condition[i].when->query->root);
	circles = c->faults->n;
	check_circles(c);
	if (c->faults->n == circles)
		check_terms(c);
	blur_others(c);
	sop_check_rules(c);
}

int
crm_sop_check(crm *db, const struct crm_sop_file *file, struct crm_sop **out,
              struct crm_sop_faults *faults)
{
	struct sop_check c = { .db = db, .faults = faults, .memory = sop_memory_open() };
	size_t before = faults->n;
	int error;

	*out = NULL;
	error = c.memory ? sop_parse(db, file, out, &c.flaws, faults) : db_no_memory(db);

	if ((!error || error == CRM_INVALID) && *out) {
		c.sop = *out;
		if (collect(&c))
			check_whole(&c);
		error = 0;
	}
	sop_memory_close(c.memory);
	if (!error && faults->no_memory)
		error = db_no_memory(db);
	else if (!error && c.failed)
		error = CRM_DATABASE;
	else if (!error && faults->n > before)
		error = db_fail(db, CRM_INVALID, "%s:%d: %s", faults->fault[0].file,
		                faults->fault[0].line, faults->fault[0].text);
	if (error) {
		crm_sop_free(*out);
		*out = NULL;
	}
	return error;
}
