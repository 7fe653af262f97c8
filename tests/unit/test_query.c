/*
 * test_query.c - the language of queries: grammar, errors, and answers from facts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "customer.h"
#include "follow_up.h"
#include "interaction.h"
#include "order.h"
#include "person.h"
#include "query.h"
#include "response.h"
#include "sop.h"

enum { TODAY = 20779 };   /* 2026-11-22, a Sunday */

static struct crm_context context = {
	.clock = { .now = (int64_t)(TODAY + 1) * 86400 - 1 }, .currency = "TWD", .me = "amy"
};

/* --- one customer with a history ------------------------------------------------------------ */

#define AT(on, hour) .at = (int64_t)(on) * 86400 + (hour) * 3600, .day = (on)

static const struct crm_order_fact orders[] = {
	{ .id = 1, AT(TODAY - 400, 9), .base = 500000, .counts = true, .open = true },
	{ .id = 2, AT(TODAY - 100, 9), .base = 250000, .counts = true },
	{ .id = 3, AT(TODAY - 20, 9), .base = 9900000, .counts = false },   /* cancelled */
	{ .id = 4, AT(TODAY - 10, 9), .base = 100000, .counts = true, .open = true },
	{ .id = 5, AT(TODAY + 5, 9), .base = 700000, .counts = true },
};

static const struct crm_contact_fact contacts[] = {
	{ .id = 1, AT(TODAY - 60, 10), .contact = true, .outbound = true },
	{ .id = 2, AT(TODAY - 31, 10), .contact = true, .outbound = false },
	{ .id = 3, AT(TODAY - 1, 10), .contact = false, .outbound = true },   /* nobody answered */
};

static const struct crm_response_fact responses[] = {
	{ .id = 1, .day = TODAY - 50, .metric = 'n', .score = CRM_SET(9) },
	{ .id = 2, .day = TODAY - 40, .metric = 'n', .score = CRM_SET(6) },
	{ .id = 3, .day = TODAY - 30, .metric = 'n' },                        /* not answered */
	{ .id = 4, .day = TODAY - 20, .metric = 'c', .score = CRM_SET(4) },
};

static const char *const tags[] = { "vip", "台北", "press" };

static const struct crm_person_fact persons[] = {
	{ .decides = true, .left = CRM_SET(TODAY - 3) },
	{ .decides = true, .left = CRM_SET(TODAY + 9) },
	{ .decides = false },
};

static const struct crm_known_fact knowledge[] = {
	{ .kind = 'n', .from = TODAY - 90, .until = CRM_SET(TODAY - 1) },
	{ .kind = 'n', .from = TODAY - 90, .until = CRM_SET(TODAY) },
	{ .kind = 'n', .from = TODAY + 4 },
	{ .kind = 'p', .from = TODAY - 5 },
};

static const struct crm_text_fact said[] = {
	{ .text = "王明\nwang@acme.tw" },
	{ .text = "要准时", .from = CRM_SET(TODAY - 7) },
	{ .text = "moves to linz", .from = CRM_SET(TODAY + 6) },
	{ .text = NULL },
};

static struct crm_customer mei = {
	.id = 1, .name = "陳美 O'Neill", .tier = "vip", .stage = "purchase", .owner = "amy",
	.city = "台北", .email = "Mei@Example.com", .email_key = "mei@example.com",
	.phone = "(02) 2345-6789", .phone_key = "0223456789", .ref = "SAP-17",
	.since = CRM_SET((int64_t)(TODAY - 500) * 86400), .birthday = CRM_SET(TODAY - 365 * 40),
	.notes = "Likes 100% \"green tea\"", .refuses = "sms,phone",
	.search = "陈美 o'neill\nmei@example.com\n(02) 2345-6789\nlikes 100% \"green tea\""
};

static struct crm_facts
facts_of_mei(void)
{
	return (struct crm_facts){
		.type = &crm_customer_type, .customer = &mei, .since = TODAY - 500,
		.orders = 5, .order = orders, .contacts = 3, .contact = contacts,
		.responses = 4, .response = responses, .tags = 3, .tag = tags,
		.persons = 3, .person = persons, .known = 4, .knowledge = knowledge,
		.texts = 4, .text = said,
	};
}

