/*
 * sop_keys.c - what a procedure may say: its sections, and the keys of each.
 */
#include "sop_read.h"

#define SECTION_ARRAY(plural, member) \
	.array = offsetof(struct crm_sop, member), .count = offsetof(struct crm_sop, plural), \
	.size = sizeof *((struct crm_sop *)0)->member

static const struct sop_key sop_keys[] = {
	{ "goal", "TEXT", "what the procedure is for",
	  .read = sop_read_text, offsetof(struct crm_sop, goal),
	  .lines = true },
	{ "scope", "TEXT", "whom it is for", .read = sop_read_text, offsetof(struct crm_sop, scope),
	  .lines = true },
	{ "hours", "HOURS", "business hours: mon-fri 09:00-18:00, sat 09:00-12:00",
	  .read = sop_read_hours },
	{ "holidays", "FILE", "days off: a file of dates or an iCalendar file beside this one",
	  .read = sop_read_text, offsetof(struct crm_sop, holidays) },
	{ "workdays", "DAY|DAY..DAY [NAME], ...", "days of work, whatever the weekday and the holidays",
	  .read = sop_read_workdays, .repeated = true },
	{ "pool", "STAFF", "who is told of what is nobody's",
	  .read = sop_read_pool, offsetof(struct crm_sop, pool) },
	{ 0 }
};

static const struct sop_key order_keys[] = {
	{ "class", "NAME, ...", "which class goes first where several hold", .read = sop_read_order },
	{ "state", "NAME, ...", "which state", .read = sop_read_order },
	{ "tier", "NAME, ...", "which tier", .read = sop_read_order },
	{ "segment", "NAME, ...", "which segment", .read = sop_read_order },
	{ 0 }
};

#define STAFF(member) offsetof(struct crm_staff, member)

static const struct sop_key staff_keys[] = {
	{ "name", "TEXT", "name to show", .read = sop_read_text, STAFF(name) },
	{ "login", "WORD", "login name, another word for owner=", .read = sop_read_name, STAFF(login) },
	{ "mail", "ADDRESS", "where reminders go", .read = sop_read_name, STAFF(mail) },
	{ "language", "TAG", "language of reminders: zh-TW", .read = sop_read_name, STAFF(language) },
	{ "manager", "STAFF", "who is told of what is late", .read = sop_read_name, STAFF(manager) },
	{ "deputy", "STAFF", "who takes the agenda while away", .read = sop_read_name, STAFF(deputy) },
	{ "away", "DAY..DAY", "first and last day away", .read = sop_read_away, .repeated = true },
	{ 0 }
};

#define COUNTING(member) offsetof(struct crm_counting, member)

static const struct sop_key channel_keys[] = {
	{ "contact", "yes|no", "is somebody reached by it?",
	  .read = sop_read_yes_no, COUNTING(contact) },
	{ "counts_to_cap", "yes|no", "does it count against the cap?", .read = sop_read_yes_no,
	  COUNTING(counts_to_cap) },
	{ "quiet", "yes|no", "do quiet hours hold for it?", .read = sop_read_yes_no, COUNTING(quiet) },
	{ 0 }
};

static const struct sop_key outcome_keys[] = {
	{ "contact", "yes|no", "was somebody reached?", .read = sop_read_yes_no, COUNTING(contact) },
	{ "counts_to_cap", "yes|no", "does it count against the cap?", .read = sop_read_yes_no,
	  COUNTING(counts_to_cap) },
	{ 0 }
};

static const struct sop_key stage_keys[] = {
	{ "needs", "TEXT", "what customers of this stage need", .read = sop_read_text,
	  offsetof(struct crm_journey, needs), .lines = true },
	{ "obstacles", "TEXT", "what stands in their way", .read = sop_read_text,
	  offsetof(struct crm_journey, obstacles), .lines = true },
	{ 0 }
};

static const struct sop_key class_keys[] = {
	{ "when", "QUERY", "who belongs to it; without it: all others", .read = sop_read_when },
	{ 0 }
};

static const struct sop_key value_keys[] = {
	{ "purchasing_power", "POINTS when QUERY", "what they could spend", .read = sop_read_points,
	  .repeated = true },
	{ "potential", "POINTS when QUERY", "what they may come to spend", .read = sop_read_points,
	  .repeated = true },
	{ "contribution", "POINTS when QUERY", "what they have spent", .read = sop_read_points,
	  .repeated = true },
	{ "loyalty", "POINTS when QUERY", "how long and how often they came", .read = sop_read_points,
	  .repeated = true },
	{ 0 }
};

