/*
 * generate - make customers, interactions or orders by the million, for measuring
 *
 *	generate SEED NOUN FIRST LAST CUSTOMERS OURS ROWS
 *	generate 1 customer 1 1000000 1000000 customer.csv customer.rows
 *
 * Writes the records FIRST to LAST of a noun, the same for the same seed, twice:
 * OURS as crm-import reads them (header, dates as people write them, of the zone
 * Asia/Taipei), ROWS as the sqlite3 shell's .import wants the rows of the table:
 * every column, instants as seconds.  Interactions and orders come in the order of
 * time, each of one of CUSTOMERS customers.  What OURS leaves out is 0 or ''
 * in ROWS, since .import knows no NULL.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DAY         = 86400,
	TAIPEI      = 8 * 3600,
	FIRST_DAY   = 19631,            /* 2023-10-01 */
	DAYS        = 913,              /* until 2026-03-31 */
	BUFFER_SIZE = 1 << 20
};

struct out { FILE *ours, *rows; };

/* --- chance: splitmix64 (Steele, Lea and Flood 2014), one draw after another ----------------- */

struct chance { uint64_t state; };

static uint64_t
draw(struct chance *c)
{
	uint64_t z = c->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static int64_t
below(struct chance *c, int64_t n)
{
	return (int64_t)(draw(c) % (uint64_t)n);
}

#define ONE_OF(chance, words) (words)[below(chance, sizeof (words) / sizeof *(words))]

/* --- dates ----------------------------------------------------------------------------------- */

/* Year, month and day of a day since 1970-01-01 (after 2000), in the proleptic Gregorian calendar. */
static void
civil(int64_t day, int *y, int *m, int *d)
{
	static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };
	int left = (int)(day - 10957), leap;

	for (*y = 2000;; (*y)++) {
		leap = *y % 4 == 0 && (*y % 100 != 0 || *y % 400 == 0);
		if (left < 365 + leap)
			break;
		left -= 365 + leap;
	}
	for (*m = 1; left >= before[*m] + (leap && *m > 1); (*m)++)
		;
	*d = left - before[*m - 1] - (leap && *m > 2) + 1;
}

/* 2026-11-22 or, with time, 2026-11-22 14:30; day and minute are civil ones. */
static const char *
date(int64_t day, int minute, char text[32])
{
	int y, m, d;

	civil(day, &y, &m, &d);
	snprintf(text, 32, minute < 0 ? "%04d-%02d-%02d" : "%04d-%02d-%02d %02d:%02d", y, m, d,
	         minute / 60, minute % 60);
	return text;
}

/* The moment of the nth of total records that are spread over DAYS. */
struct moment { int64_t day; int minute; int64_t instant; };

static struct moment
moment(int64_t n, int64_t total)
{
	int64_t minutes = (int64_t)((double)n / (double)total * DAYS * 1440);
	struct moment at = { .day = FIRST_DAY + minutes / 1440, .minute = (int)(minutes % 1440) };

	at.instant = at.day * DAY + at.minute * 60 - TAIPEI;
	return at;
}

/* --- records --------------------------------------------------------------------------------- */

static const char *const owners[] = { "amy", "lin", "bob", "chen", "kim", "wang", "mei", "jo" };
static const char *const channels[] = { "phone", "email", "line", "wechat", "visit", "meeting" };

static void
customer(struct out *out, struct chance *c, int64_t id)
{
	static const char *const family[] = { "陳", "林", "黃", "張", "李", "王", "吳", "劉" };
	static const char *const given[] = { "美玲", "志明", "淑芬", "俊傑", "怡君", "建宏", "雅婷" };
	static const char *const first[] = { "Anna", "Ben", "Clara", "David", "Eva", "Frank", "Grace" };
	static const char *const last[] = { "Smith", "Miller", "Rossi", "Novak", "Tanaka", "Berg" };
	static const char *const cities[] = { "台北", "高雄", "台中", "新竹", "Hong Kong", "Tokyo" };
	static const char *const stages[] = { "awareness", "interest", "purchase", "loyalty" };
	static const char *const sources[] = { "web", "fair", "referral", "advertisement" };
	bool chinese = below(c, 2), vip = below(c, 20) == 0;
	int64_t since = FIRST_DAY - below(c, 2000), birthday = 10957 + below(c, 2000);
	char name[64], phone[32], day[32], born[32];
	const char *stage = ONE_OF(c, stages), *owner = ONE_OF(c, owners), *source = ONE_OF(c, sources);
	const char *city = ONE_OF(c, cities), *channel = ONE_OF(c, channels);
	const char *tier = vip ? "vip" : "ordinary";
	const char *language = chinese ? "zh-TW" : "en";

	if (chinese)
		snprintf(name, sizeof name, "%s%s", ONE_OF(c, family), ONE_OF(c, given));
	else
		snprintf(name, sizeof name, "%s %s", ONE_OF(c, first), ONE_OF(c, last));
	snprintf(phone, sizeof phone, "09%08" PRId64, below(c, 100000000));
	fprintf(out->ours, "%s,person,R%07" PRId64 ",%" PRId64 "@example.com,%s,%s,%s,personal,%s,%s,"
	        "%s,%s,%s,TW,%s,%s\n", name, id, id, phone, stage, tier, owner, source,
	        date(since, -1, day), date(birthday, -1, born), city, language, channel);
	fprintf(out->rows, "%" PRId64 ",%s,person,R%07" PRId64 ",%" PRId64 "@example.com,%s,%s,%s,20700,"
	        "personal,%s,%s,0,%" PRId64 ",%" PRId64 ",%s,TW,,%s,,%s,,,,%" PRId64 "@example.com,%s,"
	        "\"%s\n%" PRId64 "@example.com\n%s\",0,1\n", id, name, id, id, phone, stage, tier, owner,
	        source, since * DAY - TAIPEI, birthday, city, language, channel, id, phone, name, id,
	        phone);
}