static bool
holds(const char *text)
{
	struct crm_facts facts = facts_of_mei();
	struct crm_query *query;
	struct crm_fault why;
	bool answer;

	if (crm_query_parse(&query, &crm_customer_type, text, &context, &why))
		fail_msg("%s: byte %zu: %s", text, why.at, why.text);
	answer = crm_query_holds(query, &facts, TODAY);
	crm_query_free(query);
	return answer;
}

static void
check_all(const char *const *texts, bool expected)
{
	for (; *texts; texts++)
		if (holds(*texts) != expected)
			fail_msg("%s should %shold", *texts, expected ? "" : "not ");
}

#define HOLD(...) check_all((const char *const[]){ __VA_ARGS__, NULL }, true)
#define FAIL(...) check_all((const char *const[]){ __VA_ARGS__, NULL }, false)

static void
check_error(const struct crm_type *type, const char *text, size_t at, const char *part)
{
	struct crm_query *query;
	struct crm_fault why = { .at = 9999 };

	assert_int_equal(crm_query_parse(&query, type, text, &context, &why), CRM_INVALID);
	assert_null(query);
	if (why.at != at || !strstr(why.text, part))
		fail_msg("%s: byte %zu: %s", text, why.at, why.text);
}

static void
wrong(const char *text, size_t at, const char *part)
{
	check_error(&crm_customer_type, text, at, part);
}

/* --- grammar -------------------------------------------------------------------------------- */

static void
an_empty_query_holds_for_all(void **state)
{
	(void)state;
	HOLD("", "  \t\n");
}

static void
or_binds_loosest_and_not_tightest(void **state)
{
	(void)state;
	/* (false and false) or true; the other grouping would be false */
	HOLD("tier=low tier=low or tier=vip", "tier=vip or tier=low tier=low",
	     "tier=vip or tier=low and tier=low", "not tier=low or tier=low",
	     "not tier=low tier=vip", "not not tier=vip", "NOT tier=low AND tier=vip OR tier=low");
	FAIL("(tier=vip or tier=low) tier=low", "tier=low (tier=low or tier=vip)",
	     "not (tier=low or tier=vip)", "not tier=vip tier=low", "not not not tier=vip",
	     "not(tier=vip)", "((tier=low)or(tier=ordinary))");
}

static void
quotation_marks_keep_blanks_commas_and_keywords(void **state)
{
	(void)state;
	HOLD("name=\"陳美 O'Neill\"", "notes~'\"green tea\"'", "notes~\"\"\"green tea\"\"\"",
	     "\"green tea\"", "not \"or\"", "owner=bob,'amy'", "name='陳美 O''Neill'");
	FAIL("owner=\"bob,amy\"", "owner='none'");
	wrong("city=\"台北", 5, "never closed");
	wrong("city='a'b", 8, "blank");
}

static void
parentheses_inside_a_word_belong_to_it(void **state)
{
	(void)state;
	FAIL("name=Acme(TW)", "(name=Acme(TW) or name=f(x))");
	HOLD("(tier=vip)", "(not name=Acme(TW))");
}

static void
a_word_form_is_the_same_as_its_sign(void **state)
{
	(void)state;
	HOLD("tier.is=vip", "tier.not=low", "spend_12m.over=3499", "spend_12m.min=3500",
	     "spend_12m.max=3500", "spend_12m.under=3501", "last_contact.before=-30d",
	     "last_contact.after=-32d", "name.has=neill");
	FAIL("spend_12m.over=3500", "spend_12m.under=3500", "last_contact.before=-31d");
}

