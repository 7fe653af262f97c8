/*
 * leaving.c - who is leaving: the columns, the weights, the forecast, rows.
 */
#include <stdlib.h>
#include <string.h>

#include "customer.h"
#include "leaving_text.h"
#include "measured.h"
#include "metrics/mbgnbd.h"
#include "money.h"

/* By enum crm_churn_kind. */
static const char *const signal_words[] = {
	"forecast", "silence", "spend", "contacts", "score", "complaint", NULL
};

/* --- the columns --------------------------------------------------------------------- */

#define ROW struct crm_leaving_row
#define NUMBER(n, h, z) { .name = #n, .kind = CRM_INT, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }
#define REAL(n, h, z) { .name = #n, .kind = CRM_REAL, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }
#define TEXT(n, h, z) { .name = #n, .kind = CRM_TEXT, .offset = offsetof(ROW, n), .help = (h), \
	.zh = (z) }
#define OF_DATABASE \
	{ .name = "id", .kind = CRM_ID, .offset = offsetof(ROW, id), .of = &crm_customer_type, \
	  .help = "the customer", .zh = "編號" }, \
	TEXT(customer_name, "the customer's name", "客戶名稱")
#define OF_FILE TEXT(customer, "the customer's name in the file", "客戶")
#define SIGNS \
	REAL(risk, "sum of the signals, each times its weight; above 0 it warns", "流失風險"), \
	REAL(p_alive, "probability of not having left", "存活機率"), \
	REAL(forecast, "-1 to 1: is no purchase expected?", "預測"), \
	REAL(silence, "-1 to 1: longer without a purchase than usual", "沉默"), \
	REAL(spend, "-1 to 1: less spent than usual", "消費下降")
#define LAST_ORDER \
	{ .name = "last_order", .kind = CRM_DAY, .offset = offsetof(ROW, last_order), \
	  .help = "the day of the last purchase", .zh = "最近購買日" }
#define SPENT(h) \
	{ .name = "spent", .kind = CRM_MONEY, .offset = offsetof(ROW, spent), \
	  .currency = offsetof(ROW, currency), .help = (h), .zh = "消費金額" }
#define CURRENCY { .name = "currency", .kind = CRM_TEXT, .offset = offsetof(ROW, currency), \
	.flags = CRM_HIDDEN, .help = "of the amounts" }
#define EVIDENCE { .name = "evidence", .kind = CRM_TEXT, .offset = offsetof(ROW, evidence), \
	.help = "what was usual and what is now", .zh = "依據" }

static const struct crm_field row_fields[] = {
	OF_DATABASE, SIGNS,
	REAL(contacts, "-1 to 1: fewer contacts than usual", "聯繫下降"),
	REAL(score, "-1 to 1: a bad last answer", "評分"),
	REAL(complaint, "1: one is open", "投訴"),
	LAST_ORDER, SPENT("what all purchases came to"), EVIDENCE, CURRENCY, { 0 }
};

static const struct crm_field file_fields[] = {
	OF_FILE, SIGNS, LAST_ORDER, SPENT("what all purchases came to"), EVIDENCE, CURRENCY, { 0 }
};

const struct crm_type crm_leaving_row_type = {
	.name = "leaver", .plural = "leavers", .zh = "流失風險", .size = sizeof(ROW),
	.fields = row_fields,
	.columns = "id,customer_name,risk,p_alive,forecast,silence,spend,contacts,score,complaint,"
	           "last_order,spent,evidence",
};

const struct crm_type crm_leaving_file_type = {
	.name = "leaver", .plural = "leavers", .zh = "流失風險", .size = sizeof(ROW),
	.fields = file_fields,
	.columns = "customer,risk,p_alive,forecast,silence,spend,last_order,spent,evidence",
};

#undef ROW
#define ROW struct crm_leaving_signal
#define SIGNAL \
	{ .name = "signal", .kind = CRM_WORD, .offset = offsetof(ROW, signal), \
	  .words = signal_words, .help = "which", .zh = "信號" }, \
	REAL(size, "-1 to 1: above 0 it warns", "大小"), \
	REAL(weight, "what it counts", "權重"), \
	REAL(points, "weight times size", "分數"), \
	REAL(now, "what is", "現在"), \
	REAL(usual, "what was: the median", "平常"), \
	NUMBER(n, "how many of the past", "數量"), \
	NUMBER(better, "of which were better than now", "較好"), \
	NUMBER(worse, "of which were worse than now", "較差")
