/*
 * page_due.c - what is due with a customer, what to say, and what they need at their stage.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "follow_up.h"
#include "page_parts.h"
#include "sop.h"
#include "unicode.h"

enum { SHOWN = 6, SCRIPT_LINES = 12 };

/* Whole, however wide the page is: what is cut off explains nothing. */
static void
show_reason(struct page *p)
{
	const char *why = page_get(p, "why");
	char *seen = why ? crm_visible(why) : NULL;

	if (seen)
		fprintf(p->out, "  %-*s%s\n", LABEL, "", seen);
	free(seen);
}

/* How the procedure wants it done: the style, and what to say. */
static void
show_script(struct page *p)
{
	const struct crm_sop *sop = crm_sop(p->db);
	const char *name = page_get(p, "rule");
	const struct crm_rule *rule = sop && name ? crm_sop_rule(sop, name) : NULL;

	const char *content = page_get(p, "content");

	if (!content && rule)
		content = rule->content;
	page_row(p, "", content);
	if (!rule)
		return;
	page_row(p, "", rule->style);
	page_lines(p, rule->script, LABEL + 2, SCRIPT_LINES);
}

/* Why it is not due when the rule wants it. */
static void
show_move(struct page *p)
{
	const char *wanted = page_get(p, "wanted"), *reason = page_get(p, "reason");
	char *text = NULL;

	if (!wanted && !reason)
		return;
	if (asprintf(&text, "%s%s%s%s", wanted ? "not on " : "", wanted ? wanted : "",
	             wanted && reason ? ": " : "", reason ? reason : "") < 0)
		cli_die("out of memory");
	page_row(p, "", text);
	free(text);
}

static void
show_follow_up(struct page *p)
{
	const char *late = page_get(p, "late");
	char *why = NULL, *when, *how, delay[32] = "";

	if (late && strcmp(late, "0"))
		snprintf(delay, sizeof delay, "%s day%s late", late, strcmp(late, "1") ? "s" : "");
	if (asprintf(&why, "%s since %s", page_get(p, "rule"), page_get(p, "anchor")) < 0)
		cli_die("out of memory");
	when = page_join((const char *[]){ page_get(p, "due"), *delay ? delay : NULL,
	                                   page_get(p, "goal") }, 3, " · ");
	page_row(p, page_get(p, "id"), when);
	how = page_join((const char *[]){ page_get(p, "channel"), page_get(p, "owner"), why }, 3,
	                " · ");
	page_row(p, "", how);
	if (p->reasons)
		show_reason(p);
	else
		show_move(p);
	show_script(p);
	free(when);
	free(how);
	free(why);
}

int
page_due(struct page *p)
{
	static const char with_why[] = "id,due,late,goal,content,channel,owner,rule,anchor,why";
	static const char without[] =
		"id,due,late,goal,content,channel,owner,rule,anchor,wanted,reason";
	const struct page_section due = {
		.noun = "follow_up", .query = CRM_FOLLOW_UP_OPEN,
		.sort = "due", .title = "Due", .columns = p->reasons ? with_why : without,
		.most = SHOWN, .program = "crm-due --within 2y", .show = show_follow_up,
	};
	size_t n;
	int error = page_section(p, &due, &n);

	if (!n) {
		page_heading(p, due.title);
		fputs("  nothing\n", p->out);
	}
	return error;
}

void
page_journey(struct page *p)
{
	const struct crm_sop *sop = crm_sop(p->db);
	const char *stage = page_get(p, "stage");

	for (size_t i = 0; sop && stage && i < sop->journeys; i++) {
		const struct crm_journey *at = &sop->journey[i];

		if (strcmp(at->stage, stage) != 0 || (!at->needs && !at->obstacles))
			continue;
		page_heading(p, "Journey");
		page_row(p, "stage", stage);
		page_row(p, "needs", at->needs);
		page_row(p, "obstacles", at->obstacles);
	}
}
