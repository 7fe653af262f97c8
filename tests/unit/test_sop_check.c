/* What sop_check.h promises. */
#include "database.h"

#include <stdio.h>

#include "db.h"
#include "noun.h"
#include "select.h"
#include "sop_check.h"

static char told[8192];

/* What the checks say of a text. */
static const char *
check(crm *db, const char *text)
{
	const struct crm_sop_file file = { "a.sop", (char *)text, NULL };
	struct crm_sop_faults faults = { 0 };
	struct crm_sop *sop = NULL;
	size_t at = 0;
	int error = crm_sop_check(db, &file, &sop, &faults);

	assert_int_equal(error, faults.n ? CRM_INVALID : 0);
	assert_int_equal(!sop, faults.n > 0);
	*told = '\0';
	for (size_t i = 0; i < faults.n; i++)
		at += (size_t)snprintf(told + at, sizeof told - at, "%d: %s\n", faults.fault[i].line,
		                       faults.fault[i].text);
	for (size_t i = 0; i < faults.notes; i++)
		at += (size_t)snprintf(told + at, sizeof told - at, "note %d: %s\n", faults.note[i].line,
		                       faults.note[i].text);
	crm_sop_faults_clear(&faults);
	crm_sop_free(sop);
	return told;
}

static void
the_built_in_procedure_has_no_faults(void **state)
{
	crm *db = *state;

	assert_non_null(crm_sop(db));
	assert_string_equal(check(db, crm_sop(db)->text), "");
}

static void
somebody_is_left_to_stand_in(void **state)
{
	crm *db = *state;

#define STAYS " what is due stays theirs, as there is no manager who is there\n"
#define AWAY(from, to) "away = 2026-12-" from "..2026-12-" to "\n"
	assert_string_equal(check(db, "[staff a]\ndeputy = b\n" AWAY("01", "14")
	                              "[staff b]\ndeputy = a\n" AWAY("15", "20")), "");
	assert_string_equal(check(db, "[staff a]\ndeputy = b\n" AWAY("01", "14")
	                              "[staff b]\ndeputy = c\n" AWAY("10", "20") "[staff c]\n"), "");
	assert_string_equal(check(db, "[staff a]\ndeputy = b\n" AWAY("01", "14")
	                              "[staff b]\ndeputy = a\n" AWAY("10", "20")),
	                    "note 3: [staff a]: all who would stand in are away on 2026-12-10;" STAYS
	                    "note 6: [staff b]: all who would stand in are away on 2026-12-10;" STAYS);
	assert_string_equal(check(db, "[staff a]\ndeputy = b\nmanager = c\n" AWAY("01", "14")
	                              "[staff b]\ndeputy = a\n" AWAY("10", "20") "[staff c]\n"
	                              "manager = d\n" AWAY("12", "12") "[staff d]\n"),
	                    "note 4: [staff a]: all who would stand in are away on 2026-12-10; what is due"
	                    " falls to the manager, c\n"
	                    "note 7: [staff b]: all who would stand in are away on 2026-12-10;" STAYS
	                    "note 10: [staff c] is away on 2026-12-12 and has no deputy; what is due falls"
	                    " to the manager, d\n");
#undef STAYS
#undef AWAY
}

static void
names_must_be_explained(void **state)
{
	crm *db = *state;

	assert_string_equal(check(db, "[staff lin]\nmanager = wan\ndeputy = lin\n[staff wang]\nlogin=lin\n"
	                              "away = 2026-01-01..2026-01-02\n"),
	                    "2: manager: there is no [staff wan]; perhaps wang\n"
	                    "3: deputy: [staff lin] is nobody else; name another\n"
	                    "5: login: `lin' is [staff lin]'s already\n"
	                    "note 6: [staff wang] is away on 2026-01-01 and has no deputy; what is due"
	                    " stays theirs, as there is no manager who is there\n");
	assert_string_equal(check(db, "[staff lin]\n[late]\ncopy = 5d\n"),
	                    "1: [staff lin] has no mail, and [late] sends some; `mail ="
	                    " lin@example.com' would do\n");
	assert_string_equal(check(db, "[staff lin]\n[cadence a]\nevery = 1m\nwhen = owner=amy\n"),
	                    "4: [cadence a]: owner: there is no [staff amy]\n");
	assert_string_equal(check(db, "[cadence a]\nevery = 1m\nwhen = owner=amy\n"), "");
	assert_string_equal(check(db, "[cadence a]\nevery = 1m\nclass = cld\n[class cold]\n"
	                              "[cadence b]\nevery = 1w\nwhen = state=lost segment=x\n"),
	                    "3: [cadence a]: there is no [class cld]; perhaps cold\n"
	                    "7: [cadence b]: there is no [state lost]\n"
	                    "7: [cadence b]: there is no [segment x]\n");
}

