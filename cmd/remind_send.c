/*
 * remind_send.c - deliver into a maildir, or to a program's standard input.
 *
 * A maildir (cr.yp.to/proto/maildir.html) takes a message by rename(2): it is there whole or
 * not at all.  The name comes from the digest and not from the clock, so that a delivery
 * which was interrupted after the rename finds its message and does not repeat it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "remind_send.h"

extern char **environ;

static enum remind_sent
failed(char why[REMIND_REASON], const char *what)
{
	int number = errno;

	snprintf(why, REMIND_REASON, "%.150s: %s", what, strerror(number));
	/* Full, locked or forbidden: the next run may do better. */
	return REMIND_DEFERRED;
}

/* --- maildir ---------------------------------------------------------------------------------- */

/* Make a folder, and those that it lies in. */
static bool
make_folders(const char *path)
{
	char *copy = strdup(path);
	bool made = copy;

	for (char *end = copy; made && (end = strchr(end + 1, '/'));) {
		*end = '\0';
		made = !mkdir(copy, 0700) || errno == EEXIST;
		*end = '/';
	}
	free(copy);
	return made && (!mkdir(path, 0700) || errno == EEXIST);
}

/* Open a folder of the maildir, or make it. */
static int
folder(int directory, const char *name)
{
	if (mkdirat(directory, name, 0700) && errno != EEXIST)
		return -1;
	return openat(directory, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Readers move messages to cur and put flags behind their names: NAME:2,S. */
static bool
holds(int folder_fd, const char *name)
{
	size_t length = strlen(name);
	int copy = dup(folder_fd);
	DIR *list = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *entry;
	bool found = false;

	if (!list) {
		if (copy >= 0)
			close(copy);
		return false;
	}
	rewinddir(list);
	while (!found && (entry = readdir(list)))
		found = !strncmp(entry->d_name, name, length) &&
		        (!entry->d_name[length] || entry->d_name[length] == ':');
	closedir(list);
	return found;
}

static bool
write_all(int fd, const char *text, size_t size)
{
	while (size) {
		ssize_t n = write(fd, text, size);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			text += n;
			size -= (size_t)n;
		}
	}
	return true;
}

/* What an interrupted run left in tmp under this name is overwritten. */
static bool
write_file(int tmp, const char *name, const char *text, size_t size)
{
	int fd = openat(tmp, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool good = fd >= 0 && write_all(fd, text, size) && !fsync(fd);
	int number = errno;

	if (fd >= 0 && close(fd) && good)
		return false;
	if (fd >= 0 && !good) {
		unlinkat(tmp, name, 0);
		errno = number;
	}
	return good;
}

enum remind_sent
remind_maildir(const char *directory, const char *name, const char *text, size_t size,
               char why[REMIND_REASON])
{
	int top = make_folders(directory) ? open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	int tmp = top < 0 ? -1 : folder(top, "tmp"), new = top < 0 ? -1 : folder(top, "new");
	int cur = top < 0 ? -1 : folder(top, "cur");
	enum remind_sent sent = REMIND_DELIVERED;

	if (tmp < 0 || new < 0 || cur < 0 ||
	    (!holds(new, name) && !holds(cur, name) &&
	     (!write_file(tmp, name, text, size) || renameat(tmp, name, new, name) || fsync(new))))
		sent = failed(why, directory);
	for (int *fd = (int[]){ top, tmp, new, cur, -2 }; *fd != -2; fd++)
		if (*fd >= 0)
			close(*fd);
	return sent;
}

/* --- programs --------------------------------------------------------------------------------- */

static int64_t
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The environment with words in place of what has their names. */
static char **
environment(char *const *words)
{
	size_t n = 0, added = 0;
	char **all;

	while (environ[n])
		n++;
	while (words && words[added])
		added++;
	if (!(all = calloc(n + added + 1, sizeof *all)))
		cli_die("out of memory");
	n = 0;
	for (char **word = environ; *word; word++) {
		size_t i = 0, name = strcspn(*word, "=");

		while (i < added && strncmp(words[i], *word, name + 1) != 0)
			i++;
		if (i == added)
			all[n++] = *word;
	}
	for (size_t i = 0; i < added; i++)
		all[n++] = words[i];
	return all;
}

static pid_t
start(char *const *argv, char *const *words, int input)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	char **all = environment(words);
	sigset_t none, all_default;
	pid_t child = -1;

	sigemptyset(&none);
	sigemptyset(&all_default);
	sigaddset(&all_default, SIGPIPE);
	if (posix_spawn_file_actions_init(&actions) || posix_spawnattr_init(&attributes))
		cli_die("out of memory");
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all_default);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
	                         POSIX_SPAWN_SETPGROUP);
	errno = posix_spawnp(&child, argv[0], &actions, &attributes, argv, all);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	free(all);
	return errno ? -1 : child;
}

/* Feed the program until all is written, it reads no more, or time is up. */
static void
feed(int fd, const char *text, size_t size, int64_t until)
{
	while (size) {
		struct pollfd poll_fd = { .fd = fd, .events = POLLOUT };
		int64_t left = until - milliseconds();
		ssize_t n;

		if (left <= 0 || poll(&poll_fd, 1, (int)left) <= 0)
			return;
		n = write(fd, text, size);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (n > 0) {
			text += n;
			size -= (size_t)n;
		}
	}
}

/* Wait for the program to end; false if it was killed because time was up. */
static bool
await(pid_t child, int64_t until, int *status)
{
	const struct timespec moment = { .tv_nsec = 5000000 };

	for (;;) {
		pid_t ended = waitpid(child, status, WNOHANG);

		if (ended == child || (ended < 0 && errno != EINTR))
			return true;
		if (milliseconds() >= until)
			break;
		nanosleep(&moment, NULL);
	}
	kill(-child, SIGKILL);
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	return false;
}

static enum remind_sent
verdict(const char *program_name, int status, char why[REMIND_REASON])
{
	if (WIFSIGNALED(status)) {
		snprintf(why, REMIND_REASON, "%.150s: ended by signal %d", program_name, WTERMSIG(status));
		return REMIND_UNKNOWN;
	}
	if (WEXITSTATUS(status) == 0)
		return REMIND_DELIVERED;
	snprintf(why, REMIND_REASON, "%.150s: exit status %d", program_name, WEXITSTATUS(status));
	return WEXITSTATUS(status) == CLI_AGAIN ? REMIND_DEFERRED : REMIND_FAILED;
}

enum remind_sent
remind_program(char *const *argv, char *const *words, const char *text, size_t size, int seconds,
               char why[REMIND_REASON])
{
	int64_t until = milliseconds() + (int64_t)seconds * 1000;
	int ends[2], status = 0;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		return failed(why, argv[0]);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	signal(SIGPIPE, SIG_IGN);   /* whoever does not read says so by the exit status */
	child = start(argv, words, ends[0]);
	close(ends[0]);
	if (child < 0) {
		close(ends[1]);
		return failed(why, argv[0]);
	}
	feed(ends[1], text, size, until);
	close(ends[1]);
	if (await(child, until, &status))
		return verdict(argv[0], status, why);
	snprintf(why, REMIND_REASON, "%.150s: no end after %d seconds", argv[0], seconds);
	return REMIND_UNKNOWN;
}
