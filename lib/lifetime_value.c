/*
 * lifetime_value.c - what each customer is expected to buy and be worth.
 */
#include "customer.h"
#include "lifetime_value_fit.h"
#include "measured.h"

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
	{ .name = "residual", .kind = CRM_MONEY, FIELD(residual), CURRENCY, \
	  .help = "discounted value of all time to come", .zh = "剩餘價值" }, \
	{ .name = "mean_spend", .kind = CRM_MONEY, FIELD(mean_spend), CURRENCY, \
	  .help = "spend on a repeat purchase so far, on average", .zh = "平均回購額" }, \
	{ .name = "model", .kind = CRM_TEXT, FIELD(model), \
	  .help = "what the numbers come from", .zh = "模型" }, \
	{ .name = "group", .kind = CRM_TEXT, FIELD(group), \
	  .help = "the group that the model is fitted to", .zh = "組別" }, \
	{ .name = "referred", .kind = CRM_INT, FIELD(referred), \
	  .help = "customers whose first referrer this one is", .zh = "推薦人數" }, \
	{ .name = "referral_value", .kind = CRM_MONEY, FIELD(referral_value), CURRENCY, \
	  .help = "value within the horizon of those", .zh = "推薦價值" }, \
	{ .name = "total_value", .kind = CRM_MONEY, FIELD(total_value), CURRENCY, \
	  .help = "own and referral value", .zh = "總價值" }, \
	{ .name = "currency", .kind = CRM_TEXT, FIELD(currency), .flags = CRM_HIDDEN, \
	  .help = "of the amounts" }, \
	{ \
		0 \
	}

#define COLUMNS \
	"x,t_x,T,p_alive,expected_orders,orders_lo,orders_hi,spend,value,value_lo,value_hi,residual"

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

#define TYPE(of, which) { \
	.name = "lifetime_value", .plural = "lifetime_values", .zh = "終身價值", \
	.size = sizeof(struct crm_lifetime_value), .fields = (of), .columns = (which) }

const struct crm_type crm_lifetime_value_type = TYPE(value_fields, "id,customer_name," COLUMNS);
const struct crm_type crm_lifetime_file_type = TYPE(file_fields, "customer," COLUMNS);
const struct crm_type crm_lifetime_referral_type =
	TYPE(value_fields, "id,customer_name," COLUMNS ",referred,referral_value,total_value");
const struct crm_type crm_lifetime_value_group_type =
	TYPE(value_fields, "id,customer_name,group,model," COLUMNS);
const struct crm_type crm_lifetime_file_group_type =
	TYPE(file_fields, "customer,group,model," COLUMNS);

/* --- a customer ----------------------------------------------------------------------- */

/* What the numbers of a customer come from. */
static const char *
model_name(const struct crm_lifetime *l)
{
	switch (l->kind) {
	case CRM_LIFETIME_MODEL:
		return l->type->name;
	case CRM_LIFETIME_CONTRACT:
		return "sbg";
	case CRM_LIFETIME_SIMPLE:
		return "simple";
	default:
		return NULL;
	}
}

static void
set_orders(struct crm_predicted predicted, struct crm_lifetime_value *out)
{
	struct crm_interval orders = crm_predicted_interval(predicted);

	out->orders = measured(orders.value);
	out->orders_lo = measured(orders.lo);
	out->orders_hi = measured(orders.hi);
}

static void
set_value(const struct crm_lifetime *l, struct crm_predicted spend, struct crm_predicted predicted,
          struct crm_lifetime_value *out)
{
	struct crm_interval value = crm_predicted_interval(predicted);

	out->spend = measured_money(spend.value, l->minor);
	out->value = measured_money(value.value, l->minor);
	out->value_lo = measured_money(value.lo, l->minor);
	out->value_hi = measured_money(value.hi, l->minor);
}

static struct crm_predicted
times_margin(const struct crm_lifetime *l, struct crm_predicted orders, struct crm_predicted spend)
{
	struct crm_predicted value = crm_predicted_product(orders, spend);

	value.value *= l->margin;
	return value;
}

static void
clear_numbers(struct crm_lifetime_value *out)
{
	out->p_alive = out->orders = out->orders_lo = out->orders_hi = (struct crm_real){ 0 };
	out->spend = out->value = out->value_lo = out->value_hi = (struct crm_int){ 0 };
	out->residual = out->mean_spend = (struct crm_int){ 0 };
}

static void
set_past(const struct crm_lifetime *l, const struct crm_purchases *c,
         struct crm_lifetime_value *out)
{
	clear_numbers(out);
	out->x = (struct crm_int)CRM_SET(c->x);
	out->t_x = measured(c->t_x / l->unit);
	out->T = measured(c->T / l->unit);
	out->group = shown(l->label);
	out->model = shown(model_name(l));
	if (c->x && !l->without_spend)
		out->mean_spend = measured_money((double)c->repeat_spend / c->x, 1);
}

void
crm_lifetime_value_of(const struct crm_lifetime *l, const struct crm_purchases *customer,
                      const struct crm_prediction *ahead, struct crm_lifetime_value *out)
{
	struct crm_predicted spend;

	set_past(l, customer, out);
	out->p_alive = measured(ahead->p_alive);
	set_orders(ahead->orders, out);
	if (l->spend_kind == CRM_SPEND_NONE)
		return;
	spend = lifetime_spend(l, customer);
	set_value(l, spend, times_margin(l, ahead->discounted, spend), out);
	if (l->has_residual)
		out->residual = measured_money(times_margin(l, ahead->residual, spend).value, l->minor);
}

void
crm_lifetime_value(const struct crm_lifetime *l, size_t i, struct crm_lifetime_value *out)
{
	const struct crm_purchases *customer = &l->customers[i];

	if (l->kind == CRM_LIFETIME_MODEL || l->kind == CRM_LIFETIME_CONTRACT) {
		crm_lifetime_value_of(l, customer, &l->predictions[l->pattern_of[i]], out);
		return;
	}
	set_past(l, customer, out);
	if (l->kind == CRM_LIFETIME_SIMPLE) {
		struct crm_simple_customer own;

		crm_simple_value_of(&l->simple, customer, l->minor, &own);
		set_orders(own.orders, out);
		set_value(l, own.order_value, own.value, out);
	}
}
