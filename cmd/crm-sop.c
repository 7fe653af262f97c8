/*
 * crm-sop - check the written procedure, put it in force, show it, and review it
 *
 *	crm-sop check our.sop && crm-sop load our.sop
 *	crm-sop diff our.sop | cut -f 3 | sort | uniq -c
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "sop_command.h"

const char *sop_since = "-1y";
bool        sop_holidays;

static const struct cli_option options[] = {
	{ 's', "since", "WHEN", "review: follow-ups due from then on (-1y)", .text = &sop_since },
	{ 0, "holidays", NULL, "show: its days off instead, as a file to load", .flag = &sop_holidays },
	{ 0 }
};

static const struct verb {
	const char *name;
	int         least, most;   /* operands, */
	const char *operands;      /* in words */
	bool        writes;
	int       (*run)(struct cli *cli, crm *db, char **operands);
} verbs[] = {
	{ "check", 1, 1, "one file", false, sop_check_file },
	{ "load", 1, 1, "one file", true, sop_load_file },
	{ "show", 0, 1, "no operand, or a version", false, sop_show },
	{ "log", 0, 0, "no operand", false, sop_log },
	{ "note", 2, 2, "a rule and a text", true, sop_note },
	{ "diff", 1, 1, "one file", false, sop_diff },
	{ "review", 0, 0, "no operand", false, sop_review },
	{ "keys", 0, 0, "no operand", false, sop_keys },
};

#define VERB_NAMES "check, load, show, log, note, diff, review or keys"

enum { VERBS = sizeof verbs / sizeof *verbs };

/* The operation that the first operand names; NULL if it names none. */
static const struct verb *
verb_of(const struct cli *cli)
{
	struct cli_operands all = cli_operands(cli);

	for (size_t i = 0; all.n && i < VERBS; i++)
		if (!strcmp(all.values[0], verbs[i].name))
			return &verbs[i];
	return NULL;
}

static bool
lists(const struct cli *cli)
{
	const struct verb *verb = verb_of(cli);

	return !verb || !verb->writes;
}

static void
complete(crm *db, struct cli_operands typed, crm_suggestion *offer, void *aux)
{
	for (size_t i = 0; typed.n == 1 && i < VERBS; i++)
		offer(aux, verbs[i].name, verbs[i].operands);
	if (typed.n == 2 && !strcmp(typed.values[0], "note"))
		crm_suggest_rules(db, offer, aux);
}

static int
run(struct cli *cli, crm *db)
{
	const struct verb *verb = verb_of(cli);
	struct cli_operands all = cli_operands(cli);
	static char dash[] = "-", *file[] = { dash };
	bool standard = verb && verb->most == 1 && all.n == 1 && cli_wants_stdin(cli);
	int n = (int)all.n - 1 + standard;

	if (!all.n)
		cli_usage("which?  " VERB_NAMES);
	if (!verb)
		cli_usage("there is no crm-sop %s: " VERB_NAMES, all.values[0]);
	if (n < verb->least || n > verb->most)
		cli_usage("%s takes %s", verb->name, verb->operands);
	if (sop_holidays && verb->run != sop_show)
		cli_usage("--holidays is for crm-sop show");
	return verb->run(cli, db, n == 0 ? NULL : standard ? file : all.values + 1);
}

const struct cli_program program = {
	.name     = "crm-sop",
	.summary  = "check, load, compare and review the written procedure",
	.zh       = "檢查、啟用、比較、檢討作業規程",
	.keywords = "procedure rules sop policy cadence event limit check load diff review note staff "
	            "規程 规程 規則 规则 流程 作業程序 标准 標準 啟用 檢查 检查 檢討",
	.operands = "check FILE | load FILE | show [VERSION] | log | note RULE TEXT | diff FILE | "
	            "review | keys",
	.examples = "  crm-sop show >our.sop; crm-sop check our.sop && crm-sop load our.sop\n"
	            "  crm-sop note monthly-cold 'they ask for samples'\n",
	.options  = options,
	.group    = CLI_SET_UP,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT,
	.noun     = "sop",
	.lists    = lists,
	.run      = run,
	.complete = complete,
};
