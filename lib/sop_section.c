/*
 * sop_section.c - what it takes to begin and to end a section of a procedure.
 *
 * Defaults are set at the beginning; what only the whole section can tell is told at its end.
 */
#include <string.h>

#include "nearest.h"
#include "sop_read.h"
#include "words.h"

/* --- conditions ----------------------------------------------------------------------------- */

void
sop_condition(struct sop_reader *r, struct crm_condition *when, const char *text, int line)
{
	const char *kind = r->section->kind;
	const char *where = sop_keep(r, r->name ? sop_print(r->memory, "%s %s", kind, r->name)
	                                        : sop_print(r->memory, "%s", kind));

	if (!*text)
		return;
	when->text = text;
	r->pending[r->pendings++] = (struct sop_pending){ when, line, where };
}

/* The section's condition: when and the short forms, all of which must hold. */
static void
condition(struct sop_reader *r, struct crm_condition *when)
{
	const char *text = r->when ? r->when : "";

	if (*text && r->terms)
		text = sop_keep(r, strstr(text, "or ") ? sop_print(r->memory, "(%s) %s", text, r->terms)
		                                       : sop_print(r->memory, "%s %s", text, r->terms));
	else if (r->terms)
		text = r->terms;
	if (text)
		sop_condition(r, when, text, r->when_line);
}

/* --- the order of classes ------------------------------------------------------------------- */

/* A line of it that cannot be read may be about any axis that the others do not name. */
void
sop_end_order(struct sop_reader *r, void *record)
{
	unsigned named = 0;

	(void)record;
	for (size_t i = 0; i < r->orders; i++)
		named |= 1U << crm_axis(r->order[i].axis);
	if (r->unread)
		r->flaws->axes |= ~named;
}

/* --- classes, staff, stages, what counts --------------------------------------------------- */

/* Must the name be one of these?  Otherwise any word will do. */
static const char *const *
words_of(const char *kind)
{
	return !strcmp(kind, "tier") ? crm_tier_words : !strcmp(kind, "state") ? crm_state_words
	     : !strcmp(kind, "stage") ? crm_stage_words : NULL;
}

static void
check_words(struct sop_reader *r)
{
	const char *const *words = words_of(r->section->kind);
	char list[160];

	for (size_t i = 0; words && words[i]; i++)
		if (!strcmp(words[i], r->name))
			return;
	if (words)
		SOP_FAULT(r, "there is no %s `%.*s'; %s", r->section->kind,
		          crm_fault_clip(r->name), r->name,
		          nearest_word(r->name, words, list, sizeof list));
}

void
sop_begin_class(struct sop_reader *r, void *record)
{
	struct crm_class *class = record;

	class->axis = r->section->kind;
	class->name = r->name;
	class->line = r->line;
	if (sop_is_word(r, class->axis, class->name))
		check_words(r);
}

void
sop_end_class(struct sop_reader *r, void *record)
{
	condition(r, &((struct crm_class *)record)->when);
}

void
sop_begin_staff(struct sop_reader *r, void *record)
{
	*(struct crm_staff *)record = (struct crm_staff){ .id = r->name, .line = r->line };
}

void
sop_begin_counting(struct sop_reader *r, void *record)
{
	*(struct crm_counting *)record = (struct crm_counting){
		.name = r->name, .line = r->line, .contact = true, .counts_to_cap = true, .quiet = true
	};
	sop_is_word(r, r->section->kind, r->name);
}

void
sop_begin_stage(struct sop_reader *r, void *record)
{
	struct crm_journey *journey = record;

	journey->stage = r->name;
	journey->line = r->line;
	check_words(r);
}

/* --- rules ---------------------------------------------------------------------------------- */

void
sop_begin_rule(struct sop_reader *r, void *record)
{
	struct crm_rule *rule = record;

	rule->name = r->name;
	rule->line = r->line;
	rule->purpose = "contact";
	sop_is_word(r, r->section->kind, r->name);
}

void
sop_end_cadence(struct sop_reader *r, void *record)
{
	struct crm_cadence *cadence = record;

	condition(r, &cadence->rule.when);
	if (!cadence->every.count && sop_lacks(r, "every"))
		SOP_FAULT(r, "[cadence %s] says not how often; `every = 1m' would", r->name);
}

/* What returns every year is of no use two weeks after its day. */
static void
complete_event(struct sop_reader *r, struct crm_event_rule *event)
{
	bool returns = event->on >= CRM_ON_YEARLY;

	if (!r->lapse_told && returns)
		event->lapses = (struct crm_period){ 14, CRM_DAY_UNIT };
	if (!r->offset_told)
		event->offset = (struct crm_period){ 0, CRM_DAY_UNIT };
}

