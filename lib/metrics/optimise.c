/*
 * optimise.c - the minimum of a smooth function of a few variables.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "optimise.h"

enum {
	PAIRS       = 6,      /* differences of points and gradients that L-BFGS keeps */
	STEPS       = 500,    /* of L-BFGS */
	TRIALS      = 30,     /* points that one line search may try */
	NEWTON      = 20,     /* Newton steps at the end */
	SHORTER     = 6,      /* tries to shorten one of them */
	SETTLING    = 8       /* steps of L-BFGS without a line search */
};

static const double ENOUGH_DESCENT = 1e-4, ENOUGH_FLATTER = 0.9;   /* Wolfe: c1, c2 */
static const double NEARLY_FLAT    = 1e-5;     /* gradient at which Newton takes over */
static const double LONGEST_STEP   = 3.0;      /* of one variable: a factor of 20 */
static const double SETTLED        = 1e-8;     /* after so short a step of L-BFGS */
static const double NEWTON_STEP    = 1e-6;     /* so short a step is exact to its square */
static const double NO_STEP        = 1e-8;     /* after one so short the Hessian stands too */
static const double PERTURBATION   = 1e-4;     /* for the differences of gradients */
static const double SINGULAR       = 1e-9;     /* smallest pivot, of curvatures about 1 */

struct point {
	double x[CRM_PARAMETERS_MAX];
	double gradient[CRM_PARAMETERS_MAX];
	double value;
};

struct search {
	crm_function *function;
	void         *data;
	size_t        n;
	const double *start;
	const struct crm_minimum *like;    /* whose inverse Hessian is much the same; or NULL */
	int           evaluations;
};

struct memory {
	double step[PAIRS][CRM_PARAMETERS_MAX];
	double change[PAIRS][CRM_PARAMETERS_MAX];   /* of the gradient */
	size_t count;                               /* ever stored */
};

