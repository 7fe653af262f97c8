/*
 * lifetime_value.c - what each customer is expected to buy and be worth.
 */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#include "customer.h"
#include "lifetime_value.h"

/* --- the columns ------------------------------------------------------------------ */

#define FIELD(member) .offset = offsetof(struct crm_lifetime_value, member)
#define CURRENCY .currency = offsetof(struct crm_lifetime_value, currency)

#define MEASURES \
	{ .name = "x", .kind = CRM_INT, FIELD(x), \
	  .help = "days with a purchase after the first", .zh = "回購次數" }, \
	{ .name = "t_x", .kind = CRM_REAL, FIELD(t_x), \
	  .help = "from the first purchase to the last, in units of time", .zh = "最近購買" }, \
	{ .name = "T", .kind = CRM_REAL, FIELD(T), \
	  .help = "from the first purchase to the end, in units of time", .zh = "觀察期" }, \
	{ .name = "p_alive", .kind = CRM_REAL, FIELD(p_alive), \
	  .help = "probability of not having left", .zh = "存活機率" }, \
	{ .name = "expected_orders", .kind = CRM_REAL, FIELD(orders), \
	  .help = "orders expected within the horizon", .zh = "預期訂單" }, \
	{ .name = "orders_lo", .kind = CRM_REAL, FIELD(orders_lo), \
	  .help = "lower 95 % limit of the expectation", .zh = "訂單下限" }, \
	{ .name = "orders_hi", .kind = CRM_REAL, FIELD(orders_hi), \
	  .help = "upper 95 % limit of the expectation", .zh = "訂單上限" }, \
	{ .name = "spend", .kind = CRM_MONEY, FIELD(spend), CURRENCY, \
	  .help = "spend expected on an order", .zh = "預期客單價" }, \
	{ .name = "value", .kind = CRM_MONEY, FIELD(value), CURRENCY, \
	  .help = "discounted value within the horizon", .zh = "終身價值" }, \
	{ .name = "value_lo", .kind = CRM_MONEY, FIELD(value_lo), CURRENCY, \
	  .help = "lower 95 % limit of the expectation", .zh = "價值下限" }, \
	{ .name = "value_hi", .kind = CRM_MONEY, FIELD(value_hi), CURRENCY, \
	  .help = "upper 95 % limit of the expectation", .zh = "價值上限" }, \
	{ .name = "currency", .kind = CRM_TEXT, FIELD(currency), .flags = CRM_HIDDEN, \
	  .help = "of the amounts" }, \
	{ 0 }

#define COLUMNS \
	"x,t_x,T,p_alive,expected_orders,orders_lo,orders_hi,spend,value,value_lo,value_hi"