/* What follows from a line that is told already is not; what does not is. */
static void
all_faults_are_found_at_once(void **state)
{
	crm *db = *state;

	assert_string_equal(check(db,
		"[sop]\nhours = mon-fri 9-18\n[staff lin]\nmanager = wang\n"
		"[class big]\nwhen = orders>\n[class few]\nwhen = orders=1\n[class some]\nwhen = orders<9\n"
		"[cadence a]\nevry = 1w\n[cadence b]\nclass = big\nevery = 1m\n"
		"[cadence c]\nclass = bgi\nevery = 1y\n[cadence d]\nevery = 1d\n[cadence e]\nevery = 2m\n"
		"[limit]\ncap = 3 per 1w\n"),
		"2: hours: hours are written 09:00-18:00\n"
		"4: manager: there is no [staff wang]\n"
		"6: class big: when = orders>: a value is missing here; `none' stands for absent\n"
		"9: [class some] and [class few] (line 7) can both hold (1 order, 2026-11-22); say in"
		" [order] which goes first\n"
		"12: [cadence] has no key `evry'; perhaps every\n"
		"17: [cadence c]: there is no [class bgi]; perhaps big\n"
		"20: [cadence d]: no cap allows it: it asks for 7 contacts in 7 days, and [limit] (line 23)"
		" allows 3 (anybody)\n"
		"21: [cadence e]: two intervals for one class: [cadence d] (line 19) has the same condition;"
		" keep one of them\n");
}

static void
what_follows_from_a_fault_is_not_told(void **state)
{
	crm *db = *state;

	/* Nobody knows who is big, nor that nobody is lost, nor in what order. */
	assert_string_equal(check(db, "[class big]\nwhen = x>\n[class all]\n[cadence a]\nclass = big\n"
	                              "every = 1w\n[cadence b]\nwhen = class=big orders>1\nevery = 2w\n"),
	                    "2: class big: when = x>: a customer has no `x'; perhaps id\n");
	assert_string_equal(check(db, "[order]\nclass = a b, c\n[class a]\nwhen = orders>1\n[class c]\n"
	                              "when = orders>2\n"),
	                    "2: class: there is no [class a b], or it is named twice\n"
	                    "2: class: [class a] (line 3) is missing\n");
	assert_string_equal(check(db, "[order]\nclas = a, c\n[class a]\nwhen = orders>1\n[class c]\n"
	                              "when = orders>2\n"), "2: [order] has no key `clas'; perhaps class\n");
	/* A limit that cannot be read may let through what the next does not. */
	assert_string_equal(check(db, "[cadence a]\nevery = 1d\n[limit x]\nwhen = orders\ncap = 9 in 1w\n"
	                              "[limit]\ncap = 1 per 1w\n"),
	                    "5: cap: write `3 per 1w', `none' or `0' (nobody is contacted), not `9 in 1w'\n");
	assert_string_equal(check(db, "[limit]\nquiet = 09:00-08:30\n[sop]\nhours = sunday\n"),
	                    "4: hours: hours are written 09:00-18:00\n");
	/* A deputy may be there who cannot be read, and an address. */
	assert_string_equal(check(db, "[late]\ncopy = 5d\n[staff a]\ndeputi = b\nmail a@example.com\n"
	                              "away = 2026-12-01..2026-12-02\n[staff b]\nmail = b@example.com\n"),
	                    "4: [staff] has no key `deputi'; perhaps deputy\n"
	                    "5: a line is `key = value', a [section], or a comment after #; not"
	                    " `mail a@example.com'\n");
	assert_string_equal(check(db, "[clas a]\nwhen = class=a\n[cadence x]\nclass = a\nevery = 1w\n"),
	                    "1: there is no section [clas]; perhaps class or play\n"
	                    "2: [class a]: a circle: its condition looks at class\n");
	assert_string_equal(check(db, "[staff a\nmail=a@example.com\ndeputy=b\n[staff b] x\ndeputy=a\n"),
	                    "1: a section is a line like [cadence weekly]: `[staff a' lacks the `]'\n"
	                    "4: a section is a line like [cadence weekly]: `[staff b] x' has more behind"
	                    " the `]'\n");
	/* One line of points is not known, the others are as they were. */
	assert_string_equal(check(db, "[value]\nloyalty = 1 when x=1\nloyalty = 2 when orders>1\n"
	                              "loyalty = 3 when orders>2\n[segment s]\nwhen = value_score>9\n"),
	                    "2: value: when = x=1: a customer has no `x'; perhaps id\n"
	                    "4: [value] loyalty can never win: wherever it holds, [value] loyalty (line 3)"
	                    " holds too, and goes first\n");
}

