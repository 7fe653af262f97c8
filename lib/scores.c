/*
 * scores.c - answers counted by group, and what they measure.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measured.h"
#include "nearest.h"
#include "scores_group.h"

#define FIELD(member) .offset = offsetof(struct crm_nps_measure, member)
#define NUMBER(n, h, z) { .name = #n, .kind = CRM_INT, FIELD(n), .help = (h), .zh = (z) }
#define REAL(n, h, z) { .name = #n, .kind = CRM_REAL, FIELD(n), .help = (h), .zh = (z) }

static const struct crm_field fields[] = {
	{ .name = "group", .kind = CRM_TEXT, FIELD(group), .help = "who answered", .zh = "組別" },
	NUMBER(n, "answers", "回答數"),
	REAL(value, "the Net Promoter Score in points, -100 to 100", "淨推薦值"),
	REAL(lo, "lower 95 % limit", "下限"),
	REAL(hi, "upper 95 % limit", "上限"),
	NUMBER(promoters, "who answered 9 or 10", "推薦者"),
	NUMBER(passives, "who answered 7 or 8", "被動者"),
	NUMBER(detractors, "who answered 0 to 6", "批評者"),
	REAL(promoter_share, "share of promoters, 0 to 1", "推薦者占比"),
	REAL(passive_share, "share of passives", "被動者占比"),
	REAL(detractor_share, "share of detractors", "批評者占比"),
	NUMBER(invited, "who were asked, where some are known not to have answered", "邀請數"),
	REAL(response_rate, "share who answered of those invited", "回覆率"),
	REAL(response_lo, "lower 95 % limit", "回覆率下限"),
	REAL(response_hi, "upper 95 % limit", "回覆率上限"),
	REAL(promoter_lo, "lower 95 % limit", "推薦者下限"),
	REAL(promoter_hi, "upper 95 % limit", "推薦者上限"),
	REAL(passive_lo, "lower 95 % limit", "被動者下限"),
	REAL(passive_hi, "upper 95 % limit", "被動者上限"),
	REAL(detractor_lo, "lower 95 % limit", "批評者下限"),
	REAL(detractor_hi, "upper 95 % limit", "批評者上限"),
	{ 0 }
};

const struct crm_type crm_nps_measure_type = {
	.name = "nps", .plural = "nps", .zh = "淨推薦值", .size = sizeof(struct crm_nps_measure),
	.fields = fields,
	.columns = "group,n,value,lo,hi,promoters,passives,detractors,promoter_share,passive_share,"
	           "detractor_share,invited,response_rate,response_lo,response_hi",
};

/* --- keys ---------------------------------------------------------------------------- */

static const struct { const char *name; enum crm_unit unit; } periods[] = {
	{ "day", CRM_DAY_UNIT }, { "week", CRM_WEEK }, { "month", CRM_MONTH },
	{ "quarter", CRM_QUARTER }, { "year", CRM_YEAR },
};

static int
add_key(struct crm_scores *s, const char *name, struct crm_fault *why)
{
	struct scores_key *key = &s->keys[s->key_n];

	if (s->key_n == SCORES_KEYS)
		return crm_fault(why, 0, "answers are grouped by at most %d keys", SCORES_KEYS);
	if (!*name)
		return crm_fault(why, 0, "a key to group by is missing");
	key->name = name;
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
		if (strcmp(name, periods[i].name) == 0) {
			key->period = true;
			key->unit = periods[i].unit;
		}
	s->key_n++;
	return 0;
}

int
crm_scores_open(struct crm_scores **out, const char *by, struct crm_fault *why)
{
	struct crm_scores *s = calloc(1, sizeof *s);
	char *rest, *name;
	int error = 0;

	*out = s;
	if (s && by)
		rest = s->names = strdup(by);
	if (!s || (by && !s->names)) {
		crm_scores_close(s);
		*out = NULL;
		crm_fault(why, 0, "out of memory");
		return CRM_NO_MEMORY;
	}
	while (by && !error && (name = strsep(&rest, ",")))
		error = add_key(s, name, why);
	if (error) {
		crm_scores_close(s);
		*out = NULL;
	}
	return error;
}

void
crm_scores_close(struct crm_scores *s)
{
	for (size_t i = 0; s && i < s->group_n; i++)
		free(s->groups[i].label);
	if (s) {
		free(s->groups);
		free(s->names);
		free(s->difference);
	}
	free(s);
}

