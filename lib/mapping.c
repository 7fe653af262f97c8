/*
 * mapping.c - guess the columns of a file from their headings.
 *
 *	crm_mapping_guess(&mapping, crm_purchase_roles, NULL, names, n, NULL, 0, &why);
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mapping.h"
#include "nearest.h"
#include "scan.h"
#include "unicode.h"

/* How well a heading fits a role. */
enum fit { FIT_NONE, FIT_SLIP, FIT_BEHIND_NOUN, FIT_ALIAS, FIT_NAME };

enum { SLIP_LENGTH = 5 };   /* `date' and `rate' are one slip apart and no misprint */

const struct crm_role crm_purchase_roles[] = {
	{ "customer", "客戶|客戶編號|會員|會員編號|顧客|customer_id|customer_ref|client|client_id|"
	              "member|member_id|user|user_id|buyer|account|id|cust" },
	{ "date", "日期|時間|訂單日期|下單日期|交易日期|when|at|time|order_date|purchase_date|"
	          "invoice_date|transaction_date|timestamp|datetime" },
	{ "amount", "金額|總額|訂單金額|消費金額|價格|total|price|sales|revenue|value|spend|"
	            "order_total|monetary" },
	{ "currency", "幣別|幣種|貨幣|currency_code" },
	{ "status", "狀態|訂單狀態|order_status" },
	{ "group", NULL },
	{ 0 }
};

const struct crm_role crm_score_roles[] = {
	{ "score", "分數|評分|得分|推薦度|nps|rating|answer|recommend" },
	{ "customer", "客戶|客戶編號|會員|customer_id|customer_ref|client|respondent|user|email|id" },
	{ "date", "日期|時間|填寫日期|when|at|time|timestamp|datetime|answered" },
	{ "group", "組別|群組|分組|等級|segment|tier|class|category|about" },
	{ 0 }
};

/* --- keys ---------------------------------------------------------------------------------- */

/* What headings are compared by; NULL when memory is out. */
static char *
make_key(const char *text, size_t length)
{
	char *copy = strndup(text, length), *key = copy ? crm_fold(copy) : NULL, *to = key;

	free(copy);
	for (const char *from = key; from && *from; from++)
		if ((*from & 0x80) || ascii_letter(*from) || ascii_digit(*from))
			*to++ = *from;
	if (to)
		*to = '\0';
	return key;
}

/* The keys of `a|b|c', each ending with NUL, the last with two; what is empty is left out. */
static char *
make_keys(const char *aliases)
{
	size_t size = 2, used = 0;
	char *keys = calloc(1, size);

	while (keys && aliases && *aliases) {
		size_t n = strcspn(aliases, "|");
		char *key = make_key(aliases, n), *more = NULL;
		size_t length = key ? strlen(key) : 0;

		if (key)
			more = realloc(keys, size += length + 1);
		if (!more) {
			free(key);
			free(keys);
			return NULL;
		}
		keys = more;
		memcpy(keys + used, key, length + 1);
		used += length ? length + 1 : 0;
		keys[used] = '\0';
		free(key);
		aliases += n + (aliases[n] == '|');
	}
	return keys;
}

static bool
is_among(const char *keys, const char *key)
{
	for (; *keys; keys += strlen(keys) + 1)
		if (!strcmp(keys, key))
			return true;
	return false;
}

/* --- how well a heading fits --------------------------------------------------------------- */

/* One letter more, less or other, or two exchanged. */
static bool
one_slip(const char *a, const char *b)
{
	size_t m = strlen(a), n = strlen(b), head = 0, tail = 0;

	while (a[head] && a[head] == b[head])
		head++;
	while (tail < m - head && tail < n - head && a[m - 1 - tail] == b[n - 1 - tail])
		tail++;
	m -= head + tail;
	n -= head + tail;
	return (m <= 1 && n <= 1) ||
	       (m == 2 && n == 2 && a[head] == b[head + 1] && a[head + 1] == b[head]);
}

static bool
is_plain(const char *key)
{
	for (; *key; key++)
		if (*key & 0x80)
			return false;
	return true;
}

static bool
slips_among(const char *keys, const char *key)
{
	for (; *keys; keys += strlen(keys) + 1)
		if (strlen(keys) >= SLIP_LENGTH && is_plain(keys) && one_slip(keys, key))
			return true;
	return false;
}

/* The keys of one role, and the columns found for it. */
struct role_keys {
	char    *name, *aliases;
	enum fit fit;      /* of the column that it has */
	int      rival;    /* another that fits as well */
};