static void
circles_are_told(void **state)
{
	crm *db = *state;

	assert_string_equal(check(db, "[class a]\nwhen = class=b\n[class b]\n"),
	                    "2: [class a]: a circle: its condition looks at class\n");
	assert_string_equal(check(db, "[class a]\nwhen = segment=x\n[segment x]\nwhen = value_score>1\n"
	                              "[value]\nloyalty = 1 when class=a\nloyalty = 2 when orders>1\n"),
	                    "2: [class a]: a circle: it looks at segment, and that looks at class\n"
	                    "4: [segment x]: a circle: it looks at value_score, and that looks at"
	                    " segment\n"
	                    "6: [value] loyalty: a circle: it looks at class, and that looks at"
	                    " value_score\n");
	assert_string_equal(check(db, "[class a]\nwhen = tier=vip\n[tier vip]\nwhen = orders>1\n"), "");
}

static void
classes_that_can_both_hold_need_an_order(void **state)
{
	crm *db = *state;

	assert_string_equal(check(db, "[class few]\nwhen = orders=1\n[class many]\nwhen = orders>1\n"
	                              "[class rest]\n"), "");
	OK(crm_set_now(db, "2026-11-22", true));
	assert_non_null(strstr(check(db, "[class a]\nwhen = orders>=2\n[class b]\nwhen = spend_12m>=10\n"),
	                       "3: [class b] and [class a] (line 1) can both hold ("));
	assert_string_equal(check(db, "[class a]\nwhen = orders>=2\n[class b]\nwhen = spend_12m>=10\n"
	                              "[order]\nclass = b, a\n"), "");
	/* Of what cannot be made up nothing is said. */
	assert_string_equal(check(db, "[class a]\nwhen = 王\n[class b]\nwhen = 陳\n"), "");
	assert_non_null(strstr(check(db, "[class a]\nwhen = tag:x\n[class b]\nwhen = tag:y\n"),
	                       "can both hold (tags: "));
	assert_string_equal(check(db, "[class a]\nwhen = tag:x\n[class b]\nwhen = not tag:x\n"), "");
}

