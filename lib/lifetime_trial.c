/*
 * lifetime_trial.c - models of purchases tried on what they have not seen.
 */
#include <inttypes.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lifetime_trial.h"
#include "measured.h"
#include "metrics/foresight.h"

int64_t
crm_lifetime_split(int64_t first, int64_t until)
{
	return until - (until - first) / 3;
}

/* --- one model --------------------------------------------------------------------------- */

/* What all entries share, and what one of them foresees of each customer. */
struct attempt {
	const struct crm_lifetime_trial *trial;
	const struct crm_purchases *rows;
	size_t n;
	const struct crm_pattern *patterns;
	size_t pattern_n;
	const uint32_t *pattern_of;
	struct crm_trial_entry *entry;
	double *expected;
	int error;
};

static int
measure(struct attempt *a)
{
	int error = crm_holdout_measure(a->rows, a->n, a->expected, &a->entry->holdout,
	                                &a->entry->why);

	if (!error)
		crm_holdout_calibrate(a->rows, a->n, a->expected, a->entry->calibration);
	a->entry->done = !error;
	return error;
}

static int
foresee(struct attempt *a, const struct crm_purchase_model *model)
{
	struct crm_horizon horizon = { .days = (double)(a->trial->until - a->trial->end) };
	struct crm_prediction *each = calloc(a->pattern_n + 1, sizeof *each);
	struct crm_foresight *foresight;
	struct crm_purchase_model point = *model;

	/* What it expects is held against what came: its own error, which takes longer, is not. */
	point.fit.parameters = 0;
	if (crm_foresight_open(&foresight, a->entry->type, &point, &horizon, false) || !each) {
		crm_foresight_close(foresight);
		free(each);
		return CRM_NO_MEMORY;
	}
	crm_foresee_all(foresight, a->patterns, a->pattern_n, each);
	for (size_t i = 0; i < a->n; i++)
		a->expected[i] = each[a->pattern_of[i]].orders.value;
	crm_foresight_close(foresight);
	free(each);
	return 0;
}

static void *
try_model(void *attempt)
{
	struct attempt *a = attempt;
	struct crm_purchase_model model;

	a->error = a->entry->type->fit(&model, a->patterns, a->pattern_n, a->trial->unit,
	                               &a->entry->why);
	if (!a->error)
		a->error = foresee(a, &model);
	if (!a->error)
		a->error = measure(a);
	return NULL;
}

/* --- the choice --------------------------------------------------------------------------- */

/* Are the squared errors of a smaller than those of b, by more than chance makes them? */
static bool
foresees_better(const struct attempt *a, const struct attempt *b)
{
	double sum = 0, squares = 0, n = (double)a->n, mean;

	for (size_t i = 0; i < a->n; i++) {
		double own = a->expected[i] - a->rows[i].later, other = b->expected[i] - a->rows[i].later;
		double gain = other * other - own * own;

		sum += gain;
		squares += gain * gain;
	}
	mean = sum / n;
	return mean > CRM_Z95 * sqrt(fmax(squares / n - mean * mean, 0) / (n - 1));
}

static const struct attempt *
attempt_of(const struct attempt *attempts, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (attempts[i].entry->done && strcmp(attempts[i].entry->type->name, name) == 0)
			return &attempts[i];
	return NULL;
}

/* The better of those that may be chosen; NULL if none can be fitted. */
static const struct crm_trial_entry *
best(const struct attempt *attempts, size_t n)
{
	const struct attempt *mbg = attempt_of(attempts, n, "mbgnbd");
	const struct attempt *pareto = attempt_of(attempts, n, "pareto");

	if (mbg && pareto)
		return foresees_better(pareto, mbg) ? pareto->entry : mbg->entry;
	return mbg ? mbg->entry : pareto ? pareto->entry
	                                 : NULL;
}