const char *
crm_scores_column(const struct crm_scores *s)
{
	for (size_t i = 0; i < s->key_n; i++)
		if (!s->keys[i].period)
			return s->keys[i].name;
	return NULL;
}

/* --- periods -------------------------------------------------------------------------- */

/* The ISO 8601 week and its year: those of the week's Thursday. */
static char *
week_label(int64_t monday, char out[SCORES_VALUE])
{
	int year = crm_day_date(monday + 3).year;
	int64_t january = crm_date_day((struct crm_date){ year, 1, 1 });

	snprintf(out, SCORES_VALUE, "%04d-W%02d", year, (int)(monday + 3 - january) / 7 + 1);
	return out;
}

int64_t
scores_period(enum crm_unit unit, int64_t day, char label[SCORES_VALUE])
{
	struct crm_date date = crm_day_date(day);

	switch (unit) {
	case CRM_DAY_UNIT:
		crm_day_format(day, label);
		return day;
	case CRM_WEEK:
		day -= crm_day_weekday(day) - 1;
		week_label(day, label);
		return day;
	case CRM_MONTH:
		snprintf(label, SCORES_VALUE, "%04d-%02d", date.year, date.month);
		return date.year * 12 + date.month;
	case CRM_QUARTER:
		snprintf(label, SCORES_VALUE, "%04d-Q%d", date.year, (date.month - 1) / 3 + 1);
		return date.year * 4 + (date.month - 1) / 3;
	default:
		snprintf(label, SCORES_VALUE, "%04d", date.year);
		return date.year;
	}
}

/* --- groups --------------------------------------------------------------------------- */

static int
compare(const struct crm_scores *s, const struct scores_place *place, const struct group *group)
{
	for (size_t i = 0; i < s->key_n; i++)
		if (place->rank[i] != group->rank[i])
			return place->rank[i] < group->rank[i] ? -1 : 1;
	return strcmp(place->label, group->label);
}

static struct group *
insert(struct crm_scores *s, size_t at, const struct scores_place *place)
{
	char *label = strdup(place->label);
	struct group *group;

	if (label && s->group_n == s->group_room) {
		size_t room = s->group_room ? 2 * s->group_room : 16;
		struct group *more = realloc(s->groups, room * sizeof *more);

		if (more) {
			s->groups = more;
			s->group_room = room;
		}
	}
	if (!label || s->group_n == s->group_room) {
		free(label);
		return NULL;
	}
	group = s->groups + at;
	memmove(group + 1, group, (s->group_n - at) * sizeof *group);
	*group = (struct group){ .label = label };
	memcpy(group->rank, place->rank, sizeof group->rank);
	s->group_n++;
	return group;
}

