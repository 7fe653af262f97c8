/* What sop_file.h promises. */
#include "database.h"

#include <stdio.h>
#include <unistd.h>

#include "calendar.h"
#include "sop_file.h"

/* All faults of a text, a line each. */
static char told[8192];

static struct crm_sop *
read_with(crm *db, const char *text, const char *holidays)
{
	const struct crm_sop_file file = { "a.sop", (char *)text, (char *)holidays };
	struct crm_sop_faults faults = { 0 };
	struct crm_sop *sop = NULL;
	size_t at = 0;
	int error = crm_sop_parse(db, &file, &sop, &faults);

	*told = '\0';
	for (size_t i = 0; i < faults.n; i++)
		at += (size_t)snprintf(told + at, sizeof told - at, "%s:%d: %s\n", faults.fault[i].file,
		                       faults.fault[i].line, faults.fault[i].text);
	assert_int_equal(error, faults.n ? CRM_INVALID : 0);
	assert_int_equal(!sop, faults.n > 0);
	crm_sop_faults_clear(&faults);
	return sop;
}

static struct crm_sop *
good(crm *db, const char *text)
{
	struct crm_sop *sop = read_with(db, text, NULL);

	if (!sop)
		fail_msg("%s", told);
	return sop;
}

/* The text has exactly these faults. */
static void
bad(crm *db, const char *text, const char *faults)
{
	struct crm_sop *sop = read_with(db, text, NULL);

	crm_sop_free(sop);
	assert_string_equal(told, faults);
}

/* Its only fault, at that line, has this in it. */
static void
bad_at(crm *db, int line, const char *part, const char *text)
{
	char begin[32];
	struct crm_sop *sop = read_with(db, text, NULL);

	crm_sop_free(sop);
	snprintf(begin, sizeof begin, "a.sop:%d: ", line);
	if (strncmp(told, begin, strlen(begin)) != 0 || !strstr(told, part) ||
	    strchr(told, '\n') != told + strlen(told) - 1)
		fail_msg("%s\nis told as\n%s", text, told);
}

/* --- lines ---------------------------------------------------------------------------------- */

static void
values_go_on_comments_do_not_count(void **state)
{
	struct crm_sop *sop = good(*state,
		"\xef\xbb\xbf# first\r\n"
		"[cadence  weekly]   # of all\r\n"
		"every=1w\r\n"
		"goal   =  call #5 now # but gently\r\n"
		"script = \r\n"
		"  Hello,\r\n"
		"\r\n"
		"  # not this\r\n"
		"\tthank you.\r\n"
		"\r\n"
		"style = a # b");

	assert_int_equal(sop->cadences, 1);
	assert_string_equal(sop->cadence[0].rule.name, "weekly");
	assert_int_equal(sop->cadence[0].rule.line, 2);
	assert_string_equal(sop->cadence[0].rule.goal, "call #5 now");
	assert_string_equal(sop->cadence[0].rule.script, "Hello,\n\nthank you.");
	assert_string_equal(sop->cadence[0].rule.style, "a");
	assert_string_equal(sop->source, "a.sop");
	crm_sop_free(sop);
}

static void
all_faults_are_told_in_the_order_of_lines(void **state)
{
	bad(*state,
	    "stray = 1\n"
	    "[cadence x]\n"
	    "  lost\n"
	    "evry = 1w\n"
	    "every = soon\n"
	    "when = tierr=vip\n"
	    "no equals here\n"
	    "[evnt y]\n"
	    "whatever = 1\n"
	    "[cadence\n",
	    "a.sop:1: `stray' stands before any [section]; [sop] is the first\n"
	    "a.sop:3: a line that begins with a blank continues the value before it, and there is none;"
	    " take the blanks away\n"
	    "a.sop:4: [cadence] has no key `evry'; perhaps every\n"
	    "a.sop:5: every: `soon' is not a length of time: write 3d, 2w, 1m, 1q, 1y, or weekly,"
	    " monthly\n"
	    "a.sop:6: cadence x: when = tierr=vip: a customer has no `tierr'; perhaps tier\n"
	    "a.sop:7: a line is `key = value', a [section], or a comment after #; not `no equals here'\n"
	    "a.sop:8: there is no section [evnt]; perhaps event\n"
	    "a.sop:10: a section is a line like [cadence weekly]: `[cadence' lacks the `]'\n");
}

