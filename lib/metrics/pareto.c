/*
 * pareto.c - the Pareto/NBD model: customers buy at random and leave at random.
 */
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "pareto.h"

enum { WORTH_A_THREAD = 1000 };   /* patterns */

static const char *const NAMES[] = { "r", "alpha", "s", "beta" };

static const double LOYAL   = 1e-4;     /* a chance to have left below this is none */
static const double NEAR    = 0.125;    /* of the time in which the integrand changes */
static const double FOREVER = 40;       /* discounted by exp(-40): 17 digits of the whole */
static const double LEAST_RATE = 1e-6;  /* a year; without discount it would be infinite */

/* What buying and leaving looked like at t_x, in units of time. */
struct history {
	double shape;                      /* r + x */
	double s;
	double buying, leaving;            /* alpha + t_x, beta + t_x */
	double per_buying, per_leaving;    /* 1 / these */
};

static struct history
begin(double shape, double s, double buying, double leaving)
{
	return (struct history){ shape, s, buying, leaving, 1 / buying, 1 / leaving };
}

/*
 * The integral over u = 0..gap after t_x of the chance to have left then, relative
 * to its integrand at t_x; and the integrals of functions of u times that chance.
 */
struct dropout {
	double gap;
	double whole;
	double buying_log, leaving_log;      /* log(1 + u / (alpha+t_x)), ... */
	double per_buying, per_leaving;      /* 1 / (alpha+t_x+u), ... */
};

static void
add_node(const struct history *h, double u, double weight, struct dropout *sum)
{
	double buying_log  = log((h->buying + u) * h->per_buying);
	double leaving_log = log((h->leaving + u) * h->per_leaving);

	weight *= exp(-h->shape * buying_log - (h->s + 1) * leaving_log);
	sum->whole += weight;
	sum->buying_log += weight * buying_log;
	sum->leaving_log += weight * leaving_log;
	sum->per_buying += weight / (h->buying + u);
	sum->per_leaving += weight / (h->leaving + u);
}

/* So near that the integrand hardly changes: 4-point Gauss-Legendre, table 25.4. */
static void
add_near(const struct history *h, double length, struct dropout *sum)
{
	static const double node[]   = { 0.339981043584856265, 0.861136311594052575 };
	static const double weight[] = { 0.652145154862546143, 0.347854845137453857 };
	double              half     = length / 2;

	for (int k = 0; k < 2; k++) {
		add_node(h, sum->gap + half * (1 - node[k]), half * weight[k], sum);
		add_node(h, sum->gap + half * (1 + node[k]), half * weight[k], sum);
	}
}

/* Integrate on to a longer gap: nothing is ever subtracted. */
static void
integrate(const struct history *h, double gap, struct dropout *sum)
{
	struct model_quadrature quadrature;
	double decay = fmax(1, h->shape) / (h->buying + sum->gap) +
	               (h->s + 1) / (h->leaving + sum->gap);

	if ((gap - sum->gap) * decay <= NEAR) {
		add_near(h, gap - sum->gap, sum);
	} else {
		model_place_nodes(&quadrature, 1 / decay, gap - sum->gap, 0);
		for (size_t i = 0; i < quadrature.panels; i++)
			for (int k = 0; k < MODEL_NODES; k++)
				add_node(h, sum->gap + quadrature.panel[i].ahead[k],
				         quadrature.panel[i].weight[k], sum);
	}
	sum->gap = gap;
}

/*
 * -log P(alive): log(1 + odds of having left before).  The arguments are the
 * logarithms of (alpha+T)/(alpha+t_x) and (beta+T)/(beta+t_x).
 */
static double
weigh_dropout(const struct history *h, const struct dropout *sum, double buying_gap,
              double leaving_gap, double *share)
{
	return log_one_plus_exp(log(h->s / h->leaving * sum->whole) + h->shape * buying_gap +
	                        h->s * leaving_gap, share);
}

/* ---- fitting */

/* log Gamma(r+x)/Gamma(r), and its derivative. */
struct rising {
	double log_value, by_r;
};

/*
 * The time from t_x to T is cut at a day that is that of many histories, and the integral
 * over it is that from t_x to the cut and that from the cut to T, each of them the same
 * for all that begin, or end, on the same day.  Nothing is ever subtracted.
 */
