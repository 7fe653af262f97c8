/*
 * cli_complete.c - what may stand where the shell's user is typing: --complete WORD ...
 *
 *	crm-find --complete owner=amy tier=o		(tier=ordinary)
 *
 * The words are those of the command line up to the cursor, the last one as far as it is
 * typed.  What may stand in its place is printed, a line each: the word, TAB, what it means.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_internal.h"
#include "fact.h"
#include "noun.h"
#include "query.h"
#include "suggest.h"

struct completion {
	struct cli              *cli;
	crm                     *db;
	const struct cli_option *option;   /* whose value is typed; NULL: none */
	const char              *typed;
	size_t                   kept;     /* bytes of it that stand before what is offered, */
	const char              *end;      /* and what comes behind */
};

/* --- offering ------------------------------------------------------------------------------- */

static void
offer(void *aux, const char *word, const char *help)
{
	const struct completion *c = aux;
	const char *rest = c->typed + c->kept;

	if (!strncmp(word, rest, strlen(rest)))
		printf("%.*s%s%s\t%s\n", (int)c->kept, c->typed, word, c->end, help ? help : "");
}

static void
offer_words(struct completion *c, const char *const *words)
{
	for (; words && *words; words++)
		offer(c, *words, "");
}

static bool
is_one_of(const char *text, const char *const *words)
{
	while (*words && strcmp(*words, text) != 0)
		words++;
	return *words;
}

/* In a list with commas between, the last one is typed. */
static void
keep_list(struct completion *c, size_t from)
{
	const char *comma = strrchr(c->typed + from, ',');

	c->kept = comma ? (size_t)(comma + 1 - c->typed) : from;
}

/* The fields of a type; of those that can be written, or of all, customers' facts too. */
static void
offer_fields(struct completion *c, const struct crm_type *type, bool writes)
{
	struct crm_field fact;

	for (const struct crm_field *f = type ? type->fields : NULL; f && f->name; f++)
		if (!(f->flags & CRM_HIDDEN) &&
		    !(writes && (f->flags & CRM_DERIVED || !strcmp(f->name, "id"))))
			offer(c, f->name, f->help);
	if (!type || writes || strcmp(type->name, "customer") != 0)
		return;
	for (const char *const *name = crm_fact_names(); *name; name++)
		if (crm_fact(*name, &fact, NULL))
			offer(c, *name, fact.help);
}

/* --- options -------------------------------------------------------------------------------- */

static void
offer_options(struct completion *c)
{
	const struct cli_option *o;
	char name[64];

	for (int i = 0; (o = cli_option_at(i)); i++) {
		snprintf(name, sizeof name, "--%s", o->name);
		if (o->help)
			offer(c, name, o->help);
	}
}

/* What follows an option, from the byte of the typed word on. */
static void
offer_value(struct completion *c, const struct cli_option *o, size_t from)
{
	static const char *const fields[] = { "COLUMNS", "FIELDS", "FIELD", "KEYS", NULL };
	const struct crm_type *type = program.view ? program.view
	                            : program.noun ? crm_noun(c->db, program.noun) : NULL;
	const struct crm_field *like = type ? crm_field(type, o->name) : NULL;
	bool output = !strcmp(o->name, "output") || !strcmp(o->name, "sort");

	c->kept = from;
	offer_words(c, o->words ? o->words : like ? like->words : NULL);
	if (!is_one_of(o->arg, fields))
		return;
	keep_list(c, from);
	c->kept += c->typed[c->kept] == '-';   /* descending */
	offer_fields(c, output ? type : crm_noun(c->db, program.view || !program.noun ? "customer"
	                                         : program.noun), false);
}

/* The option that a word names, and its value where that is in the same word; NULL: none. */
static const struct cli_option *
option_of(const char *word, const char **value)
{
	size_t n = strcspn(word, "=");
	const struct cli_option *o;

	*value = NULL;
	for (int i = 0; word[0] == '-' && (o = cli_option_at(i)); i++) {
		if (word[1] == '-' && strlen(o->name) == n - 2 && !strncmp(word + 2, o->name, n - 2)) {
			*value = word[n] ? word + n + 1 : NULL;
			return o;
		}
		if (word[1] != '-' && o->letter && word[1] == o->letter) {
			*value = o->arg && word[2] ? word + 2 : NULL;
			return o;
		}
	}
	return NULL;
}

