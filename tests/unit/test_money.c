/* What money.h promises. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "money.h"

static void
expect(const char *text, const char *currency, const char *own, int64_t minor)
{
	struct crm_fault why;
	char             code[4];
	int64_t          value;

	strcpy(code, currency);
	if (crm_money_parse(text, code, &value, &why))
		fail_msg("%s: %s", text, why.text);
	assert_string_equal(code, own);
	assert_int_equal(value, minor);
}

static void
expect_fault(const char *text, const char *currency, size_t at, const char *expected)
{
	struct crm_fault why;
	char             code[4];
	int64_t          value = 77;

	strcpy(code, currency);
	assert_int_equal(crm_money_parse(text, code, &value, &why), CRM_INVALID);
	assert_string_equal(why.text, expected);
	assert_int_equal(why.at, at);
	assert_string_equal(code, currency);
	assert_int_equal(value, 77);
	assert_int_equal(crm_money_parse(text, code, &value, NULL), CRM_INVALID);
}

static void
digits_are_those_of_iso_4217(void **state)
{
	static const struct { const char *code; int digits; } cases[] = {
		{ "USD", 2 }, { "TWD", 2 }, { "CNY", 2 }, { "JPY", 0 }, { "KRW", 0 }, { "VND", 0 },
		{ "ISK", 0 }, { "XPF", 0 }, { "KWD", 3 }, { "BHD", 3 }, { "TND", 3 }, { "CLF", 4 },
		{ "UYW", 4 }, { "AED", 2 }, { "ZWL", 2 }, { "HRK", 2 }, { "BIF", 0 },
		{ "", -1 }, { "usd", -1 }, { "US", -1 }, { "USDX", -1 }, { "USD ", -1 },
		{ "SD ", -1 },
		{ "XAU", -1 }, { "XXX", -1 }, { "ABC", -1 }, { " US", -1 }, { "D E", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(crm_currency_digits(cases[i].code), cases[i].digits);
}

static void
an_amount_is_read_with_or_without_currency(void **state)
{
	(void)state;
	expect("12300.50", "USD", "USD", 1230050);
	expect("12,300.50", "USD", "USD", 1230050);
	expect("EUR 12,300.50", "USD", "EUR", 1230050);
	expect("12300.50 EUR", "USD", "EUR", 1230050);
	expect("eur12300.5", "USD", "EUR", 1230050);
	expect("12300.5eur", "", "EUR", 1230050);
	expect("US$12,300.50", "TWD", "USD", 1230050);
	expect("NT$300", "USD", "TWD", 30000);
	expect("€12.50", "USD", "EUR", 1250);
	expect("12.50 €", "USD", "EUR", 1250);
	expect("£1", "USD", "GBP", 100);
	expect("RMB 300", "USD", "CNY", 30000);
	expect("新台幣300", "USD", "TWD", 30000);
	expect("300美元", "TWD", "USD", 30000);
	expect("-5", "USD", "USD", -500);
	expect("+5", "USD", "USD", 500);
	expect("-$5", "USD", "USD", -500);
	expect("$-5", "USD", "USD", -500);
	expect("USD -5", "TWD", "USD", -500);
	expect("\u22125", "USD", "USD", -500);
	expect(".5", "USD", "USD", 50);
	expect("-0", "USD", "USD", 0);
	expect("007", "USD", "USD", 700);
	expect(" 12 ", "USD", "USD", 1200);
	expect("1500", "JPY", "JPY", 1500);
	expect("1.234", "KWD", "KWD", 1234);
}

static void
full_width_is_folded(void **state)
{
	(void)state;
	expect("１２，３００．５０", "USD", "USD", 1230050);
	expect("ＮＴ＄１，２００", "USD", "TWD", 120000);
	expect("￥３００", "CNY", "CNY", 30000);
	expect("ＵＳＤ　－５", "TWD", "USD", -500);
	expect_fault("１２．３４５", "USD", 6, "USD has 2 decimals, not the 3 of `12.345'");
}

static void
a_shared_sign_means_the_default_or_nothing(void **state)
{
	(void)state;
	expect("$5", "USD", "USD", 500);
	expect("$5", "TWD", "TWD", 500);
	expect("¥5", "JPY", "JPY", 5);
	expect("¥5", "CNY", "CNY", 500);
	expect("300元", "TWD", "TWD", 30000);
	expect("300 元", "CNY", "CNY", 30000);
	expect("NT$300元", "USD", "TWD", 30000);
	expect("$300 USD", "TWD", "USD", 30000);
	expect("US$300 USD", "TWD", "USD", 30000);
	expect("円300", "USD", "JPY", 300);
	expect_fault("$5", "EUR", 0,
	             "`$5' could be several currencies: write the code, as in `USD 12.50'");
	expect_fault("¥5", "USD", 0,
	             "`¥5' could be several currencies: write the code, as in `CNY 12.50'");
	expect_fault("300元", "", 0,
	             "`300元' could be several currencies: write the code, as in `CNY 12.50'");
}

static void
a_currency_that_is_none_is_refused(void **state)
{
	(void)state;
	expect_fault("XYZ 5", "USD", 0,
	             "there is no currency `XYZ': codes look like USD, TWD, EUR");
	expect_fault("5 dollars", "USD", 2,
	             "there is no currency `dollars': codes look like USD, TWD, EUR");
	expect_fault("5 XAU", "USD", 2,
	             "there is no currency `XAU': codes look like USD, TWD, EUR");
	expect_fault("USD 5 EUR", "USD", 0, "`USD 5 EUR' names two currencies");
	expect_fault("€5 USD", "USD", 0, "`€5 USD' names two currencies");
	expect_fault("12.50", "", 0, "the amount needs a currency: write USD 12.50");
	expect_fault("12.50", "abc", 0, "the amount needs a currency: write USD 12.50");
}

static void
more_decimals_than_the_currency_has_are_refused(void **state)
{
	(void)state;
	expect("12.500", "USD", "USD", 1250);
	expect("12.0000000000000000000000000000", "JPY", "JPY", 12);
	expect("12.3450", "KWD", "KWD", 12345);
	expect_fault("12.345", "USD", 2, "USD has 2 decimals, not the 3 of `12.345'");
	expect_fault("USD 12.3450", "TWD", 6, "USD has 2 decimals, not the 3 of `USD 12.3450'");
	expect_fault("12.5", "JPY", 2, "JPY has 0 decimals, not the 1 of `12.5'");
	expect_fault("1.2345", "KWD", 1, "KWD has 3 decimals, not the 4 of `1.2345'");
}

#define NO_THOUSANDS "does not part thousands: write 1234567.89 or 1,234,567.89"

static void
commas_part_thousands_and_nothing_else(void **state)
{
	(void)state;
	expect("1,234,567.89", "USD", "USD", 123456789);
	expect("123,456", "USD", "USD", 12345600);
	expect("0,001", "USD", "USD", 100);
	expect_fault("1,23,456", "INR", 1, "the comma in `1,23,456' " NO_THOUSANDS);
	expect_fault("12,50", "EUR", 2, "the comma in `12,50' " NO_THOUSANDS);
	expect_fault("1234,567", "EUR", 4, "the comma in `1234,567' " NO_THOUSANDS);
	expect_fault("1,2345", "EUR", 1, "the comma in `1,2345' " NO_THOUSANDS);
	expect_fault("1,234,56", "EUR", 5, "the comma in `1,234,56' " NO_THOUSANDS);
	expect_fault("1,", "EUR", 1, "the comma in `1,' " NO_THOUSANDS);
	expect_fault(",123", "EUR", 0, "`,123' is not a number: write 1234.5 or 1,234.5");
	expect_fault("1.234,50", "EUR", 5,
	             "`,50' cannot follow an amount: write 12.50 or USD 12.50");
	expect_fault("0.123,456", "EUR", 5,
	             "`,456' cannot follow an amount: write 12.50 or USD 12.50");
}

static void
what_is_no_number_is_refused(void **state)
{
	(void)state;
	expect_fault("", "USD", 0, "there is nothing here");
	expect_fault("   ", "USD", 0, "there is nothing here");
	expect_fault("-", "USD", 1, "`-' is not a number: write 1234.5 or 1,234.5");
	expect_fault("USD", "USD", 3, "`USD' is not a number: write 1234.5 or 1,234.5");
	expect_fault("5.", "USD", 2, "digits must follow the point");
	expect_fault(".", "USD", 1, "digits must follow the point");
	expect_fault("1.2.3", "USD", 3, "`.3' cannot follow an amount: write 12.50 or USD 12.50");
	expect_fault("--5", "USD", 1, "`--5' is not a number: write 1234.5 or 1,234.5");
	expect_fault("-$-5", "USD", 2, "`-$-5' is not a number: write 1234.5 or 1,234.5");
	expect_fault("1e5", "USD", 1, "`1e5' is not an amount: write 12300.50 or USD 12300.50");
	expect_fault("0x10", "USD", 1, "`0x10' is not an amount: write 12300.50 or USD 12300.50");
	expect_fault("5 5", "USD", 2, "`5' cannot follow an amount: write 12.50 or USD 12.50");
	expect_fault("nan", "USD", 0, "there is no currency `nan': codes look like USD, TWD, EUR");
	expect_fault("(5)", "USD", 0, "`(5)' is not a number: write 1234.5 or 1,234.5");
}

static void
amounts_fill_an_int64_and_no_more(void **state)
{
	(void)state;
	expect("92233720368547758.07", "USD", "USD", INT64_MAX);
	expect("-92233720368547758.08", "USD", "USD", INT64_MIN);
	expect("-92,233,720,368,547,758.08", "USD", "USD", INT64_MIN);
	expect("9223372036854775807", "JPY", "JPY", INT64_MAX);
	expect("000000000000000000000000000000000000000005", "USD", "USD", 500);
	expect_fault("92233720368547758.08", "USD", 0,
	             "the number is too large: at most 92233720368547758.07 fits");
	expect_fault("-92233720368547758.09", "USD", 1,
	             "the number is too large: at most 92233720368547758.07 fits");
	expect_fault("USD 99999999999999999999999999", "USD", 4,
	             "the number is too large: at most 92233720368547758.07 fits");
	expect_fault("9223372036854775808", "JPY", 0,
	             "the number is too large: at most 9223372036854775807 fits");
}

static void
decimals_keep_their_scale(void **state)
{
	static const struct { const char *text; int scale; int64_t value; } cases[] = {
		{ "12.5", 6, 12500000 }, { "-0.000001", 6, -1 }, { "1,200", 2, 120000 },
		{ "7", 0, 7 }, { "7.000", 0, 7 }, { "0.5000000", 6, 500000 }, { ".25", 2, 25 },
		{ "+1", 9, 1000000000 },
		{ "－１．５", 1, -15 }, { "9.223372036854775807", 18, INT64_MAX },
		{ "-9.223372036854775808", 18, INT64_MIN },
	};
	struct crm_fault why;
	int64_t          value;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (crm_decimal_parse(cases[i].text, cases[i].scale, &value, &why))
			fail_msg("%s: %s", cases[i].text, why.text);
		assert_int_equal(value, cases[i].value);
	}
	assert_int_equal(crm_decimal_parse("0.0000001", 6, &value, &why), CRM_INVALID);
	assert_string_equal(why.text, "`0.0000001' has 7 decimals, at most 6 are kept");
	assert_int_equal(crm_decimal_parse("5 kg", 6, &value, &why), CRM_INVALID);
	assert_string_equal(why.text, "` kg' cannot follow a number");
	assert_int_equal(crm_decimal_parse("9.3", 18, &value, &why), CRM_INVALID);
	assert_string_equal(why.text,
	                    "the number is too large: at most 9.223372036854775807 fits");
	assert_int_equal(crm_decimal_parse("$5", 6, &value, NULL), CRM_INVALID);
}

static void
amounts_are_written_exactly(void **state)
{
	char out[CRM_MONEY_SIZE];

	(void)state;
	assert_string_equal(crm_money_format(1230050, "USD", out), "12300.50");
	assert_string_equal(crm_money_format(-5, "USD", out), "-0.05");
	assert_string_equal(crm_money_format(0, "USD", out), "0.00");
	assert_string_equal(crm_money_format(1500, "JPY", out), "1500");
	assert_string_equal(crm_money_format(-1, "KWD", out), "-0.001");
	assert_string_equal(crm_money_format(12, "CLF", out), "0.0012");
	assert_string_equal(crm_money_format(1230050, "ZZZ", out), "1230050");
	assert_string_equal(crm_money_format(INT64_MIN, "USD", out), "-92233720368547758.08");
	assert_string_equal(crm_money_format_grouped(1230050, "USD", out), "12,300.50");
	assert_string_equal(crm_money_format_grouped(99999, "USD", out), "999.99");
	assert_string_equal(crm_money_format_grouped(100000, "JPY", out), "100,000");
	assert_string_equal(crm_money_format_grouped(-100000, "USD", out), "-1,000.00");
	assert_string_equal(crm_money_format_grouped(INT64_MIN, "JPY", out),
	                    "-9,223,372,036,854,775,808");
	assert_string_equal(crm_decimal_format(12500000, 6, out), "12.5");
	assert_string_equal(crm_decimal_format(12000000, 6, out), "12");
	assert_string_equal(crm_decimal_format(-1, 6, out), "-0.000001");
	assert_string_equal(crm_decimal_format(0, 6, out), "0");
	assert_string_equal(crm_decimal_format(100, 0, out), "100");
	assert_string_equal(crm_decimal_format(INT64_MIN, 18, out), "-9.223372036854775808");
}

static void
expect_converted(int64_t minor, const char *from, int64_t rate, const char *to, int64_t expected)
{
	struct crm_fault why;
	int64_t          out;

	if (crm_money_convert(minor, from, rate, to, &out, &why))
		fail_msg("%s", why.text);
	assert_int_equal(out, expected);
}

static void
conversion_rounds_half_away_from_zero(void **state)
{
	(void)state;
	expect_converted(1230050, "USD", 32150000000, "TWD", 39546108);      /* 395461.075 */
	expect_converted(-1230050, "USD", 32150000000, "TWD", -39546108);
	expect_converted(1, "USD", 500000000, "EUR", 1);                     /* 0.005 */
	expect_converted(-1, "USD", 500000000, "EUR", -1);
	expect_converted(1, "USD", 499999999, "EUR", 0);
	expect_converted(3, "USD", 500000000, "EUR", 2);
	expect_converted(10000, "USD", 149500000000, "JPY", 14950);
	expect_converted(100, "JPY", 6700000, "USD", 67);
	expect_converted(1234, "KWD", 3250000000, "USD", 401);               /* 4.0105 */
	expect_converted(150, "JPY", 1000000000, "CLF", 1500000);
	expect_converted(15000, "CLF", 1000000000, "JPY", 2);                /* 1.5 */
	expect_converted(INT64_MAX, "USD", 1000000000, "USD", INT64_MAX);
	expect_converted(INT64_MIN, "USD", 1000000000, "EUR", INT64_MIN);
	expect_converted(INT64_MAX, "KWD", 1, "JPY", 9223372);               /* 9223372.04 */
}