static void
sections_and_keys_stand_once(void **state)
{
	crm *db = *state;

	bad_at(db, 3, "[cadence a] is at line 1 already", "[cadence a]\nevery=1w\n[cadence a]\n");
	bad_at(db, 3, "says it already", "[cadence a]\nevery=1w\nevery=2w\n");
	bad_at(db, 4, "a rule `a' is at line 1 already", "[cadence a]\nevery=1w\n\n[event a]\non=order\n");
	bad_at(db, 1, "needs a name", "[staff]\n");
	bad_at(db, 1, "has no name", "[late off]\n");
	bad_at(db, 1, "is no name", "[class a/b]\n");
	bad_at(db, 1, "is no name", "[cadence a\033b]\nevery=1m\n");
	bad_at(db, 1, "is no name", "[cadence a\302\23331m]\nevery=1m\n");
	bad_at(db, 2, "no earlier", "[late]\nremind = 7d\ncopy = 5d\n");
	bad_at(db, 1, "too long", "[class aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]\n");
}

static void
a_file_without_rules_says_so(void **state)
{
	bad_at(*state, 1, "the file has no rules", "");
	bad_at(*state, 1, "the file has no rules", "# nothing\n\n");
}

/* --- values --------------------------------------------------------------------------------- */

static void
every_value_is_checked(void **state)
{
	static const struct { int line; const char *part, *text; } cases[] = {
		{ 1, "says not how often", "[cadence a]\n" },
		{ 2, "a value is missing", "[sop]\ngoal =\n" },
		{ 2, "hours", "[sop]\nhours = 25:00-26:00\n" },
		{ 2, "no day is open", "[sop]\nhours = none\n" },
		{ 3, "there is no `contct'; perhaps contact", "[cadence a]\nevery=1w\nanchor=contct\n" },
		{ 3, "there is no `fone'; perhaps phone", "[cadence a]\nevery=1w\nchannel=email, fone\n" },
		{ 3, "one of contact, contact_out, order", "[cadence a]\nevery=1w\nanchor=birthday\n" },
		{ 2, "there is no `fax'; one of phone, email, visit, ", "[cadence a]\nchannel=fax\nevery=1w\n" },
		{ 3, "something is missing", "[cadence a]\nevery=1w\nchannel=email,,phone\n" },
		{ 3, "a rule cannot look at this", "[cadence a]\nevery=1w\nwhen=next_due<2026-01-01\n" },
		{ 2, "yes or no", "[outcome x]\ncontact = maybe\n" },
		{ 1, "there is no stage `purchse'; perhaps purchase", "[stage purchse]\n" },
		{ 1, "there is no tier `gold'; one of vip, ordinary, low", "[tier gold]\n" },
		{ 1, "there is no state `dead'", "[state dead]\n" },
		{ 2, "is named twice", "[order]\nclass = a, a\n[class a]\n" },
		{ 2, "[class b] (line 4) is missing", "[order]\nclass = a\n[class a]\n[class b]\n" },
		{ 2, "there is no `ordr'; perhaps order", "[event a]\non = ordr\n" },
		{ 2, "needs an outcome", "[event a]\non = outcome\n" },
		{ 2, "nothing stands behind", "[event a]\non = order 3\n" },
		{ 2, "no field `brthday'; perhaps birthday", "[event a]\non = yearly brthday\n" },
		{ 2, "holds no day", "[event a]\non = date city\n" },
		{ 2, "holds no lunar date", "[event a]\non = lunar birthday\n" },
		{ 2, "there is no [festival xmas]; perhaps x-mas",
		  "[event a]\non = festival xmas\n[festival x-mas]\ndate = 12-25\n" },
		{ 1, "what happens", "[event a]\nafter = 3d\n" },
		{ 4, "take one of the two lines away", "[event a]\non = order\nafter = 3d\nbefore = 1d\n" },
		{ 1, "has no date", "[festival a]\n" },
		{ 2, "write a month and a day", "[festival a]\ndate = 2-30\n" },
		{ 2, "write a month and a day", "[festival a]\ndate = 4-31\n" },
		{ 2, "write a month and a day", "[festival a]\ndate = lunar 13-1\n" },
		{ 2, "write a month and a day", "[festival a]\ndate = L4-15\n" },
		{ 1, "has no steps", "[play a]\non = order\n" },
		{ 1, "what it begins with", "[play a]\nstep = 1d: x\n" },
		{ 3, "write `7d phone: what for'", "[play a]\non = order\nstep = 1d phone\n" },
		{ 4, "not later than the step before", "[play a]\non = order\nstep = 7d: x\nstep = 1w: y\n" },
		{ 2, "write `3 per 1w'", "[limit]\ncap = lots\n" },
		{ 2, "write `21:00-08:00'", "[limit]\nquiet = 9pm-8am\n" },
		{ 2, "the hours begin when they end", "[limit]\nquiet = 08:00-08:00\n" },
		{ 2, "write `70% per 90d'", "[limit]\nshare = 170% per 90d\n" },
		{ 2, "whole number from 1 to 99", "[limit]\nshare = 100% per 90d\n" },
		{ 2, "`70% per 90d from 5'", "[limit]\nshare = 70% per 90d from few\n" },
		{ 2, "`70% per 90d from 5'", "[limit]\nshare = 70% per 90d from 0\n" },
		{ 3, "nobody is known as `me'", "[cadence a]\nevery = 1m\nwhen = owner=me\n" },
		{ 2, "more than a hundred years", "[cadence a]\nevery = 101y\n" },
		{ 3, "more than a hundred years", "[event a]\non = order\nafter = 99999999999w\n" },
		{ 2, "there is no [staff wang]", "[sop]\npool = wang\n[staff lin]\n" },
		{ 2, "there is no `sut'; perhaps sat", "[limit]\nno_days = sut\n" },
		{ 2, "there is no `weekend'; one of mon, tue, wed,", "[limit]\nno_days = weekend\n" },
		{ 2, "all seven days", "[limit]\nno_days = Monday,tuesday,wed,thu,Fri,sat,sun\n" },
		{ 2, "counted in days", "[late]\nremind = 1m\n" },
		{ 3, "take one of the two lines away", "[late]\nrelease = 7d\nflag = 7d\n" },
		{ 2, "a whole number", "[urgency]\nlate = -1\n" },
		{ 2, "write points", "[value]\nloyalty = many\n" },
		{ 2, "write points", "[value]\nloyalty = 3 if orders>1\n" },
		{ 2, "no `ordrs'", "[value]\nloyalty = 3 when ordrs>1\n" },
		{ 2, "February 2026 has 28 days", "[staff a]\naway = 2026-02-30..2026-03-01\n" },
		{ 2, "the last day is before the first", "[staff a]\naway = 2026-03-02..2026-03-01\n" },
		{ 2, "write two days", "[staff a]\naway = tomorrow\n" },
		{ 2, "mail", "[staff a]\nmail = nobody\n" },
		{ 2, "language", "[staff a]\nlanguage = klingon!\n" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		bad_at(*state, cases[i].line, cases[i].part, cases[i].text);
}

static void
a_cadence_is_what_it_says(void **state)
{
	struct crm_sop *sop = good(*state,
		"[cadence a]\nevery = 2w\nanchor = order\nchannel = phone, email\n"
		"tier = vip, ordinary\nwhen = city=Taipei or city=Tainan\n"
		"goal = g\ncontent = c\nstyle = s\npurpose = review\n");
	const struct crm_cadence *c = &sop->cadence[0];

	assert_int_equal(c->every.count, 2);
	assert_int_equal(c->every.unit, CRM_WEEK);
	assert_int_equal(c->anchor, CRM_ANCHOR_ORDER);
	assert_string_equal(c->rule.channel[0], "phone");
	assert_string_equal(c->rule.channel[1], "email");
	assert_null(c->rule.channel[2]);
	assert_string_equal(c->rule.when.text, "(city=Taipei or city=Tainan) tier=vip,ordinary");
	assert_non_null(c->rule.when.query);
	assert_string_equal(c->rule.purpose, "review");
	crm_sop_free(sop);
}

static void
a_birthday_is_one_by_either_calendar(void **state)
{
	struct crm_sop *sop = good(*state, "[event b]\non = birthday\nbefore = 3d\ntier = vip\n");

	assert_int_equal(sop->events, 2);
	assert_int_equal(sop->event[0].on, CRM_ON_YEARLY);
	assert_string_equal(sop->event[0].of, "birthday");
	assert_int_equal(sop->event[1].on, CRM_ON_LUNAR);
	assert_string_equal(sop->event[1].of, "lunar_birthday");
	for (size_t i = 0; i < 2; i++) {
		assert_true(sop->event[i].before);
		assert_int_equal(sop->event[i].offset.count, 3);
		assert_int_equal(sop->event[i].lapses.count, 14);
		assert_non_null(sop->event[i].rule.when.query);
	}
	assert_ptr_not_equal(sop->event[0].rule.when.query, sop->event[1].rule.when.query);
	crm_sop_free(sop);
}

static void
a_play_is_an_event_a_step(void **state)
{
	struct crm_sop *sop = good(*state,
		"[play welcome]\non = first_order\nwhen = tier=vip\ncontent = usage\n"
		"step = 1d phone, wechat: say thank you\nstep = 2w: how to use\n");
	const struct crm_event_rule *step = sop->event;

	assert_int_equal(sop->events, 2);
	assert_string_equal(step[0].rule.name, "welcome/1");
	assert_string_equal(step[0].rule.purpose, "welcome/1");
	assert_string_equal(step[0].rule.goal, "say thank you");
	assert_string_equal(step[0].rule.channel[1], "wechat");
	assert_string_equal(step[0].rule.content, "usage");
	assert_int_equal(step[0].opens.count, 0);
	assert_int_equal(step[0].rule.line, 5);
	assert_string_equal(step[1].rule.name, "welcome/2");
	assert_null(step[1].rule.channel);
	assert_int_equal(step[1].on, CRM_ON_FIRST_ORDER);
	assert_int_equal(step[1].step, 2);
	assert_int_equal(step[1].opens.count, 2);   /* the day after the step before was due */
	assert_int_equal(step[1].opens.unit, CRM_DAY_UNIT);
	assert_non_null(step[1].rule.when.query);
	crm_sop_free(sop);
}

static void
festivals_go_to_their_events(void **state)
{
	struct crm_sop *sop = good(*state,
		"[event a]\non = festival mid\n[event b]\non = festival ny\nlapses = never\n"
		"[festival mid]\ndate = lunar L8-15\n[festival ny]\ndate = 1-1\n");

	assert_true(sop->event[0].lunar && sop->event[0].leap);
	assert_int_equal(sop->event[0].month, 8);
	assert_int_equal(sop->event[0].day, 15);
	assert_int_equal(sop->event[0].lapses.count, 14);
	assert_false(sop->event[1].lunar);
	assert_int_equal(sop->event[1].lapses.count, 0);
	crm_sop_free(sop);
}

static void
what_holds_for_all_comes_last(void **state)
{
	struct crm_sop *sop = good(*state,
		"[limit]\ncap = 3 per 1w\nshare = 70% per 90d\nno_days = sat, sun\nquiet = 21:00-08:30\n"
		"[limit press]\nwhen = city=Taipei\ncap = 0\nshare = 20% per 1m from 7\n"
		"[class rest]\n[class a]\nwhen = orders=1\n[class b]\nwhen = orders=2\n"
		"[state lost]\n[state new]\nwhen = orders=1\n[order]\nstate = new, lost\n");
	assert_string_equal(sop->limit[0].name, "limit press");
	assert_int_equal(sop->limit[0].cap, 0);
	assert_int_equal(sop->limit[0].per.count, 1);
	assert_string_equal(sop->limit[1].name, "limit");
	assert_int_equal(sop->limit[1].cap, 3);
	assert_int_equal(sop->limit[0].share_from, 7);
	assert_int_equal(sop->limit[1].share_from, 4);
	assert_int_equal(sop->limit[1].share, 70);
	assert_int_equal(sop->limit[1].no_days, 0x60);
	assert_int_equal(sop->limit[1].quiet.from, 21 * 60);
	assert_int_equal(sop->limit[1].quiet.to, 8 * 60 + 30);
	assert_string_equal(sop->class[0].name, "new");
	assert_string_equal(sop->class[1].name, "lost");
	assert_string_equal(sop->class[2].name, "a");
	assert_string_equal(sop->class[4].name, "rest");
	assert_string_equal(sop->class[2].when.text, "orders=1");
	assert_non_null(sop->class[3].when.query);
	assert_int_equal(sop->ordered, 1 << CRM_AXIS_STATE);
	crm_sop_free(sop);
}

static void
staff_are_found_by_id_and_login_and_stood_in_for(void **state)
{
	struct crm_sop *sop = good(*state,
		"[staff 林小美]\nname = 林\nlogin = lin\nmail = lin@example.com\nlanguage = zh-TW\n"
		"deputy = bo\naway = 2026-12-01..2026-12-14\naway = 2027-01-01..2027-01-01\n"
		"away = 2027-02-01..2027-02-03\n[staff bo]\n");
	struct crm_date day = { 2026, 12, 14 };

	assert_int_equal(sop->staff[0].aways, 3);
	assert_ptr_equal(crm_sop_staff(sop, "lin"), &sop->staff[0]);
	assert_string_equal(crm_sop_stand_in(sop, "lin", crm_date_day(day)), "bo");
	assert_string_equal(crm_sop_stand_in(sop, "lin", crm_date_day(day) + 1), "lin");
	day = (struct crm_date){ 2027, 2, 2 };
	assert_string_equal(crm_sop_stand_in(sop, "林小美", crm_date_day(day)), "bo");
	crm_sop_free(sop);
}

static void
hours_and_holidays_make_the_calendar(void **state)
{
	struct crm_sop *sop = read_with(*state, "[sop]\nhours = mon-fri 09:00-18:00\nholidays = h.txt\n",
	                                "2026-11-23 a holiday\n");
	int64_t monday = crm_date_day((struct crm_date){ 2026, 11, 23 });

	assert_non_null(sop);
	assert_false(crm_calendar_open(sop->calendar, monday));
	assert_true(crm_calendar_open(sop->calendar, monday + 1));
	assert_false(crm_calendar_open(sop->calendar, monday + 5));
	crm_sop_free(sop);
	crm_sop_free(read_with(*state, "[sop]\nholidays = h.txt\n", "2026-01-01\n2026-02-30 no day\n"));
	assert_string_equal(told, "h.txt:2: 2026-02-30: February 2026 has 28 days\n");
	sop = read_with(*state, "[sop]\nhours = mon-fri 09:00-18:00\nholidays = h.txt\n"
	                "workdays = 2026-11-28 補班, 2026-12-05..2026-12-06\nworkdays = 2026-11-23\n",
	                "2026-11-23 a holiday\n+2026-11-29\n");
	assert_non_null(sop);
	for (int i = 0; i < 19; i++)   /* three weeks, the second and the third with their weekends */
		assert_true(crm_calendar_open(sop->calendar, monday + i));
	assert_false(crm_calendar_open(sop->calendar, monday + 19));
	crm_sop_free(sop);
	crm_sop_free(read_with(*state, "[sop]\nworkdays = 2026-11-31, 28.11.2026\nworkdays = 2026-12-01,\n",
	                       NULL));
	assert_string_equal(told, "a.sop:2: workdays: 2026-11-31: November 2026 has 30 days\n"
	                    "a.sop:2: workdays: `28.11.2026' is no date: it is written 2026-02-17\n"
	                    "a.sop:3: workdays: between two commas something is missing\n");
	sop = good(*state, "[sop]\ngoal = none but this\n");
	assert_null(sop->calendar);
	crm_sop_free(sop);
}

static void
a_share_is_asked_from_where_it_leaves_room_for_two_channels(void **state)
{
	static const struct { const char *share; int64_t from; } cases[] = {
		{ "50% per 90d", 2 }, { "70 % per 90d", 4 }, { "90% per 90d", 10 }, { "20 per 1m", 5 },
		{ "99% per 1y", 100 }, { "1% per 1y", 100 }, { "66% per 1y", 3 }, { "67% per 1y", 4 },
		{ "70% per 90d from 1", 1 }, { "70% per 90d from 12", 12 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[100];
		struct crm_sop *sop;

		snprintf(text, sizeof text, "[limit]\nshare = %s\n", cases[i].share);
		sop = good(*state, text);
		assert_int_equal(sop->limit[0].share_from, cases[i].from);
		crm_sop_free(sop);
	}
}

/* --- files ---------------------------------------------------------------------------------- */

static void
write_file(const char *path, const char *text, size_t length)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, length, out), length);
	assert_int_equal(fclose(out), 0);
}

