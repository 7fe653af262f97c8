/*
 * fuzz_money - amounts and decimals: what is read is written and read again the same
 */
#include "fuzz.h"
#include "money.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size), out[CRM_MONEY_SIZE], currency[4] = "TWD", same[4];
	struct crm_fault why;
	int64_t value, again;
	int scale = (int)(size % 10);

	if (!crm_money_parse(text, currency, &value, &why)) {
		PROMISE(crm_currency_digits(currency) >= 0);
		memcpy(same, currency, sizeof same);
		crm_money_format(value, currency, out);
		PROMISE(!crm_money_parse(out, same, &again, &why));
		PROMISE(again == value && !strcmp(same, currency));
		crm_money_format_grouped(value, currency, out);
		PROMISE(!crm_money_parse(out, same, &again, &why));
		PROMISE(again == value);
	}
	if (!crm_decimal_parse(text, scale, &value, &why)) {
		crm_decimal_format(value, scale, out);
		PROMISE(!crm_decimal_parse(out, scale, &again, &why));
		PROMISE(again == value);
	}
	free(text);
	return 0;
}