#define SIGNAL_COLUMNS "signal,size,weight,points,now,usual,n,better,worse,evidence"

static const struct crm_field signal_fields[] = { OF_DATABASE, SIGNAL, EVIDENCE, { 0 } };
static const struct crm_field signal_file_fields[] = { OF_FILE, SIGNAL, EVIDENCE, { 0 } };

const struct crm_type crm_leaving_signal_type = {
	.name = "signal", .plural = "signals", .zh = "信號", .size = sizeof(ROW),
	.fields = signal_fields, .columns = "id,customer_name," SIGNAL_COLUMNS,
};

const struct crm_type crm_leaving_signal_file_type = {
	.name = "signal", .plural = "signals", .zh = "信號", .size = sizeof(ROW),
	.fields = signal_file_fields, .columns = "customer," SIGNAL_COLUMNS,
};

/* --- weights --------------------------------------------------------------------------- */

static int
weigh_one(struct crm_leaving *l, char *text, struct crm_fault *why)
{
	static const int64_t most = 1000000000;   /* millionths */
	char *equals = strchr(text, '=');
	int64_t weight;
	int error;

	if (equals)
		*equals++ = '\0';
	for (int i = 0; i < CRM_CHURN_SIGNALS && equals; i++) {
		if (strcmp(text, signal_words[i]) != 0)
			continue;
		error = crm_decimal_parse(equals, 6, &weight, why);
		if (!error && (weight < 0 || weight > most))
			error = crm_fault(why, 0, "a weight is 0 to 1000");
		if (!error)
			l->weights[i] = (double)weight / 1e6;
		return error;
	}
	return crm_fault(why, 0, "weights are of forecast, silence, spend, contacts, score or "
	                         "complaint, as in silence=2,spend=0");
}

int
crm_leaving_weigh(struct crm_leaving *l, const char *weights, struct crm_fault *why)
{
	char *copy = strdup(weights), *rest = copy, *one;
	int error = copy ? 0 : CRM_NO_MEMORY;

	while (!error && (one = strsep(&rest, ",")))
		error = weigh_one(l, one, why);
	free(copy);
	return error;
}

/* --- opening ----------------------------------------------------------------------------- */

/* Why there is no forecast stays with what there is else. */
static int
fit(struct crm_leaving *l)
{
	struct crm_pattern *patterns;
	size_t count, repeaters = 0;
	int error;

	for (size_t i = 0; i < l->n; i++)
		repeaters += l->customers[i].x > 0;
	if (repeaters < CRM_LEAVING_REPEATERS) {
		crm_fault(&l->no_forecast, 0, "%zu of %zu customers bought again, and it takes %d "
		          "to trust a model of them", repeaters, l->n, CRM_LEAVING_REPEATERS);
		return 0;
	}
	error = crm_purchase_patterns(l->customers, l->n, &patterns, &count, NULL);
	if (error)
		return error;
	error = crm_mbgnbd_fit(&l->model, patterns, count, 7, &l->no_forecast);
	l->forecasts = !error;
	free(patterns);
	return error == CRM_NO_MEMORY ? error : 0;
}

int
crm_leaving_open(struct crm_leaving *l, struct crm_purchase_log *log, struct crm_fault *why)
{
	int error = crm_purchase_log_summarise(log, l->end, l->until, &l->customers, &l->n, why);

	if (!error)
		error = crm_purchase_log_days(log, l->end, &l->days, &l->day_n, why);
	if (!error)
		error = fit(l);
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	if (error)
		crm_leaving_close(l);
	return error;
}

void
crm_leaving_close(struct crm_leaving *l)
{
	free(l->customers);
	free(l->days);
	l->customers = NULL;
	l->days = NULL;
	l->n = l->day_n = 0;
}

/* --- rows ---------------------------------------------------------------------------------- */

static struct crm_real
size_of(const struct crm_leaver *leaver, enum crm_churn_kind kind)
{
	const struct crm_churn_signal *signal = &leaver->signals[kind];

	return (struct crm_real){ real_round(signal->size), signal->told };
}

static double
points_of(const struct crm_leaving *l, const struct crm_leaver *leaver, int kind)
{
	return l->weights[kind] * leaver->signals[kind].size;
}