static void
errors_point_at_the_character(void **state)
{
	(void)state;
	wrong("tier=vip onwer=amy", 9, "owner");
	wrong("tier=gold", 5, "vip, ordinary or low");
	wrong("tier=vip,gold", 9, "ordinary");
	wrong("tier=", 5, "missing");
	wrong("tier= vip", 5, "missing");
	wrong("spend > 100", 6, "without blanks");
	wrong("spend>", 6, "missing");
	wrong("spend>1,2", 7, "more than one");
	wrong("(tier=vip", 0, "never closed");
	wrong("tier=vip)", 8, "closes nothing");
	wrong("()", 1, "missing");
	wrong("not", 3, "missing");
	wrong("tier=vip or", 11, "missing");
	wrong("or tier=vip", 0, "between two terms");
	wrong("tier=vip and and tier=vip", 13, "between two terms");
	wrong("referrer.onwer=amy", 9, "owner");
	wrong("city.name=x", 0, "refers to no other");
	wrong("orders_2x>1", 0, "orders");
	wrong("last_order_12m=none", 0, "last_order");
	wrong("tier~v", 4, "no text");
	wrong("city<台北", 4, "is text");
	wrong("since=2026-02-31", 6, "28 days");
	wrong("orders=many", 7, "whole number");
	wrong("spend>'USD 5'", 6, "TWD");
	wrong("spend>1.234", 6, "");
	wrong("orders=none", 7, "never absent");
	wrong("spend>none", 6, "= or !=");
	wrong("referrer=amy", 9, "C12");
	wrong("tags=vip", 0, "tag:vip");
	wrong("tag:", 4, "no tag");
	wrong("tier=vip tag:", 13, "no tag");
	wrong("tag:vip,", 8, "no tag");
	wrong("tag:vip,+press", 8, "does not begin with +");
	wrong("tag:'big account'", 4, "one word");
	wrong("tag:'vip", 4, "never closed");
	wrong("\"\"", 0, "nothing to search");
	wrong("city=\xff", 5, "");
	wrong("tier=vip person.rol=pays", 16, "a person has no `rol'; perhaps role");
	wrong("person.name<x", 11, "is text");
	wrong("person.=x", 7, "a person has no `'");
	wrong("fact.expires=gestern", 13, "is not a date");
	wrong("fact.text=", 10, "missing");
	wrong("person.name.title=x", 7, "refers to no other");
	wrong("persons.name=x", 0, "refers to no other");
	check_error(&crm_order_type, "items=x", 0, "cannot be searched");
	check_error(&crm_order_type, "spent>1", 0, "order has no `spent'; perhaps spend");
	check_error(&crm_interaction_type, "O9", 0, "no interaction");
	check_error(&crm_follow_up_type, "contact=yes", 0, "follow_up has no");
}

/* n times a text, then another, to be freed */
static char *
repeat(const char *text, size_t n, const char *end)
{
	char *out = calloc(strlen(text) * n + strlen(end) + 1, 1), *p = out;

	while (n--)
		p = stpcpy(p, text);
	strcpy(p, end);
	return out;
}