#define RULE(member) offsetof(struct crm_rule, member)
#define RULE_KEYS \
	{ "when", "QUERY", "for whom", .read = sop_read_when }, \
	{ "tier", "NAME, ...", "short for tier= in when", .read = sop_read_term }, \
	{ "class", "NAME, ...", "short for class= in when", .read = sop_read_term }, \
	{ "state", "NAME, ...", "short for state= in when", .read = sop_read_term }, \
	{ "stage", "NAME, ...", "short for stage= in when", .read = sop_read_term }, \
	{ "segment", "NAME, ...", "short for segment= in when", .read = sop_read_term }, \
	{ "relationship", "NAME, ...", "short for relationship= in when", .read = sop_read_term }, \
	{ "purpose", "WORD", "what competes with what (contact)", \
	  .read = sop_read_name, RULE(purpose) }, \
	{ "channel", "CHANNEL, ...", "how, best first (what the customer prefers)", \
	  .read = sop_read_channels, RULE(channel) }, \
	{ "goal", "TEXT", "what for", .read = sop_read_text, RULE(goal) }, \
	{ "content", "TEXT", "what about: usage, feedback, offer, problem, greeting", \
	  .read = sop_read_text, RULE(content) }, \
	{ "style", "TEXT", "how to speak", .read = sop_read_text, RULE(style), .lines = true }, \
	{ "script", "TEXT", "what to say", .read = sop_read_text, RULE(script), .lines = true }

static const struct sop_key cadence_keys[] = {
	{ "every", "PERIOD", "how often: 1w, 1m", .read = sop_read_period,
	  offsetof(struct crm_cadence, every) },
	{ "anchor", "contact|contact_out|order", "what it counts from (contact)",
	  .read = sop_read_anchor,
	  offsetof(struct crm_cadence, anchor) },
	RULE_KEYS,
	{ 0 }
};

#define EVENT(member) offsetof(struct crm_event_rule, member)
#define EVENT_ON "order|first_order|outcome NAME|case_closed|low_score|stage [NAME]|since|" \
	"date FIELD|yearly FIELD|lunar FIELD|birthday|renewal|festival NAME"

static const struct sop_key event_keys[] = {
	{ "on", EVENT_ON, "what happens", .read = sop_read_on },
	{ "after", "PERIOD", "due so long after it", .read = sop_read_after },
	{ "before", "PERIOD", "due so long before it", .read = sop_read_before },
	{ "opens", "PERIOD", "a contact of ours answers it from then on (0d)", .read = sop_read_wait,
	  EVENT(opens) },
	{ "lapses", "PERIOD|never", "of no use so long after it was due (never; of what returns "
	  "yearly 14d)", .read = sop_read_lapses, EVENT(lapses) },
	RULE_KEYS,
	{ 0 }
};

static const struct sop_key play_keys[] = {
	{ "on", EVENT_ON, "what it begins with", .read = sop_read_on },
	{ "step", "PERIOD CHANNEL, ...: GOAL", "one of its steps, so long after that",
	  .read = sop_read_step,
	  .repeated = true },
	{ "lapses", "PERIOD|never", "a step is of no use so long after it was due (never)",
	  .read = sop_read_lapses, EVENT(lapses) },
	{ "when", "QUERY", "for whom", .read = sop_read_when },
	{ "content", "TEXT", "what about", .read = sop_read_text, RULE(content) },
	{ "style", "TEXT", "how to speak", .read = sop_read_text, RULE(style), .lines = true },
	{ "script", "TEXT", "what to say", .read = sop_read_text, RULE(script), .lines = true },
	{ 0 }
};

static const struct sop_key festival_keys[] = {
	{ "date", "[lunar] [L]MONTH-DAY", "the day of the year; L: of a leap month",
	  .read = sop_read_festival },
	{ 0 }
};

#define LIMIT(member) offsetof(struct crm_limit, member)

static const struct sop_key limit_keys[] = {
	{ "when", "QUERY", "for whom", .read = sop_read_when },
	{ "cap", "N per PERIOD|none|0", "how many contacts of ours at most", .read = sop_read_cap },
	{ "quiet", "HH:MM-HH:MM|none", "hours in which nobody is contacted", .read = sop_read_quiet },
	{ "share", "N% per PERIOD [from N]|none",
	  "how much of it one channel may have, from so many contacts on",
	  .read = sop_read_share },
	{ "no_days", "DAY, ...", "days of the week without a contact: sat, sun, or whole: Saturday",
	  .read = sop_read_no_days,
	  LIMIT(no_days) },
	{ 0 }
};

#define LATE(member) offsetof(struct crm_sop, late.member)