static void
holidays_lie_beside_the_file(void **state)
{
	char folder[] = "/tmp/test_sop_fileXXXXXX", path[64], beside[64];
	struct crm_sop_faults faults = { 0 };
	struct crm_sop_file file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.sop", folder);
	snprintf(beside, sizeof beside, "%s/days off.txt", folder);
	write_file(path, "[sop]\nholidays=days off.txt   # of the state\n", 45);
	assert_int_equal(crm_sop_file_read(&file, path, &faults), CRM_INVALID);
	assert_int_equal(faults.n, 1);
	assert_string_equal(faults.fault[0].file, "a.sop");
	assert_int_equal(faults.fault[0].line, 2);
	assert_non_null(strstr(faults.fault[0].text, "days off.txt: No such file"));
	assert_non_null(file.text);
	crm_sop_file_clear(&file);
	crm_sop_faults_clear(&faults);
	write_file(beside, "2026-01-01\n", 11);
	assert_int_equal(crm_sop_file_read(&file, path, &faults), 0);
	assert_string_equal(file.name, "a.sop");
	assert_string_equal(file.holidays, "2026-01-01\n");
	crm_sop_file_clear(&file);
	write_file(path, "[sop]\ngoal = \xff\n", 15);
	assert_int_equal(crm_sop_file_read(&file, path, &faults), CRM_INVALID);
	assert_int_equal(faults.fault[0].line, 2);
	crm_sop_faults_clear(&faults);
	unlink(path);
	unlink(beside);
	rmdir(folder);
}

