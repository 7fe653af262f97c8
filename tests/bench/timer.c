/*
 * timer - run a program and say what it took
 *
 *	timer TIMES LABEL PROGRAM [ARGUMENT ...]
 *	timer times.tsv ours crm-due --limit 100 >out
 *
 * Adds a line to the file TIMES: label, wall, user and system seconds, and the
 * largest resident size in KiB.  Exits with the program's status.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

enum { TROUBLE = 125 };

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double
clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Run it to its end: wall seconds, usage and status. */
static double
run(char **argv, struct rusage *usage, int *status)
{
	double begun = clock_now();
	pid_t child;
	int error = posix_spawnp(&child, argv[0], NULL, NULL, argv, environ);

	if (error) {
		fprintf(stderr, "timer: %s: %s\n", argv[0], strerror(error));
		exit(TROUBLE);
	}
	while (wait4(child, status, 0, usage) < 0)
		if (errno != EINTR) {
			perror("timer: wait4");
			exit(TROUBLE);
		}
	return clock_now() - begun;
}

int
main(int argc, char **argv)
{
	struct rusage usage;
	double wall;
	FILE *times;
	int status;

	if (argc < 4) {
		fputs("usage: timer TIMES LABEL PROGRAM [ARGUMENT ...]\n", stderr);
		return TROUBLE;
	}
	wall = run(argv + 3, &usage, &status);
	times = fopen(argv[1], "a");
	if (!times || fprintf(times, "%s\t%.6f\t%.6f\t%.6f\t%ld\n", argv[2], wall,
	                      seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss) < 0 ||
	    fclose(times)) {
		fprintf(stderr, "timer: %s: %s\n", argv[1], strerror(errno));
		return TROUBLE;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