static void
what_is_too_long_or_too_deep_is_refused(void **state)
{
	static const struct { const char *text; size_t n; const char *end, *part; } cases[] = {
		{ "(", 5000, "", "nested too deeply" },
		{ "not ", 3000, "x", "nested too deeply" },
		{ "a ", 251, "", "too many terms" },
		{ "a or ", 300, "a", "too many terms" },
		{ "a", 20000, "", "too long" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *text = repeat(cases[i].text, cases[i].n, cases[i].end);
		struct crm_query *query;
		struct crm_fault why;

		assert_int_equal(crm_query_parse(&query, &crm_customer_type, text, &context, &why),
		                 CRM_INVALID);
		assert_non_null(strstr(why.text, cases[i].part));
		free(text);
	}
	char *fits = repeat("(not ", 49, "tier=low");
	char *closed = repeat(")", 49, "");
	char *whole = calloc(strlen(fits) + strlen(closed) + 1, 1);

	strcat(strcat(whole, fits), closed);
	HOLD(whole);
	free(fits);
	free(closed);
	free(whole);
}

/* --- comparisons ---------------------------------------------------------------------------- */

static void
absence_is_two_valued(void **state)
{
	(void)state;
	HOLD("not industry=shoes", "not industry!=shoes", "industry=none", "industry!=any",
	     "owner=any", "owner!=none", "not industry=any", "industry=none,shoes",
	     "referrer=none", "not ces<3", "ces=none",
	     "not last_contact=none", "owner!=none,bob");
	FAIL("industry=shoes", "industry!=shoes", "not industry=none", "industry=any",
	     "ces<3", "ces>=3", "owner=none", "owner!=amy,bob", "owner!=any");
}

static void
me_is_who_asks(void **state)
{
	(void)state;
	HOLD("owner=me", "owner=bob,me");
	FAIL("owner!=me", "name=me");
}

static void
words_stand_in_the_order_of_their_list(void **state)
{
	(void)state;
	HOLD("stage>=consideration", "stage>interest", "stage<=purchase", "stage<loyalty", "stage=PURCHASE");
	FAIL("stage>purchase", "stage<purchase", "stage>=loyalty", "stage!=purchase");
}

static void
texts_are_compared_whole_or_contained(void **state)
{
	(void)state;
	HOLD("city=台北", "city=台中,台北", "city~台", "name~NEILL", "name~x,o'n", "notes~100%",
	     "email=mei@EXAMPLE.com", "phone=02-2345-6789", "phone='(02)23456789'", "ref:SAP-17");
	FAIL("city=台", "city!=台北", "city!=台中,台北", "name=neill", "name~x,y", "email!=mei@example.com",
	     "email=mei@example", "ref:SAP-1");
}

static void
free_words_are_folded_and_must_all_occur(void **state)
{
	(void)state;
	HOLD("陳", "陈美", "NEILL", "ＮＥＩＬＬ 陳", "\"GREEN  tea\"", "tea likes", "100%", "example.com");
	FAIL("陳 bob", "bob", "\"tea green\"", "10_%", "not 陳");
}

static void
free_words_look_at_people_and_at_facts_from_their_day_on(void **state)
{
	(void)state;
	HOLD("王明", "WANG@acme", "準時", "陳 準時 王", "not linz");
	FAIL("linz", "王 李", "\"王明 wang\"");
}

static void
a_list_of_words_has_them_or_not(void **state)
{
	(void)state;
	HOLD("refuses=phone", "refuses=SMS", "refuses=email,phone", "refuses!=email", "refuses!=email,line",
	     "refuses=any", "refuses~pho", "refuses=\"sms\"");
	FAIL("refuses=email", "refuses=all", "refuses!=phone", "refuses!=email,phone", "refuses=none");
	wrong("refuses=\"sms,phone\"", 8, "one word at a time");
	wrong("refuses=phon", 8, "there is no `phon'");
	check_error(&crm_person_type, "role=decide", 5, "there is no `decide'");
}

static void
a_date_stands_for_its_whole_span(void **state)
{
	(void)state;
	HOLD("last_order=2026-11", "last_order=2026-11-12", "last_order=2026-Q4", "last_order=2026",
	     "last_order<2026-11-13", "last_order>=2026-11-12", "last_order<=2026-11-12",
	     "last_order>2026-11-11", "last_order<=2026-11", "last_order='2026-11-12 09:00'",
	     "last_order<'2026-11-12 09:01'", "birthday<-39y", "birthday=1986-12-02");
	FAIL("last_order=2026-10", "last_order>2026-11", "last_order<2026-11", "last_order!=2026-11-12",
	     "last_order>2026-11-12", "last_order<2026-11-12", "last_order>'2026-11-12 09:00'",
	     "birthday<-40y");
}

static void
relative_dates_are_civil_days(void **state)
{
	(void)state;
	HOLD("last_contact<-30d", "last_contact=-31d", "last_contact<=-31d", "last_contact>=-31d",
	     "last_contact=-1m", "last_contact>-32d", "since<today", "last_order<fri");
	FAIL("last_contact<-31d", "last_contact=-30d", "last_contact>-31d", "last_order>-1w");
}

static void
facts_count_what_has_happened_by_then(void **state)
{
	(void)state;
	HOLD("orders=3", "spend=8500", "average_order=2833.33", "orders_12m=2", "spend_12m=3500",
	     "orders_10d=0", "orders_11d=1", "spend_2w=1000", "orders_1y=2", "first_order=2025-10-18",
	     "last_order=-10d", "contacts=2", "contacts_in=1", "contacts_out=1", "contacts_31d=0",
	     "contacts_32d=1", "last_contact_out=-60d", "last_contact_in=-31d", "nps=6", "csat=4",
	     "average_order_12m=1750", "open_orders=2", "open_orders_1m=1");
}

static void
a_tag_is_on_the_customer_or_not(void **state)
{
	(void)state;
	HOLD("tag:vip", "tag:VIP", "tag:ＶＩＰ", "tag:臺北", "tag:lost,press", "not tag:lost", "tag:any",
	     "tag:none,vip", "(tag:lost or tag:press) tier=vip", "not tag:none", "tag:\"vip\"");
	FAIL("tag:vi", "tag:lost", "not tag:vip", "tag:none", "not tag:any", "tag:vip tag:lost", "vip");
}

static void
people_and_needs_count_while_they_are_there(void **state)
{
	(void)state;
	HOLD("persons=2", "deciders=1", "needs=1", "pains=1", "needs>0 deciders<2", "not needs=0");
	FAIL("persons=3", "deciders=0", "needs=2", "pains=0");
	wrong("needs=none", 6, "never absent");
	wrong("persons_30d=1", 0, "persons");
}

static void
an_id_is_its_record(void **state)
{
	struct crm_query *query;
	struct crm_fault why;

	(void)state;
	HOLD("C1", "id=C1", "C2 or C1", "O3", "I2", "S4", "id<C2", "not F9");
	FAIL("C12", "id=C2", "O9", "I9", "S9");
	assert_int_equal(crm_query_parse(&query, &crm_follow_up_type, "C1 F3", &context, &why), 0);
	crm_query_free(query);
	assert_int_equal(crm_query_parse(&query, &crm_order_type, "O9", &context, &why), 0);
	crm_query_free(query);
}

static void
names_lead_over_references(void **state)
{
	static const char *const texts[] = {
		"customer.tier=vip", "customer.spend_12m>1000", "customer.referrer.city=台北",
		"customer_name=陳美", "customer.state=silent", "when=2026-11", "C1", "王",
		"tier=vip", "spend>1", "referrer.city=台北", "tag:vip",
	};
	struct crm_query *query;
	struct crm_fault why;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (crm_query_parse(&query, &crm_order_type, texts[i], &context, &why))
			fail_msg("%s: %s", texts[i], why.text);
		crm_query_free(query);
	}
	FAIL("referrer.city=台北");   /* not among the facts */
	check_error(&crm_order_type, "customer.referrer.referrer.referrer.referrer.name=x", 36, "too many");
}

