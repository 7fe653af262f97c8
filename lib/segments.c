/*
 * segments.c - customers scored by recency, frequency and monetary value, in segments.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "customer.h"
#include "customer_walk.h"
#include "measured.h"
#include "money.h"
#include "purchases.h"
#include "segments.h"

static const char *const measures[CRM_RFM_MEASURES] = { "recency", "frequency", "monetary" };

/* By enum crm_segment. */
static const char *const segment_words[] = {
	"high_value", "potential", "new", "at_risk", "lost", NULL
};

/* --- the columns --------------------------------------------------------------------- */

#define FIELD(member) .offset = offsetof(struct crm_segment_member, member)
#define SEGMENT(h) { .name = "segment", .kind = CRM_WORD, FIELD(segment), .words = segment_words, \
	.help = (h), .zh = "客群" }
#define NUMBER(n, h, z) { .name = #n, .kind = CRM_INT, FIELD(n), .help = (h), .zh = (z) }
#define MONEY(n, h, z) { .name = #n, .kind = CRM_MONEY, FIELD(n), .help = (h), .zh = (z), CURRENCY }
#define REAL(n, h, z) { .name = #n, .kind = CRM_REAL, FIELD(n), .help = (h), .zh = (z) }
#define CURRENCY .currency = offsetof(struct crm_segment_member, currency)
#define HIDDEN_CURRENCY { .name = "currency", .kind = CRM_TEXT, FIELD(currency), \
	.flags = CRM_HIDDEN, .help = "of the amounts" }

#define MEASURES \
	{ .name = "last_order", .kind = CRM_DAY, FIELD(last_order), \
	  .help = "the day of the last purchase", .zh = "最近購買日" }, \
	NUMBER(recency, "days since the last purchase", "最近一次消費"), \
	NUMBER(frequency, "days with a purchase", "消費頻率"), \
	MONEY(monetary, "what the purchases came to", "消費金額"), \
	NUMBER(r, "score of recency", "R分"), \
	NUMBER(f, "score of frequency", "F分"), \
	NUMBER(m, "score of monetary", "M分"), \
	SEGMENT("the segment that the scores make"), \
	HIDDEN_CURRENCY, \
	{ 0 }

#define COLUMNS "last_order,recency,frequency,monetary,r,f,m,segment"

static const struct crm_field member_fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_customer_type,
	  .help = "the customer", .zh = "編號" },
	{ .name = "customer_name", .kind = CRM_TEXT, FIELD(customer_name),
	  .help = "the customer's name", .zh = "客戶名稱" },
	MEASURES
};

static const struct crm_field file_fields[] = {
	{ .name = "customer", .kind = CRM_TEXT, FIELD(customer),
	  .help = "the customer's name in the file", .zh = "客戶" },
	MEASURES
};

const struct crm_type crm_segment_member_type = {
	.name = "segment_member", .plural = "segment_members", .zh = "客群成員",
	.size = sizeof(struct crm_segment_member), .fields = member_fields,
	.columns = "id,customer_name," COLUMNS,
};

const struct crm_type crm_segment_file_type = {
	.name = "segment_member", .plural = "segment_members", .zh = "客群成員",
	.size = sizeof(struct crm_segment_member), .fields = file_fields,
	.columns = "customer," COLUMNS,
};

#undef FIELD
#undef CURRENCY
#define FIELD(member) .offset = offsetof(struct crm_segment_summary, member)
#define CURRENCY .currency = offsetof(struct crm_segment_summary, currency)

static const struct crm_field summary_fields[] = {
	SEGMENT("whose numbers these are"),
	NUMBER(n, "customers", "客戶數"),
	REAL(share, "share of the customers, 0 to 1", "占比"),
	REAL(lo, "lower 95 % limit", "下限"),
	REAL(hi, "upper 95 % limit", "上限"),
	MONEY(revenue, "what their purchases came to", "營收"),
	REAL(revenue_share, "share of all revenue, 0 to 1", "營收占比"),
	REAL(recency, "mean days since the last purchase", "平均最近一次消費"),
	REAL(frequency, "mean days with a purchase", "平均消費頻率"),
	MONEY(monetary, "revenue of a customer, mean", "平均消費金額"),
	HIDDEN_CURRENCY,
	{ 0 }
};

const struct crm_type crm_segment_summary_type = {
	.name = "segment", .plural = "segments", .zh = "客群",
	.size = sizeof(struct crm_segment_summary), .fields = summary_fields,
	.columns = "segment,n,share,lo,hi,revenue,revenue_share,recency,frequency,monetary",
};

/* --- limits --------------------------------------------------------------------------- */

