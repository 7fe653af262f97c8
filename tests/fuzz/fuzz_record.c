/*
 * fuzz_record - fields of every kind: what is read from a text is written and read again the same
 */
#include "fuzz.h"
#include "record.h"
#include "unicode.h"

struct thing {
	int64_t         id;
	char           *text, *word, *currency;
	struct crm_int  number, day, at, money, decimal, flag;
	struct crm_real real;
};

static const char *const words[] = { "vip", "ordinary", "low", NULL };

#define AT(member) .offset = offsetof(struct thing, member)

static const struct crm_field fields[] = {
	{ "id",       CRM_ID,      AT(id) },
	{ "text",     CRM_TEXT,    AT(text), .flags = CRM_ACTOR, .limit = 40 },
	{ "word",     CRM_WORD,    AT(word), .words = words },
	{ "currency", CRM_TEXT,    AT(currency), .flags = CRM_HIDDEN },
	{ "number",   CRM_INT,     AT(number) },
	{ "day",      CRM_DAY,     AT(day) },
	{ "at",       CRM_TIME,    AT(at), .flags = CRM_AHEAD },
	{ "money",    CRM_MONEY,   AT(money), .currency = offsetof(struct thing, currency) },
	{ "decimal",  CRM_DECIMAL, AT(decimal), .scale = 6 },
	{ "flag",     CRM_BOOL,    AT(flag) },
	{ "real",     CRM_REAL,    AT(real) },
	{ 0 }
};

static const struct crm_type thing_type = {
	.name = "thing", .size = sizeof(struct thing), .fields = fields
};

static const struct crm_context context = {
	.clock = { .now = 1795348800 }, .currency = "TWD", .me = "amy"
};

/* A field that was read; its text gives the same again. */
static void
reads_again(const struct crm_field *field, struct thing *thing)
{
	struct thing again = { 0 };
	char scratch[CRM_SCRATCH], other[CRM_SCRATCH];
	const char *text = crm_field_text(field, thing, &context, scratch), *shown;
	struct crm_fault why;

	PROMISE((text != NULL) == crm_field_set(field, thing));
	if (!text)
		return;
	PROMISE(!crm_copy(&thing_type, &again, thing));
	PROMISE(!crm_field_parse(field, &again, text, &context, &why));
	PROMISE(crm_field_compare(field, thing, &again) == 0);
	PROMISE(!strcmp(crm_field_text(field, &again, &context, other), text));
	shown = crm_field_show(field, &again, &context, other);
	PROMISE(shown && *shown && !crm_utf8_check(shown, strlen(shown), &why));
	crm_clear(&thing_type, &again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size), scratch[CRM_SCRATCH], nearest[200], letter;
	struct crm_fault why;
	int64_t id;

	for (const struct crm_field *f = fields; f->name; f++) {
		struct thing thing = { 0 };
		int error = crm_field_parse(f, &thing, text, &context, &why);

		PROMISE(!error || error == CRM_INVALID);
		if (error)
			PROMISE(!crm_field_set(f, &thing) &&
			        !crm_utf8_check(why.text, strlen(why.text), &why));
		else
			reads_again(f, &thing);
		crm_clear(&thing_type, &thing);
	}
	if (!crm_id_parse(text, &letter, &id))
		PROMISE(!strcmp(crm_id_format(letter, id, scratch), text));
	PROMISE(*crm_field_nearest(&thing_type, text, nearest, sizeof nearest));
	free(text);
	return 0;
}