/* --- classes -------------------------------------------------------------------------------- */

static void
state_is_the_first_class_that_holds(void **state)
{
	struct crm_class classes[] = {
		{ .axis = "tone", .name = "new", .when.text = "" },
		{ .axis = "state", .name = "prospect", .when.text = "orders=0" },
		{ .axis = "state", .name = "active", .when.text = "last_order>=-9d" },
		{ .axis = "state", .name = "silent", .when.text = "last_order>=-30d state=none" },
		{ .axis = "state", .name = "lost" },
	};
	struct crm_sop sop = { .classes = 5, .class = classes };
	struct crm_facts facts = facts_of_mei();
	struct crm_query *query;
	struct crm_fault why;

	(void)state;
	facts.sop = &sop;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(crm_query_parse(&classes[i].when.query, &crm_customer_type, classes[i].when.text,
		                                 &context, &why), 0);
	assert_int_equal(crm_query_parse(&query, &crm_customer_type, "state=silent", &context, &why), 0);
	assert_true(crm_query_holds(query, &facts, TODAY));
	assert_false(crm_query_holds(query, &facts, TODAY - 1));   /* ordered 9 days before: active */
	assert_false(crm_query_holds(query, &facts, TODAY + 5));   /* and again */
	assert_int_equal(crm_query_next_change(query, &facts, TODAY), TODAY + 5);
	crm_query_free(query);
	FAIL("state=silent", "state=any");   /* without rules there is none */
	for (size_t i = 0; i < 4; i++)
		crm_query_free(classes[i].when.query);
}

