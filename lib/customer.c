/*
 * customer.c - the customer's table and rules.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "check.h"
#include "customer.h"
#include "noun_types.h"
#include "tag.h"
#include "words.h"

#define FIELD(member) .offset = offsetof(struct crm_customer, member)

static int zone_check(char **text, struct crm_fault *why);

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_customer_type,
	  .help = "the customer's number here", .zh = "編號|客戶編號|客户编号" },
	{ .name = "name", .kind = CRM_TEXT, FIELD(name), .flags = CRM_REQUIRED,
	  .help = "name of the person or organisation",
	  .zh = "姓名|名稱|名称|客戶|客户|客戶名稱|客户名称|公司|公司名稱|full_name|company|customer_name" },
	{ .name = "kind", .kind = CRM_WORD, FIELD(kind), .words = crm_kind_words,
	  .help = "person or organisation", .zh = "類型|类型|客戶類型|type" },
	{ .name = "ref", .kind = CRM_TEXT, FIELD(ref), .limit = 200,
	  .help = "the customer's number elsewhere, unique",
	  .zh = "代號|客戶代號|代号|外部編號|customer_id|customer_no|account|code" },
	{ .name = "email", .kind = CRM_TEXT, FIELD(email), .check = crm_email_check,
	  .help = "e-mail address", .zh = "電郵|電子郵件|电子邮件|邮箱|郵箱|信箱|e_mail|mail" },
	{ .name = "phone", .kind = CRM_TEXT, FIELD(phone), .check = crm_phone_check, .limit = 100,
	  .help = "telephone number", .zh = "電話|电话|手機|手机|聯絡電話|联系电话|tel|mobile|telephone" },
	{ .name = "stage", .kind = CRM_WORD, FIELD(stage), .words = crm_stage_words,
	  .help = "stage of the journey", .zh = "階段|阶段|旅程階段" },
	{ .name = "tier", .kind = CRM_WORD, FIELD(tier), .flags = CRM_RULED,
	  .words = crm_tier_words, .help = "value tier, set by hand or else from the rules",
	  .zh = "等級|等级|級別|级别|客戶等級|level" },
	{ .name = "tier_since", .kind = CRM_DAY, FIELD(tier_since), .flags = CRM_HIDDEN,
	  .help = "day on which the tier was set" },
	{ .name = "relationship", .kind = CRM_WORD, FIELD(relationship),
	  .words = crm_relationship_words, .help = "type of relationship", .zh = "關係|关系|關係類型|关系类型" },
	{ .name = "owner", .kind = CRM_TEXT, FIELD(owner), .flags = CRM_ACTOR, .limit = 100,
	  .help = "who looks after the customer",
	  .zh = "負責人|负责人|業務|业务|專員|客戶經理|客户经理|sales|account_manager|salesperson" },
	{ .name = "source", .kind = CRM_TEXT, FIELD(source), .limit = 200,
	  .help = "where the customer came from", .zh = "來源|来源|客戶來源|客户来源|lead_source" },
	{ .name = "referrer", .kind = CRM_ID, FIELD(referrer), .of = &crm_customer_type,
	  .column = "referrer_id", .help = "the customer who brought this one",
	  .zh = "推薦人|推荐人|介紹人|介绍人" },
	{ .name = "since", .kind = CRM_TIME, FIELD(since),
	  .help = "from when the customer is known",
	  .zh = "建立日期|建檔日期|创建日期|加入日期|created|created_at|signup_date" },
	{ .name = "birthday", .kind = CRM_DAY, FIELD(birthday),
	  .help = "birthday, or day of foundation", .zh = "生日|出生日期|成立日期|birth_date|birthdate" },
	{ .name = "city", .kind = CRM_TEXT, FIELD(city), .limit = 200,
	  .help = "city", .zh = "城市|縣市|县市|市|town" },
	{ .name = "country", .kind = CRM_TEXT, FIELD(country), .check = crm_country_check,
	  .help = "country, ISO 3166 code", .zh = "國家|国家|國別" },
	{ .name = "industry", .kind = CRM_TEXT, FIELD(industry), .limit = 200,
	  .help = "line of business", .zh = "產業|行業|行业|产业|產業別|sector" },
	{ .name = "language", .kind = CRM_TEXT, FIELD(language), .check = crm_language_check,
	  .help = "language, BCP 47 tag", .zh = "語言|语言|lang" },
	{ .name = "salutation", .kind = CRM_TEXT, FIELD(salutation), .limit = 200,
	  .help = "how to address the customer", .zh = "稱謂|称谓|稱呼|称呼|title" },
	{ .name = "channel", .kind = CRM_WORD, FIELD(channel), .words = crm_channel_words,
	  .flags = CRM_CHANNELS,
	  .help = "preferred channel", .zh = "偏好管道|偏好渠道|聯絡方式|联系方式|preferred_channel" },
	{ .name = "timezone", .kind = CRM_TEXT, FIELD(timezone), .check = zone_check, .limit = 100,
	  .help = "time zone, where it differs", .zh = "時區|时区|time_zone|tz" },
	{ .name = "tax_id", .kind = CRM_TEXT, FIELD(tax_id), .check = crm_tax_id_check,
	  .help = "Taiwan's tax number, checked", .zh = "統一編號|统一编号|統編|税号|vat|tax_number" },
	{ .name = "notes", .kind = CRM_TEXT, FIELD(notes), .flags = CRM_LONG, .limit = 100000,
	  .help = "anything else", .zh = "備註|备注|註記|說明|note|remark|remarks|comments" },
	{ .name = "tags", .kind = CRM_TEXT, FIELD(tags), .flags = CRM_INPUT, .limit = 10000,
	  .fetch = crm_tags_of, .help = "words put on the customer, comma between",
	  .zh = "標籤|标签|tag|label|labels|keywords" },
	{ .name = "email_key", .kind = CRM_TEXT, FIELD(email_key), .flags = CRM_HIDDEN },
	{ .name = "phone_key", .kind = CRM_TEXT, FIELD(phone_key), .flags = CRM_HIDDEN },
	{ .name = "search", .kind = CRM_TEXT, FIELD(search), .flags = CRM_HIDDEN },
	{ .name = "agenda_until", .kind = CRM_DAY, FIELD(agenda_until), .flags = CRM_HIDDEN },
	{ .name = "stage_since", .kind = CRM_DAY, FIELD(stage_since), .flags = CRM_HIDDEN,
	  .help = "day on which the stage was set" },
	{ .name = "renewal", .kind = CRM_DAY, FIELD(renewal), .flags = CRM_AHEAD,
	  .help = "day on which a contract is up", .zh = "續約日期|续约日期|合約到期|合同到期|renewal_date" },
	{ .name = "lunar_birthday", .kind = CRM_TEXT, FIELD(lunar_birthday), .check = crm_lunar_check,
	  .help = "birthday in the Chinese calendar: 08-15, or L04-15 in a leap month",
	  .zh = "農曆生日|农历生日" },
	{ .name = "refuses", .kind = CRM_TEXT, FIELD(refuses),
	  .flags = CRM_CHANNELS | CRM_LIST, .words = crm_refusal_words,
	  .help = "channels by which not to be contacted, commas between; or all",
	  .zh = "拒絕管道|拒绝渠道|拒絕聯絡|do_not_contact" },
	{ .name = "warning", .kind = CRM_TEXT, .flags = CRM_DERIVED,
	  .sql = "CASE WHEN t.kind = 'person' OR (t.kind IS NULL AND NOT EXISTS"
	         " (SELECT 1 FROM person p WHERE p.customer_id = t.id)) THEN NULL"
	         " WHEN EXISTS (SELECT 1 FROM person p WHERE p.customer_id = t.id"
	         " AND p.role LIKE '%decides%' AND (p.left_day IS NULL OR p.left_day > $today))"
	         " THEN NULL WHEN EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = t.id"
	         " AND f.kind = 'need' AND f.day <= $today"
	         " AND (f.expires IS NULL OR f.expires >= $today)) THEN 'open need, no known decider'"
	         " WHEN EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = t.id"
	         " AND o.status = 'open' AND o.at <= $now) THEN 'open order, no known decider' END",
	  .help = "an open need or order, and nobody known who decides", .zh = "警示" },
	{ 0 }
};

const struct crm_type crm_customer_type = {
	.name = "customer", .plural = "customers", .zh = "客戶", .table = "customer", .letter = 'C',
	.size = sizeof(struct crm_customer), .fields = fields,
	.columns = "id,name,tier,state,city,owner,last_contact,next_due",
};

static int
zone_check(char **text, struct crm_fault *why)
{
	struct crm_zone *zone = NULL;
	int error = crm_zone_open(&zone, *text, why);

	crm_zone_close(zone);
	return error;
}

void
crm_customer_clear(struct crm_customer *customer)
{
	crm_clear(&crm_customer_type, customer);
	for (size_t i = 0; i < CRM_EXTRA_MAX; i++) {
		free(customer->extra[i].text);
		customer->extra[i] = (struct crm_extra){ 0 };
	}
}

/* --- what the library keeps ----------------------------------------------------------------- */

