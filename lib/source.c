/*
 * source.c - read a file in any encoding, and keep only what is needed of it.
 *
 *	while (source_line(&source, &why) > 0) {
 *		fwrite(source.data + source.begin, 1, source.at - source.begin, stdout);
 *		source_advance(&source);
 *	}
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source.h"
#include "table.h"

/* UTF-8 takes at most 4 bytes for one of another encoding. */
enum { CHUNK = 1 << 16, GROWTH = 4 };

/* --- the window ------------------------------------------------------------- */

/* Make room for a chunk behind the window, by moving what is needed to the front or growing. */
static int
make_room(struct source *s)
{
	size_t from = s->keeping ? s->kept : s->begin, capacity = s->capacity ? s->capacity : CHUNK;
	char  *data;

	if (s->capacity - s->end >= GROWTH * CHUNK)
		return 0;
	if (from && s->data)
		memmove(s->data, s->data + from, s->end - from);
	s->begin -= from;
	s->at -= from;
	s->end -= from;
	s->kept = 0;
	while (capacity - s->end < GROWTH * CHUNK)
		capacity *= 2;
	if (capacity == s->capacity)
		return 0;
	data = realloc(s->data, capacity);
	if (!data)
		return CRM_NO_MEMORY;
	s->data = data;
	s->capacity = capacity;
	return 0;
}

static ssize_t
read_bytes(struct source *s, char *out, size_t size)
{
	ssize_t n;

	do
		n = read(s->fd, out, size);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		s->error = CRM_NO_FILE;
		s->system_error = errno;
	} else {
		s->bytes += (uint64_t)n;
		s->eof = n == 0;
	}
	return n;
}

/* Convert into the window; what is left of a character waits for the next chunk. */
static void
convert(struct source *s, char *in, size_t n)
{
	char  *out = s->data + s->end;
	size_t room = s->capacity - s->end;

	if (iconv(s->iconv, &in, &n, &out, &room) == (size_t)-1 &&
	    (errno != EINVAL || n > sizeof s->pending))
		s->error = CRM_INVALID;
	s->end = (size_t)(out - s->data);
	s->pending_n = n < sizeof s->pending ? n : 0;
	memcpy(s->pending, in, s->pending_n);
	if (s->eof && s->pending_n)
		s->error = CRM_INVALID;
}

static void
fill(struct source *s)
{
	char    chunk[sizeof s->pending + CHUNK];
	ssize_t n;

	if (!s->encoding) {
		n = read_bytes(s, s->data + s->end, CHUNK);
		s->end += n > 0 ? (size_t)n : 0;
		return;
	}
	memcpy(chunk, s->pending, s->pending_n);
	n = read_bytes(s, chunk + s->pending_n, CHUNK);
	if (n >= 0)
		convert(s, chunk, s->pending_n + (size_t)n);
}

/* What stands where the window ends. */
static int
ending(const struct source *s, struct crm_fault *why)
{
	if (s->error == CRM_NO_FILE) {
		crm_fault(why, 0, "cannot be read: %s", strerror(s->system_error));
		errno = s->system_error;
	} else if (s->error == CRM_INVALID) {
		crm_fault(why, 0, "there are bytes that are not of the encoding %s", s->encoding);
	}
	return s->error;
}

static int
too_long(struct crm_fault *why)
{
	return crm_fault(why, 0, "a record of more than %d MB", CRM_TABLE_RECORD_LIMIT >> 20);
}

int
source_more(struct source *s, struct crm_fault *why)
{
	size_t before;
	int    error;

	if (s->eof || s->error)
		return ending(s, why);
	if (s->end - s->begin > CRM_TABLE_RECORD_LIMIT)
		return too_long(why);
	error = make_room(s);
	if (error)
		return crm_fault(why, 0, "no memory"), error;
	before = s->end;
	while (s->end == before && !s->eof && !s->error)
		fill(s);
	return s->end > before ? 1 : ending(s, why);
}

int
source_line(struct source *s, struct crm_fault *why)
{
	for (;;) {
		const char *found = memchr(s->data + s->at, s->newline, s->end - s->at);
		size_t      read = s->end - s->at;
		int         more;

		if (found) {
			s->at = (size_t)(found - s->data) + 1;
			return s->at - s->begin > CRM_TABLE_RECORD_LIMIT ? too_long(why) : 1;
		}
		s->at = s->end;
		more = source_more(s, why);
		if (more < 0)
			return more;
		if (more == 0)
			return read > 0;
	}
}

void
source_advance(struct source *s)
{
	const char *at = s->data + s->begin, *end = s->data + s->at;

	while ((at = memchr(at, s->newline, (size_t)(end - at)))) {
		s->line++;
		at++;
	}
	s->begin = s->at;
}

void
source_keep(struct source *s)
{
	s->keeping = true;
	s->kept = s->begin;
	s->kept_line = s->line;
}

