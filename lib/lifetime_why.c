/*
 * lifetime_why.c - why a customer's lifetime value is what it is, and what would move it.
 */
#include <stdarg.h>
#include <stdio.h>

#include "lifetime_value_fit.h"
#include "lifetime_why.h"
#include "measured.h"

#define FIELD(member) .offset = offsetof(struct crm_lifetime_reason, member)

static const char *const words[] = { "fact", "parameter", "step", "if", NULL };

static const struct crm_field fields[] = {
	{ .name = "about", .kind = CRM_WORD, FIELD(about), .words = words,
	  .help = "what is known, a parameter, a step, or what would be", .zh = "關於" },
	{ .name = "name", .kind = CRM_TEXT, FIELD(name), .help = "of what", .zh = "名稱" },
	{ .name = "value", .kind = CRM_REAL, FIELD(value),
	  .help = "its value; of what would be, the lifetime value", .zh = "值" },
	{ .name = "change", .kind = CRM_REAL, FIELD(change),
	  .help = "of the lifetime value, relative to what it is", .zh = "變化" },
	{ .name = "how", .kind = CRM_TEXT, FIELD(how), .help = "in words", .zh = "說明" },
	{ 0 }
};

const struct crm_type crm_lifetime_reason_type = {
	.name = "reason", .plural = "reasons", .zh = "原因",
	.size = sizeof(struct crm_lifetime_reason), .fields = fields,
	.columns = "about,name,value,change,how",
};

/* Where rows go; after an error nowhere. */
struct sink {
	const struct crm_lifetime  *lifetime;
	const struct crm_purchases *customer;
	int                       (*put)(void *aux, const void *row);
	void                       *aux;
	int                         error;
};

enum { FACT, PARAMETER, STEP, IF };

__attribute__((format(printf, 5, 6))) static void
put_row(struct sink *sink, size_t about, const char *name, double value, const char *how, ...)
{
	char text[200];
	struct crm_lifetime_reason row = {
		.about = shown(words[about]), .name = shown(name), .value = measured(value), .how = text
	};
	va_list arguments;

	va_start(arguments, how);
	vsnprintf(text, sizeof text, how, arguments);
	va_end(arguments);
	if (!sink->error)
		sink->error = sink->put(sink->aux, &row);
}

/* --- what is known ------------------------------------------------------------------------- */

static void
put_facts(struct sink *sink)
{
	const struct crm_lifetime *l = sink->lifetime;
	const struct crm_purchases *c = sink->customer;
	int64_t first = l->end - c->T;
	char day[CRM_SCRATCH], last[CRM_SCRATCH], end[CRM_SCRATCH];

	crm_day_format(first, day);
	crm_day_format(first + c->t_x, last);
	crm_day_format(l->end, end);
	put_row(sink, FACT, "x", c->x, "days with a purchase after the first");
	put_row(sink, FACT, "t_x", c->t_x / l->unit, "weeks from %s to %s, the last purchase", day,
	        last);
	put_row(sink, FACT, "T", c->T / l->unit, "weeks from %s to %s, the end", day, end);
	if (!l->without_spend && c->x)
		put_row(sink, FACT, "mean_spend", (double)c->repeat_spend / l->minor / c->x,
		        "on a repeat purchase");
}

static void
put_fit(struct sink *sink, const char *model, const struct crm_fit *fit)
{
	for (size_t i = 0; i < fit->parameters; i++)
		put_row(sink, PARAMETER, fit->names[i], fit->parameter[i],
		        "of %s, fitted to %llu customers", model, (unsigned long long)fit->n);
}

static bool
has_gamma_gamma_spend(const struct sink *sink)
{
	enum crm_spend_kind kind = sink->lifetime->spend_kind;

	return kind == CRM_SPEND_GAMMA_GAMMA || (kind == CRM_SPEND_MIXED && sink->customer->x);
}

static void
put_parameters(struct sink *sink)
{
	const struct crm_lifetime *l = sink->lifetime;

	if (l->kind == CRM_LIFETIME_MODEL)
		put_fit(sink, l->type->title, &l->orders.fit);
	if (l->kind == CRM_LIFETIME_CONTRACT)
		put_fit(sink, "sBG", &l->contract.fit);
	if (has_gamma_gamma_spend(sink))
		put_fit(sink, "Gamma-Gamma", &l->spend.fit);
	else if (l->spend_kind != CRM_SPEND_NONE)
		put_row(sink, PARAMETER, "mean_spend", l->mean_spend.value, "on a repeat purchase, of all");
}

/* --- the steps ------------------------------------------------------------------------------ */

static void
put_money(struct sink *sink, struct crm_predicted discounted)
{
	const struct crm_lifetime *l = sink->lifetime;
	struct crm_predicted spend;

	if (l->spend_kind == CRM_SPEND_NONE)
		return;
	spend = lifetime_spend(l, sink->customer);
	put_row(sink, STEP, "spend", spend.value, "%s",
	        l->spend_kind == CRM_SPEND_MEAN ? "the mean on an order"
	        : sink->customer->x ? "between the own mean and that of all"
	                            : "the mean of all: there is no own repeat purchase");
	put_row(sink, STEP, "margin", l->margin, "of a unit of spend");
	put_row(sink, STEP, "value", discounted.value * spend.value * l->margin,
	        "discounted orders x spend x margin");
}

