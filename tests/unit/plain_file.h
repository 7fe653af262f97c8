/*
 * plain_file.h - a file with a text in it, and what is refused of it.
 *
 *	struct plain_file file = plain_file("score\n9\n");
 *	struct crm_plain_log plain = plain_file_log(&file);
 *	crm_plain_open(&plain, file.path, ...);
 *	plain_file_close(&file);
 */
#ifndef TEST_PLAIN_FILE_H
#define TEST_PLAIN_FILE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "plain_log.h"

struct plain_file {
	int    fd;
	char   path[32];
	char   told[1024];      /* "line: why" of each refused row, LF between */
};

static inline struct plain_file
plain_file(const char *text)
{
	struct plain_file file = { .fd = memfd_create("plain", 0) };

	assert_true(file.fd >= 0);
	assert_int_equal(write(file.fd, text, strlen(text)), strlen(text));
	snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
	return file;
}

static inline void
plain_file_refuse(void *aux, const char *name, size_t line, const char *why)
{
	struct plain_file *file = aux;
	size_t n = strlen(file->told);

	assert_string_equal(name, file->path);
	snprintf(file->told + n, sizeof file->told - n, "%s%zu: %s", n ? "\n" : "", line, why);
}

static inline struct crm_plain_log
plain_file_log(struct plain_file *file)
{
	return (struct crm_plain_log){ .refuse = plain_file_refuse, .aux = file };
}

static inline void
plain_file_close(struct plain_file *file)
{
	close(file->fd);
}

#endif