static struct group *
find_group(struct crm_scores *s, const struct scores_place *place)
{
	size_t low = 0, high = s->group_n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(s, place, &s->groups[middle]);

		if (order == 0)
			return &s->groups[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return insert(s, low, place);
}

/* Do not leave a part of a character at the end. */
static void
end_with_character(char *label)
{
	size_t n = strlen(label), last = n;

	while (last > 0 && (label[last - 1] & 0xC0) == 0x80)
		last--;
	if (n + 1 == SCORES_LABEL && last > 0)
		label[last - 1] = '\0';
}

void
scores_place_add(struct scores_place *place, size_t key, int64_t rank, const char *value)
{
	size_t n = strlen(place->label);

	place->rank[key] = value ? rank : INT64_MAX;
	snprintf(place->label + n, sizeof place->label - n, "%s%s", key ? "," : "",
	         value ? value : "none");
	end_with_character(place->label);
}

void
scores_place_all(struct scores_place *place)
{
	memcpy(place->label, "all", sizeof "all");
}

int
scores_count(struct crm_scores *s, const struct scores_place *place, struct crm_int score,
             struct crm_fault *why)
{
	struct crm_nps_counts counts = { 0 };
	struct group *group;
	int error = score.set ? crm_nps_count(&counts, score.value, why) : 0;

	if (error)
		return error;
	group = find_group(s, place);
	if (!group)
		return CRM_NO_MEMORY;
	group->counts.promoters += counts.promoters;
	group->counts.passives += counts.passives;
	group->counts.detractors += counts.detractors;
	group->unanswered += !score.set;
	s->unanswered += !score.set;
	return 0;
}

/* --- measures --------------------------------------------------------------------------- */

static void
set_response(uint64_t answers, uint64_t invited, struct crm_nps_measure *out)
{
	struct crm_interval rate;

	if (crm_nps_response_rate(answers, invited, &rate, NULL))
		return;
	out->invited = (struct crm_int)CRM_SET((int64_t)invited);
	measured_interval(rate, &out->response_rate, &out->response_lo, &out->response_hi);
}

static uint64_t
answers(const struct group *group)
{
	return group->counts.promoters + group->counts.passives + group->counts.detractors;
}

static void
measure(const struct crm_scores *s, const struct group *group, struct crm_nps_measure *out)
{
	const struct crm_nps_counts *counts = &group->counts;
	struct crm_nps nps;

	*out = (struct crm_nps_measure){
		.group = group->label, .n = CRM_SET((int64_t)answers(group)),
		.promoters = CRM_SET((int64_t)counts->promoters),
		.passives = CRM_SET((int64_t)counts->passives),
		.detractors = CRM_SET((int64_t)counts->detractors),
	};
	if (s->unanswered)
		set_response(answers(group), answers(group) + group->unanswered, out);
	if (crm_nps_measure(counts, &nps, NULL))
		return;
	measured_interval(nps.score, &out->value, &out->lo, &out->hi);
	measured_interval(nps.promoters, &out->promoter_share, &out->promoter_lo, &out->promoter_hi);
	measured_interval(nps.passives, &out->passive_share, &out->passive_lo, &out->passive_hi);
	measured_interval(nps.detractors, &out->detractor_share, &out->detractor_lo,
	                  &out->detractor_hi);
}

bool
crm_scores_measure(const struct crm_scores *s, size_t i, struct crm_nps_measure *out)
{
	if (i >= s->group_n)
		return false;
	measure(s, &s->groups[i], out);
	return true;
}

/* --- differences -------------------------------------------------------------------------- */

static const struct group *
group_named(const struct crm_scores *s, const char *name, size_t length)
{
	for (size_t i = 0; i < s->group_n; i++)
		if (strlen(s->groups[i].label) == length &&
		    memcmp(s->groups[i].label, name, length) == 0)
			return &s->groups[i];
	return NULL;
}

/* Names may have commas themselves: the one that parts two groups is looked for. */
static bool
split(const struct crm_scores *s, const char *two, const struct group **a, const struct group **b)
{
	for (const char *comma = strchr(two, ','); comma; comma = strchr(comma + 1, ',')) {
		*a = group_named(s, two, (size_t)(comma - two));
		*b = group_named(s, comma + 1, strlen(comma + 1));
		if (*a && *b)
			return true;
	}
	return false;
}

static int
not_found(const struct crm_scores *s, const char *two, struct crm_fault *why)
{
	const char *comma = strchr(two, ',');
	char first[SCORES_LABEL], names[160];
	struct nearest near = { .wrong = first };

	if (!comma)
		return crm_fault(why, 0, "`%.60s' should be two groups, a comma between", two);
	snprintf(first, sizeof first, "%.*s", (int)(comma - two), two);
	if (group_named(s, first, strlen(first)))
		near.wrong = comma + 1;
	for (size_t i = 0; i < s->group_n; i++)
		nearest_offer(&near, s->groups[i].label, s->groups[i].label);
	crm_fault(why, 0, "there is no group %.*s%s%s", crm_fault_clip(near.wrong), near.wrong,
	          s->group_n ? "; did you mean " : "",
	          s->group_n ? nearest_format(&near, names, sizeof names) : "");
	return CRM_NOT_FOUND;
}

static char *
difference_label(struct crm_scores *s, const struct group *a, const struct group *b)
{
	free(s->difference);
	if (asprintf(&s->difference, "%s - %s", a->label, b->label) < 0)
		s->difference = NULL;
	return s->difference;
}

int
crm_scores_compare(struct crm_scores *s, const char *two, struct crm_nps_measure out[3],
                   struct crm_fault *why)
{
	const struct group *a, *b;
	struct crm_nps first, second;

	if (!split(s, two, &a, &b))
		return not_found(s, two, why);
	if (crm_nps_measure(&a->counts, &first, why) || crm_nps_measure(&b->counts, &second, why))
		return CRM_INVALID;
	measure(s, a, &out[0]);
	measure(s, b, &out[1]);
	out[2] = (struct crm_nps_measure){ .group = difference_label(s, a, b),
	                                   .n = CRM_SET((int64_t)(answers(a) + answers(b))) };
	measured_interval(crm_nps_difference(&first, &second), &out[2].value, &out[2].lo, &out[2].hi);
	return 0;
}
