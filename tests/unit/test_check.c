/* What check.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check.h"

typedef int check(char **text, struct crm_fault *why);

static void
check_takes(check *it, const char *text, const char *stored)
{
	char            *value = strdup(text);
	struct crm_fault why = { .text = "" };

	if (it(&value, &why))
		fail_msg("%s: %s", text, why.text);
	assert_string_equal(value, stored);
	free(value);
}

static void
check_refuses(check *it, const char *text, const char *sentence)
{
	char            *value = strdup(text);
	struct crm_fault why = { .text = "" };

	if (!it(&value, &why))
		fail_msg("%s was taken", text);
	assert_string_equal(why.text, sentence);
	assert_string_equal(value, text);
	free(value);
}

static void
check_digits(const char *text, const char *wanted)
{
	char *digits = crm_phone_digits(text);

	assert_string_equal(digits, wanted);
	free(digits);
}

static void
phone_numbers_are_compared_by_their_digits(void **state)
{
	(void)state;
	check_digits("(02) 2345-6789", "0223456789");
	check_digits("０２－２３４５６７８９", "0223456789");
	check_digits("0912.345.678", "0912345678");
	check_digits("none", "");
	check_digits("", "");
}

static void
an_international_prefix_is_kept_as_a_plus(void **state)
{
	(void)state;
	check_digits("+886-2-2345 6789", "+886223456789");
	check_digits("００８８６ 2 2345-6789", "+886223456789");
	check_digits("＋86 138 0013 8000", "+8613800138000");
	check_digits("+44 (0)20 7946 0958", "+442079460958");
	check_digits("(0)20 7946 0958", "02079460958");
	check_digits("12 + 3", "123");
	check_digits("+", "");
}

static void
an_extension_stands_behind_a_hash(void **state)
{
	(void)state;
	check_digits("02-23456789 分機 12", "0223456789#12");
	check_digits("02-23456789轉12", "0223456789#12");
	check_digits("021-5555 1234 转 8", "02155551234#8");
	check_digits("+1 212 555 0100 ext. 12", "+12125550100#12");
	check_digits("2125550100x12", "2125550100#12");
	check_digits("2125550100 #12", "2125550100#12");
	check_digits("2125550100 ext.", "2125550100");
	check_digits("#12", "12");
}

static void
a_phone_number_has_digits_and_no_words(void **state)
{
	(void)state;
	check_takes(crm_phone_check, "+886 (2) 2345-6789 #12", "+886 (2) 2345-6789 #12");
	check_takes(crm_phone_check, "110", "110");
	check_takes(crm_phone_check, "02-23456789 分機12", "02-23456789 分機12");
	check_refuses(crm_phone_check, "12", "a telephone number has 3 to 15 digits, this one 2");
	check_refuses(crm_phone_check, "+1234567890123456",
	              "a telephone number has 3 to 15 digits, this one 16");
	check_refuses(crm_phone_check, "call 0912345678", "`c' has no place in a telephone number");
	check_refuses(crm_phone_check, "09123@45678", "`@' has no place in a telephone number");
	check_refuses(crm_phone_check, "0912345678 office", "`o' has no place in a telephone number");
}

static void
email_addresses_are_compared_in_lower_case(void **state)
{
	char *folded = crm_email_fold(" Mei.CHEN@Example.COM ");

	(void)state;
	assert_string_equal(folded, "mei.chen@example.com");
	free(folded);
	folded = crm_email_fold("JOSE\u0301@BÜCHER.DE");
	assert_string_equal(folded, "josé@bücher.de");
	free(folded);
	assert_null(crm_email_fold("\xFF@x"));
}

static void
an_email_address_is_a_name_at_a_host(void **state)
{
	(void)state;
	check_takes(crm_email_check, "mei+news@example.com", "mei+news@example.com");
	check_takes(crm_email_check, "root@localhost", "root@localhost");
	check_takes(crm_email_check, "陳美@例え.テスト", "陳美@例え.テスト");
	check_takes(crm_email_check, "O'Neil_1@a-b.co.uk", "O'Neil_1@a-b.co.uk");
}

static void
what_is_no_email_address_is_told_why(void **state)
{
	char longest[300];

	(void)state;
	check_refuses(crm_email_check, "mei", "an e-mail address has an @, as in name@example.com");
	check_refuses(crm_email_check, "a@b@c", "an e-mail address has one @ only");
	check_refuses(crm_email_check, "a b@c.d", "a blank has no place in an e-mail address");
	check_refuses(crm_email_check, "a@b.c\n", "a control character has no place in an e-mail address");
	check_refuses(crm_email_check, "<a@b.c>", "one of < > , ; : \" has no place in an e-mail address");
	check_refuses(crm_email_check, "@b.c", "what stands before the @ has 1 to 64 bytes");
	check_refuses(crm_email_check, "a@", "`' is not a domain");
	check_refuses(crm_email_check, "a@b..c", "`b..c' is not a domain");
	check_refuses(crm_email_check, "a@b.c.", "`b.c.' is not a domain");
	check_refuses(crm_email_check, "a@-b.c", "`-b.c' is not a domain");
	check_refuses(crm_email_check, "a@b!c", "`!' has no place in a domain");
	memset(longest, 'a', sizeof longest);
	memcpy(longest + 60, "@", 1);
	for (size_t i = 70; i < sizeof longest; i += 10)
		longest[i] = '.';
	longest[255] = '\0';
	check_refuses(crm_email_check, longest, "an e-mail address has at most 254 bytes");
	longest[254] = '\0';
	check_takes(crm_email_check, longest, longest);
}

static void
a_tax_id_has_a_check_digit(void **state)
{
	(void)state;
	check_takes(crm_tax_id_check, "22099131", "22099131");   /* a well-known manufacturer's */
	check_takes(crm_tax_id_check, "04595257", "04595257");   /* the example of the rule of old */
	check_takes(crm_tax_id_check, "２２０９９１３１", "22099131");
	check_refuses(crm_tax_id_check, "22099132",
	              "22099132 is not a tax id (統一編號): its check digit is wrong");
	check_refuses(crm_tax_id_check, "2209913", "a tax id (統一編號) has 8 digits");
	check_refuses(crm_tax_id_check, "220991311", "a tax id (統一編號) has 8 digits");
	check_refuses(crm_tax_id_check, "2209913a", "a tax id (統一編號) has 8 digits");
}

