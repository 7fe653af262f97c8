/*
 * page.c - who, how to reach and address them, who decides there and what is known, what
 * is due and why, what they are worth, how content they are, what was said last.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "noun.h"
#include "page.h"
#include "timeline.h"
#include "unicode.h"

/* So many values can be had at once: the most that stand on one line. */
enum { LABEL = 13, MOMENTS = 6, NOTE_LINES = 6, SCRATCHES = 8 };

struct page {
	crm                  *db;
	int64_t               customer;
	FILE                 *out;
	int                   width;
	bool                  bold, reasons;
	const struct crm_type *type;      /* of the row that is being shown */
	void                 *record;
	char                  scratch[SCRATCHES][CRM_SCRATCH];
	int                   next;
};

/* The field as a person reads it; NULL if absent. */
static const char *
get(struct page *p, const char *name)
{
	const struct crm_field *f = crm_field(p->type, name);

	return f ? crm_field_show(f, p->record, crm_context(p->db), p->scratch[p->next++ % SCRATCHES])
	         : NULL;
}

/* A text on the page: control characters visible, cut at the edge. */
static void
put(struct page *p, const char *text, int indent)
{
	char *seen = crm_visible(text), *cut = NULL;

	if (seen && p->width > indent)
		cut = crm_truncate(seen, (size_t)(p->width - indent));
	fputs(cut ? cut : seen ? seen : "", p->out);
	free(cut);
	free(seen);
}

static void
heading(struct page *p, const char *text)
{
	fprintf(p->out, p->bold ? "\n\033[1m%s\033[0m\n" : "\n%s\n", text);
}

/* Join what is there with a separator; NULL if nothing is. */
static char *
join(const char *const *parts, size_t n, const char *separator)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		cli_die("out of memory");
	for (size_t i = 0; i < n; i++)
		if (parts[i])
			fprintf(out, "%s%s", ftell(out) ? separator : "", parts[i]);
	fclose(out);
	return text;
}

static void
row(struct page *p, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	fprintf(p->out, "  %-*s", LABEL, label);
	put(p, text, LABEL + 2);
	putc('\n', p->out);
}

/* --- who ------------------------------------------------------------------------------------ */

static const char columns[] =
	"id,name,kind,ref,email,phone,stage,tier,state,relationship,owner,source,referrer,"
	"referrer.name,since,birthday,city,country,industry,language,salutation,channel,timezone,"
	"tax_id,notes,orders,spend,spend_12m,average_order,first_order,last_order,contacts,"
	"contacts_30d,last_contact,last_contact_in,last_contact_out,next_due,nps,csat,ces,"
	"tags,warning";

static void
show_notes(struct page *p)
{
	const char *notes = get(p, "notes");
	int lines = 0;

	if (!notes)
		return;
	heading(p, "Notes");
	for (const char *at = notes; at && *at && lines < NOTE_LINES; lines++) {
		size_t n = strcspn(at, "\n");
		char *line = strndup(at, n);

		fputs("  ", p->out);
		put(p, line ? line : "", 2);
		putc('\n', p->out);
		free(line);
		at = at[n] ? at + n + 1 : NULL;
	}
}

static void
show_who(struct page *p)
{
	const char *axes[] = { get(p, "tier"), get(p, "stage"), get(p, "state"),
	                       get(p, "relationship") };
	char *text = join(axes, 4, " · ");
	char *title = NULL;

	if (asprintf(&title, "%s  %s%s%s", get(p, "id"), get(p, "name"), *text ? "  " : "", text) < 0)
		cli_die("out of memory");
	fputs(p->bold ? "\033[1m" : "", p->out);
	put(p, title, 0);
	fputs(p->bold ? "\033[0m\n" : "\n", p->out);
	free(text);
	free(title);
}

static void
show_joined(struct page *p, const char *label, const char *a, const char *b, const char *c)
{
	char *text = join((const char *[]){ a, b, c }, 3, " · ");

	row(p, label, text);
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
			row(p, f->name, crm_field_text(f, customer, crm_context(p->db), scratch));
	crm_clear(noun, customer);
	free(customer);
	p->type = view;
	p->record = record;
}

