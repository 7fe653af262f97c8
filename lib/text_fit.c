/*
 * text_fit.c - how wide the columns of a table are on a terminal.
 */
#include "text_fit.h"

enum { SAYS_FROM = 41, SAYS_TO = 400, SAYS = 24, KEY = 16 };

/* How far texts may be cut, and whether headings may, from one step to the next. */
struct step { size_t text; bool headings; };

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Whether it holds sentences, not names; what is longer is a page, of which a glimpse will do. */
static bool
says(const struct fit_column *c)
{
	return c->text && c->content >= SAYS_FROM && c->content <= SAYS_TO;
}

static size_t
narrowest(const struct fit_column *c, struct step step, bool first)
{
	size_t text = says(c) ? SAYS : first ? KEY : step.text;
	size_t content = c->text ? smaller(c->content, text) : c->content;

	return larger(content, step.headings ? c->least : c->heading);
}

/* Take from the widest column that may give way until the lines fit; what they take then. */
static size_t
narrow(struct fit_column *columns, size_t n, size_t total, size_t limit, struct step step)
{
	while (total > limit) {
		struct fit_column *widest = NULL;

		for (struct fit_column *c = columns; c < columns + n; c++)
			if (c->width > narrowest(c, step, c == columns) &&
			    (!widest || c->width > widest->width))
				widest = c;
		if (!widest)
			break;
		widest->width--;
		total--;
	}
	return total;
}

/* As wide as they are, or wider than any limit by one; what that takes. */
static size_t
start(struct fit_column *columns, size_t n, size_t limit)
{
	size_t total = n ? FIT_GAP * (n - 1) : 0;

	for (struct fit_column *c = columns; c < columns + n; c++) {
		c->width = larger(c->heading, c->content);
		if (c->width > limit && c->text)
			c->width = larger(limit + 1, c->heading);
		total += c->width;
	}
	return total;
}

/* Leave out what is empty, unless all are; what the others take. */
static size_t
leave_out(struct fit_column *columns, size_t n, size_t total)
{
	size_t full = 0;

	for (size_t i = 0; i < n; i++)
		full += columns[i].content > 0;
	for (struct fit_column *c = columns; c < columns + n && full; c++) {
		if (c->content)
			continue;
		total -= c->width + FIT_GAP;
		c->width = 0;
	}
	return total;
}

bool
text_fit(struct fit_column *columns, size_t n, size_t limit)
{
	static const struct step steps[] = { { 16, false }, { 16, true }, { 8, true } };
	size_t total = start(columns, n, limit);
	bool one_says = false;

	if (total > limit)
		total = leave_out(columns, n, total);
	for (size_t i = 0; i < n; i++)
		one_says |= says(&columns[i]);
	for (size_t i = 0; i < (one_says ? 2 : 3); i++)
		total = narrow(columns, n, total, limit, steps[i]);
	for (size_t i = 0; i < n; i++)
		columns[i].wraps = says(&columns[i]) && columns[i].width < columns[i].content;
	return total <= limit;
}
