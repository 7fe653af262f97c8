/*
 * limit.c - what the limits of the procedure mean, in one place.
 */
#include <string.h>

#include "limit.h"

const struct crm_limit *
limit_of(const struct crm_sop *sop, const struct crm_facts *facts, int64_t day, int64_t *change)
{
	const struct crm_limit *limit = NULL;
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < sop->limits && !limit; i++) {
		const struct crm_query *query = sop->limit[i].when.query;
		int64_t next = query && change ? crm_query_next_change(query, facts, day) : INT64_MAX;

		if (next < first)
			first = next;
		if (!query || crm_query_holds(query, facts, day))
			limit = &sop->limit[i];
	}
	if (change)
		*change = first;
	return limit;
}

bool
limit_refuses(const char *refuses, const char *channel)
{
	size_t n = channel ? strlen(channel) : 0, length;

	for (; refuses && *refuses; refuses += length + (refuses[length] == ',')) {
		length = strcspn(refuses, ",");
		if (length == 3 && !memcmp(refuses, "all", 3))
			return true;
		if (channel && length == n && !memcmp(refuses, channel, n))
			return true;
	}
	return false;
}

bool
limit_is_disturbing(const struct crm_sop *sop, const char *channel)
{
	for (size_t i = 0; channel && i < sop->channels; i++)
		if (!strcmp(sop->channel[i].name, channel))
			return sop->channel[i].quiet;
	return true;
}

bool
limit_forbids(const struct crm_limit *limit, int64_t day)
{
	return limit && limit->no_days >> (crm_day_weekday(day) - 1) & 1;
}

/* --- the cap ------------------------------------------------------------------------------ */

size_t
limit_days_until(struct limit_days days, int64_t day)
{
	size_t low = 0, high = days.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (days.day[middle] <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct limit_days
limit_days_within(struct limit_days days, struct crm_period per, int64_t last)
{
	size_t from = limit_days_until(days, crm_day_subtract(last, per));

	return (struct limit_days){ days.day + from, limit_days_until(days, last) - from };
}

static bool
fills(const struct crm_limit *limit, struct limit_days days, int64_t last)
{
	return (int64_t)limit_days_within(days, limit->per, last).n >= limit->cap;
}

/*
 * A period begins to hold more only where it comes to end with a contact, so those that
 * end with the day, and with each contact after it, are all that need be looked at.
 */
bool
limit_is_full(const struct crm_limit *limit, struct limit_days days, int64_t day, int64_t *last)
{
	if (!limit || !limit->per.count)
		return false;
	*last = day;
	if (fills(limit, days, day))
		return true;
	for (size_t i = limit_days_until(days, day); i < days.n; i++) {
		*last = days.day[i];
		if (crm_day_subtract(*last, limit->per) >= day)
			break;
		if (fills(limit, days, *last))
			return true;
	}
	return false;
}

/* --- the share ---------------------------------------------------------------------------- */

bool
limit_share_add(struct limit_share *share, int64_t day, const char *channel)
{
	const struct crm_limit *limit = share->limit;

	if (!limit || !limit->share_per.count || day <= crm_day_subtract(share->day, limit->share_per))
		return false;
	if (day <= share->day) {
		share->all++;
		share->by += channel && share->channel && !strcmp(channel, share->channel);
	}
	return true;
}

bool
limit_share_used(const struct limit_share *share)
{
	return share->by > 0 && share->all >= share->limit->share_from &&
	       share->by * 100 >= share->limit->share * share->all;
}