struct cut_pattern {
	struct crm_pattern pattern;
	uint32_t           cut, end;       /* end: which of those of its group */
};

/* Patterns of the same x and cut; they end where the next group begins. */
struct group {
	uint32_t x, cut;
	size_t   patterns, ends;
	size_t   work;          /* that of the groups before */
};

struct data {
	struct model_data   base;
	struct cut_pattern *sorted;
	struct group       *groups;              /* group_count + 1 */
	size_t              group_count;
	uint32_t           *ends;                /* days, rising in each group */
	struct dropout     *ahead;               /* of each of them, from the cut */
	struct rising      *rising;              /* x_max + 1 */
	double             *buying, *leaving;    /* T_max + 1: log(alpha + day), log(beta + day) */
};

static void
tabulate(struct data *data, double r, double alpha, double beta)
{
	struct rising sum = { 0 };

	for (uint32_t i = 0; i <= data->base.x_max; i++) {
		data->rising[i] = sum;
		sum.log_value += log(r + i);
		sum.by_r += 1 / (r + i);
	}
	for (uint32_t day = 0; day <= data->base.T_max; day++) {
		data->buying[day]  = log(alpha + day / data->base.unit);
		data->leaving[day] = log(beta + day / data->base.unit);
	}
}

/* Some of the groups at some parameters, and what is summed up of them. */
struct share {
	struct data  *data;
	const double *at, *logs;
	size_t        from, to;
	double        sum[1 + CRM_PARETO_PARAMETERS];
};

static struct history
history_on(const struct share *share, uint32_t x, uint32_t day)
{
	double time = day / share->data->base.unit;

	return begin(share->at[CRM_PARETO_R] + x, share->at[CRM_PARETO_S],
	             share->at[CRM_PARETO_ALPHA] + time, share->at[CRM_PARETO_BETA] + time);
}

/* To the integral over the days from..to add what lies beyond, which is relative to `to'. */
static void
go_beyond(const struct data *data, const struct history *h, uint32_t from, uint32_t to,
          const struct dropout *beyond, struct dropout *sum)
{
	double buying  = data->buying[to] - data->buying[from];
	double leaving = data->leaving[to] - data->leaving[from];
	double factor  = exp(-h->shape * buying - (h->s + 1) * leaving);

	sum->whole += factor * beyond->whole;
	sum->buying_log += factor * (beyond->buying_log + buying * beyond->whole);
	sum->leaving_log += factor * (beyond->leaving_log + leaving * beyond->whole);
	sum->per_buying += factor * beyond->per_buying;
	sum->per_leaving += factor * beyond->per_leaving;
}

/* Add a pattern's log-likelihood and its derivatives by r, alpha, s, beta. */
static void
add_pattern(struct share *share, const struct crm_pattern *p, const struct history *h,
            const struct dropout *left)
{
	const struct data *data = share->data;
	const double      *at = share->at, *logs = share->logs;

	double n = p->customers, s = h->s, T = p->T / data->base.unit, *sum = share->sum;
	double alpha = at[CRM_PARETO_ALPHA], beta = at[CRM_PARETO_BETA];
	double buying_age = data->buying[p->T], leaving_age = data->leaving[p->T];
	double buying_gap  = buying_age - data->buying[p->t_x];
	double leaving_gap = leaving_age - data->leaving[p->t_x], odds = 0, either = 0, per = 0;

	if (p->T > p->t_x) {
		either = weigh_dropout(h, left, buying_gap, leaving_gap, &odds);
		per    = odds / left->whole;
	}
	sum[0] += n * (data->rising[p->x].log_value + at[CRM_PARETO_R] * logs[CRM_PARETO_ALPHA] -
	               h->shape * buying_age + s * (logs[CRM_PARETO_BETA] - leaving_age) + either);
	sum[1] += n * (data->rising[p->x].by_r + logs[CRM_PARETO_ALPHA] - buying_age +
	               odds * buying_gap - per * left->buying_log);
	sum[2] += n * (at[CRM_PARETO_R] / alpha - h->shape * ((1 - odds) / (alpha + T) +
	                                                      per * left->per_buying));
	sum[3] += n * (logs[CRM_PARETO_BETA] - leaving_age + odds * (1 / s + leaving_gap) -
	               per * left->leaving_log);
	sum[4] += n * (s / beta - (1 - odds) * s / (beta + T) - (s + 1) * per * left->per_leaving);
}