/* Part the words before the typed one into options and operands. */
static void
read_words(struct completion *c, char **words, size_t n)
{
	bool options = true;

	for (size_t i = 0; i < n; i++) {
		const char *value;
		const struct cli_option *o = options ? option_of(words[i], &value) : NULL;

		if (options && !strcmp(words[i], "--")) {
			options = false;
		} else if (!o) {
			c->cli->operands[c->cli->n++] = words[i];
		} else if (o->arg && !value) {
			if (i + 1 == n)
				c->option = o;
			value = i + 1 < n ? words[++i] : NULL;
		}
		if (o && o->arg && value && !strcmp(o->name, "db"))
			c->cli->common.db = value;
	}
}

/* --- operands ------------------------------------------------------------------------------- */

static bool
takes(const char *what)
{
	return strstr(program.operands, what);
}

/* The noun whose fields the operands are about; NULL if it is not known yet. */
static const struct crm_type *
subject(const struct completion *c)
{
	const struct crm_type *type = crm_noun(c->db, program.noun ? program.noun : "customer");
	char letter;
	int64_t id;

	if (!strncmp(program.operands, "NOUN", 4))
		return c->cli->n > 1 ? crm_noun(c->db, c->cli->operands[0]) : NULL;
	for (size_t i = 0; takes("[ID") && i + 1 < c->cli->n; i++)
		if (!crm_id_parse(c->cli->operands[i], &letter, &id) && crm_noun_of(c->db, letter))
			type = crm_noun_of(c->db, letter);
	return type ? type : program.view;
}

static void
offer_field_value(struct completion *c, const struct crm_type *type)
{
	size_t n = strcspn(c->typed, "=!"), from = c->kept;
	char path[128];

	if (!type || n >= sizeof path || !strcmp(c->typed + n, "!"))
		return;
	snprintf(path, sizeof path, "%.*s", (int)(n - from), c->typed + from);
	keep_list(c, n + strspn(c->typed + n, "!="));
	crm_suggest(c->db, type, path, offer, c);   /* a wrong name has no values */
}

static void
offer_nouns(struct completion *c)
{
	for (const struct crm_type *const *t = crm_nouns(c->db); t && *t; t++)
		offer(c, (*t)->name, (*t)->zh);
}

static void
offer_operands(struct completion *c)
{
	bool reads = takes("QUERY");
	const struct crm_type *related = reads ? crm_query_related(c->typed) : NULL;
	const struct crm_type *type = related ? related : subject(c);

	if (related)
		c->kept = strlen(related->name) + 1;
	if (strchr(c->typed, '=')) {
		if (reads || takes("FIELD=VALUE"))
			offer_field_value(c, type);
		return;
	}
	if (reads && !strncmp(c->typed, "tag:", 4)) {
		keep_list(c, 4);
		crm_suggest_tags(c->db, offer, c);
		return;
	}
	if (takes("+TAG") && *c->typed && strchr("+-", *c->typed)) {
		c->kept = 1;
		crm_suggest_tags(c->db, offer, c);
		return;
	}
	if (!related) {
		offer_words(c, program.words);
		if (program.complete)
			program.complete(c->db, cli_operands(c->cli), offer, c);
		if (takes("NOUN") && c->cli->n == 1)
			offer_nouns(c);
	}
	c->end = "=";
	if (type && (reads || takes("FIELD=")))
		offer_fields(c, type, !reads);
}

/* --- asking --------------------------------------------------------------------------------- */

/* Where there is no database yet, what is built in will do. */
static crm *
open_any(struct cli *cli)
{
	crm *db = NULL;

	if (!crm_open(&db, cli_database(cli), CRM_READ))
		return db;
	crm_close(db);
	if (crm_open(&db, ":memory:", CRM_CREATE))
		cli_die("%s", db ? crm_message(db) : "out of memory");
	return db;
}

int
cli_complete(struct cli *cli, char **words, size_t n)
{
	struct completion c = { .cli = cli, .typed = words[n - 1], .end = "" };
	const struct cli_option *o;
	const char *value;

	if (!(cli->operands = calloc(n + 1, sizeof *cli->operands)))
		cli_die("out of memory");
	read_words(&c, words, n - 1);
	cli->operands[cli->n++] = words[n - 1];
	cli_config_read(&cli->config);
	c.db = open_any(cli);
	if (c.option) {
		offer_value(&c, c.option, 0);
	} else if ((o = option_of(c.typed, &value)) && o->arg && value) {
		offer_value(&c, o, (size_t)(value - c.typed));
	} else {
		if (c.typed[0] == '-')
			offer_options(&c);
		if (c.typed[0] != '-' || program.common & CLI_SIGNED)
			offer_operands(&c);
	}
	crm_close(c.db);
	cli_config_clear(&cli->config);
	free(cli->operands);
	return CLI_OK;
}
