/*
 * page.c - who, how to reach and address them, who decides there and what is known, what
 * is due and why, what they are worth, how content they are, what was said last.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "noun.h"
#include "page.h"
#include "page_parts.h"
#include "timeline.h"

enum { MOMENTS = 6, NOTE_LINES = 6 };

/* --- who ------------------------------------------------------------------------------------ */

static const char columns[] =
	"id,name,kind,ref,email,phone,stage,tier,class,segment,state,relationship,owner,source,"
	"referrer,referrer.name,since,birthday,lunar_birthday,renewal,refuses,city,country,industry,"
	"language,salutation,channel,timezone,"
	"tax_id,notes,orders,spend,spend_12m,average_order,first_order,last_order,contacts,"
	"contacts_30d,last_contact,last_contact_in,last_contact_out,next_due,nps,csat,ces,"
	"tags,warning";

static void
show_notes(struct page *p)
{
	const char *notes = page_get(p, "notes");

	if (notes)
		page_heading(p, "Notes");
	page_lines(p, notes, 2, NOTE_LINES);
}

static void
show_who(struct page *p)
{
	const char *axes[] = { page_get(p, "tier"), page_get(p, "stage"), page_get(p, "state"),
	                       page_get(p, "relationship") };
	char *text = page_join(axes, 4, " · ");
	char *title = NULL;

	if (asprintf(&title, "%s  %s%s%s", page_get(p, "id"), page_get(p, "name"),
	             *text ? "  " : "", text) < 0)
		cli_die("out of memory");
	fputs(p->bold ? "\033[1m" : "", p->out);
	page_put(p, title, 0);
	fputs(p->bold ? "\033[0m\n" : "\n", p->out);
	free(text);
	free(title);
}

static void
show_joined(struct page *p, const char *label, const char *a, const char *b, const char *c)
{
	char *text = page_join((const char *[]){ a, b, c }, 3, " · ");

	page_row(p, label, text);
	free(text);
}

/* The fields that users declared, each by its own name. */
static void
show_extras(struct page *p)
{
	const struct crm_type *view = p->type, *noun = crm_noun(p->db, "customer");
	void *record = p->record, *customer = calloc(1, noun->size);
	char scratch[CRM_SCRATCH];

	if (!customer || crm_get(p->db, noun, p->customer, customer))
		cli_die("%s", crm_message(p->db));
	for (const struct crm_field *f = noun->fields; f->name; f++)
		if (f->flags & CRM_EXTRA)
			page_row(p, f->name, crm_field_text(f, customer, crm_context(p->db), scratch));
	crm_clear(noun, customer);
	free(customer);
	p->type = view;
	p->record = record;
}

static void
show_profile(struct page *p)
{
	const char *by[] = { page_get(p, "referrer"), page_get(p, "referrer.name") };
	char *referrer = page_join(by, 2, " ");

	page_row(p, "class", page_get(p, "class"));
	page_row(p, "segment", page_get(p, "segment"));
	page_row(p, "address as", page_get(p, "salutation"));
	page_row(p, "language", page_get(p, "language"));
	page_row(p, "phone", page_get(p, "phone"));
	page_row(p, "email", page_get(p, "email"));
	page_row(p, "prefers", page_get(p, "channel"));
	page_row(p, "refuses", page_get(p, "refuses"));
	page_row(p, "owner", page_get(p, "owner"));
	show_joined(p, "place", page_get(p, "city"), page_get(p, "country"), page_get(p, "timezone"));
	show_joined(p, "business", page_get(p, "kind"), page_get(p, "industry"), page_get(p, "tax_id"));
	page_row(p, "ref", page_get(p, "ref"));
	page_row(p, "birthday", page_get(p, "birthday"));
	page_row(p, "lunar", page_get(p, "lunar_birthday"));
	page_row(p, "renewal", page_get(p, "renewal"));
	page_row(p, "known since", page_get(p, "since"));
	page_row(p, "source", page_get(p, "source"));
	page_row(p, "brought by", referrer);
	page_row(p, "tags", page_get(p, "tags"));
	free(referrer);
	show_extras(p);
}

/* --- who is there, and what is known -------------------------------------------------------- */

static void
show_person(struct page *p)
{
	const char *reach = page_get(p, "phone");
	const char *parts[] = { page_get(p, "name"), page_get(p, "title"), page_get(p, "role"),
	                        page_get(p, "attitude"), reach ? reach : page_get(p, "email") };
	char *text = page_join(parts, 5, " · ");

	page_row(p, page_get(p, "id"), text);
	free(text);
}

static int
show_people(struct page *p)
{
	const struct page_section people = {
		.noun = "person", .query = "not left<=today", .sort = "-influence", .title = "People",
		.columns = "id,name,title,role,attitude,phone,email", .show = show_person,
		.most = 6, .program = "crm-person",
	};
	size_t n;
	int error = page_section(p, &people, &n);

	if (!n && page_get(p, "warning"))
		page_heading(p, people.title);
	page_row(p, "warning", page_get(p, "warning"));
	return error;
}

