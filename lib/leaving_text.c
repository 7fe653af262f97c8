/*
 * leaving_text.c - the evidence of a signal in words.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "leaving_text.h"
#include "money.h"
#include "real.h"

double
leaving_minor(const struct crm_leaving *l)
{
	return pow(10, crm_currency_digits(l->currency));
}

/* The earlier ones that were better, and what was usual: `in 6 of 7 such periods ...'. */
static void
say_periods(const struct crm_leaving *l, const struct crm_churn_signal *s, const char *now,
            const char *than, const char *usual, char *out)
{
	snprintf(out, CRM_LEAVING_TEXT, "%s in %lld days, %s in %u of %u such periods before, "
	         "usually %s", now, (long long)l->recent, than, s->better, s->n, usual);
}

static char *
money(const struct crm_leaving *l, double amount, char out[CRM_MONEY_SIZE])
{
	static const double most = 9e18;

	return crm_money_format(llround(fmax(-most, fmin(amount, most))), l->currency, out);
}

static void
say_spend(const struct crm_leaving *l, const struct crm_churn_signal *s, char *out)
{
	char now[CRM_MONEY_SIZE], usual[CRM_MONEY_SIZE];

	say_periods(l, s, money(l, s->now, now), "less than", money(l, s->usual, usual), out);
}

static void
say_contacts(const struct crm_leaving *l, const struct crm_churn_signal *s, char *out)
{
	char now[CRM_MONEY_SIZE], usual[REAL_SIZE];

	snprintf(now, sizeof now, "%.0f contact%s", s->now, s->now > 1 || s->now < 1 ? "s" : "");
	say_periods(l, s, now, "fewer than", real_format_short(s->usual, usual), out);
}

static void
say_silence(const struct crm_churn_signal *s, char *out)
{
	char usual[REAL_SIZE];

	snprintf(out, CRM_LEAVING_TEXT, "%.0f days without a purchase, longer than %u of %u gaps "
	         "before, usually %s", s->now, s->better, s->n, real_format_short(s->usual, usual));
}

static void
say_forecast(const struct crm_leaving *l, const struct crm_churn_signal *s, char *out)
{
	char none[REAL_SIZE], alive[REAL_SIZE];

	snprintf(out, CRM_LEAVING_TEXT, "%s that nothing is bought in %lld days, P(alive) %s",
	         real_format_short(s->now, none), (long long)l->horizon,
	         real_format_short(s->usual, alive));
}

static void
say_score(const struct crm_leaver *leaver, const struct crm_churn_signal *s, char *out)
{
	char day[CRM_DAY_SIZE], usual[REAL_SIZE];
	int length = snprintf(out, CRM_LEAVING_TEXT, "%s %.0f on %s", leaver->metric, s->now,
	                      crm_day_format(leaver->answered, day));

	if (s->n)
		snprintf(out + length, CRM_LEAVING_TEXT - (size_t)length,
		         ", lower than %u of %u before, usually %s", s->better, s->n,
		         real_format_short(s->usual, usual));
}

char *
leaving_evidence(const struct crm_leaving *l, const struct crm_leaver *leaver,
                 enum crm_churn_kind kind, char out[CRM_LEAVING_TEXT])
{
	const struct crm_churn_signal *s = &leaver->signals[kind];
	char day[CRM_DAY_SIZE];

	switch (kind) {
	case CRM_CHURN_FORECAST: say_forecast(l, s, out); break;
	case CRM_CHURN_SILENCE:  say_silence(s, out); break;
	case CRM_CHURN_SPEND:    say_spend(l, s, out); break;
	case CRM_CHURN_CONTACTS: say_contacts(l, s, out); break;
	case CRM_CHURN_SCORE:    say_score(leaver, s, out); break;
	default:
		snprintf(out, CRM_LEAVING_TEXT, "a complaint of %s is open",
		         crm_day_format(leaver->complained, day));
	}
	return out;
}