static enum fit
fits(const struct role_keys *role, const char *nouns, const char *key)
{
	if (!*key)
		return FIT_NONE;
	if (is_among(role->name, key))
		return FIT_NAME;
	if (is_among(role->aliases, key))
		return FIT_ALIAS;
	for (const char *noun = nouns; *noun; noun += strlen(noun) + 1) {
		const char *rest = key + strlen(noun);

		if (!strncmp(key, noun, strlen(noun)) && *rest &&
		    (is_among(role->name, rest) || is_among(role->aliases, rest)))
			return FIT_BEHIND_NOUN;
	}
	return slips_among(role->name, key) || slips_among(role->aliases, key) ? FIT_SLIP : FIT_NONE;
}

/* --- what the user says -------------------------------------------------------------------- */

struct guess {
	struct crm_mapping *mapping;
	const char *const  *columns;
	char              **keys;       /* of the columns */
	struct role_keys   *roles;
	char               *nouns;
	struct crm_fault   *why;
};

static int
no_memory(struct crm_fault *why)
{
	crm_fault(why, 0, "out of memory");
	return CRM_NO_MEMORY;
}

static int
find_role(const struct guess *g, const char *text, size_t length, size_t *role)
{
	struct nearest near = { 0 };
	char names[160], wrong[64];

	for (*role = 0; *role < g->mapping->roles_n; ++*role) {
		const char *name = g->mapping->roles[*role].name;

		if (strlen(name) == length && !memcmp(name, text, length))
			return 0;
	}
	snprintf(wrong, sizeof wrong, "%.*s", (int)length, text);
	near.wrong = wrong;
	for (size_t i = 0; i < g->mapping->roles_n; i++)
		nearest_offer(&near, g->mapping->roles[i].name, g->mapping->roles[i].name);
	return crm_fault(g->why, 0, "there is no field %s to import; did you mean %s?", wrong,
	                 nearest_format(&near, names, sizeof names));
}