static void
show_profile(struct page *p)
{
	char *referrer = join((const char *[]){ get(p, "referrer"), get(p, "referrer.name") }, 2, " ");

	row(p, "address as", get(p, "salutation"));
	row(p, "language", get(p, "language"));
	row(p, "phone", get(p, "phone"));
	row(p, "email", get(p, "email"));
	row(p, "prefers", get(p, "channel"));
	row(p, "owner", get(p, "owner"));
	show_joined(p, "place", get(p, "city"), get(p, "country"), get(p, "timezone"));
	show_joined(p, "business", get(p, "kind"), get(p, "industry"), get(p, "tax_id"));
	row(p, "ref", get(p, "ref"));
	row(p, "birthday", get(p, "birthday"));
	row(p, "known since", get(p, "since"));
	row(p, "source", get(p, "source"));
	row(p, "brought by", referrer);
	row(p, "tags", get(p, "tags"));
	free(referrer);
	show_extras(p);
}

/* --- records of the customer ---------------------------------------------------------------- */

struct section {
	const char *noun, *query, *columns, *sort, *title;
	size_t      most;                     /* so many are shown; 0: all */
	const char *program;                  /* that lists the rest */
	void      (*show)(struct page *p);    /* one of them, p->record */
};

static void
show_each(struct page *p, const struct section *section, crm_rows *rows, size_t *n)
{
	while (p->record && crm_rows_next(rows, p->record)) {
		if (!*n)
			heading(p, section->title);
		if (!section->most || *n < section->most)
			section->show(p);
		++*n;
	}
	if (section->most && *n > section->most)
		fprintf(p->out, "  and %zu more: %s C%" PRId64 "\n", *n - section->most, section->program,
		        p->customer);
}

/* Records that belong to the customer; *n is how many, and without any there is no heading. */
static int
show_section(struct page *p, const struct section *section, size_t *n)
{
	const struct crm_type *noun = crm_noun(p->db, section->noun), *view = p->type;
	struct crm_select want = { .type = noun, .customer = p->customer, .sort = section->sort,
	                           .columns = section->columns, .future = true };
	struct crm_query *query;
	struct crm_fault why;
	void *record = p->record;
	crm_rows *rows;

	if (crm_query_parse(&query, noun, section->query, crm_context(p->db), &why))
		cli_die("%s", why.text);
	want.query = query;
	rows = crm_select(p->db, &want, &p->type);
	p->record = p->type ? calloc(1, p->type->size) : NULL;
	*n = 0;
	show_each(p, section, rows, n);
	free(p->record);
	p->type = view;
	p->record = record;
	crm_query_free(query);
	return crm_rows_close(rows);
}

/* --- who is there, and what is known -------------------------------------------------------- */

static void
show_person(struct page *p)
{
	const char *reach = get(p, "phone");
	char *text = join((const char *[]){ get(p, "name"), get(p, "title"), get(p, "role"),
	                                    get(p, "attitude"), reach ? reach : get(p, "email") },
	                  5, " · ");

	row(p, get(p, "id"), text);
	free(text);
}

static int
show_people(struct page *p)
{
	const struct section people = {
		.noun = "person", .query = "not left<=today", .sort = "-influence", .title = "People",
		.columns = "id,name,title,role,attitude,phone,email", .show = show_person,
		.most = 6, .program = "crm-person",
	};
	size_t n;
	int error = show_section(p, &people, &n);

	if (!n && get(p, "warning"))
		heading(p, people.title);
	row(p, "warning", get(p, "warning"));
	return error;
}

static void
show_fact(struct page *p)
{
	const char *days = get(p, "age"), *stale = get(p, "stale");
	char age[48];
	char *text;

	snprintf(age, sizeof age, "%s day%s old%s", days, strcmp(days, "1") ? "s" : "",
	         strcmp(stale, "yes") ? "" : ", stale");
	text = join((const char *[]){ get(p, "text"), get(p, "about"),
	                              strcmp(days, "0") ? age : "of today", get(p, "source"),
	                              get(p, "id") }, 5, " · ");
	row(p, get(p, "kind"), text);
	free(text);
}