static void
what_comes_too_late_never_wins(void **state)
{
	crm *db = *state;

	assert_string_equal(check(db, "[order]\nstate = lost, new\n[state lost]\n[state new]\n"
	                              "when = orders=1\n"),
	                    "4: [state new] can never win: wherever it holds, [state lost] (line 3) holds"
	                    " too, and goes first\n");
	assert_string_equal(check(db, "[value]\nloyalty = 1 when orders>=2\nloyalty = 3 when orders>=5\n"
	                              "potential = 1 when orders>=2\n"),
	                    "3: [value] loyalty can never win: wherever it holds, [value] loyalty (line 2)"
	                    " holds too, and goes first\n");
	assert_string_equal(check(db, "[limit a]\nwhen = orders>1\ncap = 0\n[limit b]\nwhen = orders<=1\n"
	                              "cap = 1 per 1w\n[limit]\ncap = 3 per 1w\n"),
	                    "7: [limit] can never win: wherever it holds one of those that go first holds"
	                    " too, and goes first\n");
	assert_string_equal(check(db, "[segment x]\nwhen = orders>3 orders<2\n"),
	                    "2: [segment x] can hold for nobody; see its condition\n");
	/* Both need several moments: rules that can win are not told. */
	assert_string_equal(check(db, "[value]\n"
	                              "loyalty = 2 when first_order<-365d orders_12m>=4\n"
	                              "loyalty = 1 when orders_12m>=2 last_order<-30d average_order>=50\n"
	                              "[segment x]\nwhen = last_contact_in>=-7d last_contact_out<-30d"
	                              " contacts_60d=2\n"), "");
	assert_string_equal(check(db, "[value]\n"
	                              "loyalty = 2 when orders_30d=0 orders_90d=3 first_order<-730d"
	                              " spend_12m>=500 spend_12m<=501\n"
	                              "loyalty = 1 when orders=0 last_contact_in<-200d contacts_in_30d=0"
	                              " contacts_out_30d=4\n"
	                              "potential = 4 when orders_10d=2 orders_20d=4 orders_40d=5\n"
	                              "potential = 3 when average_order>=70 orders>=4\n"
	                              "potential = 2 when spend_3m>=1000\n"
	                              "potential = 1 when orders_1m>=7\n"), "");
}

static void
the_longer_of_two_intervals_never_wins(void **state)
{
	crm *db = *state;

	assert_string_equal(check(db, "[cadence a]\nevery = 1w\ntier = vip\n"
	                              "[cadence b]\nevery = 2w\ntier = vip\n"),
	                    "4: [cadence b]: two intervals for one class: [cadence a] (line 1) has the same"
	                    " condition; keep one of them\n");
	assert_string_equal(check(db, "[cadence a]\nevery = 1w\nwhen = orders>=2\n"
	                              "[cadence b]\nevery = 2w\nwhen = orders>=3\n"),
	                    "4: [cadence b] can never win: wherever it holds, [cadence a] (line 1) holds"
	                    " too, with an interval no longer\n");
	assert_string_equal(check(db, "[cadence a]\nevery = 1w\nwhen = orders>=3\n"
	                              "[cadence b]\nevery = 2w\nwhen = orders>=2\n"), "");
	assert_string_equal(check(db, "[cadence a]\nevery = 1w\n[cadence b]\nevery = 2w\n"
	                              "purpose = review\n[cadence c]\nevery = 2w\nanchor = order\n"), "");
}

static void
a_cadence_keeps_within_its_cap(void **state)
{
	crm *db = *state;

	assert_string_equal(check(db, "[cadence a]\nevery = 2d\ntier = vip\n[limit]\ncap = 3 per 1w\n"),
	                    "2: [cadence a]: no cap allows it: it asks for 4 contacts in 7 days, and"
	                    " [limit] (line 4) allows 3 (tier=vip)\n");
	assert_string_equal(check(db, "[cadence a]\nevery = 3d\ntier = vip\n[limit]\ncap = 3 per 1w\n"), "");
	assert_string_equal(check(db, "[cadence a]\nevery = 2d\ntier = vip\n[limit]\ncap = 3 per 1w\n"
	                              "[limit vip]\nwhen = tier=vip\ncap = none\n"), "");
	assert_string_equal(check(db, "[cadence a]\nevery = 1w\ntier = vip\n[limit x]\nwhen = orders=1\n"
	                              "cap = 0\n"), "");
	assert_non_null(strstr(check(db, "[cadence a]\nevery = 1w\nwhen = orders=1\n[limit x]\n"
	                                 "when = orders>0\ncap = 0\n"),
	                       "1: [cadence a]: no cap allows it: those for whom it holds may not be"));
}