static void
show_fact(struct page *p)
{
	const char *days = page_get(p, "age"), *stale = page_get(p, "stale");
	char age[48];
	char *text;

	snprintf(age, sizeof age, "%s day%s old%s", days, strcmp(days, "1") ? "s" : "",
	         strcmp(stale, "yes") ? "" : ", stale");
	text = page_join((const char *[]){ page_get(p, "text"), page_get(p, "about"),
	                              strcmp(days, "0") ? age : "of today", page_get(p, "source"),
	                              page_get(p, "id") }, 5, " · ");
	page_row(p, page_get(p, "kind"), text);
	free(text);
}

static int
show_known(struct page *p)
{
	const struct page_section known = {
		.noun = "fact", .query = "when<=today not expires<today", .sort = "-when,-id",
		.title = "Known", .columns = "id,kind,text,about,age,stale,source", .show = show_fact,
		.most = 8, .program = "crm-fact",
	};
	size_t n;

	return page_section(p, &known, &n);
}

/* --- what they are worth, and how content they are ------------------------------------------ */

static void
show_value(struct page *p)
{
	const char *orders = page_get(p, "orders");
	char *text = NULL;

	page_heading(p, "Value");
	if (!orders || !strcmp(orders, "0")) {
		fputs("  no orders yet\n", p->out);
		return;
	}
	if (asprintf(&text, "%s order%s, %s %s in all", orders, strcmp(orders, "1") ? "s" : "",
	             crm_context(p->db)->currency, page_get(p, "spend")) < 0)
		cli_die("out of memory");
	page_row(p, "orders", text);
	free(text);
	page_row(p, "in 12 months", page_get(p, "spend_12m"));
	page_row(p, "on average", page_get(p, "average_order"));
	page_row(p, "first", page_get(p, "first_order"));
	page_row(p, "last", page_get(p, "last_order"));
}

static void
show_satisfaction(struct page *p)
{
	if (!page_get(p, "nps") && !page_get(p, "csat") && !page_get(p, "ces"))
		return;
	page_heading(p, "Satisfaction");
	page_row(p, "NPS", page_get(p, "nps"));
	page_row(p, "CSAT", page_get(p, "csat"));
	page_row(p, "CES", page_get(p, "ces"));
}

/* --- what was last -------------------------------------------------------------------------- */

static void
show_moment(struct page *p)
{
	const char *currency = page_get(p, "currency"), *amount = page_get(p, "amount");
	char *money = page_join((const char *[]){ currency, amount }, 2, " ");
	char *text = page_join((const char *[]){ page_get(p, "channel"), page_get(p, "direction"),
	                                    *money ? money : NULL }, 3, " ");
	char *rest = page_join((const char *[]){ *text ? text : NULL, page_get(p, "score"),
	                                    page_get(p, "result") }, 3, " · ");
	char *line = page_join((const char *[]){ *rest ? rest : NULL, page_get(p, "who"),
	                                    page_get(p, "summary") }, 3, " · ");

	fprintf(p->out, "  %-18s%-8s", page_get(p, "when"), page_get(p, "id"));
	page_put(p, line, 28);
	putc('\n', p->out);
	free(money);
	free(text);
	free(rest);
	free(line);
}

static int
show_moments(struct page *p)
{
	struct crm_timeline want = { .customer = p->customer, .limit = MOMENTS, .happened = true };
	AUTO(crm_moment) moment = { 0 };
	crm_rows *rows = crm_timeline(p->db, &want);
	bool any = false;

	p->type = &crm_moment_type;
	p->record = &moment;
	page_heading(p, "Last");
	while (crm_rows_next(rows, &moment)) {
		show_moment(p);
		any = true;
	}
	if (!any)
		fputs("  nothing yet; crm-log records a contact\n", p->out);
	p->record = NULL;
	return crm_rows_close(rows);
}

int
page_print(crm *db, int64_t customer, const struct page_style *style, FILE *out)
{
	struct page p = { .db = db, .customer = customer, .out = out, .width = style->width,
	                  .bold = style->bold, .reasons = style->reasons };
	struct crm_select want = { .type = crm_noun(db, "customer"), .id = customer, .columns = columns,
	                           .future = true };
	crm_rows *rows = crm_select(db, &want, &p.type);
	void *record = p.type ? calloc(1, p.type->size) : NULL;
	const struct crm_type *view = p.type;
	bool found = record && crm_rows_next(rows, p.record = record);
	int error = 0, closed;

	if (found) {
		show_who(&p);
		show_profile(&p);
		show_notes(&p);
		error = show_people(&p);
		if (!error)
			error = show_known(&p);
		if (!error)
			error = page_due(&p);
		page_journey(&p);
		show_value(&p);
		show_satisfaction(&p);
		if (!error)
			error = show_moments(&p);
	}
	if (record)
		crm_clear(view, record);
	free(record);
	closed = crm_rows_close(rows);
	return error ? error : closed;
}