static int
show_known(struct page *p)
{
	const struct section known = {
		.noun = "fact", .query = "when<=today not expires<today", .sort = "-when,-id",
		.title = "Known", .columns = "id,kind,text,about,age,stale,source", .show = show_fact,
		.most = 8, .program = "crm-fact",
	};
	size_t n;

	return show_section(p, &known, &n);
}

/* --- what they are worth, and how content they are ------------------------------------------ */

static void
show_value(struct page *p)
{
	const char *orders = get(p, "orders");
	char *text = NULL;

	heading(p, "Value");
	if (!orders || !strcmp(orders, "0")) {
		fputs("  no orders yet\n", p->out);
		return;
	}
	if (asprintf(&text, "%s order%s, %s %s in all", orders, strcmp(orders, "1") ? "s" : "",
	             crm_context(p->db)->currency, get(p, "spend")) < 0)
		cli_die("out of memory");
	row(p, "orders", text);
	free(text);
	row(p, "in 12 months", get(p, "spend_12m"));
	row(p, "on average", get(p, "average_order"));
	row(p, "first", get(p, "first_order"));
	row(p, "last", get(p, "last_order"));
}

static void
show_satisfaction(struct page *p)
{
	if (!get(p, "nps") && !get(p, "csat") && !get(p, "ces"))
		return;
	heading(p, "Satisfaction");
	row(p, "NPS", get(p, "nps"));
	row(p, "CSAT", get(p, "csat"));
	row(p, "CES", get(p, "ces"));
}

/* --- what is due, and what was last --------------------------------------------------------- */

/* Whole, however wide the page is: what is cut off explains nothing. */
static void
show_reason(struct page *p)
{
	const char *why = get(p, "why");
	char *seen = why ? crm_visible(why) : NULL;

	if (seen)
		fprintf(p->out, "  %-*s%s\n", LABEL, "", seen);
	free(seen);
}

static void
show_follow_up(struct page *p)
{
	const char *late = get(p, "late");
	char *why = NULL, *when, *how, delay[32] = "";

	if (late && strcmp(late, "0"))
		snprintf(delay, sizeof delay, "%s day%s late", late, strcmp(late, "1") ? "s" : "");
	if (asprintf(&why, "%s since %s", get(p, "rule"), get(p, "anchor")) < 0)
		cli_die("out of memory");
	when = join((const char *[]){ get(p, "due"), *delay ? delay : NULL, get(p, "goal") }, 3, " · ");
	row(p, get(p, "id"), when);
	how = join((const char *[]){ get(p, "channel"), get(p, "owner"), why }, 3, " · ");
	row(p, "", how);
	if (p->reasons)
		show_reason(p);
	free(when);
	free(how);
	free(why);
}

static int
show_due(struct page *p)
{
	const struct section due = {
		.noun = "follow_up", .query = "status=open (expires=none or expires>=today)",
		.sort = "due", .title = "Due", .show = show_follow_up,
		.columns = p->reasons ? "id,due,late,goal,channel,owner,rule,anchor,why"
		                      : "id,due,late,goal,channel,owner,rule,anchor",
	};
	size_t n;
	int error = show_section(p, &due, &n);

	if (!n) {
		heading(p, due.title);
		fputs("  nothing\n", p->out);
	}
	return error;
}

static void
show_moment(struct page *p)
{
	const char *currency = get(p, "currency"), *amount = get(p, "amount");
	char *money = join((const char *[]){ currency, amount }, 2, " ");
	char *text = join((const char *[]){ get(p, "channel"), get(p, "direction"),
	                                    *money ? money : NULL }, 3, " ");
	char *rest = join((const char *[]){ *text ? text : NULL, get(p, "score"),
	                                    get(p, "result") }, 3, " · ");
	char *line = join((const char *[]){ *rest ? rest : NULL, get(p, "who"),
	                                    get(p, "summary") }, 3, " · ");

	fprintf(p->out, "  %-18s%-8s", get(p, "when"), get(p, "id"));
	put(p, line, 28);
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
	heading(p, "Last");
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
			error = show_due(&p);
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
