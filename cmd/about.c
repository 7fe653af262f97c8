/*
 * about.c - ask the programs in this one's folder what they are about.
 */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <libgen.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "about.h"
#include "cli.h"

extern char **environ;

const char *
about_path(const char *name)
{
	static char path[PATH_MAX + 64];
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	if (n < 0)
		cli_die("/proc/self/exe: %s", strerror(errno));
	self[n] = '\0';
	snprintf(path, sizeof path, "%s/%s", dirname(self), name);
	return path;
}

/* Start a program: output replaces descriptor `to'. */
static pid_t
start(const char *path, char *const *arguments, int to, int output)
{
	posix_spawn_file_actions_t actions;
	pid_t child;

	if (posix_spawn_file_actions_init(&actions))
		cli_die("%s", strerror(errno));
	posix_spawn_file_actions_adddup2(&actions, output, to);
	posix_spawn_file_actions_addclose(&actions, output);
	errno = posix_spawnp(&child, path, &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	return errno ? -1 : child;
}

int
about_run(const char *path, char *const *arguments)
{
	int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC), status = 0;
	pid_t child = start(path, arguments, STDERR_FILENO, nothing);

	close(nothing);
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

static char *
ask(const char *path)
{
	char about[] = "--about", *argv[] = { (char *)path, about, NULL }, *line = NULL;
	size_t size = 0;
	FILE *answer;
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) || (child = start(path, argv, STDOUT_FILENO, ends[1])) < 0)
		cli_die("%s: %s", path, strerror(errno));
	close(ends[1]);
	if ((answer = fdopen(ends[0], "r"))) {
		if (getline(&line, &size, answer) < 0 && line)
			*line = '\0';
		fclose(answer);
	}
	waitpid(child, NULL, 0);
	return line;
}

size_t
about_programs(struct about **out)
{
	glob_t found;
	size_t n;

	if (glob(about_path("crm-*"), 0, NULL, &found) ||
	    !(*out = calloc(found.gl_pathc, sizeof **out)))
		cli_die("%s: no programs", about_path("crm-*"));
	for (size_t i = 0; i < found.gl_pathc; i++) {
		char *rest = (*out)[i].line = ask(found.gl_pathv[i]);

		for (int p = 0; p < ABOUT_PARTS; p++)
			(*out)[i].part[p] = rest ? strsep(&rest, "\t\n") : NULL;
	}
	n = found.gl_pathc;
	globfree(&found);
	return n;
}

void
about_free(struct about *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(all[i].line);
	free(all);
}