static void
a_seventh_digit_of_7_counts_0_or_1(void **state)
{
	(void)state;
	check_takes(crm_tax_id_check, "10458575", "10458575");   /* 1+0+4+1+8+1+0+5 = 20 */
	check_takes(crm_tax_id_check, "10458574", "10458574");   /* 1+0+4+1+8+1+1+4 = 20 */
	check_refuses(crm_tax_id_check, "10458576",
	              "10458576 is not a tax id (統一編號): its check digit is wrong");
}

static void
a_check_by_fives_takes_what_one_by_tens_refused(void **state)
{
	(void)state;
	check_takes(crm_tax_id_check, "00000005", "00000005");
	check_takes(crm_tax_id_check, "00000000", "00000000");
	check_refuses(crm_tax_id_check, "00000004",
	              "00000004 is not a tax id (統一編號): its check digit is wrong");
}

static void
a_country_is_a_code_of_iso_3166(void **state)
{
	(void)state;
	check_takes(crm_country_check, "tw", "TW");
	check_takes(crm_country_check, "ＵＳ", "US");
	check_takes(crm_country_check, "ZW", "ZW");
	check_takes(crm_country_check, "AD", "AD");
	check_refuses(crm_country_check, "XX", "`XX' is not a country code of ISO 3166, as TW, CN or US are");
	check_refuses(crm_country_check, "UK", "`UK' is not a country code of ISO 3166, as TW, CN or US are "
	                                       "(the United Kingdom is GB)");
	check_refuses(crm_country_check, "DA", "`DA' is not a country code of ISO 3166, as TW, CN or US are");
	check_refuses(crm_country_check, "TWN", "`TWN' is not a country code of ISO 3166, as TW, CN or US are");
	check_refuses(crm_country_check, "", "`' is not a country code of ISO 3166, as TW, CN or US are");
}

