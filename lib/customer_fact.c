/*
 * customer_fact.c - the table and rules of what is known of a customer.
 */
#include <inttypes.h>
#include <string.h>

#include "agenda_rows.h"
#include "customer.h"
#include "customer_fact.h"
#include "noun_types.h"
#include "scan.h"
#include "words.h"

#define FIELD(member) .offset = offsetof(struct crm_customer_fact, member)

static int kind_check(char **text, struct crm_fault *why);

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_customer_fact_type,
	  .help = "the fact", .zh = "編號|编号" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .column = "customer_id", .flags = CRM_REQUIRED, .help = "about whom",
	  .zh = "客戶|客户|客戶編號|客户编号|customer_id|customer_ref" },
	{ .name = "kind", .kind = CRM_TEXT, FIELD(kind), .flags = CRM_REQUIRED, .limit = 40,
	  .words = crm_fact_kind_words, .check = kind_check,
	  .help = "need, preference, pain, expectation, competitor, news or another word",
	  .zh = "種類|种类|類型|类型|type" },
	{ .name = "text", .kind = CRM_TEXT, FIELD(text), .flags = CRM_REQUIRED, .limit = 10000,
	  .help = "what is known, in the customer's own words",
	  .zh = "內容|内容|需求|偏好|痛點|痛点|fact|note|description" },
	{ .name = "about", .kind = CRM_TEXT, FIELD(about), .limit = 200,
	  .help = "the subject: a product, a competitor", .zh = "主題|主题|對象|subject|topic" },
	{ .name = "source", .kind = CRM_TEXT, FIELD(source), .limit = 200,
	  .help = "who or what told; who records it by default", .zh = "來源|来源" },
	{ .name = "when", .kind = CRM_TIME, FIELD(when), .column = "at",
	  .help = "when it was learned", .zh = "日期|時間|时间|date|at|learned" },
	{ .name = "day", .kind = CRM_DAY, FIELD(day), .flags = CRM_HIDDEN },
	{ .name = "search", .kind = CRM_TEXT, FIELD(search), .flags = CRM_HIDDEN },
	{ .name = "expires", .kind = CRM_DAY, FIELD(expires), .flags = CRM_AHEAD,
	  .help = "the last day on which it holds", .zh = "到期日|有效期|失效日|expiry|valid_until" },
	{ .name = "customer_name", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.name",
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ .name = "age", .kind = CRM_INT, .flags = CRM_DERIVED, .sql = "($today - t.day)",
	  .help = "days since it was learned", .zh = "天數" },
	{ .name = "stale", .kind = CRM_BOOL, .flags = CRM_DERIVED,
	  .sql = "CASE WHEN t.expires < $today OR $today - t.day > CASE t.kind WHEN 'news' THEN 90"
	         " WHEN 'need' THEN 180 WHEN 'preference' THEN 730 ELSE 365 END THEN 1 ELSE 0 END",
	  .help = "it has expired, or is older than its kind keeps", .zh = "過時" },
	{ 0 }
};

const struct crm_type crm_customer_fact_type = {
	.name = "fact", .plural = "facts", .zh = "情報", .table = "fact", .letter = 'N',
	.size = sizeof(struct crm_customer_fact), .fields = fields,
	.columns = "id,customer,customer_name,kind,text,about,source,when,age,expires",
};

void
crm_customer_fact_clear(struct crm_customer_fact *fact)
{
	crm_clear(&crm_customer_fact_type, fact);
}

/* One word, so that it can be told from the text; its ASCII letters are made small. */
static int
kind_check(char **text, struct crm_fault *why)
{
	if ((*text)[strcspn(*text, " \t\n,")])
		return crm_fault(why, 0, "`%.60s' is more than a word; the kind is need, preference, pain, "
		                 "expectation, competitor, news or another word", *text);
	for (char *p = *text; *p; p++)
		*p = ascii_lower(*p);
	return 0;
}

/* Told, but taken: a fact may be announced. */
static void
warn_ahead(crm *db, const struct crm_customer_fact *f)
{
	char text[CRM_INSTANT_SIZE];

	if (f->when.value > db->context.clock.now)
		db_warn(db, "when: %s lies ahead of now; until then nobody sees it",
		        crm_instant_format(f->when.value, db->context.clock.zone, text));
}

static int
search(crm *db, void *record)
{
	struct crm_customer_fact *f = record;

	return noun_search(db, &f->search, (const char *const[]){ f->text, f->about }, 2);
}

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_customer_fact *f = record;
	int error;

	(void)before;
	if (!f->when.set)
		f->when = (struct crm_int)CRM_SET(db->context.clock.now);
	f->day = (struct crm_int)CRM_SET(crm_instant_day(db->zone, f->when.value));
	if (f->expires.set && f->expires.value < f->day.value)
		return db_fail(db, CRM_INVALID, "expires: that is before it was learned");
	warn_ahead(db, f);
	error = noun_default(db, &f->source, db->actor);
	return error ? error : search(db, f);
}

static int
follow(crm *db, void *record, const void *stored, bool *changed)
{
	const struct crm_customer_fact *f = record, *before = stored;
	int error = *changed ? agenda_touch(db, f->customer) : 0;

	if (!error && before && before->customer != f->customer)
		error = agenda_touch(db, before->customer);
	return error;
}

const struct noun_rules customer_fact_rules = {
	.type = &crm_customer_fact_type, .complete = complete, .follow = follow,
	.search = search,
};

int
crm_customer_fact_add(crm *db, struct crm_customer_fact *fact)
{
	return noun_add(db, &crm_customer_fact_type, fact);
}

int
crm_customer_fact_set(crm *db, struct crm_customer_fact *fact)
{
	return noun_set(db, &crm_customer_fact_type, fact, &(bool){ false });
}

int
crm_customer_fact_get(crm *db, int64_t id, struct crm_customer_fact *out)
{
	return crm_get(db, &crm_customer_fact_type, id, out);
}