void
source_rewind(struct source *s)
{
	s->keeping = false;
	s->begin = s->at = s->kept;
	s->line = s->kept_line;
}

/* --- encodings -------------------------------------------------------------- */

/* What Windows writes as Big5 has more characters than Big5: prefer its own table. */
static iconv_t
open_iconv(const char *encoding)
{
	iconv_t opened = (iconv_t)-1;

	if (strcasecmp(encoding, "big5") == 0 || strcasecmp(encoding, "big-5") == 0)
		opened = iconv_open("UTF-8", "CP950");
	return opened == (iconv_t)-1 ? iconv_open("UTF-8", encoding) : opened;
}

static int
set_encoding(struct source *s, const char *encoding, struct crm_fault *why)
{
	if (!encoding || strcasecmp(encoding, "utf-8") == 0 || strcasecmp(encoding, "utf8") == 0)
		return 0;
	s->iconv = open_iconv(encoding);
	if (s->iconv == (iconv_t)-1)
		return crm_fault(why, 0, "`%.60s' is not an encoding; try big5, gb18030 or utf-16",
		                 encoding);
	s->encoding = strdup(encoding);
	return s->encoding ? 0 : CRM_NO_MEMORY;
}

/* Bytes that were read as UTF-8 but begin with the mark of UTF-16. */
static int
switch_to_utf16(struct source *s, struct crm_fault *why)
{
	char  *raw = s->data;
	size_t n = s->end;
	int    error = set_encoding(s, "UTF-16", why);

	if (error)
		return error;
	s->data = NULL;
	s->end = s->capacity = 0;
	error = make_room(s);
	if (!error)
		convert(s, raw, n);
	free(raw);
	return error;
}

static int
take_mark(struct source *s, struct crm_fault *why)
{
	int error = 0;

	if (!s->encoding && s->end >= 2 &&
	    (memcmp(s->data, "\xFF\xFE", 2) == 0 || memcmp(s->data, "\xFE\xFF", 2) == 0))
		error = switch_to_utf16(s, why);
	if (!error && s->end >= 3 && memcmp(s->data, "\xEF\xBB\xBF", 3) == 0)
		s->begin = s->at = 3;
	return error;
}

int
source_open(struct source *s, int fd, const char *name, const char *encoding,
            struct crm_fault *why)
{
	struct stat status;
	int         error;

	*s = (struct source){ .fd = fd, .newline = '\n', .line = 1,
	                       .iconv = (iconv_t)-1, .name = strdup(name) };
	if (!s->name)
		return crm_fault(why, 0, "no memory"), CRM_NO_MEMORY;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		s->total = (uint64_t)status.st_size;
	error = set_encoding(s, encoding, why);
	while (!error && s->end < 3 && !s->eof) {
		int more = source_more(s, why);

		if (more <= 0)
			error = more;
	}
	return error ? error : take_mark(s, why);
}

void
source_close(struct source *s)
{
	int saved = errno;

	if (s->iconv != (iconv_t)-1)
		iconv_close(s->iconv);
	if (s->close)
		close(s->fd);
	free(s->encoding);
	free(s->name);
	free(s->data);
	errno = saved;
}

/* Whether the bytes, but perhaps for a last character cut off, are of an encoding. */
static bool
converts(const char *encoding, char *bytes, size_t n)
{
	char    out[1024], *to;
	size_t  room, result = 0;
	iconv_t opened = open_iconv(encoding);

	if (opened == (iconv_t)-1)
		return false;
	do {
		to = out;
		room = sizeof out;
		result = iconv(opened, &bytes, &n, &to, &room);
	} while (result == (size_t)-1 && errno == E2BIG);
	iconv_close(opened);
	return result != (size_t)-1 || (errno == EINVAL && n < 4);
}

/*
 * The characters in daily use tell: Big5 keeps them at leads A4-C6 with half of the
 * trails below 7F, GB 2312 at leads B0-D7 with all of the trails above A0.
 */
const char *
source_guess(const struct source *s)
{
	const unsigned char *at = (const unsigned char *)s->data + s->begin;
	const unsigned char *end = (const unsigned char *)s->data + s->end;
	size_t               big5 = 0, gb = 0, n;

	if ((size_t)(end - at) > CHUNK)
		end = at + CHUNK;
	n = (size_t)(end - at);
	for (; at + 1 < end; at++) {
		if (*at < 0x80)
			continue;
		big5 += at[0] >= 0xA4 && at[0] <= 0xC6 && at[1] >= 0x40 && at[1] != 0xFF;
		gb += at[0] >= 0xB0 && at[0] <= 0xD7 && at[1] >= 0xA1 && at[1] != 0xFF;
		at++;
	}
	if (big5 > gb && converts("big5", s->data + s->begin, n))
		return "big5";
	if (gb > 0 && converts("gb18030", s->data + s->begin, n))
		return "gb18030";
	return NULL;
}