static void
what_is_read_from_nowhere_is_told(void **state)
{
	struct crm_sop_faults faults = { 0 };
	struct crm_sop_file file;

	(void)state;
	assert_int_equal(crm_sop_file_read(&file, "/nowhere/a.sop", &faults), CRM_INVALID);
	assert_string_equal(faults.fault[0].file, "a.sop");
	assert_int_equal(faults.fault[0].line, 0);
	crm_sop_faults_clear(&faults);
	assert_int_equal(crm_sop_file_read(&file, "/tmp", &faults), CRM_INVALID);
	crm_sop_faults_clear(&faults);
}

static void
the_manual_has_every_section_and_key(void **state)
{
	char *page = calloc(1, 100000), line[400];
	FILE *in = fopen("man/crm-sop.5", "r");
	struct crm_sop_key key;

	(void)state;
	assert_non_null(page);
	assert_non_null(in);
	assert_true(fread(page, 1, 99999, in) > 0);
	fclose(in);
	for (size_t i = 0; crm_sop_key(i, &key); i++) {
		snprintf(line, sizeof line, key.key ? "\n.It Cm %s Li = " : "\n.Ss [%s",
		         key.key ? key.key : key.section);
		if (!strstr(page, line))
			fail_msg("[%s] %s is not in crm-sop.5", key.section, key.key ? key.key : "");
	}
	free(page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DATABASE_TEST(values_go_on_comments_do_not_count),
		DATABASE_TEST(all_faults_are_told_in_the_order_of_lines),
		DATABASE_TEST(sections_and_keys_stand_once),
		DATABASE_TEST(a_file_without_rules_says_so),
		DATABASE_TEST(every_value_is_checked),
		DATABASE_TEST(a_cadence_is_what_it_says),
		DATABASE_TEST(a_birthday_is_one_by_either_calendar),
		DATABASE_TEST(a_play_is_an_event_a_step),
		DATABASE_TEST(festivals_go_to_their_events),
		DATABASE_TEST(what_holds_for_all_comes_last),
		DATABASE_TEST(staff_are_found_by_id_and_login_and_stood_in_for),
		DATABASE_TEST(a_share_is_asked_from_where_it_leaves_room_for_two_channels),
		DATABASE_TEST(hours_and_holidays_make_the_calendar),
		DATABASE_TEST(holidays_lie_beside_the_file),
		DATABASE_TEST(what_is_read_from_nowhere_is_told),
		DATABASE_TEST(the_manual_has_every_section_and_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