static const struct sop_key late_keys[] = {
	{ "remind", "PERIOD|never", "days late from which the owner is reminded again",
	  .read = sop_read_days, LATE(remind) },
	{ "copy", "PERIOD|never", "days late from which the manager is told", .read = sop_read_days,
	  LATE(copy) },
	{ "release", "PERIOD|never", "days late from which the customer returns to the pool",
	  .read = sop_read_days, LATE(release) },
	{ "flag", "PERIOD|never", "days late from which it is flagged for the manager instead",
	  .read = sop_read_flag },
	{ 0 }
};

#define URGENCY(member) offsetof(struct crm_sop, urgency.member)

static const struct sop_key urgency_keys[] = {
	{ "late", "NUMBER", "of each interval that it is late; 10 if not said",
	  .read = sop_read_weight, URGENCY(late) },
	{ "tier", "NUMBER", "of each tier above the lowest; 5 if not said",
	  .read = sop_read_weight, URGENCY(tier) },
	{ "promise", "NUMBER", "of a promise; 20 if not said",
	  .read = sop_read_weight, URGENCY(promise) },
	{ "score", "NUMBER", "of a bad score; 5 if not said", .read = sop_read_weight,
	  URGENCY(score) },
	{ 0 }
};

#define CLASS_ARRAY SECTION_ARRAY(classes, class), .keys = class_keys, \
	.begin = sop_begin_class, .end = sop_end_class

const struct sop_section sop_sections[] = {
	{ "sop", .help = "goal, scope and working time", .keys = sop_keys },
	{ "order", .help = "which goes first where several of an axis hold", .keys = order_keys,
	  .end = sop_end_order },
	{ "staff", "NAME", "somebody of ours, by the word in owner=", .keys = staff_keys,
	  SECTION_ARRAY(staffs, staff), .begin = sop_begin_staff },
	{ "channel", "NAME", "what counts as a contact by a channel", .keys = channel_keys,
	  SECTION_ARRAY(channels, channel), .begin = sop_begin_counting },
	{ "outcome", "NAME", "what counts as a contact, by how it went", .keys = outcome_keys,
	  SECTION_ARRAY(outcomes, outcome), .begin = sop_begin_counting },
	{ "stage", "NAME", "a stage of the journey, for the page of a customer", .keys = stage_keys,
	  SECTION_ARRAY(journeys, journey), .begin = sop_begin_stage },
	{ "class", "NAME", "a follow-up class", CLASS_ARRAY },
	{ "state", "NAME", "a state of the relation, from behaviour", CLASS_ARRAY },
	{ "tier", "NAME", "a value tier, where none was set by hand", CLASS_ARRAY },
	{ "segment", "NAME", "a strategic segment", CLASS_ARRAY },
	{ "value", .help = "value_score: of each dimension the first line that holds",
	  .keys = value_keys },
	{ "cadence", "NAME", "contact this kind of customer so often", .keys = cadence_keys,
	  SECTION_ARRAY(cadences, cadence), .begin = sop_begin_rule, .end = sop_end_cadence },
	{ "event", "NAME", "something happens that calls for a contact", .keys = event_keys,
	  SECTION_ARRAY(events, event), .begin = sop_begin_rule, .end = sop_end_event },
	{ "festival", "NAME", "a day of the year, for events", .keys = festival_keys,
	  .held = offsetof(struct sop_reader, festival), .begin = sop_begin_festival,
	  .end = sop_end_festival },
	{ "play", "NAME", "steps after an event", .keys = play_keys,
	  .held = offsetof(struct sop_reader, play), .begin = sop_begin_play, .end = sop_end_play },
	{ "limit", "NAME", "what is allowed; the first that holds is the customer's",
	  .bare = true, .keys = limit_keys, SECTION_ARRAY(limits, limit), .begin = sop_begin_limit,
	  .end = sop_end_limit },
	{ "late", .help = "what is done about being late", .keys = late_keys,
	  .end = sop_end_late },
	{ "urgency", .help = "weights of crm-due --by urgency", .keys = urgency_keys },
	{ 0 }
};

bool
crm_sop_key(size_t i, struct crm_sop_key *out)
{
	for (const struct sop_section *s = sop_sections; s->kind; s++) {
		if (i-- == 0) {
			*out = (struct crm_sop_key){ s->kind, NULL, s->form, s->help };
			return true;
		}
		for (const struct sop_key *k = s->keys; k->name; k++)
			if (i-- == 0) {
				*out = (struct crm_sop_key){ s->kind, k->name, k->form, k->help };
				return true;
			}
	}
	return false;
}
