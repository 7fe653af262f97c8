/*
 * survival.c - how many customers with contracts are left after each period.
 */
#include <math.h>
#include <stdlib.h>

#include "measured.h"
#include "survival.h"

const struct crm_role crm_survival_roles[] = {
	{ "customers", "left|survivors|survival|客戶數|留存" }, { "period", "期|期數" }, { 0 }
};

enum { CUSTOMERS, PERIOD };

/* --- the columns -------------------------------------------------------------------------- */

#define FIELD(member) .offset = offsetof(struct crm_survival_row, member)

static const struct crm_field fields[] = {
	{ .name = "period", .kind = CRM_INT, FIELD(period),
	  .help = "renewals since the beginning", .zh = "期數" },
	{ .name = "customers", .kind = CRM_REAL, FIELD(customers),
	  .help = "who was left, by the file", .zh = "客戶數" },
	{ .name = "actual", .kind = CRM_REAL, FIELD(actual),
	  .help = "the share that was left", .zh = "實際留存" },
	{ .name = "survival", .kind = CRM_REAL, FIELD(survival),
	  .help = "the same by the model", .zh = "模型留存" },
	{ .name = "lo", .kind = CRM_REAL, FIELD(lo), .help = "lower 95 % limit", .zh = "下限" },
	{ .name = "hi", .kind = CRM_REAL, FIELD(hi), .help = "upper 95 % limit", .zh = "上限" },
	{ .name = "constant", .kind = CRM_REAL, FIELD(constant),
	  .help = "the same if churn were constant", .zh = "固定流失" },
	{ .name = "retention", .kind = CRM_REAL, FIELD(retention),
	  .help = "by the model: the share that makes this renewal, of who comes to it", .zh = "續約率" },
	{ .name = "residual", .kind = CRM_REAL, FIELD(residual),
	  .help = "discounted payments to come of one who did", .zh = "剩餘付款" },
	{ 0 }
};

const struct crm_type crm_survival_type = {
	.name = "survival", .plural = "survivals", .zh = "留存", .size = sizeof(struct crm_survival_row),
	.fields = fields,
	.columns = "period,customers,actual,survival,lo,hi,constant,retention,residual",
};

/* --- reading ------------------------------------------------------------------------------ */

static int
check_period(const struct crm_plain_log *plain, const struct crm_table_row *row, size_t next,
             struct crm_fault *why)
{
	const char *text = crm_plain_value(plain, row, PERIOD);
	double period = (double)next;

	if (crm_plain_has(plain, PERIOD) && real_parse(text, &period, why))
		return CRM_INVALID;
	return period == (double)next ? 0
	     : crm_fault(why, 0, "it is %.*s where %zu comes next", crm_fault_clip(text), text, next);
}

static int
read_customers(const char *text, const struct crm_survival *s, double *out, struct crm_fault *why)
{
	double before = s->n ? s->customers[s->n - 1] : 1e15;

	if (real_parse(text, out, why))
		return CRM_INVALID;
	if (!(*out >= 0 && *out <= 1e15))
		return crm_fault(why, 0, "they are from 0 to 1e15");
	if (s->n == 0 && *out == 0)
		return crm_fault(why, 0, "nobody began");
	if (*out > before)
		return crm_fault(why, 0, "there are more than in the period before, %g", before);
	return s->n <= CRM_SBG_LONGEST ? 0 : crm_fault(why, 0, "there are at most %d periods",
	                                               CRM_SBG_LONGEST);
}

/* What is wrong with a row is said of the column in *what. */
static int
read_row(const struct crm_plain_log *plain, const struct crm_table_row *row,
         const struct crm_survival *s, double *customers, const char **what,
         struct crm_fault *why)
{
	*what = "period";
	if (check_period(plain, row, s->n, why))
		return CRM_INVALID;
	*what = "customers";
	return read_customers(crm_plain_value(plain, row, CUSTOMERS), s, customers, why);
}