static void
a_language_tag_gets_its_usual_case(void **state)
{
	(void)state;
	check_takes(crm_language_check, "zh", "zh");
	check_takes(crm_language_check, "ZH_hant_tw", "zh-Hant-TW");
	check_takes(crm_language_check, "zh-yue-hk", "zh-yue-HK");
	check_takes(crm_language_check, "es-419", "es-419");
	check_takes(crm_language_check, "de-CH-1996", "de-CH-1996");
	check_takes(crm_language_check, "nan-hant", "nan-Hant");
	check_takes(crm_language_check, "en-us-u-ca-ROC-x-a", "en-US-u-ca-roc-x-a");
}

static void
what_is_no_language_tag_is_refused(void **state)
{
	(void)state;
	check_refuses(crm_language_check, "cn", "`cn' is not a language of ISO 639: Chinese is zh, "
	                                        "Japanese ja, English en");
	check_refuses(crm_language_check, "Chinese language",
	              "`Chinese language' is not a language tag, as zh-TW or en are");
	check_refuses(crm_language_check, "z", "`z' is not a language tag, as zh-TW or en are");
	check_refuses(crm_language_check, "zh-", "`zh-' is not a language tag, as zh-TW or en are");
	check_refuses(crm_language_check, "zh-tw-hant", "`zh-tw-hant' is not a language tag, as zh-TW or en are");
	check_refuses(crm_language_check, "en-u", "`en-u' is not a language tag, as zh-TW or en are");
	check_refuses(crm_language_check, "en-x", "`en-x' is not a language tag, as zh-TW or en are");
	check_refuses(crm_language_check, "", "`' is not a language tag, as zh-TW or en are");
}

static void
a_day_of_the_chinese_calendar_is_month_and_day(void **state)
{
	(void)state;
	check_takes(crm_lunar_check, "8-15", "08-15");
	check_takes(crm_lunar_check, "１２-30", "12-30");
	check_takes(crm_lunar_check, "l4-1", "L04-01");
	check_takes(crm_lunar_check, "L04-01", "L04-01");
	for (const char *const *wrong = (const char *const[]){ "13-1", "0-1", "8-31", "8", "8-", "-8", "8-15x", "L",
	     "123-1", "8-015", "2026-08-15", "" }; **wrong; wrong++) {
		char sentence[200];

		snprintf(sentence, sizeof sentence, "`%s' is no day of the Chinese calendar; month and day are "
		         "written 8-15, in a leap month L4-15", *wrong);
		check_refuses(crm_lunar_check, *wrong, sentence);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phone_numbers_are_compared_by_their_digits),
		cmocka_unit_test(an_international_prefix_is_kept_as_a_plus),
		cmocka_unit_test(an_extension_stands_behind_a_hash),
		cmocka_unit_test(a_phone_number_has_digits_and_no_words),
		cmocka_unit_test(email_addresses_are_compared_in_lower_case),
		cmocka_unit_test(an_email_address_is_a_name_at_a_host),
		cmocka_unit_test(what_is_no_email_address_is_told_why),
		cmocka_unit_test(a_tax_id_has_a_check_digit),
		cmocka_unit_test(a_seventh_digit_of_7_counts_0_or_1),
		cmocka_unit_test(a_check_by_fives_takes_what_one_by_tens_refused),
		cmocka_unit_test(a_country_is_a_code_of_iso_3166),
		cmocka_unit_test(a_language_tag_gets_its_usual_case),
		cmocka_unit_test(what_is_no_language_tag_is_refused),
		cmocka_unit_test(a_day_of_the_chinese_calendar_is_month_and_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
