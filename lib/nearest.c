/*
 * nearest.c - edit distance, and the three best.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "nearest.h"

enum { LONGEST = 63 };   /* of the names compared; what comes behind is not looked at */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 1] = { 0 };
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	size_t m = strnlen(a, LONGEST), n = strnlen(b, LONGEST);

	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *spare = before;

		before = above;
		above = row;
		row = spare;
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);

			row[j] = least(change, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return row[n];
}

/* Of one letter too much is contained for that to say anything. */
static size_t
how_far(const char *wrong, const char *spelling)
{
	if (strcmp(wrong, spelling) == 0)
		return 0;
	if (strlen(wrong) > 2 && strlen(spelling) > 2 &&
	    (strstr(spelling, wrong) || strstr(wrong, spelling)))
		return 1;
	return distance(wrong, spelling);
}

static void
take_out(struct nearest *near, size_t i)
{
	near->n--;
	for (; i < near->n; i++) {
		near->name[i] = near->name[i + 1];
		near->far[i] = near->far[i + 1];
	}
}

void
nearest_offer(struct nearest *near, const char *name, const char *spelling)
{
	size_t far = how_far(near->wrong, spelling), i = 0;

	while (i < near->n && near->far[i] <= far && strcmp(near->name[i], name) != 0)
		i++;
	if (i == NEAREST_MAX || (i < near->n && near->far[i] <= far))
		return;
	for (size_t j = i; j < near->n; j++)
		if (strcmp(near->name[j], name) == 0)
			take_out(near, j);
	if (near->n == NEAREST_MAX)
		near->n--;
	for (size_t j = near->n++; j > i; j--) {
		near->name[j] = near->name[j - 1];
		near->far[j] = near->far[j - 1];
	}
	near->name[i] = name;
	near->far[i] = far;
}

/* How far off a name may be to have been meant. */
static size_t
bearable(const struct nearest *near)
{
	return 1 + strlen(near->wrong) / 3;
}

char *
nearest_format(const struct nearest *near, char *out, size_t size)
{
	size_t n = 0, used = 0;

	while (n < near->n && (n == 0 || near->far[n] <= bearable(near)))
		n++;
	if (size)
		*out = '\0';
	for (size_t i = 0; i < n && used < size; i++)
		used += (size_t)snprintf(out + used, size - used, "%s%s",
		                         i == 0 ? "" : i + 1 < n ? ", " : " or ", near->name[i]);
	return out;
}

/* "one of phone, email, visit": what does not fit is dots. */
static char *
list_all(const char *const *words, char *out, size_t size)
{
	size_t used = (size_t)snprintf(out, size, "one of %s", words[0] ? words[0] : "none");

	for (size_t i = 1; used && words[0] && words[i]; i++) {
		bool fits = used + strlen(words[i]) + sizeof ", , ..." <= size;

		used += (size_t)snprintf(out + used, size - used, ", %s", fits ? words[i] : "...");
		if (!fits)
			break;
	}
	return out;
}

char *
nearest_word(const char *wrong, const char *const *words, char *out, size_t size)
{
	struct nearest near = { .wrong = wrong };
	size_t n;

	for (size_t i = 0; words[i]; i++)
		nearest_offer(&near, words[i], words[i]);
	if (!near.n || near.far[0] > bearable(&near))
		return list_all(words, out, size);
	n = (size_t)snprintf(out, size, "perhaps ");
	if (n < size)
		nearest_format(&near, out + n, size - n);
	return out;
}
