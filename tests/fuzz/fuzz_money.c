/*
 * fuzz_money - amounts and decimals: what is read can be written and read back.
 *
 * The text's first byte chooses the default currency, or the scale.
 */
#include "money.h"
#include "fuzz.h"

static void
check_money(const char *text, const char *standard)
{
	char             currency[4], out[CRM_MONEY_SIZE];
	struct crm_fault why;
	int64_t          minor, back, same;

	strcpy(currency, standard);
	if (crm_money_parse(text, currency, &minor, &why)) {
		PROMISE(why.text[0] && why.at <= strlen(text) && !strcmp(currency, standard));
		return;
	}
	PROMISE(crm_currency_digits(currency) >= 0);
	crm_money_format(minor, currency, out);
	PROMISE(!crm_money_parse(out, currency, &back, NULL) && back == minor);
	crm_money_format_grouped(minor, currency, out);
	PROMISE(!crm_money_parse(out, currency, &back, NULL) && back == minor);
	PROMISE(!crm_money_convert(minor, currency, 1000000000, currency, &same, NULL) && same == minor);
}

static void
check_decimal(const char *text, int scale)
{
	char             out[CRM_MONEY_SIZE];
	struct crm_fault why;
	int64_t          value, back;

	if (crm_decimal_parse(text, scale, &value, &why)) {
		PROMISE(why.text[0] && why.at <= strlen(text));
		return;
	}
	crm_decimal_format(value, scale, out);
	PROMISE(!crm_decimal_parse(out, scale, &back, NULL) && back == value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const standards[] = { "", "USD", "TWD", "JPY", "KWD", "CLF", "CNY" };
	unsigned choice = size ? data[0] : 0;
	char    *text = fuzz_text(data + (size > 0), size - (size > 0));

	check_money(text, standards[choice % 7]);
	check_decimal(text, (int)(choice % 19));
	free(text);
	return 0;
}