static bool
differ(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) != 0 : a != b;
}

/* Replace *key by what a function makes of text. */
static int
make_key(crm *db, char **key, const char *text, char *(*make)(const char *))
{
	free(*key);
	*key = NULL;
	if (text && !(*key = make(text)))
		return db_no_memory(db);
	return 0;
}

static int
make_search(crm *db, struct crm_customer *c)
{
	const char *const texts[] = { c->name, c->email, c->phone_key, c->notes };

	return noun_search(db, &c->search, texts, sizeof texts / sizeof *texts);
}

static int
make_keys(crm *db, struct crm_customer *c, const struct crm_customer *before)
{
	int error = 0;

	if (!before || differ(c->email, before->email))
		error = make_key(db, &c->email_key, c->email, crm_email_fold);
	if (!error && (!before || differ(c->phone, before->phone)))
		error = make_key(db, &c->phone_key, c->phone, crm_phone_digits);
	if (!error && (!before || differ(c->name, before->name) || differ(c->email, before->email) ||
	               differ(c->phone, before->phone) || differ(c->notes, before->notes)))
		error = make_search(db, c);
	return error;
}

static int
complete(crm *db, void *record, const void *stored)
{
	struct crm_customer *c = record;
	const struct crm_customer *before = stored;
	int error = 0;

	if (!c->since.set)
		c->since = (struct crm_int)CRM_SET(db->context.clock.now);
	if (!before && c->tax_id)
		error = noun_default(db, &c->kind, "organisation");
	if (differ(c->tier, before ? before->tier : NULL))
		c->tier_since = (struct crm_int){ c->tier ? crm_clock_today(&db->context.clock) : 0,
		                                  c->tier != NULL };
	if (differ(c->stage, before ? before->stage : NULL))
		c->stage_since = (struct crm_int){ c->stage ? crm_clock_today(&db->context.clock) : 0,
		                                   c->stage != NULL };
	if (c->id && c->referrer == c->id)
		return db_fail(db, CRM_INVALID, "referrer: nobody brings themselves");
	return error ? error : make_keys(db, c, before);
}

static int
follow(crm *db, void *record, const void *stored, bool *changed)
{
	const struct crm_customer *c = record, *before = stored;
	int error = 0;

	if (differ(c->tags, before ? before->tags : NULL))
		error = tags_write(db, c->id, c->tags, changed);
	return error || !*changed ? error : agenda_touch(db, c->id);
}

static int
load(crm *db, void *record)
{
	struct crm_customer *c = record;

	free(c->tags);
	c->tags = NULL;
	return crm_tags_of(db, c->id, &c->tags);
}

const struct noun_rules customer_rules = {
	.type = &crm_customer_type, .complete = complete, .follow = follow, .load = load,
};

int
crm_customer_add(crm *db, struct crm_customer *customer)
{
	return noun_add(db, &crm_customer_type, customer);
}

int
crm_customer_set(crm *db, struct crm_customer *customer)
{
	return noun_set(db, &crm_customer_type, customer, &(bool){ false });
}

int
crm_customer_get(crm *db, int64_t id, struct crm_customer *out)
{
	const struct crm_type *type = crm_noun(db, "customer");

	return type ? crm_get(db, type, id, out) : CRM_NO_MEMORY;
}
