/*
 * crm-help - find the right program, or open its page
 *
 *	crm-help 投訴
 *	crm-help crm-due
 */
#include <stdlib.h>
#include <string.h>

#include "about.h"
#include "cli.h"
#include "unicode.h"

static const char *const groups[CLI_GROUPS] = {
	"set up", "profile", "history", "follow-up", "service", "feedback", "value", "data",
	"operations"
};
static const char *const groups_zh[CLI_GROUPS] = {
	"設定", "客戶檔案", "往來", "跟進", "服務", "回饋", "價值", "資料", "操作"
};

/* Does every word occur in what the program says of itself? */
static bool
fits(const struct about *a, struct cli_operands words)
{
	char *all = NULL, *folded;
	bool fit = true;

	if (asprintf(&all, "%s %s %s %s", a->part[ABOUT_NAME], a->part[ABOUT_SUMMARY],
	             a->part[ABOUT_ZH], a->part[ABOUT_KEYWORDS]) < 0 || !(folded = crm_fold(all)))
		cli_die("out of memory");
	for (size_t i = 0; i < words.n && fit; i++) {
		char *word = crm_fold(words.values[i]);

		fit = word && strstr(folded, word);
		free(word);
	}
	free(all);
	free(folded);
	return fit;
}

static size_t
list(const struct about *all, size_t n, struct cli_operands words)
{
	size_t shown = 0;

	for (int g = 0; g < CLI_GROUPS; g++) {
		bool headed = false;

		for (const struct about *a = all; a < all + n; a++) {
			if (!a->part[ABOUT_KEYWORDS] || strtol(a->part[ABOUT_GROUP], NULL, 10) != g ||
			    !fits(a, words))
				continue;
			if (!headed)
				printf("%s%s %s\n", shown ? "\n" : "", groups[g], groups_zh[g]);
			headed = true;
			shown++;
			printf("  %-14s %s, %s\n", a->part[ABOUT_NAME], a->part[ABOUT_SUMMARY],
			       a->part[ABOUT_ZH]);
		}
	}
	return shown;
}

/* The program of that name, its `crm-' left out or not; NULL if there is none. */
static const char *
named(const struct about *all, size_t n, const char *word)
{
	for (const struct about *a = all; a < all + n; a++) {
		const char *name = a->part[ABOUT_NAME];

		if (name && (!strcmp(name, word) || !strcmp(name + strlen("crm-"), word)))
			return name;
	}
	return NULL;
}

/* Its page or, where the manuals are not installed, what it says of itself. */
static int
open_page(const char *name)
{
	char page[64], option[] = "--help", man[] = "man";
	char *open[] = { man, page, NULL }, *ask[] = { page, option, NULL };

	snprintf(page, sizeof page, "%s", name);
	fflush(stdout);
	return about_run(man, open) && about_run(about_path(page), ask) ? CLI_TROUBLE : CLI_OK;
}

static int
run(struct cli *cli, crm *db)
{
	struct cli_operands words = cli_operands(cli);
	struct about *all;
	size_t n = about_programs(&all), shown;
	const char *name = words.n == 1 ? named(all, n, words.values[0]) : NULL;
	int status = name ? open_page(name) : CLI_OK;

	(void)db;
	shown = name ? 1 : list(all, n, words);
	about_free(all, n);
	if (!shown)
		cli_warn("no program is about that; crm-help without words lists them all");
	return shown ? status : CLI_REFUSED;
}

const struct cli_program program = {
	.name     = "crm-help",
	.summary  = "find the right program, or open its page",
	.zh       = "查找程式與說明",
	.keywords = "help manual programs commands list which how 說明 幫助 手冊 程式 指令 帮助",
	.operands = "[WORD ... | PROGRAM]",
	.examples = "  crm-help nps\n"
	            "  crm-help 客戶\n",
	.group    = CLI_SET_UP,
	.mode     = CLI_ALONE,
	.run      = run,
};