/* The evidence of what warns, by falling points. */
static void
join_evidence(const struct crm_leaving *l, const struct crm_leaver *leaver,
              struct crm_leaving_row *out)
{
	bool said[CRM_CHURN_SIGNALS] = { false };
	char *end = out->text;

	for (;;) {
		int next = -1;

		for (int i = 0; i < CRM_CHURN_SIGNALS; i++)
			if (!said[i] && points_of(l, leaver, i) > 0 &&
			    (next < 0 || points_of(l, leaver, i) > points_of(l, leaver, next)))
				next = i;
		if (next < 0)
			break;
		said[next] = true;
		if (end > out->text)
			end = stpcpy(end, "; ");
		leaving_evidence(l, leaver, (enum crm_churn_kind)next, end);
		end += strlen(end);
	}
	*end = '\0';
	out->evidence = out->text;
}

void
crm_leaving_row(const struct crm_leaving *l, const struct crm_leaver *leaver,
                struct crm_leaving_row *out)
{
	const struct crm_churn_signal *forecast = &leaver->signals[CRM_CHURN_FORECAST];

	out->id = leaver->id;
	out->customer = leaver->customer;
	out->customer_name = leaver->customer_name;
	out->risk = (struct crm_real)CRM_SET(leaver->risk);
	out->p_alive = (struct crm_real){ real_round(forecast->usual), forecast->told };
	out->forecast = size_of(leaver, CRM_CHURN_FORECAST);
	out->silence = size_of(leaver, CRM_CHURN_SILENCE);
	out->spend = size_of(leaver, CRM_CHURN_SPEND);
	out->contacts = size_of(leaver, CRM_CHURN_CONTACTS);
	out->score = size_of(leaver, CRM_CHURN_SCORE);
	out->complaint = size_of(leaver, CRM_CHURN_COMPLAINT);
	out->last_order = (struct crm_int)CRM_SET(leaver->last_order);
	out->spent = (struct crm_int){ leaver->spent, !l->without_spend };
	join_evidence(l, leaver, out);
}

bool
crm_leaving_signal(const struct crm_leaving *l, const struct crm_leaver *leaver,
                   enum crm_churn_kind kind, struct crm_leaving_signal *out)
{
	const struct crm_churn_signal *s = &leaver->signals[kind];
	bool ranked = s->n > 0 && kind != CRM_CHURN_FORECAST;
	double unit = kind == CRM_CHURN_SPEND ? leaving_minor(l) : 1;

	if (!s->told)
		return false;
	out->id = leaver->id;
	out->customer = leaver->customer;
	out->customer_name = leaver->customer_name;
	/* Records do not say const, but nobody writes to the texts of those that are shown. */
	out->signal = (char *)(uintptr_t)signal_words[kind];
	out->size = measured(s->size);
	out->weight = measured(l->weights[kind]);
	out->points = measured(points_of(l, leaver, (int)kind));
	out->now = measured(s->now / unit);
	out->usual = (struct crm_real){ real_round(s->usual / unit), ranked };
	out->n = (struct crm_int){ s->n, s->n > 0 };
	out->better = (struct crm_int){ s->better, ranked };
	out->worse = (struct crm_int){ s->worse, ranked };
	out->evidence = leaving_evidence(l, leaver, kind, out->text);
	return true;
}

struct rows {
	const struct crm_leaving *leaving;
	char                     *currency;
	int                     (*put)(void *aux, const void *row);
	void                     *aux;
};

static int
put_row(void *data, const struct crm_leaver *leaver)
{
	const struct rows *rows = data;
	struct crm_leaving_row row = { .currency = rows->currency };

	crm_leaving_row(rows->leaving, leaver, &row);
	return rows->put(rows->aux, &row);
}

static int
put_signals(void *data, const struct crm_leaver *leaver)
{
	const struct rows *rows = data;
	struct crm_leaving_signal row;
	int error = 0;

	for (int i = 0; i < CRM_CHURN_SIGNALS && !error; i++)
		if (crm_leaving_signal(rows->leaving, leaver, (enum crm_churn_kind)i, &row))
			error = rows->put(rows->aux, &row);
	return error;
}

int
crm_leaving_rows(const struct crm_leaving *l, const struct crm_lifetime_customers *whom,
                 bool signals, int (*put)(void *, const void *), void *aux)
{
	struct rows rows = { l, whom->currency, put, aux };

	return crm_leaving_each(l, whom, signals ? put_signals : put_row, &rows);
}
