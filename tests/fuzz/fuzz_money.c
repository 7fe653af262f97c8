/*
 * fuzz_money - amounts and decimals: what is read can be written and read back.
 *
 * The text's first byte chooses the default currency, or the scale.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "money.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int so)
{
	if (!so)
		abort();
}

static void
check_money(const char *text, const char *standard)
{
	char             currency[4], out[CRM_MONEY_SIZE];
	struct crm_fault why;
	int64_t          minor, back, same;

	strcpy(currency, standard);
	if (crm_money_parse(text, currency, &minor, &why)) {
		must(why.text[0] && why.at <= strlen(text) && !strcmp(currency, standard));
		return;
	}
	must(crm_currency_digits(currency) >= 0);
	crm_money_format(minor, currency, out);
	must(!crm_money_parse(out, currency, &back, NULL) && back == minor);
	crm_money_format_grouped(minor, currency, out);
	must(!crm_money_parse(out, currency, &back, NULL) && back == minor);
	must(!crm_money_convert(minor, currency, 1000000000, currency, &same, NULL) && same == minor);
}

static void
check_decimal(const char *text, int scale)
{
	char             out[CRM_MONEY_SIZE];
	struct crm_fault why;
	int64_t          value, back;

	if (crm_decimal_parse(text, scale, &value, &why)) {
		must(why.text[0] && why.at <= strlen(text));
		return;
	}
	crm_decimal_format(value, scale, out);
	must(!crm_decimal_parse(out, scale, &back, NULL) && back == value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const standards[] = { "", "USD", "TWD", "JPY", "KWD", "CLF", "CNY" };
	unsigned choice = size ? data[0] : 0;
	char    *text = malloc(size + 1);

	must(text != NULL);
	memcpy(text, data + (size > 0), size - (size > 0));
	text[size - (size > 0)] = '\0';
	check_money(text, standards[choice % 7]);
	check_decimal(text, (int)(choice % 19));
	free(text);
	return 0;
}
