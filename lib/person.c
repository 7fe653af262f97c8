/*
 * person.c - the person's table and rules.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "check.h"
#include "customer.h"
#include "noun_types.h"
#include "person.h"
#include "scan.h"
#include "words.h"

#define FIELD(member) .offset = offsetof(struct crm_person, member)

enum { CHAIN_MAX = 100 };   /* people one above the other */

static int role_check(char **text, struct crm_fault *why);

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_person_type,
	  .help = "the person", .zh = "編號|编号" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .column = "customer_id", .flags = CRM_REQUIRED, .help = "at which customer",
	  .zh = "客戶|客户|客戶編號|客户编号|公司|customer_id|customer_ref|company|account" },
	{ .name = "name", .kind = CRM_TEXT, FIELD(name), .flags = CRM_REQUIRED,
	  .help = "the person's name", .zh = "姓名|聯絡人|联系人|full_name|contact|contact_name" },
	{ .name = "title", .kind = CRM_TEXT, FIELD(title), .limit = 200,
	  .help = "title or post", .zh = "職稱|职称|職位|职位|job_title|position" },
	{ .name = "role", .kind = CRM_TEXT, FIELD(role), .words = crm_role_words, .check = role_check,
	  .flags = CRM_LIST,
	  .help = "in the decision: decides, influences, uses, pays, blocks; commas between",
	  .zh = "決策角色|决策角色|角色" },
	{ .name = "influence", .kind = CRM_INT, FIELD(influence),
	  .help = "1 little to 5 much", .zh = "影響力|影响力" },
	{ .name = "attitude", .kind = CRM_WORD, FIELD(attitude), .words = crm_attitude_words,
	  .help = "towards us", .zh = "態度|态度" },
	{ .name = "reports_to", .kind = CRM_ID, FIELD(reports_to), .of = &crm_person_type,
	  .column = "reports_to_id", .help = "the person above", .zh = "主管|上級|上级|manager" },
	{ .name = "email", .kind = CRM_TEXT, FIELD(email), .check = crm_email_check,
	  .help = "e-mail address", .zh = "電郵|電子郵件|电子邮件|邮箱|郵箱|信箱|e_mail|mail" },
	{ .name = "phone", .kind = CRM_TEXT, FIELD(phone), .check = crm_phone_check, .limit = 100,
	  .help = "telephone number", .zh = "電話|电话|手機|手机|tel|mobile|telephone" },
	{ .name = "birthday", .kind = CRM_DAY, FIELD(birthday),
	  .help = "day of birth", .zh = "生日|出生日期|birth_date|date_of_birth" },
	{ .name = "language", .kind = CRM_TEXT, FIELD(language), .check = crm_language_check,
	  .help = "language, BCP 47 tag", .zh = "語言|语言|lang" },
	{ .name = "salutation", .kind = CRM_TEXT, FIELD(salutation), .limit = 200,
	  .help = "how to address the person", .zh = "稱謂|称谓|稱呼|称呼" },
	{ .name = "left", .kind = CRM_DAY, FIELD(left), .column = "left_day",
	  .help = "day from which the person is there no longer", .zh = "離職日|离职日|left_on" },
	{ .name = "note", .kind = CRM_TEXT, FIELD(note), .flags = CRM_LONG, .limit = 100000,
	  .help = "anything else", .zh = "備註|备注|註記|notes|remark|remarks" },
	{ .name = "email_key", .kind = CRM_TEXT, FIELD(email_key), .flags = CRM_HIDDEN },
	{ .name = "phone_key", .kind = CRM_TEXT, FIELD(phone_key), .flags = CRM_HIDDEN },
	{ .name = "search", .kind = CRM_TEXT, FIELD(search), .flags = CRM_HIDDEN },
	{ .name = "customer_name", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.name",
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ .name = "warning", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.warning",
	  .help = "an open need or order of the customer, and nobody known who decides",
	  .zh = "警示" },
	{ 0 }
};

const struct crm_type crm_person_type = {
	.name = "person", .plural = "persons", .zh = "聯絡人", .table = "person", .letter = 'P',
	.size = sizeof(struct crm_person), .fields = fields,
	.columns = "id,customer,customer_name,name,title,role,influence,attitude,phone,email,warning",
};

void
crm_person_clear(struct crm_person *person)
{
	crm_clear(&crm_person_type, person);
}

/* --- roles ---------------------------------------------------------------------------------- */

enum { ROLES = 5 };

/* The place of a word among the roles, whatever the case of its letters; -1 if it is none. */
static int
role_place(const char *word, size_t length)
{
	for (int i = 0; i < ROLES; i++) {
		size_t n = 0;

		while (n < length && ascii_lower(word[n]) == crm_role_words[i][n])
			n++;
		if (n == length && !crm_role_words[i][n])
			return i;
	}
	return -1;
}