static int
add(struct crm_survival *s, double customers)
{
	size_t room = s->room ? 2 * s->room : 16;
	double *more = s->n == s->room ? reallocarray(s->customers, room, sizeof *more) : s->customers;

	if (!more)
		return CRM_NO_MEMORY;
	s->room = s->n == s->room ? room : s->room;
	s->customers = more;
	s->customers[s->n++] = customers;
	return 0;
}

int
crm_survival_read(struct crm_plain_log *plain, struct crm_survival *out, struct crm_fault *why)
{
	struct crm_table_row row;
	int got, error = 0;

	if (!crm_plain_has(plain, CUSTOMERS))
		return crm_fault(why, 0, "no column is customers: say which, as in customers=2");
	while (!error && (got = crm_plain_next(plain, &row)) > 0) {
		const char *what;
		double customers = 0;

		if (read_row(plain, &row, out, &customers, &what, why))
			crm_plain_refuse(plain, &row, what, why);
		else
			error = add(out, customers);
	}
	if (error || got < 0) {
		crm_fault(why, 0, "out of memory");
		return CRM_NO_MEMORY;
	}
	return plain->refused ? crm_plain_refused(plain, why) : 0;
}

void
crm_survival_clear(struct crm_survival *survival)
{
	free(survival->customers);
	*survival = (struct crm_survival){ 0 };
}

/* --- fitting ------------------------------------------------------------------------------ */

/* What each period lost, and what is left of the last one. */
static void
find_tenures(const double *customers, size_t periods, struct crm_tenure *out)
{
	for (size_t i = 1; i < periods; i++)
		out[i - 1] = (struct crm_tenure){ .renewals = (uint32_t)i,
		                                  .left = customers[i - 1] - customers[i] };
	out[periods - 2].active = customers[periods - 1];
}

int
crm_survival_fit(struct crm_survival *s, size_t held_out, struct crm_fault *why)
{
	size_t periods = held_out < s->n ? s->n - held_out : 0;
	struct crm_tenure *tenures;
	double asked = 0, renewed = 0;
	int error;

	if (periods < 3)
		return crm_fault(why, 0, "a curve takes 3 periods or more to fit to, the first one being "
		                         "the beginning; there are %zu", periods);
	tenures = calloc(periods, sizeof *tenures);
	if (!tenures) {
		crm_fault(why, 0, "out of memory");
		return CRM_NO_MEMORY;
	}
	find_tenures(s->customers, periods, tenures);
	for (size_t i = 1; i < periods; i++) {
		asked += s->customers[i - 1];
		renewed += s->customers[i];
	}
	s->stay = renewed / asked;
	error = crm_sbg_fit(&s->model, tenures, periods - 1, why);
	free(tenures);
	return error;
}

/* --- in rows ------------------------------------------------------------------------------ */

static struct crm_survival_row
row_of(const struct crm_survival *s, uint32_t period, double rate)
{
	struct crm_interval survival = crm_sbg_survival(&s->model, period);
	struct crm_survival_row row = {
		.period = CRM_SET(period), .survival = measured(survival.value),
		.lo = measured(survival.lo), .hi = measured(survival.hi),
		.constant = measured(pow(s->stay, period)),
	};
	struct crm_predicted payments;
	struct crm_fault why;

	if (period < s->n) {
		row.customers = measured(s->customers[period]);
		row.actual = measured(s->customers[period] / s->customers[0]);
	}
	if (period > 0)
		row.retention = measured(crm_sbg_retention(&s->model, period).value);
	/* The next payment is a period ahead. */
	if (!crm_sbg_payments(&s->model, period + 1, CRM_SBG_ENDLESS, rate, &payments, &why))
		row.residual = measured(payments.value / (1 + rate));
	return row;
}

int
crm_survival_each(const struct crm_survival *s, const struct crm_survival_ahead *ahead,
                  int (*put)(void *, const void *), void *aux)
{
	int error = 0;

	for (size_t i = 0; i < s->n + ahead->periods && i < CRM_SBG_LONGEST && !error; i++) {
		struct crm_survival_row row = row_of(s, (uint32_t)i, ahead->rate);

		error = put(aux, &row);
	}
	return error;
}