static const struct crm_field value_fields[] = {
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

const struct crm_type crm_lifetime_value_type = {
	.name = "lifetime_value", .plural = "lifetime_values", .zh = "終身價值",
	.size = sizeof(struct crm_lifetime_value), .fields = value_fields,
	.columns = "id,customer_name," COLUMNS,
};

const struct crm_type crm_lifetime_file_type = {
	.name = "lifetime_value", .plural = "lifetime_values", .zh = "終身價值",
	.size = sizeof(struct crm_lifetime_value), .fields = file_fields,
	.columns = "customer," COLUMNS,
};

enum { WORTH_A_THREAD = 500 };   /* patterns */

/* --- fitting ------------------------------------------------------------------------ */

/* Some of the patterns. */
struct share {
	struct crm_lifetime *lifetime;
	size_t               from, to;
};

static void *
predict_share(void *data)
{
	const struct share *share = data;
	struct crm_lifetime *l = share->lifetime;

	for (size_t i = share->from; i < share->to; i++)
		crm_bgnbd_predict(&l->orders, &l->patterns[i], &l->horizon, &l->predictions[i]);
	return NULL;
}

/*
 * Looking ahead takes longer than all else, and no pattern waits for another: another
 * thread takes half of them, if there are enough to be worth it.
 */
static int
predict(struct crm_lifetime *l)
{
	size_t half = l->pattern_n < WORTH_A_THREAD ? l->pattern_n : l->pattern_n / 2;
	struct share first = { l, 0, half }, second = { l, half, l->pattern_n };
	pthread_t thread;
	bool alone;

	l->predictions = calloc(l->pattern_n + 1, sizeof *l->predictions);
	if (!l->predictions)
		return CRM_NO_MEMORY;
	alone = half == l->pattern_n || pthread_create(&thread, NULL, predict_share, &second);
	predict_share(&first);
	if (alone)
		predict_share(&second);
	else
		pthread_join(thread, NULL);
	return 0;
}

static int
fit_orders(struct crm_lifetime *l, struct crm_fault *why)
{
	int error;

	l->pattern_of = calloc(l->n + 1, sizeof *l->pattern_of);
	if (!l->pattern_of)
		return CRM_NO_MEMORY;
	error = crm_purchase_patterns(l->customers, l->n, &l->patterns, &l->pattern_n, l->pattern_of);
	return error ? error
	             : crm_bgnbd_fit(&l->orders, l->patterns, l->pattern_n, l->unit, why);
}

static int
fit_spend(struct crm_lifetime *l, struct crm_fault *why)
{
	struct crm_fault reason;
	int error = crm_gamma_gamma_fit(&l->spend, l->customers, l->n, l->minor, &reason);

	if (error == CRM_INVALID)
		crm_fault(why, 0, "spend: %s", reason.text);
	return error;
}

int
crm_lifetime_fit(struct crm_lifetime *l, struct crm_purchase_log *log, struct crm_fault *why)
{
	int error = crm_horizon_check(&l->horizon, why);

	if (!error && !(l->margin > 0))
		error = crm_fault(why, 0, "a margin is more than 0");
	if (!error)
		error = crm_purchase_log_summarise(log, l->end, l->until, &l->customers, &l->n, why);
	if (!error)
		error = fit_orders(l, why);
	if (!error)
		error = predict(l);
	if (!error && !l->without_spend)
		error = fit_spend(l, why);
	if (error == CRM_NO_MEMORY)
		crm_fault(why, 0, "out of memory");
	if (error)
		crm_lifetime_clear(l);
	return error;
}

void
crm_lifetime_clear(struct crm_lifetime *l)
{
	free(l->customers);
	free(l->patterns);
	free(l->pattern_of);
	free(l->predictions);
	l->customers   = NULL;
	l->patterns    = NULL;
	l->pattern_of  = NULL;
	l->predictions = NULL;
	l->n = l->pattern_n = 0;
}

/* --- a customer ----------------------------------------------------------------------- */

static struct crm_real
rounded(double number)
{
	static const double millionths = 1e6, exact = 9e9;

	if (!isfinite(number))
		return (struct crm_real){ 0 };
	if (fabs(number) < exact)
		number = round(number * millionths) / millionths;
	return (struct crm_real)CRM_SET(number + 0.0);
}

static struct crm_int
money(double amount, double minor)
{
	static const double most = 9e18;

	if (!(fabs(amount * minor) < most))
		return (struct crm_int){ 0 };
	return (struct crm_int)CRM_SET(llround(amount * minor));
}

static void
set_value(const struct crm_lifetime *l, const struct crm_purchases *customer,
          const struct crm_prediction *ahead, struct crm_lifetime_value *out)
{
	struct crm_predicted spend = crm_gamma_gamma_spend(&l->spend, customer);
	struct crm_interval value =
		crm_predicted_interval(crm_predicted_product(ahead->discounted, spend));

	out->spend    = money(spend.value, l->minor);
	out->value    = money(value.value * l->margin, l->minor);
	out->value_lo = money(value.lo * l->margin, l->minor);
	out->value_hi = money(value.hi * l->margin, l->minor);
}

void
crm_lifetime_value(const struct crm_lifetime *l, size_t i, struct crm_lifetime_value *out)
{
	const struct crm_purchases *customer = &l->customers[i];
	const struct crm_prediction *ahead = &l->predictions[l->pattern_of[i]];
	struct crm_interval orders = crm_predicted_interval(ahead->orders);

	out->x         = (struct crm_int)CRM_SET(customer->x);
	out->t_x       = rounded(customer->t_x / l->unit);
	out->T         = rounded(customer->T / l->unit);
	out->p_alive   = rounded(ahead->p_alive);
	out->orders    = rounded(orders.value);
	out->orders_lo = rounded(orders.lo);
	out->orders_hi = rounded(orders.hi);
	if (!l->without_spend)
		set_value(l, customer, ahead, out);
}

/* --- what a fit tells -------------------------------------------------------------------- */

#undef FIELD
#define FIELD(member) .offset = offsetof(struct crm_lifetime_parameter, member)

static const char *const models[] = { "bgnbd", "gamma_gamma", "holdout", NULL };

static const struct crm_field parameter_fields[] = {
	{ .name = "model", .kind = CRM_WORD, FIELD(model), .words = models,
	  .help = "bgnbd of orders, gamma_gamma of spend, holdout of their test", .zh = "模型" },
	{ .name = "parameter", .kind = CRM_TEXT, FIELD(parameter),
	  .help = "its name, or what else the fit tells", .zh = "參數" },
	{ .name = "value", .kind = CRM_REAL, FIELD(value), .help = "the estimate", .zh = "值" },
	{ .name = "lo", .kind = CRM_REAL, FIELD(lo), .help = "lower 95 % limit", .zh = "下限" },
	{ .name = "hi", .kind = CRM_REAL, FIELD(hi), .help = "upper 95 % limit", .zh = "上限" },
	{ .name = "error", .kind = CRM_REAL, FIELD(error), .help = "standard error", .zh = "標準誤" },
	{ 0 }
};

const struct crm_type crm_lifetime_parameter_type = {
	.name = "parameter", .plural = "parameters", .zh = "參數",
	.size = sizeof(struct crm_lifetime_parameter), .fields = parameter_fields,
	.columns = "model,parameter,value,lo,hi,error",
};

/* A list of such rows that is asked for its i-th. */
struct list {
	size_t i;
	struct crm_lifetime_parameter *out;
};

/* Is this the row that was asked for?  Then fill it in. */
static bool
row(struct list *list, const char *model, const char *name, double value)
{
	/* Records have texts of their own as a rule; these are only shown. */
	*list->out = (struct crm_lifetime_parameter){
		.model = (char *)(uintptr_t)model, .parameter = (char *)(uintptr_t)name,
		.value = rounded(value),
	};
	return list->i-- == 0;
}

static bool
row_of_fit(struct list *list, const char *model, const struct crm_fit *fit)
{
	for (size_t i = 0; i < fit->parameters; i++) {
		struct crm_interval interval = crm_predicted_interval((struct crm_predicted){
			.value = fit->parameter[i], .log_error = sqrt(fit->covariance[i][i]) });

		if (row(list, model, fit->names[i], interval.value)) {
			list->out->lo    = rounded(interval.lo);
			list->out->hi    = rounded(interval.hi);
			list->out->error = rounded(fit->error[i]);
			return true;
		}
	}
	return row(list, model, "log_likelihood", fit->log_likelihood) ||
	       row(list, model, "customers", (double)fit->n);
}

static bool
row_of_holdout(struct list *list, const struct crm_lifetime *l)
{
	double predicted = 0, actual = 0, distance = 0, squares = 0, n = (double)l->n;

	for (size_t i = 0; i < l->n; i++) {
		double expected = l->predictions[l->pattern_of[i]].orders.value;
		double error = expected - l->customers[i].later;

		predicted += expected;
		actual += l->customers[i].later;
		distance += fabs(error);
		squares += error * error;
	}
	return row(list, models[2], "days", (double)(l->until - l->end)) ||
	       row(list, models[2], "predicted", predicted) ||
	       row(list, models[2], "actual", actual) ||
	       (actual > 0 && row(list, models[2], "bias", predicted / actual - 1)) ||
	       row(list, models[2], "mae", distance / n) ||
	       row(list, models[2], "rmse", sqrt(squares / n));
}

bool
crm_lifetime_parameter(const struct crm_lifetime *l, size_t i, struct crm_lifetime_parameter *out)
{
	struct list list = { .i = i, .out = out };

	if (row_of_fit(&list, models[0], &l->orders.fit))
		return true;
	if (!l->without_spend && (row_of_fit(&list, models[1], &l->spend.fit) ||
	                          row(&list, models[1], "left_out", (double)l->spend.left_out)))
		return true;
	return l->until > l->end && row_of_holdout(&list, l);
}
