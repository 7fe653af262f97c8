/*
 * spool.c - a growing buffer that turns into a temporary file.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "spool.h"

static void
put_file(struct spool *spool, const void *bytes, size_t n)
{
	if (!spool->file && !(spool->file = tmpfile()))
		cli_die("a temporary file for the input: %s", strerror(errno));
	if (fwrite(bytes, 1, n, spool->file) != n)
		cli_die("the temporary file of the input: %s", strerror(errno));
}

void
spool_put(struct spool *spool, const void *bytes, size_t n)
{
	if (spool->file || spool->size + n > SPOOL_MEMORY) {
		put_file(spool, bytes, n);
		return;
	}
	if (spool->size + n > spool->room) {
		size_t room = spool->room ? spool->room : 65536;
		char *more;

		while (room < spool->size + n)
			room *= 2;
		if (!(more = realloc(spool->memory, room)))
			cli_die("out of memory");
		spool->memory = more;
		spool->room = room;
	}
	memcpy(spool->memory + spool->size, bytes, n);
	spool->size += n;
}

void
spool_rewind(struct spool *spool)
{
	spool->at = 0;
	if (spool->file && (fflush(spool->file) || fseek(spool->file, 0, SEEK_SET)))
		cli_die("the temporary file of the input: %s", strerror(errno));
}

/* A piece is put whole into one of the two, so it is read whole from one. */
bool
spool_get(struct spool *spool, void *bytes, size_t n)
{
	if (spool->at < spool->size) {
		memcpy(bytes, spool->memory + spool->at, n);
		spool->at += n;
		return true;
	}
	return spool->file && fread(bytes, 1, n, spool->file) == n;
}

void
spool_empty(struct spool *spool)
{
	spool->size = spool->at = 0;
	if (spool->file)
		fclose(spool->file);
	spool->file = NULL;
}

void
spool_free(struct spool *spool)
{
	spool_empty(spool);
	free(spool->memory);
	*spool = (struct spool){ 0 };
}
