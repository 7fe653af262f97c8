/*
 * leaving_test.c - the risk of leaving, tested by who left.
 */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "leaving.h"
#include "metrics/ranking.h"
#include "real.h"

/* --- the columns -------------------------------------------------------------------------- */

/* What ranks: the sum, its baseline, the signals alone (by enum crm_churn_kind). */
enum { RISK, RECENCY, SIGNALS, RANKINGS = SIGNALS + CRM_CHURN_SIGNALS };

static const char *const ranking_words[] = {
	"risk", "recency", "forecast", "silence", "spend", "contacts", "score", "complaint",
	"all", "risk-recency", NULL
};

enum { ALL = RANKINGS, DIFFERENCE };

static const char *const chosen_words[] = { "all", "warned", "tenth", NULL };
static const char *const measure_words[] = {
	"left", "foreseen", "auc", "precision", "recall", "lift", NULL
};

enum { EVERYBODY, WARNED, TENTH };
enum { LEFT, FORESEEN, AUC, PRECISION, RECALL, LIFT };

#define FIELD(member) .offset = offsetof(struct crm_leaving_measure, member)
#define WORD(n, w, h, z) { .name = #n, .kind = CRM_WORD, FIELD(n), .words = (w), .help = (h), \
	.zh = (z) }
#define REAL(n, h, z) { .name = #n, .kind = CRM_REAL, FIELD(n), .help = (h), .zh = (z) }

static const struct crm_field measure_fields[] = {
	WORD(ranking, ranking_words, "by what customers are ranked", "排序"),
	WORD(chosen, chosen_words, "of whom it is a measure", "對象"),
	WORD(measure, measure_words, "what is measured", "指標"),
	{ .name = "n", .kind = CRM_INT, FIELD(n), .help = "customers it is of", .zh = "數量" },
	REAL(value, "the estimate", "值"),
	REAL(lo, "lower 95 % limit", "下限"),
	REAL(hi, "upper 95 % limit", "上限"),
	{ 0 }
};

const struct crm_type crm_leaving_measure_type = {
	.name = "measure", .plural = "measures", .zh = "指標",
	.size = sizeof(struct crm_leaving_measure), .fields = measure_fields,
	.columns = "ranking,chosen,measure,n,value,lo,hi",
};

/* --- the cases ------------------------------------------------------------------------------ */

struct cases {
	const struct crm_leaving *leaving;
	double *score[RANKINGS];
	bool   *told[RANKINGS];       /* of signals */
	bool   *left;
	size_t  n;
};

static int
open_cases(struct cases *c, const struct crm_leaving *l)
{
	bool room;

	*c = (struct cases){ .leaving = l, .left = calloc(l->n + 1, sizeof *c->left) };
	room = c->left;
	for (int i = 0; i < RANKINGS; i++) {
		c->score[i] = calloc(l->n + 1, sizeof *c->score[i]);
		c->told[i] = calloc(l->n + 1, sizeof *c->told[i]);
		room = room && c->score[i] && c->told[i];
	}
	return room ? 0 : CRM_NO_MEMORY;
}

static void
close_cases(struct cases *c)
{
	for (int i = 0; i < RANKINGS; i++) {
		free(c->score[i]);
		free(c->told[i]);
	}
	free(c->left);
}

static int
take(void *data, const struct crm_leaver *leaver)
{
	struct cases *c = data;

	c->score[RISK][c->n] = leaver->risk;
	c->score[RECENCY][c->n] = (double)(c->leaving->end - leaver->last_order);
	for (int i = 0; i < CRM_CHURN_SIGNALS; i++) {
		c->score[SIGNALS + i][c->n] = leaver->signals[i].size;
		c->told[SIGNALS + i][c->n] = leaver->signals[i].told;
	}
	c->left[c->n++] = leaver->left;
	return 0;
}

/* --- measures ------------------------------------------------------------------------------- */

struct output {
	int  (*put)(void *, const void *);
	void  *aux;
	int    error;
};

/* Records do not say const, but nobody writes to the texts of those that are shown. */
static char *
borrowed(const char *text)
{
	return (char *)(uintptr_t)text;
}

/* Nothing can be said if `of' is NULL; width 0 is an estimate without an interval. */
static void
say(struct output *out, int ranking, int chosen, int measure, uint64_t n,
    const struct crm_interval *of)
{
	struct crm_leaving_measure m = {
		.ranking = borrowed(ranking_words[ranking]), .chosen = borrowed(chosen_words[chosen]),
		.measure = borrowed(measure_words[measure]), .n = CRM_SET((int64_t)n),
	};

	if (of)
		m.value = (struct crm_real)CRM_SET(real_round(of->value));
	if (of && of->hi > of->lo) {
		m.lo = (struct crm_real)CRM_SET(real_round(of->lo));
		m.hi = (struct crm_real)CRM_SET(real_round(of->hi));
	}
	if (!out->error)
		out->error = out->put(out->aux, &m);
}