/* --- time ----------------------------------------------------------------------------------- */

static const char *const in_time[] = {
	"last_contact<-30d", "last_contact=-45d", "last_order>=-1m", "orders_30d>0", "spend_12m>=2000",
	"orders_1m=0", "contacts_2w=0", "first_order<-1y", "birthday<-40y", "nps<7", "since<-18m",
	"last_order=fri", "last_order<=sun", "last_order>'-50h'", "last_order=2026-11", "last_order=today",
	"last_order>+3d", "average_order_90d>1000", "last_contact_in<-3m or orders_1y>2", "tier=vip",
	"not (spend_12m>=2000 last_contact<-30d)", "orders_12w>1 contacts_6m<2", "last_order=yesterday",
	"needs=1", "needs=0", "needs>1", "deciders=0", "persons<3 pains=1", "open_orders_30d=1", "tag:vip",
	"準時", "linz or 陳 明", "not 準時"
};

static void
no_change_in_time_is_missed(void **state)
{
	struct crm_facts facts = facts_of_mei();

	(void)state;
	for (size_t i = 0; i < sizeof in_time / sizeof *in_time; i++) {
		struct crm_query *query;
		struct crm_fault why;
		int64_t next = TODAY - 450;

		if (crm_query_parse(&query, &crm_customer_type, in_time[i], &context, &why))
			fail_msg("%s: %s", in_time[i], why.text);
		for (int64_t day = TODAY - 450; day < TODAY + 600; day++) {
			bool now = crm_query_holds(query, &facts, day);

			if (day >= next)
				next = crm_query_next_change(query, &facts, day);
			assert_true(next > day);
			if (crm_query_holds(query, &facts, day + 1) != now && next != day + 1)
				fail_msg("%s changes on day %d, not on %d", in_time[i], (int)day + 1, (int)next);
		}
		crm_query_free(query);
	}
}

static void
what_never_changes_says_so(void **state)
{
	static const char *const texts[] = { "tier=vip", "since<2020", "birthday<-39y", "陳", "C1",
	                                     "nps>3", "tag:vip", "王明", "person.role=uses", "" };
	struct crm_facts facts = facts_of_mei();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct crm_query *query;
		struct crm_fault why;

		assert_int_equal(crm_query_parse(&query, &crm_customer_type, texts[i], &context, &why), 0);
		assert_true(crm_query_next_change(query, &facts, TODAY) == INT64_MAX);
		crm_query_free(query);
	}
}