/* From the cut on to each day on which a pattern of the group ends. */
static void
integrate_ahead(const struct share *share, const struct group *group)
{
	const struct data *data = share->data;
	struct history     h    = history_on(share, group->x, group->cut);
	struct dropout     left = { 0 };

	for (size_t i = group[0].ends; i < group[1].ends; i++) {
		if (data->ends[i] > group->cut)
			integrate(&h, (data->ends[i] - group->cut) / data->base.unit, &left);
		data->ahead[i] = left;
	}
}

/* From the cut back to each day on which a pattern of the group begins. */
static void
add_group(struct share *share, const struct group *group)
{
	const struct data *data = share->data;
	struct history     h    = history_on(share, group->x, group->cut);
	struct dropout     back = { 0 }, left;
	uint32_t           from = group->cut;

	integrate_ahead(share, group);
	for (size_t i = group[0].patterns; i < group[1].patterns; i++) {
		const struct cut_pattern *p = &data->sorted[i];

		if (p->pattern.t_x < from) {
			h    = history_on(share, group->x, p->pattern.t_x);
			left = (struct dropout){ 0 };
			integrate(&h, (from - p->pattern.t_x) / data->base.unit, &left);
			go_beyond(data, &h, p->pattern.t_x, from, &back, &left);
			from = p->pattern.t_x;
			back = left;
		}
		left = back;
		go_beyond(data, &h, from, group->cut, &data->ahead[p->end], &left);
		add_pattern(share, &p->pattern, &h, &left);
	}
}

static void *
add_groups(void *context)
{
	struct share *share = context;

	for (size_t i = share->from; i < share->to; i++)
		add_group(share, &share->data->groups[i]);
	return NULL;
}

/* The first group of the second half of the work. */
static size_t
half_of_groups(const struct data *data)
{
	size_t i = 0;

	while (i < data->group_count && data->groups[i].work < data->groups[data->group_count].work / 2)
		i++;
	return i;
}

/* Half of it is for another thread, if that can be had; the sums are the same. */
static void
add_all_groups(struct share *first)
{
	struct share second = *first;
	pthread_t    thread;
	bool         alone;

	first->to = second.from = half_of_groups(first->data);
	alone = first->data->base.count < WORTH_A_THREAD ||
	        pthread_create(&thread, NULL, add_groups, &second);
	add_groups(first);
	if (alone)
		add_groups(&second);
	else
		pthread_join(thread, NULL);
	for (int i = 0; i <= CRM_PARETO_PARAMETERS; i++)
		first->sum[i] += second.sum[i];
}

/* Minus the mean log-likelihood at the logarithms of r, alpha, s, beta. */
static double
objective(const double *logs, double *gradient, void *context)
{
	struct data *data = context;
	double       at[CRM_PARETO_PARAMETERS];
	struct share all = { .data = data, .at = at, .logs = logs, .to = data->group_count };

	for (int i = 0; i < CRM_PARETO_PARAMETERS; i++)
		at[i] = exp(logs[i]);
	tabulate(data, at[CRM_PARETO_R], at[CRM_PARETO_ALPHA], at[CRM_PARETO_BETA]);
	add_all_groups(&all);
	for (int i = 0; i < CRM_PARETO_PARAMETERS; i++)
		gradient[i] = -at[i] * all.sum[1 + i] / data->base.customers;
	return -all.sum[0] / data->base.customers;
}

/* The day in t_x+1..T that most powers of two divide: which histories share most often. */
static uint32_t
cut_of(const struct crm_pattern *p)
{
	uint32_t day = p->T;

	while (day && (day & (day - 1)) > p->t_x)
		day &= day - 1;
	return day;
}

/* By group, and in it from the cut back. */
static int
by_group(const void *first, const void *second)
{
	const struct cut_pattern *a = first, *b = second;

	if (a->pattern.x != b->pattern.x)
		return a->pattern.x < b->pattern.x ? -1 : 1;
	if (a->cut != b->cut)
		return a->cut < b->cut ? -1 : 1;
	return (a->pattern.t_x < b->pattern.t_x) - (a->pattern.t_x > b->pattern.t_x);
}