static void
put_steps(struct sink *sink, const struct crm_prediction *ahead)
{
	const struct crm_horizon *horizon = &sink->lifetime->horizon;

	put_row(sink, STEP, "p_alive", ahead->p_alive, "%s",
	        sink->lifetime->kind == CRM_LIFETIME_CONTRACT
	        ? "1: the contract runs; 0: it was not renewed"
	        : "by x, t_x and T: how long the silence is, against the own rhythm");
	if (ahead->p_alive > 0)
		put_row(sink, STEP, "orders_if_alive", ahead->orders.value / ahead->p_alive,
		        "expected in %.0f days of who is there today", horizon->days);
	put_row(sink, STEP, "expected_orders", ahead->orders.value, "p_alive x orders_if_alive");
	put_row(sink, STEP, "discounted_orders", ahead->discounted.value,
	        "each by its date, at %.4g a year", horizon->yearly_rate);
	put_money(sink, ahead->discounted);
}

static void
put_k(struct sink *sink, const char *name, const struct crm_credibility *c)
{
	if (c->between > 0)
		put_row(sink, PARAMETER, name, c->k,
		        "variance within customers / between them: %.6g / %.6g", c->within, c->between);
}

/* How much of the customer's own is believed. */
static void
put_z(struct sink *sink, const char *name, const struct crm_credibility *c, double exposure,
      const char *unit)
{
	double z = crm_credibility_factor(c, exposure);

	if (c->between > 0)
		put_row(sink, STEP, name, z, "%.6g / (%.6g + k), the customer's %s", exposure, exposure,
		        unit);
	else
		put_row(sink, STEP, name, z, "customers differ no more than chance would have it");
}

/* The customer's own, those of all, and what lies between them. */
static void
put_formula(struct sink *sink)
{
	const struct crm_simple_value *s = &sink->lifetime->simple;
	const struct crm_purchases *c = sink->customer;
	static const char between[] = "z x own + (1 - z) x that of all";
	struct crm_simple_customer own;

	crm_simple_value_of(s, c, sink->lifetime->minor, &own);
	put_row(sink, FACT, "own_order_value", own.own_order_value, "spend by orders");
	put_row(sink, FACT, "own_frequency", own.own_frequency, "repeat orders in a year");
	put_row(sink, PARAMETER, "order_value", s->order_value.value, "spend by orders, of all");
	put_k(sink, "order_value_k", &s->order_values);
	put_row(sink, PARAMETER, "frequency", s->frequency.value,
	        "repeat orders of a customer in a year, of all");
	put_k(sink, "frequency_k", &s->frequencies);
	put_row(sink, PARAMETER, "lifespan", s->lifespan.value, "years, of all");
	put_z(sink, "order_value_z", &s->order_values, 1.0 + c->x, "orders");
	put_row(sink, STEP, "order_value", own.order_value.value, "%s", between);
	put_z(sink, "frequency_z", &s->frequencies, c->T / CRM_YEAR_DAYS, "years since the first");
	put_row(sink, STEP, "frequency", own.frequency.value, "%s", between);
	put_row(sink, STEP, "margin", s->margin, "of a unit of spend");
	put_row(sink, STEP, "value", own.value.value, "order_value x frequency x lifespan x margin");
}

/* --- what would be ------------------------------------------------------------------------- */

/* The value of a customer with such a history; without money, the discounted orders. */
static double
value_of(const struct crm_lifetime *l, const struct crm_purchases *c)
{
	const struct crm_pattern history = { .x = c->x, .t_x = c->t_x, .T = c->T, .customers = 1 };
	struct crm_prediction ahead;

	crm_predict(l->type, &l->orders, &history, &l->horizon, &ahead);
	return l->spend_kind == CRM_SPEND_NONE ? ahead.discounted.value
	     : ahead.discounted.value * lifetime_spend(l, c).value * l->margin;
}

static void
put_if(struct sink *sink, const char *name, struct crm_purchases changed, double now,
       const char *how)
{
	double value = value_of(sink->lifetime, &changed);
	struct crm_lifetime_reason row = {
		.about = shown(words[IF]), .name = shown(name), .value = measured(value),
		.change = measured(now > 0 ? value / now - 1 : NAN), .how = shown(how)
	};

	if (!sink->error)
		sink->error = sink->put(sink->aux, &row);
}

static void
put_what_moves(struct sink *sink)
{
	const struct crm_purchases c = *sink->customer;
	struct crm_purchases changed = c;
	double now = value_of(sink->lifetime, &c);

	if (c.t_x < c.T) {
		changed.x++;
		changed.t_x = c.T;
		changed.repeat_spend += c.x ? c.repeat_spend / c.x : c.first_spend;
		put_if(sink, "buys_today", changed, now, "one more purchase, of the usual amount");
	}
	changed = c;
	changed.T += 30;
	put_if(sink, "silent_30_days", changed, now, "no purchase for 30 days from now");
	changed.T += 60;
	put_if(sink, "silent_90_days", changed, now, "no purchase for 90 days from now");
	if (c.x == 0 || sink->lifetime->spend_kind == CRM_SPEND_NONE)
		return;
	changed = c;
	changed.repeat_spend += c.repeat_spend / 10;
	put_if(sink, "spends_10_percent_more", changed, now, "had the repeat purchases been so");
}

int
crm_lifetime_why(const struct crm_lifetime *l, size_t i,
                 int (*put)(void *, const void *), void *aux)
{
	struct sink sink = { .lifetime = l, .customer = &l->customers[i], .put = put, .aux = aux };

	put_facts(&sink);
	put_parameters(&sink);
	if (l->kind == CRM_LIFETIME_MODEL || l->kind == CRM_LIFETIME_CONTRACT)
		put_steps(&sink, &l->predictions[l->pattern_of[i]]);
	if (l->kind == CRM_LIFETIME_SIMPLE)
		put_formula(&sink);
	if (l->kind == CRM_LIFETIME_MODEL)
		put_what_moves(&sink);
	return sink.error;
}