static void
say_evidence(struct crm_lifetime_trial *t, const struct crm_trial_entry *won, bool trusted)
{
	char others[160] = "";
	size_t used = 0;

	for (size_t i = 0; i < t->entries; i++) {
		const struct crm_trial_entry *e = &t->entry[i];
		int n = 0;

		if (e != won && e->done && used < sizeof others)
			n = snprintf(others + used, sizeof others - used, "%s%s %.4g", used ? ", " : "",
			             e->type ? e->type->name : "run-rate",
			             e->holdout.root_mean_square_error.value);
		used += n > 0 ? (size_t)n : 0;
	}
	crm_fault(&t->reason, 0,
	          "%s%s: error (rmse) of a customer's orders in the last %" PRId64 " days, held out:"
	          " %.4g, bias %+.1f %%; %s",
	          trusted ? "model " : "", trusted ? won->type->name : "no model beats the run-rate",
	          t->until - t->end, won->holdout.root_mean_square_error.value,
	          100 * won->holdout.bias.value, others);
}

static bool
is_enough(struct crm_lifetime_trial *t)
{
	if (t->n >= CRM_TRIAL_CUSTOMERS && t->repeaters >= CRM_TRIAL_REPEATERS &&
	    t->orders >= CRM_TRIAL_ORDERS)
		return true;
	crm_fault(&t->reason, 0,
	          "too little to choose a model by: %" PRIu64 " customers (%d), %" PRIu64
	          " of them bought again (%d) before the last %" PRId64 " days, held out, with %" PRIu64
	          " orders (%d)",
	          t->n, CRM_TRIAL_CUSTOMERS, t->repeaters, CRM_TRIAL_REPEATERS, t->until - t->end,
	          t->orders, CRM_TRIAL_ORDERS);
	return false;
}

static void
choose(struct crm_lifetime_trial *t, const struct attempt *attempts, size_t n)
{
	const struct crm_trial_entry *won = best(attempts, n);
	const struct crm_trial_entry *run_rate = &t->entry[t->entries - 1];
	bool trusted;

	if (!is_enough(t))
		return;
	if (!won) {
		crm_fault(&t->reason, 0, "no model can be fitted: %s", attempts[n - 1].entry->why.text);
		return;
	}
	trusted = won->holdout.root_mean_square_error.value <
	          run_rate->holdout.root_mean_square_error.value;
	say_evidence(t, won, trusted);
	if (trusted)
		t->chosen = won->type;
}

/* --- the whole ------------------------------------------------------------------------------ */

static void
survey(struct crm_lifetime_trial *t, const struct crm_purchases *rows, size_t n)
{
	t->n = n;
	t->repeaters = t->orders = 0;
	for (size_t i = 0; i < n; i++) {
		t->repeaters += rows[i].x > 0;
		t->orders += rows[i].later;
	}
	memset(t->entry, 0, sizeof t->entry);
	t->entries = 0;
	for (size_t i = 0; i < CRM_PURCHASE_MODELS; i++)
		if (!t->only || t->only == &crm_purchase_models[i])
			t->entry[t->entries++] = (struct crm_trial_entry){
				.name = crm_purchase_models[i].name, .type = &crm_purchase_models[i]
			};
	t->entry[t->entries++].name = "run_rate";
	t->chosen = NULL;
	*t->reason.text = '\0';
}

/* The last one, Pareto/NBD, takes as long as all others. */
static int
try_all(struct attempt *attempts, size_t n)
{
	pthread_t thread;
	bool alone = pthread_create(&thread, NULL, try_model, &attempts[n - 1]);
	int error = 0;

	for (size_t i = 0; i < n - !alone; i++)
		try_model(&attempts[i]);
	if (!alone)
		pthread_join(thread, NULL);
	for (size_t i = 0; i < n; i++)
		if (attempts[i].error == CRM_NO_MEMORY)
			error = CRM_NO_MEMORY;
	return error;
}

