/*
 * lifetime_stream.c - customers scored as they come, by parameters that are there already.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lifetime_stream.h"
#include "lifetime_value_fit.h"
#include "measured.h"
#include "metrics/foresight.h"
#include "scan.h"

const struct crm_role crm_history_roles[] = {
	{ "customer", "id" }, { "x", NULL }, { "t_x", NULL }, { "T", NULL }, { "mean_spend", NULL },
	{ 0 }
};

enum { CUSTOMER, X, T_X, T, MEAN_SPEND };

/* --- rows --------------------------------------------------------------------------------- */

/*
 * `12.857143', which nearly all are: up to 15 digits, so that the quotient is rounded as
 * reading them is.  False: anything else.
 */
static bool
read_plain(const char *text, double *out)
{
	static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };
	int digits = 0, behind = 0;
	int64_t value = 0;

	for (; ascii_digit(*text); text++, digits++)
		value = value < INT64_MAX / 100 ? value * 10 + (*text - '0') : value;
	if (*text == '.')
		for (text++; ascii_digit(*text) && behind < 9; text++, behind++)
			value = value < INT64_MAX / 100 ? value * 10 + (*text - '0') : value;
	if (*text || digits == 0 || digits + behind > 15)
		return false;
	*out = (double)value / powers[behind];
	return true;
}

/* A number of at most `most' that is not below 0. */
static int
read_number(const char *text, double most, double *out, struct crm_fault *why)
{
	if (!*text)
		return crm_fault(why, 0, "there is none");
	if (!read_plain(text, out) && real_parse(text, out, why))
		return CRM_INVALID;
	return *out >= 0 && *out <= most ? 0
	     : crm_fault(why, 0, "%.*s is not from 0 to %.0f", crm_fault_clip(text), text, most);
}

/* What is wrong with a row is said of the column in *what. */
static int
read_row(const struct crm_lifetime *l, const struct crm_plain_log *plain,
         const struct crm_table_row *row, struct crm_purchases *out, const char **what,
         struct crm_fault *why)
{
	static const double most_days = 3e6;
	double x = 0, t_x = 0, age = 0, mean = 0, most = most_days / l->unit;
	const char *spend = crm_plain_value(plain, row, MEAN_SPEND);
	int error = read_number(crm_plain_value(plain, row, X), most_days, &x, why);

	*what = "x";
	if (!error) {
		*what = "t_x";
		error = read_number(crm_plain_value(plain, row, T_X), most, &t_x, why);
	}
	if (!error) {
		*what = "T";
		error = read_number(crm_plain_value(plain, row, T), most, &age, why);
	}
	if (!error && *spend) {
		*what = "mean_spend";
		error = read_plain(spend, &mean) ? 0 : real_parse(spend, &mean, why);
	}
	*out = (struct crm_purchases){ .x = (uint32_t)lround(x), .t_x = (uint32_t)lround(t_x * l->unit),
	                               .T = (uint32_t)lround(age * l->unit) };
	if (!error && (out->t_x > out->T || (out->x == 0) != (out->t_x == 0) || out->x > out->t_x)) {
		*what = "x";
		error = crm_fault(why, 0, "x, t_x and T do not go together");
	}
	if (!error && x > 0 && !*spend && !l->without_spend) {
		*what = "mean_spend";
		error = crm_fault(why, 0, "there is none");
	}
	if (!error && !(fabs(mean * l->minor * out->x) < 9e15))
		error = crm_fault(why, 0, "the spend is beyond all bounds");
	if (!error)
		out->repeat_spend = llround(mean * l->minor * out->x);
	return error;
}

/* --- batches ------------------------------------------------------------------------------ */

enum { BATCH = 4096 };

/* Rows that are foreseen together, on two processors. */
struct batch {
	size_t n;
	struct crm_purchases customers[BATCH];
	struct crm_pattern histories[BATCH];
	struct crm_prediction ahead[BATCH];
	size_t names[BATCH];   /* where they are in the text */
	char *text;
	size_t length, room;
};