/* A heading as it stands, else by its key, else a number. */
static int
find_column(const struct guess *g, const char *text, int *column)
{
	struct nearest near = { .wrong = text };
	char names[320], *key = make_key(text, strlen(text)), *end;
	size_t n = g->mapping->columns_n;
	long number = strtol(text, &end, 10);
	int found = CRM_NO_COLUMN;

	if (!key)
		return no_memory(g->why);
	for (size_t i = 0; i < n && found < 0; i++)
		if (!strcmp(g->columns[i], text))
			found = (int)i;
	for (size_t i = 0; i < n && found < 0 && *key; i++)
		if (!strcmp(g->keys[i], key))
			found = (int)i;
	if (found < 0 && ascii_digit(*text) && !*end && number >= 1 && number <= (long)n)
		found = (int)number - 1;
	free(key);
	*column = found;
	if (found >= 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		nearest_offer(&near, g->columns[i], g->columns[i]);
	return crm_fault(g->why, 0, "there is no column %.*s; did you mean %s?", crm_fault_clip(text),
	                 text, nearest_format(&near, names, sizeof names));
}

static int
apply_told(struct guess *g, const char *told)
{
	const char *equals = strchr(told, '=');
	struct crm_mapping *m = g->mapping;
	size_t role;
	int column = CRM_NO_COLUMN, error;

	if (!equals)
		return crm_fault(g->why, 0, "`%.*s' should be field=column", crm_fault_clip(told), told);
	error = find_role(g, told, (size_t)(equals - told), &role);
	if (!error && m->told[role])
		return crm_fault(g->why, 0, "%s is given two columns", m->roles[role].name);
	if (!error && equals[1])
		error = find_column(g, equals + 1, &column);
	if (error)
		return error;
	m->told[role] = true;
	m->column[role] = column;
	if (column >= 0)
		m->used[column] = true;
	return 0;
}

/* --- guessing ------------------------------------------------------------------------------ */

/* The role that a column fits best, in the order of the table. */
static size_t
best_role(const struct guess *g, const char *key, enum fit *fit)
{
	size_t best = 0;

	*fit = FIT_NONE;
	for (size_t i = 0; i < g->mapping->roles_n; i++) {
		enum fit one = g->mapping->told[i] ? FIT_NONE : fits(&g->roles[i], g->nouns, key);

		if (one > *fit) {
			best = i;
			*fit = one;
		}
	}
	return best;
}

static int
two_columns(const struct guess *g, size_t role)
{
	const char *name = g->mapping->roles[role].name;
	const char *one = g->columns[g->mapping->column[role]];
	const char *other = g->columns[g->roles[role].rival];

	crm_fault(g->why, 0, "%s may be the column %.*s or %.*s: say %s='%.*s' or the other", name,
	          crm_fault_clip(one), one, crm_fault_clip(other), other, name,
	          crm_fault_clip(one), one);
	return CRM_AMBIGUOUS;
}

/* Give a column to the role that it fits best, unless that has a better one. */
static void
offer(struct guess *g, size_t column)
{
	struct crm_mapping *m = g->mapping;
	enum fit fit;
	size_t role = best_role(g, g->keys[column], &fit);
	struct role_keys *keys = &g->roles[role];

	if (m->used[column] || !fit || fit < keys->fit)
		return;
	if (fit > keys->fit) {
		m->column[role] = (int)column;
		keys->fit = fit;
		keys->rival = CRM_NO_COLUMN;
	} else if (keys->rival == CRM_NO_COLUMN) {
		keys->rival = (int)column;
	}
}

static int
guess_columns(struct guess *g)
{
	struct crm_mapping *m = g->mapping;

	for (size_t i = 0; i < m->columns_n; i++)
		offer(g, i);
	for (size_t i = 0; i < m->roles_n; i++) {
		if (m->told[i] || m->column[i] == CRM_NO_COLUMN)
			continue;
		if (g->roles[i].rival != CRM_NO_COLUMN)
			return two_columns(g, i);
		m->used[m->column[i]] = true;
	}
	return 0;
}

/* --- from beginning to end ----------------------------------------------------------------- */

static bool
open_guess(struct guess *g, const char *noun)
{
	struct crm_mapping *m = g->mapping;

	m->column = malloc((m->roles_n + 1) * sizeof *m->column);
	m->told = calloc(m->roles_n + 1, sizeof *m->told);
	m->used = calloc(m->columns_n + 1, sizeof *m->used);
	g->keys = calloc(m->columns_n + 1, sizeof *g->keys);
	g->roles = calloc(m->roles_n + 1, sizeof *g->roles);
	g->nouns = make_keys(noun);
	if (!m->column || !m->told || !m->used || !g->keys || !g->roles || !g->nouns)
		return false;
	for (size_t i = 0; i < m->columns_n; i++)
		if (!(g->keys[i] = make_key(g->columns[i], strlen(g->columns[i]))))
			return false;
	for (size_t i = 0; i < m->roles_n; i++) {
		m->column[i] = g->roles[i].rival = CRM_NO_COLUMN;
		g->roles[i].name = make_keys(m->roles[i].name);
		g->roles[i].aliases = make_keys(m->roles[i].aliases);
		if (!g->roles[i].name || !g->roles[i].aliases)
			return false;
	}
	return true;
}

static void
close_guess(struct guess *g)
{
	for (size_t i = 0; g->keys && i < g->mapping->columns_n; i++)
		free(g->keys[i]);
	for (size_t i = 0; g->roles && i < g->mapping->roles_n; i++) {
		free(g->roles[i].name);
		free(g->roles[i].aliases);
	}
	free(g->keys);
	free(g->roles);
	free(g->nouns);
}

int
crm_mapping_guess(struct crm_mapping *mapping, const struct crm_role *roles, const char *noun,
                  const char *const *columns, size_t columns_n, const char *const *told,
                  size_t told_n, struct crm_fault *why)
{
	struct guess g = { .mapping = mapping, .columns = columns, .why = why };
	int error = 0;

	*mapping = (struct crm_mapping){ .roles = roles, .columns_n = columns_n };
	while (roles[mapping->roles_n].name)
		mapping->roles_n++;
	if (!open_guess(&g, noun))
		error = no_memory(why);
	for (size_t i = 0; i < told_n && !error; i++)
		error = apply_told(&g, told[i]);
	if (!error)
		error = guess_columns(&g);
	close_guess(&g);
	if (error)
		crm_mapping_clear(mapping);
	return error;
}

void
crm_mapping_clear(struct crm_mapping *mapping)
{
	free(mapping->column);
	free(mapping->told);
	free(mapping->used);
	*mapping = (struct crm_mapping){ 0 };
}

int
crm_mapping_column(const struct crm_mapping *mapping, const char *role)
{
	for (size_t i = 0; i < mapping->roles_n; i++)
		if (!strcmp(mapping->roles[i].name, role))
			return mapping->column[i];
	return CRM_NO_COLUMN;
}