static int
try_with(struct crm_lifetime_trial *t, struct attempt attempts[CRM_PURCHASE_MODELS + 1])
{
	size_t n = t->entries;
	int error = 0;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			attempts[i] = attempts[0];
		attempts[i].entry = &t->entry[i];
		attempts[i].expected = calloc(attempts[i].n + 1, sizeof *attempts[i].expected);
		if (!attempts[i].expected)
			error = CRM_NO_MEMORY;
	}
	if (!error)
		error = try_all(attempts, n - 1);
	if (!error) {
		crm_holdout_run_rate(attempts[n - 1].rows, attempts[n - 1].n, (double)(t->until - t->end),
		                     attempts[n - 1].expected);
		error = measure(&attempts[n - 1]);
	}
	if (!error)
		choose(t, attempts, n - 1);
	for (size_t i = 0; i < n; i++)
		free(attempts[i].expected);
	return error;
}

int
crm_lifetime_try(struct crm_lifetime_trial *t, const struct crm_purchases *rows, size_t n,
                 struct crm_fault *why)
{
	struct attempt attempts[CRM_PURCHASE_MODELS + 1] = { { .trial = t, .rows = rows, .n = n } };
	uint32_t *pattern_of = calloc(n + 1, sizeof *pattern_of);
	struct crm_pattern *patterns = NULL;
	int error = pattern_of ? 0 : CRM_NO_MEMORY;

	survey(t, rows, n);
	if (!error && n < 2)
		error = crm_fault(why, 0, "a hold-out needs 2 customers or more who bought before it");
	if (!error && t->until <= t->end)
		error = crm_fault(why, 0, "there is no day to hold out");
	if (!error)
		error = crm_purchase_patterns(rows, n, &patterns, &attempts[0].pattern_n, pattern_of);
	attempts[0].patterns = patterns;
	attempts[0].pattern_of = pattern_of;
	if (!error && (error = try_with(t, attempts)) == CRM_INVALID)
		*why = t->entry[t->entries - 1].why;
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	free(patterns);
	free(pattern_of);
	return error;
}

/* --- in rows --------------------------------------------------------------------------------- */

#define FIELD(member) .offset = offsetof(struct crm_trial_row, member)

static const char *const measures[] = { "bias", "mae", "rmse", "calibration", "survival", NULL };
enum { BIAS,
       MAE,
       RMSE,
       CALIBRATION,
       SURVIVAL };

static const struct crm_field fields[] = {
	{ .name = "group", .kind = CRM_TEXT, FIELD(group),
	  .help = "the customers", .zh = "組別" },
	{ .name = "model", .kind = CRM_TEXT, FIELD(model),
	  .help = "bgnbd, mbgnbd, pareto, sbg; run_rate and constant_churn: all go on as before",
	  .zh = "模型" },
	{ .name = "measure", .kind = CRM_WORD, FIELD(measure), .words = measures,
	  .help = "bias of the sum, mae, rmse of a customer, calibration by x, survival",
	  .zh = "指標" },
	{ .name = "x", .kind = CRM_INT, FIELD(x),
	  .help = "of customers with so many repeat purchases before; 7: or more", .zh = "回購次數" },
	{ .name = "n", .kind = CRM_INT, FIELD(n),
	  .help = "customers", .zh = "樣本數" },
	{ .name = "predicted", .kind = CRM_REAL, FIELD(predicted),
	  .help = "orders foreseen, of all; with an x those of one, on average; who stays",
	  .zh = "預測訂單" },
	{ .name = "actual", .kind = CRM_REAL, FIELD(actual),
	  .help = "orders that came, likewise", .zh = "實際訂單" },
	{ .name = "value", .kind = CRM_REAL, FIELD(value),
	  .help = "of the measure; calibration, survival: predicted - actual, of one", .zh = "值" },
	{ .name = "lo", .kind = CRM_REAL, FIELD(lo),
	  .help = "lower 95 % limit", .zh = "下限" },
	{ .name = "hi", .kind = CRM_REAL, FIELD(hi),
	  .help = "upper 95 % limit", .zh = "上限" },
	{ 0 }
};