static void
find_groups(struct data *data)
{
	for (size_t i = 0; i < data->base.count; i++) {
		const struct cut_pattern *p = &data->sorted[i];

		if (i == 0 || p->pattern.x != p[-1].pattern.x || p->cut != p[-1].cut)
			data->groups[data->group_count++] = (struct group){
				.x = p->pattern.x, .cut = p->cut, .patterns = i };
	}
	data->groups[data->group_count].patterns = data->base.count;
}

/* The days on which a group's patterns end; of each of all days, `place' has room. */
static void
find_ends(struct data *data, struct group *group, uint32_t *place)
{
	size_t   end  = group->ends;
	uint32_t last = group->cut;

	for (size_t i = group[0].patterns; i < group[1].patterns; i++) {
		uint32_t T = data->sorted[i].pattern.T;

		place[T] = 1;
		last     = T > last ? T : last;
	}
	for (uint32_t day = group->cut; day <= last; day++)
		if (place[day]) {
			place[day]        = (uint32_t)end;
			data->ends[end++] = day;
		}
	for (size_t i = group[0].patterns; i < group[1].patterns; i++)
		data->sorted[i].end = place[data->sorted[i].pattern.T];
	memset(place + group->cut, 0, (last - group->cut + 1) * sizeof *place);
	group[1].ends = end;
}

/* An integral takes as long as the rest of some patterns. */
static void
add_work(const struct data *data, struct group *group)
{
	size_t integrals = group[1].ends - group[0].ends;

	for (size_t i = group[0].patterns; i < group[1].patterns; i++)
		integrals += i == group->patterns ||
		             data->sorted[i].pattern.t_x != data->sorted[i - 1].pattern.t_x;
	group[1].work = group->work + (group[1].patterns - group[0].patterns) + 4 * integrals;
}

