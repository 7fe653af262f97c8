/*
 * What mapping.h promises.  A mapping becomes a text: what each role gets, or why not.
 *
 *	customer=客戶編號 date=日期 amount=-
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "mapping.h"

enum { COLUMNS_MAX = 8 };

static const struct crm_role ROLES[] = {
	{ "customer", "客戶|客戶編號|customer_id" }, { "date", "日期|when" },
	{ "amount", "金額|總額|total" }, { "email", "電子郵件|e_mail" }, { 0 }
};

/* "a|b|c" to a list. */
static size_t
split(const char *text, char *copy, const char **out)
{
	size_t n = 0;

	snprintf(copy, 400, "%s", text);
	for (char *rest = copy, *one; (one = strsep(&rest, "|"));)
		out[n++] = one;
	return *text ? n : 0;
}

static const char *
mapped(const char *headings, const char *told)
{
	static char out[600];
	char one[400], other[400];
	const char *columns[COLUMNS_MAX], *says[COLUMNS_MAX];
	size_t n = split(headings, one, columns), m = split(told, other, says), used = 0;
	struct crm_mapping mapping;
	struct crm_fault why;
	int error = crm_mapping_guess(&mapping, ROLES, "order|訂單", columns, n, says, m, &why);

	if (error) {
		assert_int_equal(mapping.roles_n, 0);
		snprintf(out, sizeof out, "%s%s", error == CRM_AMBIGUOUS ? "? " : "! ", why.text);
		return out;
	}
	for (size_t i = 0; ROLES[i].name; i++) {
		int column = mapping.column[i];

		assert_int_equal(column, crm_mapping_column(&mapping, ROLES[i].name));
		used += (size_t)snprintf(out + used, sizeof out - used, "%s%s=%s", i ? " " : "",
		                         ROLES[i].name, column < 0 ? "-" : columns[column]);
	}
	for (size_t i = 0; i < n; i++)
		if (!mapping.used[i])
			used += (size_t)snprintf(out + used, sizeof out - used, " (%s)", columns[i]);
	crm_mapping_clear(&mapping);
	return out;
}

#define MAPS(headings, told, expected) assert_string_equal(mapped(headings, told), expected)

static void
names_and_aliases_are_found_in_either_language(void **state)
{
	(void)state;
	MAPS("customer|date|amount|email", "", "customer=customer date=date amount=amount email=email");
	MAPS("總額|客戶編號|日期|電子郵件", "", "customer=客戶編號 date=日期 amount=總額 email=電子郵件");
}

static void
case_width_blanks_signs_and_script_do_not_matter(void **state)
{
	(void)state;
	MAPS("Customer ID|DATE |ＴＯＴＡＬ|E-Mail", "",
	     "customer=Customer ID date=DATE  amount=ＴＯＴＡＬ email=E-Mail");
	MAPS("客户编号|金额", "", "customer=客户编号 date=- amount=金额 email=-");
}

static void
the_noun_may_stand_before_the_field(void **state)
{
	(void)state;
	MAPS("Order Date|订单金额|order", "", "customer=- date=Order Date amount=订单金额 email=- (order)");
}

static void
one_slip_is_forgiven_in_a_long_name_only(void **state)
{
	(void)state;
	MAPS("custmer|amuont|emails", "", "customer=custmer date=- amount=amuont email=emails");
	MAPS("rate|dat|whem", "", "customer=- date=- amount=- email=- (rate) (dat) (whem)");
	MAPS("cstmer", "", "customer=- date=- amount=- email=- (cstmer)");
}

static void
the_better_of_two_headings_is_taken_and_the_other_left(void **state)
{
	(void)state;
	MAPS("total|amount", "", "customer=- date=- amount=amount email=- (total)");
	MAPS("order total|total", "", "customer=- date=- amount=total email=- (order total)");
	MAPS("total|總額|amount", "", "customer=- date=- amount=amount email=- (total) (總額)");
}

static void
two_equally_good_headings_are_no_guess(void **state)
{
	(void)state;
	MAPS("total|日期|總額", "", "? amount may be the column total or 總額: say amount='total' or the other");
	MAPS("total|日期|總額", "amount=總額", "customer=- date=日期 amount=總額 email=- (total)");
}

static void
what_the_user_says_goes_before_guesses(void **state)
{
	(void)state;
	MAPS("who|date|amount", "customer=who|amount=date", "customer=who date=- amount=date email=- (amount)");
	MAPS("a|b|c", "customer=2|date=3", "customer=b date=c amount=- email=- (a)");
	MAPS("客戶|日期", "date=", "customer=客戶 date=- amount=- email=- (日期)");
	MAPS("customer", "customer=1|email=1", "customer=customer date=- amount=- email=customer");
}

static void
a_heading_that_is_a_number_goes_before_a_place(void **state)
{
	(void)state;
	MAPS("2|1", "amount=1", "customer=- date=- amount=1 email=- (2)");
}

static void
what_is_not_there_names_the_nearest(void **state)
{
	(void)state;
	MAPS("who|date", "custmer=who", "! there is no field custmer to import; did you mean customer?");
	MAPS("account|day", "customer=acount", "! there is no column acount; did you mean account?");
	MAPS("account|day", "customer=3", "! there is no column 3; did you mean day?");
	MAPS("account", "customer=1|customer=1", "! customer is given two columns");
	MAPS("account", "customer", "! `customer' should be field=column");
}

static void
a_file_without_columns_maps_nothing(void **state)
{
	(void)state;
	MAPS("", "", "customer=- date=- amount=- email=-");
}

static void
purchases_and_scores_have_their_roles(void **state)
{
	const char *cdnow[] = { "customer_id", "date", "cds", "amount" };
	const char *survey[] = { "推薦度", "填寫日期", "等級" };
	struct crm_mapping m;
	struct crm_fault why;

	(void)state;
	assert_int_equal(crm_mapping_guess(&m, crm_purchase_roles, NULL, cdnow, 4, NULL, 0, &why), 0);
	assert_int_equal(m.column[0], 0);
	assert_int_equal(m.column[1], 1);
	assert_int_equal(m.column[2], 3);
	crm_mapping_clear(&m);
	assert_int_equal(crm_mapping_guess(&m, crm_score_roles, NULL, survey, 3, NULL, 0, &why), 0);
	assert_int_equal(crm_mapping_column(&m, "score"), 0);
	assert_int_equal(crm_mapping_column(&m, "date"), 1);
	assert_int_equal(crm_mapping_column(&m, "group"), 2);
	assert_int_equal(crm_mapping_column(&m, "nothing"), CRM_NO_COLUMN);
	crm_mapping_clear(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_aliases_are_found_in_either_language),
		cmocka_unit_test(case_width_blanks_signs_and_script_do_not_matter),
		cmocka_unit_test(the_noun_may_stand_before_the_field),
		cmocka_unit_test(one_slip_is_forgiven_in_a_long_name_only),
		cmocka_unit_test(the_better_of_two_headings_is_taken_and_the_other_left),
		cmocka_unit_test(two_equally_good_headings_are_no_guess),
		cmocka_unit_test(what_the_user_says_goes_before_guesses),
		cmocka_unit_test(a_heading_that_is_a_number_goes_before_a_place),
		cmocka_unit_test(what_is_not_there_names_the_nearest),
		cmocka_unit_test(a_file_without_columns_maps_nothing),
		cmocka_unit_test(purchases_and_scores_have_their_roles),
	};

	return cmocka_run_group_tests_name("mapping", tests, NULL, NULL);
}