#define TYPE(which) { \
	.name = "trial", .plural = "trials", .zh = "檢驗", .size = sizeof(struct crm_trial_row), \
	.fields = fields, .columns = (which) }

const struct crm_type crm_trial_row_type = TYPE("model,measure,x,n,predicted,actual,value,lo,hi");
const struct crm_type crm_trial_row_group_type =
	TYPE("group,model,measure,x,n,predicted,actual,value,lo,hi");

static void
set_interval(struct crm_trial_row *row, size_t measure, struct crm_interval i)
{
	row->measure = shown(measures[measure]);
	row->value = measured(i.value);
	row->lo = measured(i.lo);
	row->hi = measured(i.hi);
}

static int
put_errors(const struct crm_trial_entry *e, struct crm_trial_row *row,
           int (*put)(void *, const void *), void *aux)
{
	const struct crm_holdout *h = &e->holdout;
	int error = 0;

	row->n = (struct crm_int)CRM_SET((int64_t)h->n);
	row->predicted = measured(h->predicted);
	row->actual = measured(h->actual);
	if (h->has_bias) {
		set_interval(row, BIAS, h->bias);
		error = put(aux, row);
	}
	set_interval(row, MAE, h->mean_absolute_error);
	if (!error)
		error = put(aux, row);
	set_interval(row, RMSE, h->root_mean_square_error);
	return error ? error : put(aux, row);
}

static int
put_calibration(const struct crm_trial_entry *e, struct crm_trial_row *row,
                int (*put)(void *, const void *), void *aux)
{
	int error = 0;

	for (size_t i = 0; i < CRM_CALIBRATION_GROUPS && !error; i++) {
		const struct crm_calibration *c = &e->calibration[i];

		if (c->n == 0)
			continue;
		row->x = (struct crm_int)CRM_SET(c->x);
		row->n = (struct crm_int)CRM_SET((int64_t)c->n);
		row->predicted = measured(c->predicted);
		row->actual = measured(c->actual.value);
		set_interval(row, CALIBRATION, (struct crm_interval){ c->predicted - c->actual.value,
		    c->predicted - c->actual.hi, c->predicted - c->actual.lo });
		error = put(aux, row);
	}
	return error;
}

/* Of the customers who came to a renewal, those who made all that they came to. */
static int
put_survival(const struct crm_lifetime_trial *t, const struct crm_trial_entry *e,
             struct crm_trial_row *row, int (*put)(void *, const void *),
             void *aux)
{
	double n = (double)e->holdout.n, foreseen = e->stay / n;
	struct crm_interval actual;
	struct crm_fault why;

	if (crm_rate(t->stayed, e->holdout.n, &actual, &why))
		return 0;
	row->x = (struct crm_int){ 0 };
	row->n = (struct crm_int)CRM_SET((int64_t)e->holdout.n);
	row->predicted = measured(e->stay);
	row->actual = measured((double)t->stayed);
	set_interval(row, SURVIVAL, (struct crm_interval){ foreseen - actual.value,
	    foreseen - actual.hi, foreseen - actual.lo });
	return put(aux, row);
}

int
crm_trial_each(const struct crm_lifetime_trial *t, const char *group,
               int (*put)(void *, const void *), void *aux)
{
	int error = 0;

	for (size_t i = 0; i < t->entries && !error; i++) {
		const struct crm_trial_entry *e = &t->entry[i];
		struct crm_trial_row row = {
			.group = shown(group),
			.model = shown(e->name),
		};

		if (!e->done)
			continue;
		error = put_errors(e, &row, put, aux);
		if (!error)
			error = put_calibration(e, &row, put, aux);
		if (!error && e->stay > 0)
			error = put_survival(t, e, &row, put, aux);
	}
	return error;
}
