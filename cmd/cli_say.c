/*
 * cli_say.c - what programs say on standard error: faults, trouble, progress.
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli_internal.h"
#include "unicode.h"

/* What is said quotes names, values and files, which may hold what steers a terminal. */
static void
say(const char *format, va_list args)
{
	char *text = NULL, *visible = vasprintf(&text, format, args) < 0 ? NULL : crm_visible(text);

	fflush(stdout);   /* so that 2>&1 keeps the order */
	fprintf(stderr, "%s: %s\n", program.name, visible ? visible : "out of memory");
	free(visible);
	free(text);
}

void
cli_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
}

void
cli_die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	exit(CLI_TROUBLE);
}

void
cli_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	fprintf(stderr, "Try '%s --help'.\n", program.name);
	exit(CLI_TROUBLE);
}

void
cli_fault(const char *text, const struct crm_fault *why)
{
	char *before = strndup(text, why->at);
	char *line = crm_visible(text), *margin = before ? crm_visible(before) : NULL;

	cli_warn("%s", why->text);
	if (line && margin && *line)
		fprintf(stderr, "  %s\n  %*s^\n", line, (int)crm_width(margin), "");
	free(margin);
	free(line);
	free(before);
	exit(CLI_TROUBLE);
}

int
cli_status(int error)
{
	switch (error) {
	case 0:
		return CLI_OK;
	case CRM_NOT_FOUND:
	case CRM_EXISTS:
	case CRM_INVALID:
	case CRM_AMBIGUOUS:
	case CRM_CONFLICT:
		return CLI_REFUSED;
	case CRM_BUSY:
		return CLI_AGAIN;
	default:
		return CLI_TROUBLE;
	}
}

int
cli_failed(crm *db, int error)
{
	cli_warn("%s", crm_message(db));
	return cli_status(error);
}

/* --- the terminal --------------------------------------------------------------------------- */

void
cli_await_input(void)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

	setvbuf(stdin, NULL, _IOFBF, 1 << 16);
	if (isatty(STDERR_FILENO) && poll(&input, 1, 1000) == 0)
		cli_warn("waiting for records on standard input");
}

int
cli_terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	int set = columns ? (int)strtol(columns, NULL, 10) : 0;
	struct winsize size;

	if (set > 0)
		return set;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col ? 80 : size.ws_col;
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
cli_progress(const char *what, int64_t done, int64_t total)
{
	static double begun, last;
	static int terminal = -1;
	double now;

	if (terminal < 0)
		terminal = isatty(STDERR_FILENO);
	if (!terminal)
		return;
	now = seconds();
	if (!begun)
		begun = now;
	if (done < 0 && last) {
		fputs("\r\033[K", stderr);
		begun = last = 0;
	}
	if (done < 0 || now - begun < 1 || now - last < 0.1)
		return;
	last = now;
	fprintf(stderr, "\r\033[K%s: %" PRId64 " %s", program.name, done, what);
	if (total > done)
		fprintf(stderr, " of %" PRId64 " (%" PRId64 " %%)", total, done * 100 / total);
}