static int
read_limit(enum crm_rfm_measure measure, const char *text, const char *currency, int64_t *out,
           struct crm_fault *why)
{
	char own[4];
	int error;

	if (measure != CRM_MONETARY) {
		error = crm_decimal_parse(text, 0, out, why);
		return error || *out >= 0 ? error
		     : crm_fault(why, 0, "%lld is less than none", (long long)*out);
	}
	memcpy(own, currency, sizeof own);
	error = crm_money_parse(text, own, out, why);
	return error || strcmp(own, currency) == 0 ? error
	     : crm_fault(why, 0, "the amounts are in %s, not in %s", currency, own);
}

/* A comma is followed by the next limit; `1,000' is two of them. */
static int
read_limits(enum crm_rfm_measure measure, char *text, const char *currency,
            int64_t out[CRM_RFM_MOST], size_t *n, struct crm_fault *why)
{
	const char *limit;

	for (*n = 0; (limit = strsep(&text, ",")); ++*n) {
		int error = *n == CRM_RFM_MOST ? crm_fault(why, 0, "there are too many limits")
		          : read_limit(measure, limit, currency, &out[*n], why);

		if (error)
			return error;
	}
	return 0;
}

static int
measure_named(const char *name, size_t length, enum crm_rfm_measure *out, struct crm_fault *why)
{
	for (int i = 0; i < CRM_RFM_MEASURES; i++)
		if (strlen(measures[i]) == length && memcmp(measures[i], name, length) == 0) {
			*out = (enum crm_rfm_measure)i;
			return 0;
		}
	return crm_fault(why, 0, "limits are of recency, frequency or monetary, as in "
	                         "recency=30,90,180,365");
}

int
crm_segments_fix(struct crm_segments *s, const char *limits, const char *currency,
                 struct crm_fault *why)
{
	const char *equals = strchrnul(limits, '=');
	enum crm_rfm_measure measure = CRM_RECENCY;
	int64_t limit[CRM_RFM_MOST];
	char *text;
	size_t n;
	int error = measure_named(limits, (size_t)(equals - limits), &measure, why);

	if (error)
		return error;
	text = strdup(*equals ? equals + 1 : "");
	if (!text)
		return CRM_NO_MEMORY;
	error = read_limits(measure, text, currency, limit, &n, why);
	free(text);
	if (!error)
		error = crm_rfm_fix(&s->rfm, measure, limit, n, why);
	s->fixed[measure] = !error;
	return error;
}

/* --- scores --------------------------------------------------------------------------- */

static int64_t
value_of(const struct crm_purchases *customer, enum crm_rfm_measure measure)
{
	switch (measure) {
	case CRM_RECENCY:   return (int64_t)customer->T - customer->t_x;
	case CRM_FREQUENCY: return (int64_t)customer->x + 1;
	default:            return customer->first_spend + customer->repeat_spend;
	}
}

static int
cut(struct crm_segments *s, enum crm_rfm_measure measure, int64_t *values, struct crm_fault *why)
{
	if (s->fixed[measure])
		return 0;
	for (size_t i = 0; i < s->n; i++)
		values[i] = value_of(&s->customers[i], measure);
	return crm_rfm_quantiles(&s->rfm, measure, values, s->n, why);
}

int
crm_segments_score(struct crm_segments *s, struct crm_purchase_log *log, struct crm_fault *why)
{
	int64_t *values = NULL;
	int error = s->without_spend && s->fixed[CRM_MONETARY]
	          ? crm_fault(why, 0, "there are no amounts that could reach a limit of monetary")
	          : crm_purchase_log_summarise(log, s->end, s->end, &s->customers, &s->n, why);

	if (!error && !(values = calloc(s->n + 1, sizeof *values)))
		error = CRM_NO_MEMORY;
	for (int i = 0; i < CRM_RFM_MEASURES && !error; i++)
		error = cut(s, (enum crm_rfm_measure)i, values, why);
	free(values);
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	if (error)
		crm_segments_clear(s);
	return error;
}

void
crm_segments_clear(struct crm_segments *s)
{
	free(s->customers);
	s->customers = NULL;
	s->n = 0;
}

/* --- customers -------------------------------------------------------------------------- */

/* Records do not say const, but nobody writes to the texts of those that are shown. */
static char *
borrowed(const char *text)
{
	return (char *)(uintptr_t)text;
}

