/*
 * sop_witness_words.c - a made-up customer in words, for the fault that names it.
 */
#include <inttypes.h>
#include <stdio.h>

#include "sop_witness_made.h"

static void
describe_orders(const struct crm_order_fact *order, size_t n, FILE *out)
{
	char first[CRM_DAY_SIZE], last[CRM_DAY_SIZE];
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += order[i].base;
	if (!n) {
		fputs("no orders", out);
		return;
	}
	fprintf(out, "%zu order%s, %s", n, n > 1 ? "s" : "", crm_day_format(order[0].day, first));
	if (order[n - 1].day != order[0].day)
		fprintf(out, " to %s", crm_day_format(order[n - 1].day, last));
	if (sum)
		fprintf(out, ", of %" PRId64 ".%02" PRId64 " in all", sum / 100, sum % 100);
}

static void
describe_contacts(const struct crm_contact_fact *contact, size_t n, FILE *out)
{
	char first[CRM_DAY_SIZE], last[CRM_DAY_SIZE];

	if (!n) {
		fputs("no contacts", out);
		return;
	}
	fprintf(out, "%zu contact%s, %s", n, n > 1 ? "s" : "", crm_day_format(contact[0].day, first));
	if (contact[n - 1].day != contact[0].day)
		fprintf(out, " to %s", crm_day_format(contact[n - 1].day, last));
}

static void
describe_field(const struct witness *w, const struct made_group *group,
               const struct made_item *item, FILE *out)
{
	struct crm_customer customer = { 0 };
	struct crm_facts nothing = { .type = w->type };
	char scratch[CRM_SCRATCH];
	const char *text;

	made_place(NULL, group, item, &nothing, &customer);
	text = crm_field_text(group->field, &customer, w->context, scratch);
	fprintf(out, "%s=%s", group->field->name, text ? text : "none");
}

static void
describe(const struct witness *w, const struct made_group *group, FILE *out)
{
	static const char *const scores[] = {
		[MADE_NPS] = "nps", [MADE_CSAT] = "csat", [MADE_CES] = "ces"
	};
	const struct made_item *item = &group->item[group->now];

	switch (group->kind) {
	case MADE_FIELD:
		describe_field(w, group, item, out);
		break;
	case MADE_ORDERS:
		describe_orders(item->events, item->n, out);
		break;
	case MADE_CONTACTS:
		describe_contacts(item->events, item->n, out);
		break;
	case MADE_TAGS:
		fputs(item->n ? "tags:" : "no tags", out);
		for (size_t i = 0; i < item->n; i++)
			fprintf(out, " %s", ((const char *const *)item->events)[i]);
		break;
	default:
		if (item->number.set)
			fprintf(out, "%s=%" PRId64, scores[group->kind], item->number.value);
		else
			fprintf(out, "%s=none", scores[group->kind]);
	}
}

void
made_describe(const struct witness *w, char *text, size_t size)
{
	FILE *out = fmemopen(text, size, "w");
	size_t described = 0;

	*text = '\0';
	for (size_t g = 0; out && g < w->groups; g++) {
		bool marked = false;

		for (size_t a = 0; a < w->atoms; a++)
			marked |= w->atom[a].group == g && made_matters(w, a);
		if (!marked)
			continue;
		fputs(described++ ? "; " : "", out);
		describe(w, &w->group[g], out);
	}
	if (out && !described)
		fputs("anybody", out);
	if (out)
		fclose(out);
	text[size - 1] = '\0';
}
