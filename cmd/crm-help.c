/*
 * crm-help - find the right program, or open its page
 *
 *	crm-help 投訴
 *	crm-help crm-due
 */
#include <errno.h>
#include <glob.h>
#include <libgen.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "unicode.h"

extern char **environ;

static const char *const groups[CLI_GROUPS] = {
	"set up", "profile", "history", "follow-up", "service", "feedback", "value", "data", "operations"
};
static const char *const groups_zh[CLI_GROUPS] = {
	"設定", "客戶檔案", "往來", "跟進", "服務", "回饋", "價值", "資料", "操作"
};

/* What a program says of itself: group, name, summaries, keywords. */
struct about { char *line, *part[5]; };

static char *
ask(const char *path)
{
	char about[] = "--about", *argv[] = { (char *)path, about, NULL }, *line = NULL;
	size_t size = 0;
	posix_spawn_file_actions_t actions;
	int ends[2];
	pid_t child;
	FILE *answer;

	if (pipe(ends) || posix_spawn_file_actions_init(&actions))
		cli_die("%s", strerror(errno));
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	errno = posix_spawn(&child, path, &actions, NULL, argv, environ);
	if (errno)
		cli_die("%s: %s", path, strerror(errno));
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	if ((answer = fdopen(ends[0], "r"))) {
		if (getline(&line, &size, answer) < 0)
			*line = '\0';
		fclose(answer);
	}
	waitpid(child, NULL, 0);
	return line;
}

/* The programs beside this one. */
static size_t
collect(struct about **out)
{
	char self[PATH_MAX], pattern[PATH_MAX + 8];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	glob_t found;

	if (n < 0)
		cli_die("/proc/self/exe: %s", strerror(errno));
	self[n] = '\0';
	snprintf(pattern, sizeof pattern, "%s/crm-*", dirname(self));
	if (glob(pattern, 0, NULL, &found) || !(*out = calloc(found.gl_pathc, sizeof **out)))
		cli_die("%s: no programs", pattern);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		char *rest = (*out)[i].line = ask(found.gl_pathv[i]);

		for (int p = 0; p < 5; p++)
			(*out)[i].part[p] = rest ? strsep(&rest, "\t\n") : NULL;
	}
	n = (ssize_t)found.gl_pathc;
	globfree(&found);
	return (size_t)n;
}

/* Does every word occur in what the program says of itself? */
static bool
fits(const struct about *a, struct cli_operands words)
{
	char *all = NULL, *folded;
	bool fit = true;

	if (asprintf(&all, "%s %s %s %s", a->part[1], a->part[2], a->part[3], a->part[4]) < 0 ||
	    !(folded = crm_fold(all)))
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

		for (size_t i = 0; i < n; i++) {
			if (!all[i].part[4] || atoi(all[i].part[0]) != g || !fits(&all[i], words))
				continue;
			if (!headed)
				printf("%s%s %s\n", shown ? "\n" : "", groups[g], groups_zh[g]);
			headed = true;
			shown++;
			printf("  %-14s %s, %s\n", all[i].part[1], all[i].part[2], all[i].part[3]);
		}
	}
	return shown;
}

static int
run(struct cli *cli, crm *db)
{
	struct cli_operands words = cli_operands(cli);
	struct about *all;
	size_t n = collect(&all), shown;

	(void)db;
	for (size_t i = 0; i < n && words.n == 1; i++)
		if (all[i].part[1] && (!strcmp(all[i].part[1], words.values[0]) ||
		                       !strcmp(all[i].part[1] + strlen("crm-"), words.values[0]))) {
			execlp("man", "man", all[i].part[1], (char *)NULL);
			cli_die("man: %s; try %s --help", strerror(errno), all[i].part[1]);
		}
	shown = list(all, n, words);
	for (size_t i = 0; i < n; i++)
		free(all[i].line);
	free(all);
	if (!shown)
		cli_warn("no program is about that; crm-help without words lists them all");
	return shown ? CLI_OK : CLI_REFUSED;
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