static bool
prepare(struct data *data)
{
	size_t    count = data->base.count, days = (size_t)data->base.T_max + 1;
	uint32_t *place = calloc(days, sizeof *place);

	data->sorted  = malloc(count * sizeof *data->sorted);
	data->groups  = calloc(count + 1, sizeof *data->groups);
	data->ends    = malloc(count * sizeof *data->ends);
	data->ahead   = malloc(count * sizeof *data->ahead);
	data->rising  = malloc(((size_t)data->base.x_max + 1) * sizeof *data->rising);
	data->buying  = malloc(days * sizeof *data->buying);
	data->leaving = malloc(days * sizeof *data->leaving);
	if (!place || !data->sorted || !data->groups || !data->ends || !data->ahead ||
	    !data->rising || !data->buying || !data->leaving) {
		free(place);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		data->sorted[i] = (struct cut_pattern){ .pattern = data->base.patterns[i],
		                                        .cut = cut_of(&data->base.patterns[i]) };
	qsort(data->sorted, count, sizeof *data->sorted, by_group);
	find_groups(data);
	for (size_t i = 0; i < data->group_count; i++) {
		find_ends(data, &data->groups[i], place);
		add_work(data, &data->groups[i]);
	}
	free(place);
	return true;
}

/* Within the mean age as many left as have been silent for five of their own intervals. */
static void
choose_starts(const struct data *data, double starts[MODEL_STARTS][CRM_PARAMETERS_MAX])
{
	const struct model_data *base = &data->base;

	double age  = base->time / base->customers;
	double left = (base->silent + 0.5) / (base->customers + 1);
	double s[MODEL_STARTS]    = { 1, 0.5, 0.2 };
	double beta[MODEL_STARTS] = { age / expm1(-log1p(-left) / s[0]), age / 4,
		                      age / expm1(-log1p(-left) / s[2]) };

	for (int i = 0; i < MODEL_STARTS; i++) {
		double *logs = starts[i];

		model_start_rates(base, i, &logs[CRM_PARETO_R], &logs[CRM_PARETO_ALPHA]);
		logs[CRM_PARETO_S]    = log(s[i]);
		logs[CRM_PARETO_BETA] = log(beta[i]);
	}
}

/* Why a search did not end in a minimum, in words. */
static int
refuse(const struct data *data, const struct crm_minimum *minimum, enum crm_ending ending,
       struct crm_fault *why)
{
	double s = exp(minimum->at[CRM_PARETO_S]), beta = exp(minimum->at[CRM_PARETO_BETA]);

	if (-expm1(-s * log1p(data->base.T_max / data->base.unit / beta)) < LOYAL)
		return crm_fault(why, 0, "no churn can be identified: nobody seems to have left "
		                 "(s / beta goes to 0: s %.3g, beta %.3g)", s, beta);
	return model_refuse(minimum, ending, NAMES, "lifetimes", why);
}

static int
fit(struct crm_purchase_model *model, struct data *data, struct crm_fault *why)
{
	struct crm_minimum minimum;
	double             starts[MODEL_STARTS][CRM_PARAMETERS_MAX];
	enum crm_ending    ending;

	if (!prepare(data))
		return CRM_NO_MEMORY;
	choose_starts(data, starts);
	ending = model_minimise(objective, data, data->base.count, CRM_PARETO_PARAMETERS, starts,
	                        &minimum);
	if (ending != CRM_CONVERGED)
		return refuse(data, &minimum, ending, why);
	model->fit = (struct crm_fit){ .parameters = CRM_PARETO_PARAMETERS, .names = NAMES,
	                               .n = (uint64_t)data->base.customers };
	crm_fit_from_minimum(&model->fit, &minimum);
	return 0;
}

int
crm_pareto_fit(struct crm_purchase_model *model, const struct crm_pattern *patterns, size_t count,
               double unit, struct crm_fault *why)
{
	struct data data = { 0 };
	int         error;

	*model = (struct crm_purchase_model){ .unit = unit };
	error  = model_survey(&data.base, patterns, count, unit, why);
	if (!error)
		error = fit(model, &data, why);
	free(data.sorted);
	free(data.groups);
	free(data.ends);
	free(data.ahead);
	free(data.rising);
	free(data.buying);
	free(data.leaving);
	return error;
}

/* ---- a customer */

/* A customer in units of time, and the times ahead that are looked at. */
struct outlook {
	double                         x, t_x, T;
	double                         horizon;
	const struct model_quadrature *quadrature;
};

static struct outlook
look(const struct crm_purchase_model *model, const struct crm_pattern *history)
{
	return (struct outlook){
		.x   = history->x,
		.t_x = history->t_x / model->unit,
		.T   = history->T / model->unit,
	};
}

static struct history
look_back(const double *parameters, const struct outlook *o)
{
	return begin(parameters[CRM_PARETO_R] + o->x, parameters[CRM_PARETO_S],
	             parameters[CRM_PARETO_ALPHA] + o->t_x, parameters[CRM_PARETO_BETA] + o->t_x);
}

/* The slopes of log P(alive): those of the odds of having left, times their share. */
static void
slope_alive(const double *parameters, const struct outlook *o, const struct history *h,
            const struct dropout *left, double share, double slope[CRM_PARETO_PARAMETERS])
{
	double r = parameters[CRM_PARETO_R], alpha = parameters[CRM_PARETO_ALPHA], s = h->s;
	double beta = parameters[CRM_PARETO_BETA], gap = o->T - o->t_x;

	slope[CRM_PARETO_R]     = -share * r * (log1p(gap / h->buying) -
	                                        left->buying_log / left->whole);
	slope[CRM_PARETO_ALPHA] = -share * alpha * h->shape *
	                          (1 / (alpha + o->T) - left->per_buying / left->whole);
	slope[CRM_PARETO_S]     = -share * (1 + s * (log1p(gap / h->leaving) -
	                                             left->leaving_log / left->whole));
	slope[CRM_PARETO_BETA]  = -share * beta * (s / (beta + o->T) -
	                                           (s + 1) * left->per_leaving / left->whole);
}

static double
minus_log_alive(const double *parameters, const struct outlook *o,
                double slope[CRM_PARETO_PARAMETERS])
{
	struct history h = look_back(parameters, o);
	struct dropout left = { 0 };
	double         gap = o->T - o->t_x, share, result;

	memset(slope, 0, CRM_PARETO_PARAMETERS * sizeof *slope);
	if (gap == 0)
		return 0;
	integrate(&h, gap, &left);
	result = weigh_dropout(&h, &left, log1p(gap / h.buying), log1p(gap / h.leaving), &share);
	slope_alive(parameters, o, &h, &left, share, slope);
	return result;
}

double
crm_pareto_log_likelihood(const struct crm_purchase_model *model,
                          const struct crm_pattern *history)
{
	const double  *p = model->fit.parameter;
	struct outlook o = look(model, history);
	double         r = p[CRM_PARETO_R], alpha = p[CRM_PARETO_ALPHA], sum;
	double         slope[CRM_PARETO_PARAMETERS];

	sum = minus_log_alive(p, &o, slope) - r * log1p(o.T / alpha) -
	      p[CRM_PARETO_S] * log1p(o.T / p[CRM_PARETO_BETA]);
	for (uint32_t i = 0; i < history->x; i++)
		sum += log((r + i) / (alpha + o.T));
	return sum;
}

void
crm_pareto_present(const struct crm_purchase_model *model, const struct crm_pattern *history,
                   struct crm_present *out)
{
	const double  *p = model->fit.parameter;
	struct outlook o = look(model, history);
	double         shape = p[CRM_PARETO_R] + o.x, age = p[CRM_PARETO_ALPHA] + o.T;

	out->p_alive    = exp(-minus_log_alive(p, &o, out->rate.slope));
	out->rate.value = shape / age * out->p_alive;
	out->rate.slope[CRM_PARETO_R] += p[CRM_PARETO_R] / shape;
	out->rate.slope[CRM_PARETO_ALPHA] -= p[CRM_PARETO_ALPHA] / age;
}

double
crm_pareto_p_alive(const struct crm_purchase_model *model, const struct crm_pattern *history)
{
	struct crm_present present;

	crm_pareto_present(model, history, &present);
	return present.p_alive;
}

/* The integral of (1 + t/age)^-s, discounted. */
static double
discounted_time(double age, double s, const struct model_quadrature *quadrature)
{
	double sum = 0;

	for (size_t i = 0; i < quadrature->panels; i++) {
		const struct model_panel *panel = &quadrature->panel[i];

		for (int k = 0; k < MODEL_NODES; k++)
			sum += panel->discounted[k] * exp(-s * log(1 + panel->ahead[k] / age));
	}
	return sum;
}

/* The same, not discounted. */
static double
time_alive(double age, double s, double horizon)
{
	double length = log1p(horizon / age);

	return age * (s == 1 ? length : -expm1(-(s - 1) * length) / (s - 1));
}

/* Purchases within the horizon for each of the rate now, and discounted. */
static void
forecast(const double *parameters, const void *customer, double *out)
{
	const struct outlook *o = customer;
	double age = parameters[CRM_PARETO_BETA] + o->T, s = parameters[CRM_PARETO_S];

	out[0] = out[1] = time_alive(age, s, o->horizon);
	if (o->quadrature)
		out[1] = discounted_time(age, s, o->quadrature);
}

static void
forecast_residual(const double *parameters, const void *customer, double *out)
{
	const struct outlook *o = customer;

	*out = discounted_time(parameters[CRM_PARETO_BETA] + o->T, parameters[CRM_PARETO_S],
	                       o->quadrature);
}

/* The time in which the expected rate changes. */
static double
time_scale(const struct crm_fit *fit, const struct outlook *o)
{
	return (fit->parameter[CRM_PARETO_BETA] + o->T) / fmax(fit->parameter[CRM_PARETO_S], 1);
}

void
crm_pareto_ahead(const struct crm_purchase_model *model, const struct crm_pattern *history,
                 const struct crm_horizon *horizon, struct crm_ahead *out)
{
	struct model_quadrature quadrature;
	struct outlook          o = look(model, history);
	struct crm_computed     computed[2];
	double                  rate = horizon->yearly_rate;
	double                  discount = model_discount(rate) * model->unit;
	double                  scale = time_scale(&model->fit, &o);

	*out = (struct crm_ahead){ 0 };
	o.horizon = horizon->days / model->unit;
	if (rate != 0) {
		model_place_nodes(&quadrature, scale, o.horizon, discount);
		o.quadrature = &quadrature;
	}
	model_compute(forecast, &model->fit, &o, 2, computed);
	out->orders     = computed[0];
	out->discounted = computed[1];
	if (rate < LEAST_RATE)
		return;
	model_place_nodes(&quadrature, scale, FOREVER / discount, discount);
	model_compute(forecast_residual, &model->fit, &o, 1, &out->residual);
}
