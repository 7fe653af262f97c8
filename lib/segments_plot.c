/*
 * segments_plot.c - segments as bars, what their customers spent as a histogram.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "money.h"
#include "segments.h"

enum { TEXT = 48 };

char *
crm_segment_totals_plot(const struct crm_segment_totals *totals, const struct crm_plot *plot)
{
	struct crm_plot_bar bars[CRM_SEGMENTS];
	struct crm_segment_summary s;
	char texts[CRM_SEGMENTS][TEXT];

	for (size_t i = 0; crm_segment_total(totals, i, &s); i++) {
		snprintf(texts[i], TEXT, "%lld (%.0f%%)", (long long)s.n.value, 100 * s.share.value);
		bars[i] = (struct crm_plot_bar){ s.segment, (double)s.n.value, texts[i] };
	}
	return crm_plot_bars(plot, bars, CRM_SEGMENTS);
}

/* What is counted of each customer. */
struct values { double *value, minor; size_t n; };

static int
take(void *data, const void *record)
{
	const struct crm_segment_member *m = record;
	struct values *values = data;

	values->value[values->n++] = m->monetary.set ? (double)m->monetary.value / values->minor
	                                             : (double)m->frequency.value;
	return 0;
}

int
crm_segments_plot(const struct crm_segments *segments, const struct crm_lifetime_customers *whom,
                  const char *currency, const struct crm_plot *plot, char **lines)
{
	struct values values = { .value = calloc(segments->n + 1, sizeof(double)),
	                         .minor = pow(10, crm_currency_digits(currency)) };
	char *drawn = NULL;
	const char *plural;
	int error = values.value ? crm_segments_each(segments, whom, take, &values) : CRM_NO_MEMORY;

	*lines = NULL;
	plural = values.n == 1 ? "" : "s";
	if (!error) {
		drawn = crm_plot_histogram(plot, values.value, values.n);
		error = drawn ? 0 : CRM_NO_MEMORY;
	}
	if (!error && (segments->without_spend
	               ? asprintf(lines, "frequency of %zu customer%s\n%s", values.n, plural, drawn)
	               : asprintf(lines, "monetary of %zu customer%s, %s\n%s", values.n, plural,
	                          currency, drawn)) < 0) {
		*lines = NULL;
		error = CRM_NO_MEMORY;
	}
	free(drawn);
	free(values.value);
	return error;
}