/* What an error says cannot be told is left out. */
static void
say_auc(struct output *out, int ranking, uint64_t n, int error, const struct crm_interval *auc)
{
	if (error == CRM_NO_MEMORY)
		out->error = error;
	else if (!error)
		say(out, ranking, EVERYBODY, AUC, n, auc);
}

static void
say_chosen(struct output *out, const struct cases *c, int ranking, int chosen, double threshold)
{
	struct crm_ranking top;
	bool any;

	if (isnan(threshold)) {
		out->error = CRM_NO_MEMORY;
		return;
	}
	any = crm_ranking_choose(c->score[ranking], c->left, c->n, threshold, &top, NULL) == 0;

	say(out, ranking, chosen, PRECISION, top.chosen, any ? &top.precision : NULL);
	say(out, ranking, chosen, RECALL, top.happened, any ? &top.recall : NULL);
	say(out, ranking, chosen, LIFT, top.chosen, any ? &top.lift : NULL);
}

/* Warned are those whose risk is above 0; as many, by recency, to be compared with them. */
static void
say_warned(struct output *out, const struct cases *c)
{
	size_t warned = 0;

	for (size_t i = 0; i < c->n; i++)
		warned += c->score[RISK][i] > 0;
	say_chosen(out, c, RISK, WARNED, DBL_MIN);
	if (warned)
		say_chosen(out, c, RECENCY, WARNED,
		           crm_ranking_threshold(c->score[RECENCY], c->n, warned));
}

static void
say_tenth(struct output *out, const struct cases *c, int ranking)
{
	say_chosen(out, c, ranking, TENTH,
	           crm_ranking_threshold(c->score[ranking], c->n, (c->n + 9) / 10));
}

/* A signal by itself, among those of whom it can be told. */
static void
say_signal(struct output *out, const struct cases *c, int ranking)
{
	struct crm_interval auc;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		if (c->told[ranking][i]) {
			c->score[ranking][n] = c->score[ranking][i];
			c->told[ranking][n++] = c->left[i];
		}
	say_auc(out, ranking, n, crm_ranking_auc(c->score[ranking], c->told[ranking], n, &auc, NULL),
	        &auc);
}

/* The share that the forecast expected to leave, beside those who did. */
static void
say_foreseen(struct output *out, const struct cases *c)
{
	double sum = 0;

	if (!c->leaving->forecasts)
		return;
	for (size_t i = 0; i < c->n; i++)
		sum += (c->score[SIGNALS + CRM_CHURN_FORECAST][i] + 1) / 2;
	sum /= (double)c->n;
	say(out, SIGNALS + CRM_CHURN_FORECAST, EVERYBODY, FORESEEN, c->n,
	    &(struct crm_interval){ sum, 0, 0 });
}

static int
say_all(struct output *out, struct cases *c, struct crm_fault *why)
{
	struct crm_interval auc[2], base, ahead;
	uint64_t left = 0;
	int error;

	for (size_t i = 0; i < c->n; i++)
		left += c->left[i];
	error = crm_ranking_auc(c->score[RISK], c->left, c->n, &auc[RISK], NULL);
	if (error == CRM_INVALID)
		return crm_fault(why, 0, "%llu of %zu customers left: there is nothing to be told apart",
		                 (unsigned long long)left, c->n);
	if (!error)
		error = crm_ranking_auc(c->score[RECENCY], c->left, c->n, &auc[RECENCY], why);
	if (!error)
		error = crm_rate(left, c->n, &base, why);
	if (error)
		return error;
	say(out, ALL, EVERYBODY, LEFT, c->n, &base);
	say_foreseen(out, c);
	say(out, RISK, EVERYBODY, AUC, c->n, &auc[RISK]);
	say(out, RECENCY, EVERYBODY, AUC, c->n, &auc[RECENCY]);
	error = crm_ranking_auc_difference(c->score[RISK], c->score[RECENCY], c->left, c->n, &ahead,
	                                   NULL);
	say_auc(out, DIFFERENCE, c->n, error, &ahead);
	say_warned(out, c);
	say_tenth(out, c, RISK);
	say_tenth(out, c, RECENCY);
	for (int i = SIGNALS; i < RANKINGS; i++)
		say_signal(out, c, i);
	return out->error;
}

int
crm_leaving_test(const struct crm_leaving *l, const struct crm_lifetime_customers *whom,
                 int (*put)(void *, const void *), void *aux,
                 struct crm_fault *why)
{
	struct output out = { put, aux, 0 };
	struct cases cases;
	int error = open_cases(&cases, l);

	*why->text = '\0';
	if (!error)
		error = crm_leaving_each(l, whom, take, &cases);
	if (!error)
		error = say_all(&out, &cases, why);
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	close_cases(&cases);
	return error;
}