static void
interaction(struct out *out, struct chance *c, int64_t id, int64_t customers)
{
	static const char *const subjects[] = {
		"monthly call", "question about the invoice", "delivery", "new order", "complaint"
	};
	static const char *const notes[] = {
		"wants the offer again by next week", "all is well, no wishes at present",
		"詢問交期,下週回覆", "asked for a discount on larger quantities", "will call back"
	};
	struct moment at = moment(id, 11 * customers);   /* ten, and one to come into filled tables */
	int64_t who = 1 + below(c, customers), minutes = 1 + below(c, 45);
	bool answered = below(c, 5) > 0, in = below(c, 4) == 0;
	const char *channel = ONE_OF(c, channels), *subject = ONE_OF(c, subjects);
	const char *note = ONE_OF(c, notes), *owner = ONE_OF(c, owners);
	const char *outcome = answered ? "reached" : "no_answer", *direction = in ? "in" : "out";
	char when[32];

	fprintf(out->ours, "C%" PRId64 ",%s,%s,%s,%s,\"%s\",%s,%" PRId64 ",%s\n", who,
	        date(at.day, at.minute, when), channel, direction, subject, note, outcome, minutes, owner);
	fprintf(out->rows, "%" PRId64 ",%" PRId64 ",%" PRId64 ",%s,%s,%s,\"%s\",%s,%" PRId64
	        ",%s,0,%d,1\n", id, who, at.instant, channel, direction, subject, note, outcome, minutes,
	        owner, answered);
}

/* A few customers buy often, most seldom. */
static void
order(struct out *out, struct chance *c, int64_t id, int64_t customers)
{
	static const char *const states[] = { "open", "delivered", "delivered", "delivered", "returned" };
	struct moment at = moment(id, 3 * customers);
	double u = (double)below(c, 1 << 30) / (1 << 30);
	int64_t who = 1 + (int64_t)(u * u * (double)customers), amount = 500 + below(c, 100000);
	const char *status = ONE_OF(c, states);
	char when[32];

	fprintf(out->ours, "C%" PRId64 ",%s,%" PRId64 ".%02" PRId64 ",A%08" PRId64 ",%s\n", who,
	        date(at.day, at.minute, when), amount / 100, amount % 100, id, status);
	fprintf(out->rows, "%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 ",USD,1000000000,%" PRId64
	        ",A%08" PRId64 ",%s,0,1\n", id, who, at.instant, amount, amount, id, status);
}

/* --- main ------------------------------------------------------------------------------------ */

static const char *
header(const char *noun)
{
	if (!strcmp(noun, "customer"))
		return "name,kind,ref,email,phone,stage,tier,relationship,owner,source,since,birthday,"
		       "city,country,language,channel\n";
	if (!strcmp(noun, "interaction"))
		return "customer,when,channel,direction,subject,note,outcome,minutes,who\n";
	return "customer,when,amount,ref,status\n";
}

static FILE *
create(const char *path)
{
	FILE *file = fopen(path, "w");

	if (!file) {
		perror(path);
		exit(2);
	}
	setvbuf(file, NULL, _IOFBF, BUFFER_SIZE);
	return file;
}

static void
finish(FILE *file, const char *path)
{
	if (ferror(file) | fclose(file)) {
		perror(path);
		exit(2);
	}
}

int
main(int argc, char **argv)
{
	struct out out;
	struct chance chance;
	int64_t last, customers;

	if (argc != 8 || !strstr("customer interaction order", argv[2])) {
		fputs("usage: generate SEED NOUN FIRST LAST CUSTOMERS OURS ROWS\n", stderr);
		return 2;
	}
	last = atoll(argv[4]);
	customers = atoll(argv[5]);
	out = (struct out){ create(argv[6]), create(argv[7]) };
	fputs(header(argv[2]), out.ours);
	for (int64_t id = atoll(argv[3]); id <= last; id++) {
		chance.state = (uint64_t)atoll(argv[1]) * 0x2545f4914f6cdd1du + (uint64_t)id * 1048576 +
		               (unsigned char)argv[2][0];
		if (argv[2][0] == 'c')
			customer(&out, &chance, id);
		else if (argv[2][0] == 'i')
			interaction(&out, &chance, id, customers);
		else
			order(&out, &chance, id, customers);
	}
	finish(out.ours, argv[6]);
	finish(out.rows, argv[7]);
	return 0;
}