/* A birthday is one by either calendar. */
static void
add_lunar(struct sop_reader *r, const struct crm_event_rule *event)
{
	struct crm_event_rule *lunar = &r->sop->event[r->sop->events++];

	*lunar = *event;
	lunar->on = CRM_ON_LUNAR;
	lunar->of = "lunar_birthday";
	condition(r, &lunar->rule.when);
}

void
sop_end_event(struct sop_reader *r, void *record)
{
	struct crm_event_rule *event = record;

	complete_event(r, event);
	if (sop_lacks(r, "on"))
		SOP_FAULT(r, "[event %s] says not what happens; `on = order' would", r->name);
	if (r->both_birthdays)
		add_lunar(r, event);
	condition(r, &event->rule.when);
}

void
sop_begin_festival(struct sop_reader *r, void *record)
{
	struct sop_festival *festival = record;

	*festival = (struct sop_festival){ .name = r->name, .line = r->line, .month = 1, .day = 1 };
	sop_is_word(r, "festival", r->name);
}

void
sop_end_festival(struct sop_reader *r, void *record)
{
	const struct sop_festival *festival = record;

	if (sop_lacks(r, "date"))
		SOP_FAULT(r, "[festival %s] has no date; `date = lunar 8-15' would be one", r->name);
	r->calendar[r->festivals++] = *festival;
}

/* --- plays ---------------------------------------------------------------------------------- */

void
sop_begin_play(struct sop_reader *r, void *record)
{
	*(struct crm_event_rule *)record = (struct crm_event_rule){
		.rule = { .name = r->name, .line = r->line }
	};
	r->first_step = r->sop->events;
	sop_is_word(r, "play", r->name);
}

/* So many days at least. */
static int64_t
days(struct crm_period period)
{
	return period.count ? crm_day_add(0, period) : 0;
}

/* A contact answers a step from the day after the step before it was due. */
static struct crm_period
day_after(struct crm_period period)
{
	return (struct crm_period){ (int)days(period) + 1, CRM_DAY_UNIT };
}

/* What its section says of all steps, and its place among them. */
static void
complete_step(struct sop_reader *r, struct crm_event_rule *step, int number)
{
	const struct crm_event_rule *play = &r->play;
	const char *name = sop_keep(r, sop_print(r->memory, "%s/%d", r->name, number));
	struct crm_event_rule own = *step;

	*step = *play;
	step->rule.name = step->rule.purpose = name;
	step->rule.line = own.rule.line;
	step->rule.goal = own.rule.goal;
	step->rule.channel = own.rule.channel;
	step->offset = own.offset;
	step->step = number;
	step->opens = number > 1 ? day_after(step[-1].offset) : (struct crm_period){ 0, CRM_DAY_UNIT };
	condition(r, &step->rule.when);
}

void
sop_end_play(struct sop_reader *r, void *record)
{
	size_t n = r->sop->events - r->first_step;
	struct crm_event_rule *step = &r->sop->event[r->first_step];

	(void)record;
	if (sop_lacks(r, "on"))
		SOP_FAULT(r, "[play %s] says not what it begins with; `on = first_order' would", r->name);
	if (!n && sop_lacks(r, "step"))
		SOP_FAULT(r, "[play %s] has no steps; `step = 1d phone: say thank you' would be one",
		          r->name);
	for (size_t i = 0; i < n; i++) {
		if (i && days(step[i].offset) <= days(step[i - 1].offset))
			crm_sop_fault(r->faults, r->file, step[i].rule.line,
			              "step: it is not later than the step before it");
		complete_step(r, &step[i], (int)i + 1);
	}
}

/* --- limits --------------------------------------------------------------------------------- */

void
sop_begin_limit(struct sop_reader *r, void *record)
{
	struct crm_limit *limit = record;

	limit->name = r->name ? sop_keep(r, sop_print(r->memory, "limit %s", r->name)) : "limit";
	limit->line = r->line;
	if (r->name)
		sop_is_word(r, "limit", r->name);
}

void
sop_end_limit(struct sop_reader *r, void *record)
{
	condition(r, &((struct crm_limit *)record)->when);
}

/* --- being late ----------------------------------------------------------------------------- */

/* A rung that comes no earlier than a higher one is never told of. */
void
sop_end_late(struct sop_reader *r, void *record)
{
	const struct crm_late *late = &r->sop->late;
	const struct { const char *name; int64_t days; } rung[] = {
		{ "remind", late->remind }, { "copy", late->copy },
		{ late->flag ? "flag" : "release", late->release },
	};

	(void)record;
	for (size_t i = 0; i < 3; i++)
		for (size_t j = i + 1; j < 3; j++)
			if (rung[i].days >= rung[j].days && rung[j].days >= 0)
				crm_sop_fault(r->faults, r->file, ini_line(&r->ini, r->line, rung[i].name, NULL),
				              "%s = %dd is no earlier than %s = %dd; the ladder goes remind, copy, "
				              "release or flag", rung[i].name, (int)rung[i].days,
				              rung[j].name, (int)rung[j].days);
}