static int
unknown_role(const char *word, size_t length, struct crm_fault *why)
{
	char wrong[32];

	snprintf(wrong, sizeof wrong, "%.*s", (int)(length < sizeof wrong ? length : sizeof wrong - 1),
	         word);
	return crm_fault(why, 0, "`%s' is not decides, influences, uses, pays or blocks", wrong);
}

/* "pays, Decides" becomes "decides,pays": one spelling, so that it can be compared. */
static int
role_check(char **text, struct crm_fault *why)
{
	bool has[ROLES] = { false };
	char *stored = NULL;
	size_t size = 0;
	FILE *out;

	for (const char *at = *text; *at;) {
		size_t n = strcspn(at, ", ");
		int place = n ? role_place(at, n) : -1;

		if (n && place < 0)
			return unknown_role(at, n, why);
		if (n)
			has[place] = true;
		at += n + strspn(at + n, ", ");
	}
	if (!(out = open_memstream(&stored, &size)))
		return CRM_NO_MEMORY;
	for (int i = 0; i < ROLES; i++)
		if (has[i])
			fprintf(out, "%s%s", ftell(out) ? "," : "", crm_role_words[i]);
	if (fclose(out) || !size) {
		free(stored);
		return size ? CRM_NO_MEMORY : crm_fault(why, 0, "there is no role in this");
	}
	free(*text);
	*text = stored;
	return 0;
}

/* --- what the library keeps ----------------------------------------------------------------- */

static int
make_key(crm *db, char **key, const char *text, char *(*make)(const char *))
{
	free(*key);
	*key = NULL;
	return text && !(*key = make(text)) ? db_no_memory(db) : 0;
}

static int
search(crm *db, void *record)
{
	struct crm_person *p = record;
	const char *const texts[] = { p->name, p->email, p->phone_key, p->note };

	return noun_search(db, &p->search, texts, sizeof texts / sizeof *texts);
}

static int
make_keys(crm *db, struct crm_person *p)
{
	int error = make_key(db, &p->email_key, p->email, crm_email_fold);

	if (!error)
		error = make_key(db, &p->phone_key, p->phone, crm_phone_digits);
	return error ? error : search(db, p);
}

/* The one above is of the same customer, and nobody above is the person. */
static int
check_boss(crm *db, const struct crm_person *p)
{
	int64_t above = p->reports_to;

	for (int n = 0; above; n++) {
		AUTO(crm_person) boss = { 0 };
		int error = above == p->id || n == CHAIN_MAX ? db_fail(db, CRM_INVALID,
		            "reports_to: that would go round in a circle, by way of P%" PRId64, above)
		          : db_get(db, &crm_person_type, above, &boss);

		if (error)
			return error;
		if (boss.customer != p->customer)
			return db_fail(db, CRM_INVALID, "reports_to: P%" PRId64 " belongs to C%" PRId64
			               ", another customer", above, boss.customer);
		above = boss.reports_to;
	}
	return 0;
}

/* Whoever reports to somebody stays at the customer of the one above. */
static int
check_move(crm *db, const struct crm_person *p, const struct crm_person *before)
{
	struct crm_int below = { 0 };
	int error;

	if (!before || before->customer == p->customer)
		return 0;
	error = db_number(db, &below, SQL("SELECT id FROM person WHERE reports_to_id = ?1 LIMIT 1"),
	                  V(p->id));
	if (!error && below.set)
		error = db_fail(db, CRM_INVALID, "customer: P%" PRId64 " reports to P%" PRId64
		                " and would be left behind", below.value, p->id);
	return error;
}

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_person *p = record;
	int error = 0;

	if (p->influence.set && (p->influence.value < 1 || p->influence.value > 5))
		return db_fail(db, CRM_INVALID, "influence: %" PRId64 " is not from 1 to 5",
		               p->influence.value);
	error = make_keys(db, p);
	if (!error)
		error = check_boss(db, p);
	return error ? error : check_move(db, p, before);
}

static int
follow(crm *db, void *record, const void *stored, bool *changed)
{
	const struct crm_person *p = record, *before = stored;
	int error = *changed ? agenda_touch(db, p->customer) : 0;

	if (!error && before && before->customer != p->customer)
		error = agenda_touch(db, before->customer);
	return error;
}

const struct noun_rules person_rules = {
	.type = &crm_person_type, .complete = complete, .follow = follow, .search = search,
};

int
crm_person_add(crm *db, struct crm_person *person)
{
	return noun_add(db, &crm_person_type, person);
}

int
crm_person_set(crm *db, struct crm_person *person)
{
	return noun_set(db, &crm_person_type, person, &(bool){ false });
}

int
crm_person_get(crm *db, int64_t id, struct crm_person *out)
{
	return crm_get(db, &crm_person_type, id, out);
}