static int
add_row(struct batch *b, const struct crm_purchases *customer, const char *name)
{
	size_t size = strlen(name) + 1, room = 2 * (b->length + size);

	if (b->length + size > b->room) {
		char *text = realloc(b->text, room);

		if (!text)
			return CRM_NO_MEMORY;
		b->text = text;
		b->room = room;
	}
	memcpy(b->text + b->length, name, size);
	b->names[b->n] = b->length;
	b->length += size;
	b->customers[b->n] = *customer;
	b->histories[b->n] = (struct crm_pattern){ customer->x, customer->t_x, customer->T, 1 };
	b->n++;
	return 0;
}

/* What crm_plain_next() said last; CRM_NO_MEMORY. */
static int
read_batch(const struct crm_lifetime *l, struct crm_plain_log *plain, struct batch *b,
           struct crm_fault *why)
{
	struct crm_purchases customer;
	struct crm_table_row row;
	const char *what;
	int got = 1;

	b->n = b->length = 0;
	while (b->n < BATCH && (got = crm_plain_next(plain, &row)) > 0) {
		if (read_row(l, plain, &row, &customer, &what, why))
			crm_plain_refuse(plain, &row, what, why);
		else if (add_row(b, &customer, crm_plain_value(plain, &row, CUSTOMER)))
			return CRM_NO_MEMORY;
	}
	return got;
}

static int
put_batch(const struct crm_lifetime *l, const struct batch *b, char *currency,
          int (*put)(void *, const void *), void *aux)
{
	struct crm_lifetime_value v = { .currency = currency };
	int error = 0;

	for (size_t i = 0; i < b->n && !error; i++) {
		v.customer = shown(b->text + b->names[i]);
		crm_lifetime_value_of(l, &b->customers[i], &b->ahead[i], &v);
		error = put(aux, &v);
	}
	return error;
}

static int
each(const struct crm_lifetime *l, struct crm_foresight *foresight, struct crm_plain_log *plain,
     char *currency, int (*put)(void *, const void *), void *aux, struct crm_fault *why)
{
	struct batch *b = calloc(1, sizeof *b);
	int got, error = 0;

	if (!b)
		return CRM_NO_MEMORY;
	do {
		got = read_batch(l, plain, b, why);
		crm_foresee_all(foresight, b->histories, b->n, b->ahead);
		error = put_batch(l, b, currency, put, aux);
	} while (got > 0 && !error);
	free(b->text);
	free(b);
	if (error || got < 0)
		return error ? error : got;
	return plain->refused ? crm_plain_refused(plain, why) : 0;
}

/* --- the whole ------------------------------------------------------------------------------ */

static int
take_params(struct crm_lifetime *l, struct crm_fault *why)
{
	const char *name = crm_lifetime_params_named(l->params, NULL);
	int error;

	l->kind = CRM_LIFETIME_MODEL;
	l->type = name ? crm_purchase_model_named(name) : NULL;
	if (!l->type) {
		crm_fault(why, 0, "the parameters are not those of bgnbd, mbgnbd or pareto");
		return CRM_INVALID;
	}
	error = crm_horizon_check(&l->horizon, why);
	if (!error)
		error = crm_lifetime_params_model(l->params, NULL, l->type, &l->orders, why);
	if (!error && !l->without_spend)
		error = crm_lifetime_params_spend(l->params, NULL, l, why);
	return error;
}

static int
check_columns(const struct crm_plain_log *plain, struct crm_fault *why)
{
	for (size_t role = CUSTOMER; role <= T; role++)
		if (!crm_plain_has(plain, role))
			return crm_fault(why, 0, "no column is %s: say which, as in %s=3",
			                 crm_history_roles[role].name, crm_history_roles[role].name);
	return 0;
}

int
crm_lifetime_stream(struct crm_lifetime *model, struct crm_plain_log *plain, char *currency,
                    int (*put)(void *, const void *), void *aux,
                    struct crm_fault *why)
{
	struct crm_foresight *foresight;
	int error = check_columns(plain, why);

	model->without_spend |= !crm_plain_has(plain, MEAN_SPEND);
	if (!error)
		error = take_params(model, why);
	if (error)
		return error;
	model->has_residual = model->type->has_residual && model->horizon.yearly_rate >= 0.001;
	error = crm_foresight_open(&foresight, model->type, &model->orders, &model->horizon,
	                           true);
	if (!error)
		error = each(model, foresight, plain, currency, put, aux, why);
	crm_foresight_close(foresight);
	return error;
}