static void
rules_may_only_look_at_facts(void **state)
{
	static const struct { const char *text; int at; } cases[] = {
		{ "tier=vip spend>1 王 C1 O3", -1 }, { "state=silent", -1 }, { "referrer=any", -1 },
		{ "tier=vip referrer.city=x", 9 }, { "not next_due<today", 4 },
		{ "(tier=vip or open_follow_ups>1)", 13 }, { "F3", 0 },
		{ "tag:vip needs>0 deciders=0", -1 }, { "tag:vip P3", 8 }, { "not N2", 4 },
		{ "王 not person.role=pays", 8 }, { "(tier=low or fact.text~x)", 13 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct crm_query *query;
		struct crm_fault why;

		assert_int_equal(crm_query_parse(&query, &crm_customer_type, cases[i].text, &context, &why), 0);
		if (cases[i].at < 0) {
			assert_int_equal(crm_query_check_factual(query, &why), 0);
		} else {
			assert_int_equal(crm_query_check_factual(query, &why), CRM_INVALID);
			assert_int_equal(why.at, cases[i].at);
		}
		crm_query_free(query);
	}
}

static void
a_query_tells_what_it_looks_at(void **state)
{
	static const struct { const char *query, *name; bool looks; } cases[] = {
		{ "tag:vip", "tags", true }, { "not (owner=amy or tag:none)", "tags", true },
		{ "owner=amy 王", "tags", false }, { "needs>0", "needs", true }, { "needs>0", "tags", false },
		{ "spend_12m>0", "spend", true }, { "deciders=0", "persons", false },
		{ "owner=amy", "owner", true }, { "王", "search", true },
		{ "person.name=x", "name", false }, { "person.name=x", "persons", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct crm_field named = { .name = cases[i].name };
		struct crm_query *query;
		struct crm_fault why;

		assert_int_equal(crm_query_parse(&query, &crm_customer_type, cases[i].query, &context, &why), 0);
		if (crm_query_looks_at(query, &named) != cases[i].looks)
			fail_msg("%s and %s: not %d", cases[i].query, cases[i].name, cases[i].looks);
		crm_query_free(query);
	}
}

/* --- operands ------------------------------------------------------------------------------- */

static void
operands_become_terms(void **state)
{
	static struct { char *operand[4]; const char *query; } cases[] = {
		{ { "tier=vip", "spend>3" }, "tier=vip spend>3" },
		{ { "name=van Gogh" }, "name=\"van Gogh\"" },
		{ { "name=van Gogh", "not", "tier=vip" }, "name=\"van Gogh\" not tier=vip" },
		{ { "name=5\" pipe" }, "name=\"5\"\" pipe\"" },
		{ { "green tea", "王" }, "\"green tea\" 王" },
		{ { "tier=vip or owner=amy" }, "tier=vip or owner=amy" },
		{ { "tag:vip or tag:press", "tier=vip" }, "(tag:vip or tag:press) tier=vip" },
		{ { "tier=vip or owner=amy", "city=x" }, "(tier=vip or owner=amy) city=x" },
		{ { "(tier=vip or", "owner=amy)" }, "(tier=vip or owner=amy)" },
		{ { "(", "a", "or", ")" }, "( a or )" },
		{ { "\"green tea\" tier=vip" }, "\"green tea\" tier=vip" },
		{ { "name='van Gogh'" }, "name='van Gogh'" },
		{ { "" }, "\"\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n = 0;
		char *text;

		while (n < 4 && cases[i].operand[n])
			n++;
		text = crm_query_join(cases[i].operand, n);
		assert_string_equal(text, cases[i].query);
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_query_holds_for_all),
		cmocka_unit_test(or_binds_loosest_and_not_tightest),
		cmocka_unit_test(quotation_marks_keep_blanks_commas_and_keywords),
		cmocka_unit_test(parentheses_inside_a_word_belong_to_it),
		cmocka_unit_test(a_word_form_is_the_same_as_its_sign),
		cmocka_unit_test(errors_point_at_the_character),
		cmocka_unit_test(what_is_too_long_or_too_deep_is_refused),
		cmocka_unit_test(absence_is_two_valued),
		cmocka_unit_test(me_is_who_asks),
		cmocka_unit_test(words_stand_in_the_order_of_their_list),
		cmocka_unit_test(texts_are_compared_whole_or_contained),
		cmocka_unit_test(free_words_are_folded_and_must_all_occur),
		cmocka_unit_test(free_words_look_at_people_and_at_facts_from_their_day_on),
		cmocka_unit_test(a_list_of_words_has_them_or_not),
		cmocka_unit_test(a_date_stands_for_its_whole_span),
		cmocka_unit_test(relative_dates_are_civil_days),
		cmocka_unit_test(facts_count_what_has_happened_by_then),
		cmocka_unit_test(a_tag_is_on_the_customer_or_not),
		cmocka_unit_test(people_and_needs_count_while_they_are_there),
		cmocka_unit_test(an_id_is_its_record),
		cmocka_unit_test(names_lead_over_references),
		cmocka_unit_test(state_is_the_first_class_that_holds),
		cmocka_unit_test(no_change_in_time_is_missed),
		cmocka_unit_test(what_never_changes_says_so),
		cmocka_unit_test(rules_may_only_look_at_facts),
		cmocka_unit_test(a_query_tells_what_it_looks_at),
		cmocka_unit_test(operands_become_terms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