static void
a_limit_leaves_time_for_a_contact(void **state)
{
	crm *db = *state;
	const char *fault = "[limit] leaves no time for a contact: no day has business hours that are not"
	                    " quiet; cap = 0 is for those who are never contacted\n";
	char expected[200];

	snprintf(expected, sizeof expected, "3: %s", fault);
	assert_string_equal(check(db, "[sop]\nhours=mon-fri 09:00-18:00\n[limit]\nquiet=08:00-19:00\n"
	                              "[cadence a]\nevery=1m\n"), expected);
	assert_string_equal(check(db, "[sop]\nhours=mon-fri 09:00-18:00\n[limit]\n"
	                              "no_days=mon,tue,wed,thu,fri\n[cadence a]\nevery=1m\n"), expected);
	assert_string_equal(check(db, "[sop]\nhours=mon-fri 09:00-18:00\n[limit]\nquiet=17:59-09:00\n"
	                              "[cadence a]\nevery=1m\n"), "");
	assert_string_equal(check(db, "[sop]\nhours=mon-fri 09:00-18:00\n[limit]\nquiet=08:00-19:00\n"
	                              "[channel letter]\nquiet=no\n[cadence a]\nevery=1m\n"), "");
	assert_string_equal(check(db, "[limit]\nquiet=18:00-17:59\n[cadence a]\nevery=1m\n"), "");
	assert_string_equal(check(db, "[sop]\nhours=sun 09:00-18:00\n[limit]\nno_days=sat\n[cadence a]\n"
	                              "every=1m\n"), "");
}

/* An axis whose conditions look at the next one, `terms' times each. */
static void
put_axis(FILE *out, const char *axis, const char *names[2], int terms, const char *looks)
{
	for (int i = 0; i < 2; i++) {
		fprintf(out, "[%s %s]\nwhen = ", axis, names[i]);
		for (int t = 0; t < terms; t++)
			fprintf(out, "%s(%s orders=%d)", t ? " or " : "", looks, 10 * i + t);
		fputs("\n", out);
	}
}

/* To be freed. */
static char *
nested(int terms)
{
	size_t size;
	char *text = NULL;
	FILE *out = open_memstream(&text, &size);

	fputs("[cadence a]\nevery = 1w\n[order]\nclass = a, b\nstate = lost, new\n"
	      "segment = a, b\ntier = vip, low\n", out);
	put_axis(out, "tier", (const char *[]){ "vip", "low" }, terms, "city=x");
	put_axis(out, "segment", (const char *[]){ "a", "b" }, terms, "tier=vip");
	put_axis(out, "state", (const char *[]){ "lost", "new" }, terms, "segment=a");
	put_axis(out, "class", (const char *[]){ "a", "b" }, terms, "state=lost");
	fclose(out);
	return text;
}

static void
conditions_that_multiply_are_told_before_the_database_gives_up(void **state)
{
	crm *db = *state;
	char *text = nested(4);
	const struct crm_sop_file file = { "a.sop", text, NULL };
	struct crm_select want = { .type = crm_noun(db, "customer") };
	struct crm_sop_faults faults = { 0 };
	struct crm_query *query;
	struct crm_fault why;
	int64_t n;

	check(db, text);
	assert_null(strstr(told, "terms"));
	OK(crm_sop_parse(db, &file, &db->sop, &faults));
	OK(crm_query_parse(&query, want.type, "class=a class=b", crm_context(db), &why));
	want.query = query;
	assert_int_equal(crm_count(db, &want, &n), CRM_INVALID);
	assert_non_null(strstr(crm_message(db), "more than 10000 terms in all are too many"));
	crm_query_free(query);
	crm_sop_faults_clear(&faults);
	free(text);
	text = nested(12);
	assert_non_null(strstr(check(db, text), "[state lost]: the conditions of state, with those that "
	                       "they look at, have more than 10000 terms"));
	assert_null(strstr(told, "the conditions of class,"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(the_built_in_procedure_has_no_faults),
		DATABASE_TEST(somebody_is_left_to_stand_in),
		DATABASE_TEST(names_must_be_explained),
		DATABASE_TEST(all_faults_are_found_at_once),
		DATABASE_TEST(what_follows_from_a_fault_is_not_told),
		DATABASE_TEST(circles_are_told),
		DATABASE_TEST(classes_that_can_both_hold_need_an_order),
		DATABASE_TEST(what_comes_too_late_never_wins),
		DATABASE_TEST(the_longer_of_two_intervals_never_wins),
		DATABASE_TEST(a_cadence_keeps_within_its_cap),
		DATABASE_TEST(a_limit_leaves_time_for_a_contact),
		DATABASE_TEST(conditions_that_multiply_are_told_before_the_database_gives_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