static void
conversion_refuses_what_does_not_fit(void **state)
{
	struct crm_fault why;
	int64_t          out = 77;

	(void)state;
	assert_int_equal(crm_money_convert(INT64_MAX, "USD", 1000000001, "USD", &out, &why),
	                 CRM_INVALID);
	assert_string_equal(why.text, "USD 92233720368547758.07 is too much in USD");
	assert_int_equal(crm_money_convert(INT64_MIN, "JPY", INT64_MAX, "CLF", &out, &why),
	                 CRM_INVALID);
	assert_int_equal(crm_money_convert(1, "USD", 0, "EUR", &out, &why), CRM_INVALID);
	assert_string_equal(why.text, "a rate of exchange is greater than 0");
	assert_int_equal(crm_money_convert(1, "USD", -1, "EUR", &out, &why), CRM_INVALID);
	assert_int_equal(crm_money_convert(1, "USD", 1, "XYZ", &out, &why), CRM_INVALID);
	assert_string_equal(why.text, "there is no currency `XYZ'");
	assert_int_equal(out, 77);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digits_are_those_of_iso_4217),
		cmocka_unit_test(an_amount_is_read_with_or_without_currency),
		cmocka_unit_test(full_width_is_folded),
		cmocka_unit_test(a_shared_sign_means_the_default_or_nothing),
		cmocka_unit_test(a_currency_that_is_none_is_refused),
		cmocka_unit_test(more_decimals_than_the_currency_has_are_refused),
		cmocka_unit_test(commas_part_thousands_and_nothing_else),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(amounts_fill_an_int64_and_no_more),
		cmocka_unit_test(decimals_keep_their_scale),
		cmocka_unit_test(amounts_are_written_exactly),
		cmocka_unit_test(conversion_rounds_half_away_from_zero),
		cmocka_unit_test(conversion_refuses_what_does_not_fit),
	};

	return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
