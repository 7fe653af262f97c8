/*
 * leaving_each.c - what is seen of one customer after the other.
 */
#include <string.h>

#include "agenda_facts.h"
#include "customer_walk.h"
#include "leaving.h"
#include "metrics/mbgnbd.h"
#include "purchases.h"
#include "real.h"

/* --- purchases ---------------------------------------------------------------------------- */

/* A customer's days in the log. */
struct history {
	const struct crm_purchases    *customer;
	const struct crm_purchase_day *days;
	size_t                         n;
};

/* The days of the next customer; both lists are in order of number. */
static struct history
next_history(const struct crm_leaving *l, size_t i, size_t *at)
{
	struct history h = { .customer = &l->customers[i] };

	while (*at < l->day_n && l->days[*at].customer < h.customer->customer)
		++*at;
	h.days = &l->days[*at];
	while (*at < l->day_n && l->days[*at].customer == h.customer->customer) {
		++*at;
		h.n++;
	}
	return h;
}

static void
see_silence(const struct crm_leaving *l, const struct history *h, struct crm_churn_signal *out)
{
	int64_t days[CRM_CHURN_PAST + 1];
	size_t n = 0, most = CRM_CHURN_PAST + 1;

	for (size_t i = h->n; i > 0 && n < most; i--)
		if (h->days[i - 1].purchase)
			days[most - ++n] = h->days[i - 1].day;
	crm_churn_silence(&days[most - n], n, l->end, out);
}

/* Without the first day: who comes always begins with more than nothing. */
static void
see_spend(const struct crm_leaving *l, const struct history *h, struct crm_churn_signal *out)
{
	struct crm_churn_periods spend = { .first = l->end - h->customer->T, .end = l->end,
	                                   .length = l->recent };

	for (size_t i = 1; i < h->n; i++)
		crm_churn_periods_add(&spend, h->days[i].day, (double)h->days[i].amount);
	crm_churn_periods_compare(&spend, out);
}

static void
see_forecast(const struct crm_leaving *l, const struct history *h, struct crm_churn_signal *out)
{
	const struct crm_pattern pattern = { h->customer->x, h->customer->t_x, h->customer->T, 1 };

	crm_churn_forecast(&l->model, crm_mbgnbd_p_alive(&l->model, &pattern), &pattern,
	                   (double)l->horizon, out);
}

/* What the log alone tells. */
static void
see_purchases(const struct crm_leaving *l, const struct history *h, struct crm_leaver *out)
{
	out->number = h->customer->customer;
	out->last_order = l->end - h->customer->T + h->customer->t_x;
	out->spent = h->customer->first_spend + h->customer->repeat_spend;
	out->left = h->customer->later == 0;
	memset(out->signals, 0, sizeof out->signals);
	see_silence(l, h, &out->signals[CRM_CHURN_SILENCE]);
	if (!l->without_spend && h->customer->x > 0)
		see_spend(l, h, &out->signals[CRM_CHURN_SPEND]);
	if (l->forecasts)
		see_forecast(l, h, &out->signals[CRM_CHURN_FORECAST]);
}

static bool
is_here(const struct crm_leaving *l, const struct crm_purchases *customer)
{
	return l->end - customer->T + customer->t_x >= l->since;
}

/* --- what the database knows besides -------------------------------------------------------- */

struct feeds {
	const struct crm_zone *zone;
	struct feed            contacts, answers, complaints;
};

static void
open_feeds(struct feeds *feeds, crm *db, int64_t end)
{
	int64_t over = crm_day_instant(db->context.clock.zone, end + 1);
	int64_t before = over <= db->context.clock.now ? over : db->context.clock.now + 1;

	feeds->zone = db->context.clock.zone;
	feed_start(&feeds->contacts, db_walk(db,
		SQL("SELECT customer_id, at FROM interaction WHERE contact = 1 AND at < ?1"
		    " ORDER BY customer_id, at"), V(before)));
	feed_start(&feeds->answers, db_walk(db,
		SQL("SELECT customer_id, at, metric, score FROM response"
		    " WHERE score IS NOT NULL AND at < ?1 ORDER BY customer_id, at, id"), V(before)));
	/* They are few: to sort them is faster than to look up each interaction by its customer. */
	feed_start(&feeds->complaints, db_walk(db,
		SQL("SELECT customer_id, at, outcome FROM interaction"
		    " WHERE outcome IN ('complaint', 'case_closed') AND at < ?1"
		    " ORDER BY customer_id + 0, at, id"), V(before)));
}

static int
close_feeds(struct feeds *feeds)
{
	int contacts = feed_done(&feeds->contacts), answers = feed_done(&feeds->answers);
	int complaints = feed_done(&feeds->complaints);

	return contacts ? contacts : answers ? answers : complaints;
}

static int64_t
day_of(const struct feeds *feeds, const struct feed *feed)
{
	return crm_instant_day(feeds->zone, db_column_int(feed->cursor, 1));
}

static void
see_contacts(const struct crm_leaving *l, struct feeds *feeds, const struct crm_purchases *customer,
             struct crm_leaver *out)
{
	struct crm_churn_periods contacts = { .first = l->end - customer->T, .end = l->end,
	                                      .length = l->recent };
	size_t n = 0;

