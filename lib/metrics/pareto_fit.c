/*
 * pareto_fit.c - Pareto/NBD: the parameters under which histories are most likely.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "in_two.h"
#include "model.h"
#include "pareto.h"
#include "pareto_dropout.h"

enum { WORTH_A_THREAD = 1000 };   /* patterns */

static const char *const NAMES[] = { "r", "alpha", "s", "beta" };

static const double LOYAL = 1e-4;     /* a chance to have left below this is none */

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
	struct pareto_dropout     *ahead;               /* of each of them, from the cut */
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

static struct pareto_history
history_on(const struct share *share, uint32_t x, uint32_t day)
{
	double time = day / share->data->base.unit;

	return pareto_begin(share->at[CRM_PARETO_R] + x, share->at[CRM_PARETO_S],
	             share->at[CRM_PARETO_ALPHA] + time, share->at[CRM_PARETO_BETA] + time);
}

/* To the integral over the days from..to add what lies beyond, which is relative to `to'. */
static void
go_beyond(const struct data *data, const struct pareto_history *h, uint32_t from, uint32_t to,
          const struct pareto_dropout *beyond, struct pareto_dropout *sum)
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
add_pattern(struct share *share, const struct crm_pattern *p, const struct pareto_history *h,
            const struct pareto_dropout *left)
{
	const struct data *data = share->data;
	const double      *at = share->at, *logs = share->logs;

	double n = p->customers, s = h->s, T = p->T / data->base.unit, *sum = share->sum;
	double alpha = at[CRM_PARETO_ALPHA], beta = at[CRM_PARETO_BETA];
	double buying_age = data->buying[p->T], leaving_age = data->leaving[p->T];
	double buying_gap  = buying_age - data->buying[p->t_x];
	double leaving_gap = leaving_age - data->leaving[p->t_x], odds = 0, either = 0, per = 0;

	if (p->T > p->t_x) {
		either = pareto_weigh(h, left, buying_gap, leaving_gap, &odds);
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
	struct pareto_history     h    = history_on(share, group->x, group->cut);
	struct pareto_dropout     left = { 0 };

	for (size_t i = group[0].ends; i < group[1].ends; i++) {
		if (data->ends[i] > group->cut)
			pareto_integrate(&h, (data->ends[i] - group->cut) / data->base.unit, &left);
		data->ahead[i] = left;
	}
}

/* From the cut back to each day on which a pattern of the group begins. */
static void
add_group(struct share *share, const struct group *group)
{
	const struct data *data = share->data;
	struct pareto_history     h    = history_on(share, group->x, group->cut);
	struct pareto_dropout     back = { 0 }, left;
	uint32_t           from = group->cut;

	integrate_ahead(share, group);
	for (size_t i = group[0].patterns; i < group[1].patterns; i++) {
		const struct cut_pattern *p = &data->sorted[i];

		if (p->pattern.t_x < from) {
			h    = history_on(share, group->x, p->pattern.t_x);
			left = (struct pareto_dropout){ 0 };
			pareto_integrate(&h, (from - p->pattern.t_x) / data->base.unit, &left);
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

static void
add_all_groups(struct share *first)
{
	struct share second = *first;

	first->to = second.from = half_of_groups(first->data);
	in_two(add_groups, first, &second, first->data->base.count >= WORTH_A_THREAD);
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
				.x = p->pattern.x, .cut = p->cut, .patterns = i
			};
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
refuse(const struct model_data *base, const struct crm_minimum *minimum, enum crm_ending ending,
       struct crm_fault *why)
{
	double s = exp(minimum->at[CRM_PARETO_S]), beta = exp(minimum->at[CRM_PARETO_BETA]);

	if (-expm1(-s * log1p(base->T_max / base->unit / beta)) < LOYAL)
		return crm_fault(why, 0, "no churn can be identified: nobody seems to have left "
		                 "(s / beta goes to 0)");
	return model_refuse(minimum, ending, NAMES, "lifetimes", why);
}

static int
search(const struct model_data *base, const void *context, const struct crm_minimum *sample,
       struct crm_minimum *minimum, enum crm_ending *ending)
{
	struct data data = { .base = *base };
	double      starts[MODEL_STARTS][CRM_PARAMETERS_MAX];
	int         error = CRM_NO_MEMORY;

	(void)context;
	if (prepare(&data)) {
		error = 0;
		choose_starts(&data, starts);
		*ending = model_minimise(objective, &data, base->count, CRM_PARETO_PARAMETERS, starts,
		                         sample, minimum);
	}
	free(data.sorted);
	free(data.groups);
	free(data.ends);
	free(data.ahead);
	free(data.rising);
	free(data.buying);
	free(data.leaving);
	return error;
}

int
crm_pareto_fit(struct crm_purchase_model *model, const struct crm_pattern *patterns, size_t count,
               double unit, struct crm_fault *why)
{
	struct model_data  base;
	struct crm_minimum minimum;
	enum crm_ending    ending;
	int                error;

	*model = (struct crm_purchase_model){ .unit = unit };
	error  = model_survey(&base, patterns, count, unit, why);
	if (!error)
		error = model_fit(search, &base, NULL, &minimum, &ending);
	if (error)
		return error;
	if (ending != CRM_CONVERGED)
		return refuse(&base, &minimum, ending, why);
	model->fit = (struct crm_fit){ .parameters = CRM_PARETO_PARAMETERS, .names = NAMES,
	                               .n = (uint64_t)base.customers };
	crm_fit_from_minimum(&model->fit, &minimum);
	return 0;
}