void
crm_segments_member(const struct crm_segments *s, size_t i, struct crm_segment_member *out)
{
	const struct crm_purchases *customer = &s->customers[i];
	int64_t value[CRM_RFM_MEASURES];
	int score[CRM_RFM_MEASURES];

	for (int k = 0; k < CRM_RFM_MEASURES; k++) {
		value[k] = value_of(customer, (enum crm_rfm_measure)k);
		score[k] = crm_rfm_score(&s->rfm, (enum crm_rfm_measure)k, value[k]);
	}
	out->last_order = (struct crm_int)CRM_SET(s->end - value[CRM_RECENCY]);
	out->recency    = (struct crm_int)CRM_SET(value[CRM_RECENCY]);
	out->frequency  = (struct crm_int)CRM_SET(value[CRM_FREQUENCY]);
	out->r          = (struct crm_int)CRM_SET(score[CRM_RECENCY]);
	out->f          = (struct crm_int)CRM_SET(score[CRM_FREQUENCY]);
	out->monetary   = (struct crm_int){ value[CRM_MONETARY], !s->without_spend };
	out->m          = (struct crm_int){ score[CRM_MONETARY], !s->without_spend };
	if (s->without_spend)
		score[CRM_MONETARY] = score[CRM_FREQUENCY];
	out->segment = borrowed(segment_words[crm_rfm_segment(&s->rfm, score, customer->x == 0)]);
}

static int
each_of_database(const struct crm_segments *s, const struct crm_lifetime_customers *whom,
                 int (*put)(void *, const void *), void *aux)
{
	struct crm_segment_member member = { 0 };
	struct customer_walk walk;
	int error = 0, ended;

	customer_walk_begin(&walk, whom->db, whom->ids, whom->n);
	for (size_t i = 0; i < s->n && !error; i++) {
		member.id = crm_purchases_id(whom->log, s->customers[i].customer);
		if (!customer_walk_wants(&walk, member.id))
			continue;
		member.customer_name = customer_walk_name(&walk, member.id);
		crm_segments_member(s, i, &member);
		error = put(aux, &member);
	}
	ended = customer_walk_end(&walk);
	return error ? error : ended;
}

int
crm_segments_each(const struct crm_segments *s, const struct crm_lifetime_customers *whom,
                  int (*put)(void *, const void *), void *aux)
{
	struct crm_segment_member member = { .currency = whom->currency };
	int error = 0;

	if (whom->db)
		return each_of_database(s, whom, put, aux);
	for (size_t i = 0; i < s->n && !error; i++) {
		member.customer = borrowed(crm_purchases_name(whom->log, s->customers[i].customer));
		crm_segments_member(s, i, &member);
		error = put(aux, &member);
	}
	return error;
}

/* --- totals -------------------------------------------------------------------------------- */

void
crm_segment_totals_add(struct crm_segment_totals *totals, const struct crm_segment_member *member)
{
	size_t i = 0;

	while (strcmp(segment_words[i], member->segment) != 0)
		i++;
	totals->n[i]++;
	totals->recency[i] += (double)member->recency.value;
	totals->frequency[i] += (double)member->frequency.value;
	if (!member->monetary.set)
		return;
	totals->revenue_known = true;
	if (__builtin_add_overflow(totals->revenue[i], member->monetary.value, &totals->revenue[i]))
		totals->revenue_unbounded = true;
}

static void
set_shares(const struct crm_segment_totals *totals, size_t i, struct crm_segment_summary *out)
{
	uint64_t all = 0;

	for (size_t k = 0; k < CRM_SEGMENTS; k++)
		all += totals->n[k];
	measured_rate((int64_t)totals->n[i], (int64_t)all, &out->share, &out->lo, &out->hi);
}

static void
set_revenue(const struct crm_segment_totals *totals, size_t i, struct crm_segment_summary *out)
{
	double all = 0;

	if (!totals->revenue_known || totals->revenue_unbounded)
		return;
	for (size_t k = 0; k < CRM_SEGMENTS; k++)
		all += (double)totals->revenue[k];
	out->revenue = (struct crm_int)CRM_SET(totals->revenue[i]);
	if (all > 0)
		out->revenue_share = measured((double)totals->revenue[i] / all);
	if (totals->n[i])
		out->monetary = (struct crm_int)CRM_SET(llround((double)totals->revenue[i] /
		                                                (double)totals->n[i]));
}

bool
crm_segment_total(const struct crm_segment_totals *totals, size_t i,
                  struct crm_segment_summary *out)
{
	double n;

	if (i >= CRM_SEGMENTS)
		return false;
	n = (double)totals->n[i];
	*out = (struct crm_segment_summary){ .segment = borrowed(segment_words[i]),
	                                     .n = CRM_SET((int64_t)totals->n[i]) };
	set_shares(totals, i, out);
	set_revenue(totals, i, out);
	if (totals->n[i]) {
		out->recency   = measured(totals->recency[i] / n);
		out->frequency = measured(totals->frequency[i] / n);
	}
	return true;
}