static double
dot(const double *a, const double *b, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

static double
largest(const double *a, size_t n)
{
	double most = 0;

	for (size_t i = 0; i < n; i++)
		most = fmax(most, fabs(a[i]));
	return most;
}

static bool
is_finite(const struct point *p, size_t n)
{
	bool fine = isfinite(p->value);

	for (size_t i = 0; i < n; i++)
		fine = fine && isfinite(p->gradient[i]);
	return fine;
}

static void
evaluate(struct search *s, struct point *p)
{
	p->value = s->function(p->x, p->gradient, s->data);
	s->evaluations++;
	if (!is_finite(p, s->n)) {
		p->value = INFINITY;
		memset(p->gradient, 0, sizeof p->gradient);
	}
}

static struct point
try_step(struct search *s, const struct point *from, const double *direction, double length)
{
	struct point p = *from;

	for (size_t i = 0; i < s->n; i++)
		p.x[i] += length * direction[i];
	evaluate(s, &p);
	return p;
}

/* In the middle of algorithm 7.4: times a first guess at the inverse Hessian. */
static void
scale_direction(const struct search *s, const struct memory *m, double *direction)
{
	double whole[CRM_PARAMETERS_MAX], scale = 1;
	size_t last = (m->count + PAIRS - 1) % PAIRS;

	memcpy(whole, direction, sizeof whole);
	if (!s->like && m->count)
		scale = dot(m->step[last], m->change[last], s->n) /
		        dot(m->change[last], m->change[last], s->n);
	for (size_t i = 0; i < s->n; i++)
		direction[i] = s->like ? dot(s->like->inverse_hessian[i], whole, s->n) : scale * whole[i];
}

/* Algorithm 7.4: the L-BFGS direction, downhill. */
static void
choose_direction(const struct search *s, const struct memory *m, const struct point *p,
                 double *direction)
{
	size_t n = s->n, kept = m->count < PAIRS ? m->count : PAIRS, at;
	double share[PAIRS] = { 0 };

	for (size_t i = 0; i < n; i++)
		direction[i] = -p->gradient[i];
	for (size_t k = 0; k < kept; k++) {
		at        = (m->count - 1 - k) % PAIRS;
		share[at] = dot(m->step[at], direction, n) / dot(m->step[at], m->change[at], n);
		for (size_t i = 0; i < n; i++)
			direction[i] -= share[at] * m->change[at][i];
	}
	scale_direction(s, m, direction);
	for (size_t k = kept; k-- > 0;) {
		at = (m->count - 1 - k) % PAIRS;
		double back = dot(m->change[at], direction, n) / dot(m->step[at], m->change[at], n);
		for (size_t i = 0; i < n; i++)
			direction[i] += (share[at] - back) * m->step[at][i];
	}
}

static void
remember(struct memory *m, const struct point *from, const struct point *to, size_t n)
{
	size_t at = m->count % PAIRS;

	for (size_t i = 0; i < n; i++) {
		m->step[at][i]   = to->x[i] - from->x[i];
		m->change[at][i] = to->gradient[i] - from->gradient[i];
	}
	/* Without positive curvature the pair would spoil the direction. */
	if (dot(m->step[at], m->change[at], n) >
	    1e-12 * dot(m->change[at], m->change[at], n))
		m->count++;
}

/* What the line search knows of a step length: the value and the slope there. */
struct trial {
	double       length, slope;
	struct point point;
};

static struct trial
make_trial(struct search *s, const struct point *from, const double *direction, double length)
{
	struct trial t = { .length = length, .point = try_step(s, from, direction, length) };

	t.slope = dot(t.point.gradient, direction, s->n);
	return t;
}

/* The minimum of the cubic through two trials (3.59), well inside of them. */
static double
interpolate(const struct trial *a, const struct trial *b)
{
	double gap    = b->length - a->length;
	double d1     = a->slope + b->slope + 3 * (a->point.value - b->point.value) / gap;
	double root   = sqrt(d1 * d1 - a->slope * b->slope);
	double d2     = gap > 0 ? root : -root;
	double length = b->length - gap * (b->slope + d2 - d1) / (b->slope - a->slope + 2 * d2);
	double margin = 0.1 * fabs(gap);
	double low    = fmin(a->length, b->length) + margin;
	double high   = fmax(a->length, b->length) - margin;

	if (!isfinite(length))
		return a->length + gap / 2;
	return fmin(fmax(length, low), high);
}

/* Algorithm 3.6: narrow the bracket; low is its better end. */
static struct trial
zoom(struct search *s, const struct trial *zero, const double *direction, struct trial low,
     struct trial high)
{
	for (int i = 0; i < TRIALS; i++) {
		struct trial t = make_trial(s, &zero->point, direction, interpolate(&low, &high));
		double       bound = zero->point.value + ENOUGH_DESCENT * t.length * zero->slope;

		if (!(t.point.value <= bound) || t.point.value >= low.point.value) {
			high = t;
			continue;
		}
		if (fabs(t.slope) <= -ENOUGH_FLATTER * zero->slope)
			return t;
		if (t.slope * (high.length - low.length) >= 0)
			high = low;
		low = t;
	}
	return low;
}

/* Algorithm 3.5: lengthen the step until it satisfies or brackets. */
static struct trial
search_line(struct search *s, const struct point *from, const double *direction, double length,
            double longest)
{
	struct trial zero = { 0, dot(from->gradient, direction, s->n), *from }, last = zero;

	for (int i = 0; i < TRIALS; i++) {
		struct trial t = make_trial(s, from, direction, length);
		double       bound = from->value + ENOUGH_DESCENT * length * zero.slope;

		if (!(t.point.value <= bound) || (i > 0 && t.point.value >= last.point.value))
			return zoom(s, &zero, direction, last, t);
		if (fabs(t.slope) <= -ENOUGH_FLATTER * zero.slope || length >= longest)
			return t;
		if (t.slope >= 0)
			return zoom(s, &zero, direction, t, last);
		last   = t;
		length = fmin(2 * length, longest);
	}
	return last;
}

static bool
is_far(const struct search *s, const struct point *p)
{
	for (size_t i = 0; i < s->n; i++)
		if (fabs(p->x[i] - s->start[i]) > CRM_FAR)
			return true;
	return false;
}

/*
 * Near the end values differ by less than their rounding, and gradients alone tell: full
 * steps, for as long as they flatten.
 */
static void
settle(struct search *s, struct memory *memory, struct point *p)
{
	double direction[CRM_PARAMETERS_MAX] = { 0 };

	for (int i = 0; i < SETTLING; i++) {
		struct point next;

		choose_direction(s, memory, p, direction);
		next = try_step(s, p, direction, 1);
		if (!(isfinite(next.value) &&
		      largest(next.gradient, s->n) < largest(p->gradient, s->n)))
			return;
		remember(memory, p, &next, s->n);
		*p = next;
		if (largest(direction, s->n) <= SETTLED)
			return;
	}
}

/* Algorithm 7.5.  Where progress ends by rounding, Newton's steps will judge. */
static enum crm_ending
descend(struct search *s, struct point *p)
{
	struct memory memory = { 0 };
	double        direction[CRM_PARAMETERS_MAX] = { 0 };

	for (int i = 0; i < STEPS; i++) {
		if (largest(p->gradient, s->n) <= NEARLY_FLAT) {
			settle(s, &memory, p);
			return CRM_CONVERGED;
		}
		choose_direction(s, &memory, p, direction);
		if (dot(direction, p->gradient, s->n) >= 0) {
			memory.count = 0;
			choose_direction(s, &memory, p, direction);
		}
		double       longest = LONGEST_STEP / largest(direction, s->n);
		double       first   = s->like || memory.count ? 1 : 0.3 / largest(direction, s->n);
		struct trial next    = search_line(s, p, direction, fmin(first, longest), longest);

		if (next.length == 0)
			return memory.count ? CRM_CONVERGED : CRM_STALLED;
		remember(&memory, p, &next.point, s->n);
		*p = next.point;
		if (is_far(s, p))
			return CRM_RAN_AWAY;
	}
	return CRM_STALLED;
}

typedef double matrix[CRM_PARAMETERS_MAX][CRM_PARAMETERS_MAX];

/* What is symmetric but for rounding. */
static void
make_symmetric(matrix m, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			m[i][j] = m[j][i] = (m[i][j] + m[j][i]) / 2;
}

static void
find_hessian(struct search *s, const struct point *p, matrix hessian)
{
	for (size_t i = 0; i < s->n; i++) {
		double       unit[CRM_PARAMETERS_MAX] = { 0 };
		struct point above, below;

		unit[i] = 1;
		above   = try_step(s, p, unit, PERTURBATION);
		below   = try_step(s, p, unit, -PERTURBATION);
		for (size_t j = 0; j < s->n; j++)
			hessian[i][j] = (above.gradient[j] - below.gradient[j]) /
			                (2 * PERTURBATION);
	}
	make_symmetric(hessian, s->n);
}

/* Gauss-Jordan; the pivots of a positive definite matrix are positive as they come. */
static bool
invert(matrix from, size_t n, matrix inverse)
{
	matrix m;

	memcpy(m, from, sizeof m);
	memset(inverse, 0, sizeof m);
	for (size_t i = 0; i < n; i++)
		inverse[i][i] = 1;
	for (size_t k = 0; k < n; k++) {
		double pivot = m[k][k];

		if (!(pivot > SINGULAR))
			return false;
		for (size_t j = 0; j < n; j++) {
			m[k][j] /= pivot;
			inverse[k][j] /= pivot;
		}
		for (size_t i = 0; i < n; i++) {
			double factor = i == k ? 0 : m[i][k];

			for (size_t j = 0; j < n; j++) {
				m[i][j] -= factor * m[k][j];
				inverse[i][j] -= factor * inverse[k][j];
			}
		}
	}
	make_symmetric(inverse, n);
	return true;
}

/* A step that lowers the gradient, shortened where the function is no parabola. */
static bool
take_newton_step(struct search *s, struct point *p, const double *step)
{
	double length = fmin(1, 1 / largest(step, s->n)), slope = largest(p->gradient, s->n);

	for (int i = 0; i < SHORTER; i++, length /= 4) {
		struct point next = try_step(s, p, step, length);

		if (isfinite(next.value) && largest(next.gradient, s->n) < slope) {
			*p = next;
			return true;
		}
	}
	return false;
}

/*
 * Up to a step that is none; a second short one is that of gradients' rounding, as is one
 * that makes nothing better.
 */
static enum crm_ending
finish(struct search *s, struct point *p, matrix inverse)
{
	int near = 0;

	for (int i = 0; i < NEWTON; i++) {
		double step[CRM_PARAMETERS_MAX], length;
		matrix hessian = { { 0 } };
		bool   better;

		find_hessian(s, p, hessian);
		if (!invert(hessian, s->n, inverse))
			return CRM_FLAT;
		for (size_t k = 0; k < s->n; k++)
			step[k] = -dot(inverse[k], p->gradient, s->n);
		length = largest(step, s->n);
		better = take_newton_step(s, p, step);
		near += length <= NEWTON_STEP;
		if (length <= NO_STEP || near == 2 || (near && !better))
			return CRM_CONVERGED;
		if (!better)
			return CRM_STALLED;
		if (is_far(s, p))
			return CRM_RAN_AWAY;
	}
	return CRM_STALLED;
}

static enum crm_ending
minimise(struct search s, struct crm_minimum *out)
{
	const double   *start = s.start;
	size_t          n = s.n;
	struct point    p = { .value = 0 };
	enum crm_ending ending = CRM_STALLED;

	*out = (struct crm_minimum){ .n = n };
	memcpy(p.x, start, n * sizeof *start);
	evaluate(&s, &p);
	if (isfinite(p.value))
		ending = descend(&s, &p);
	if (ending == CRM_CONVERGED)
		ending = finish(&s, &p, out->inverse_hessian);
	memcpy(out->at, p.x, sizeof out->at);
	out->value       = p.value;
	out->gradient    = largest(p.gradient, n);
	out->evaluations = s.evaluations;
	for (size_t i = 1; i < n; i++)
		if (fabs(p.x[i] - start[i]) > fabs(p.x[out->farthest] - start[out->farthest]))
			out->farthest = i;
	return ending;
}

enum crm_ending
crm_minimise(crm_function *function, void *data, size_t n, const double *start,
             struct crm_minimum *out)
{
	return minimise((struct search){ .function = function, .data = data, .n = n, .start = start },
	                out);
}

enum crm_ending
crm_minimise_near(crm_function *function, void *data, size_t n, const struct crm_minimum *like,
                  struct crm_minimum *out)
{
	return minimise((struct search){ .function = function, .data = data, .n = n,
	                                 .start = like->at, .like = like }, out);
}

void
crm_fit_from_minimum(struct crm_fit *fit, const struct crm_minimum *minimum)
{
	double n = (double)fit->n;

	fit->log_likelihood = -minimum->value * n;
	fit->evaluations    = minimum->evaluations;
	for (size_t i = 0; i < fit->parameters; i++) {
		fit->parameter[i] = exp(minimum->at[i]);
		fit->error[i]     = fit->parameter[i] * sqrt(minimum->inverse_hessian[i][i] / n);
		for (size_t j = 0; j < fit->parameters; j++)
			fit->covariance[i][j] = minimum->inverse_hessian[i][j] / n;
	}
}