	for (; feed_at(&feeds->contacts, out->id); feed_step(&feeds->contacts), n++) {
		int64_t day = day_of(feeds, &feeds->contacts);

		if (n > 0)
			crm_churn_periods_add(&contacts, day, 1);
		else if (day > contacts.first)
			contacts.first = day;
	}
	if (n > 1)
		crm_churn_periods_compare(&contacts, &out->signals[CRM_CHURN_CONTACTS]);
}

/* What may be answered, as crm-survey(1) has it; low and high are those of the agenda. */
static const struct { const char *name; double low, high; } metrics[] = {
	{ "nps", 6, 9 }, { "csat", 2, 4 }, { "ces", 3, 5 },
};

enum { METRICS = sizeof metrics / sizeof metrics[0] };

static int
metric_named(const char *name)
{
	int i = 0;

	while (i < METRICS - 1 && strcmp(metrics[i].name, name) != 0)
		i++;
	return i;
}

static void
see_answers(const struct crm_leaving *l, struct feeds *feeds, struct crm_leaver *out)
{
	double before[METRICS][CRM_CHURN_PAST], last = 0;
	size_t n[METRICS] = { 0 };
	int metric = -1;

	for (; feed_at(&feeds->answers, out->id); feed_step(&feeds->answers)) {
		if (metric >= 0)
			before[metric][n[metric]++ % CRM_CHURN_PAST] = last;
		metric = metric_named(db_column_text(feeds->answers.cursor, 2));
		last = (double)db_column_int(feeds->answers.cursor, 3);
		out->answered = day_of(feeds, &feeds->answers);
	}
	if (metric < 0 || out->answered <= l->end - CRM_LEAVING_ANSWER_DAYS)
		return;
	out->metric = metrics[metric].name;
	crm_churn_score(before[metric], n[metric] < CRM_CHURN_PAST ? n[metric] : CRM_CHURN_PAST,
	                last, metrics[metric].low, metrics[metric].high,
	                &out->signals[CRM_CHURN_SCORE]);
}

static void
see_complaints(struct feeds *feeds, struct crm_leaver *out)
{
	struct crm_churn_signal *signal = &out->signals[CRM_CHURN_COMPLAINT];

	for (; feed_at(&feeds->complaints, out->id); feed_step(&feeds->complaints)) {
		bool opens = strcmp(db_column_text(feeds->complaints.cursor, 2), "complaint") == 0;

		if (opens && !signal->told)
			out->complained = day_of(feeds, &feeds->complaints);
		*signal = (struct crm_churn_signal){ .told = opens, .size = opens, .now = opens };
	}
}

/* --- one after the other ---------------------------------------------------------------------- */

static int
put_one(const struct crm_leaving *l, struct crm_leaver *leaver,
        int (*put)(void *, const struct crm_leaver *), void *aux)
{
	/* As they are shown, so that the sum is seen to be one. */
	for (int i = 0; i < CRM_CHURN_SIGNALS; i++)
		leaver->signals[i].size = real_round(leaver->signals[i].size);
	leaver->risk = real_round(crm_churn_risk(leaver->signals, l->weights));
	return put(aux, leaver);
}

static int
each_of_database(const struct crm_leaving *l, const struct crm_lifetime_customers *whom,
                 int (*put)(void *, const struct crm_leaver *), void *aux)
{
	struct customer_walk walk;
	struct feeds feeds;
	size_t at = 0;
	int error = 0, fed, walked;

	customer_walk_begin(&walk, whom->db, whom->ids, whom->n);
	open_feeds(&feeds, whom->db, l->end);
	for (size_t i = 0; i < l->n && !error; i++) {
		const struct history h = next_history(l, i, &at);
		struct crm_leaver leaver = { .id = crm_purchases_id(whom->log, h.customer->customer) };

		if (!is_here(l, h.customer) || !customer_walk_wants(&walk, leaver.id))
			continue;
		leaver.customer_name = customer_walk_name(&walk, leaver.id);
		see_purchases(l, &h, &leaver);
		see_contacts(l, &feeds, h.customer, &leaver);
		see_answers(l, &feeds, &leaver);
		see_complaints(&feeds, &leaver);
		error = put_one(l, &leaver, put, aux);
	}
	fed = close_feeds(&feeds);
	walked = customer_walk_end(&walk);
	return error ? error : fed ? fed : walked;
}

int
crm_leaving_each(const struct crm_leaving *l, const struct crm_lifetime_customers *whom,
                 int (*put)(void *, const struct crm_leaver *), void *aux)
{
	size_t at = 0;
	int error = 0;

	if (whom->db)
		return each_of_database(l, whom, put, aux);
	for (size_t i = 0; i < l->n && !error; i++) {
		const struct history h = next_history(l, i, &at);
		struct crm_leaver leaver = { 0 };

		if (!is_here(l, h.customer))
			continue;
		/* Records do not say const, but nobody writes to the texts of those that are shown. */
		leaver.customer =
			(char *)(uintptr_t)crm_purchases_name(whom->log, h.customer->customer);
		see_purchases(l, &h, &leaver);
		error = put_one(l, &leaver, put, aux);
	}
	return error;
}
