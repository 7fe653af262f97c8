/*
 * unicode.c - text at the edge: validity, normal form, fold, width.
 *
 *	free(crm_fold("ＪＯＳÉ　臺灣"));      (jose 台湾)
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "unicode.h"
#include "unicode_han.h"

/* --- validity --------------------------------------------------------------- */

/* The offset of the first byte that is NUL or not ASCII; length if there is none. */
static size_t
ascii_prefix(const char *bytes, size_t length)
{
	const uint64_t low = 0x0101010101010101u, high = 0x8080808080808080u;
	size_t         i = 0;
	uint64_t       eight;

	/* (v - low) has a high bit where a byte of v is 0: the rest is looked at below. */
	for (; i + sizeof eight <= length; i += sizeof eight) {
		memcpy(&eight, bytes + i, sizeof eight);
		if ((eight | (eight - low)) & high)
			break;
	}
	while (i < length && bytes[i] > 0)
		i++;
	return i;
}

int
crm_utf8_check(const char *bytes, size_t length, struct crm_fault *why)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)bytes;
	size_t                  i = ascii_prefix(bytes, length);

	while (i < length) {
		utf8proc_int32_t point;
		utf8proc_ssize_t taken;

		if (at[i] == 0)
			return crm_fault(why, i, "a NUL byte at offset %zu", i);
		taken = utf8proc_iterate(at + i, (utf8proc_ssize_t)(length - i), &point);
		if (taken <= 0)
			return crm_fault(why, i, "byte 0x%02X at offset %zu is not UTF-8", at[i], i);
		i += (size_t)taken;
		if (i < length && at[i] < 0x80)
			i += ascii_prefix(bytes + i, length - i);
	}
	return 0;
}

/* --- characters ------------------------------------------------------------- */

/* The next character of a text, *taken bytes long; an invalid byte is -1 and one long. */
static int32_t
character(const char *text, size_t *taken)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t length;

	if ((signed char)*text >= 0) {
		*taken = 1;
		return *text;
	}
	length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
	*taken = length > 0 ? (size_t)length : 1;
	return length > 0 ? point : -1;
}

static bool
is_blank(int32_t point)
{
	utf8proc_category_t category;

	if (point < 0x80)
		return point == ' ' || (point >= '\t' && point <= '\r');
	if (point == 0x85 || point == 0x200B || point == 0xFEFF)
		return true;
	if (point >= 0x3400 && point <= 0xD7FF)
		return false;
	category = utf8proc_category(point);
	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

/* --- normal form ------------------------------------------------------------ */

/* Whether every character is of a range in which all is NFC whatever stands beside it. */
static bool
surely_normal(const char *text)
{
	size_t taken;

	for (; *text; text += taken) {
		int32_t point = character(text, &taken);

		if (point < 0 || (point >= 0x300 && !(point >= 0x3400 && point <= 0x9FFF) &&
		                  !(point >= 0xFF00 && point <= 0xFFEF)))
			return false;
	}
	return true;
}

static void
trim(char *text)
{
	const char *from = text;
	char       *end = text;
	size_t      taken;

	while (*from && is_blank(character(from, &taken)))
		from += taken;
	memmove(text, from, strlen(from) + 1);
	for (char *at = text; *at; at += taken)
		if (!is_blank(character(at, &taken)))
			end = at + taken;
	*end = '\0';
}

char *
crm_normalise(const char *text)
{
	char *normal = surely_normal(text) ? strdup(text)
	                                   : (char *)utf8proc_NFC((const utf8proc_uint8_t *)text);

	if (normal)
		trim(normal);
	return normal;
}

/* --- fold ------------------------------------------------------------------- */

/* Fold a text of ASCII alone; false, with out half done, if there is more in it. */
static bool
fold_ascii(const char *text, char *out)
{
	char *const begin = out;

	for (; *text; text++) {
		if (*text < 0)
			return false;
		if (is_blank(*text)) {
			if (out > begin && out[-1] != ' ')
				*out++ = ' ';
		} else {
			*out++ = (char)(*text >= 'A' && *text <= 'Z' ? *text | 0x20 : *text);
		}
	}
	if (out > begin && out[-1] == ' ')
		out--;
	*out = '\0';
	return true;
}

/* The blocks of combining diacritical marks: theirs alone are dropped. */
static bool
is_diacritic(int32_t point)
{
	return (point >= 0x300 && point <= 0x36F) || (point >= 0x1AB0 && point <= 0x1AFF) ||
	       (point >= 0x1DC0 && point <= 0x1DFF) || (point >= 0x20D0 && point <= 0x20FF);
}

/* Letters with a stroke or without a dot, which have no decomposition. */
static int32_t
plain_letter(int32_t point)
{
	switch (point) {
	case 0xF8:  return 'o';   /* ø */
	case 0x111: return 'd';   /* đ */
	case 0x127: return 'h';   /* ħ */
	case 0x131: return 'i';   /* ı */
	case 0x142: return 'l';   /* ł */
	case 0x167: return 't';   /* ŧ */
	default:    return point;
	}
}

/* Of decomposed characters keep what is compared; returns how many. */
static size_t
fold_characters(int32_t *points, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (is_diacritic(points[i]))
			continue;
		if (is_blank(points[i])) {
			if (kept && points[kept - 1] != ' ')
				points[kept++] = ' ';
		} else {
			points[kept++] = han_simplified(plain_letter(points[i]));
		}
	}
	if (kept && points[kept - 1] == ' ')
		kept--;
	return kept;
}

/* Compose and encode. */
static char *
encode(int32_t *points, size_t n)
{
	const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_STABLE;
	utf8proc_ssize_t  composed, at = 0;
	utf8proc_uint8_t *out;

	composed = utf8proc_normalize_utf32(points, (utf8proc_ssize_t)n, options);
	if (composed < 0)
		return NULL;
	out = malloc(4 * (size_t)composed + 1);
	if (!out)
		return NULL;
	for (utf8proc_ssize_t i = 0; i < composed; i++)
		at += utf8proc_encode_char(points[i], out + at);
	out[at] = '\0';
	return (char *)out;
}

static char *
fold_unicode(const char *text)
{
	const utf8proc_option_t options = UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
	                                  UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	int32_t          few[128], *points = few;
	utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)text, 0, few,
	                                        sizeof few / sizeof *few, options);
	char            *folded = NULL;

	if (n > (utf8proc_ssize_t)(sizeof few / sizeof *few)) {
		points = calloc((size_t)n, sizeof *points);
		if (!points)
			return NULL;
		n = utf8proc_decompose((const utf8proc_uint8_t *)text, 0, points, n, options);
	}
	if (n >= 0)
		folded = encode(points, fold_characters(points, (size_t)n));
	if (points != few)
		free(points);
	return folded;
}

char *
crm_fold(const char *text)
{
	char *folded = malloc(strlen(text) + 1);

	if (!folded || fold_ascii(text, folded))
		return folded;
	free(folded);
	return fold_unicode(text);
}

/* --- width ------------------------------------------------------------------ */

static size_t
character_width(int32_t point)
{
	if (point >= 0 && point < 0x7F)
		return point >= ' ';
	return point < 0 ? 1 : (size_t)utf8proc_charwidth(point);
}

size_t
crm_width(const char *text)
{
	size_t cells = 0, taken;

	for (; *text; text += taken)
		cells += character_width(character(text, &taken));
	return cells;
}

char *
crm_truncate(const char *text, size_t cells)
{
	static const char ellipsis[] = "…";
	size_t            fits = 0, width = 0, taken;
	char             *out;

	for (const char *at = text; *at && width <= cells; at += taken) {
		width += character_width(character(at, &taken));
		if (width < cells)
			fits = (size_t)(at - text) + taken;
	}
	if (cells && width <= cells)
		return strdup(text);
	out = malloc(fits + sizeof ellipsis);
	if (!out)
		return NULL;
	memcpy(out, text, fits);
	memcpy(out + fits, ellipsis, sizeof ellipsis);
	if (!cells)
		out[fits] = '\0';
	return out;
}

/* Whether a line may end before this character, which is so wide, as the one before it is. */
static bool
may_break(const char *at, size_t wide, size_t before)
{
	if (*at == ' ' || at[-1] == ' ')
		return at[-1] != ' ';
	return (wide && (wide == 2 || before == 2)) || (at[-1] == ',' && (*at < '0' || *at > '9'));
}

size_t
crm_wrap(const char *text, size_t cells)
{
	size_t width = 0, before = 0, taken, end = 0;

	for (const char *at = text; *at; at += taken) {
		size_t here = (size_t)(at - text), wide = character_width(character(at, &taken));

		if (here && may_break(at, wide, before))
			end = here;
		if (here && *at != ' ' && (wide || at[-1] == ' ') && width + wide > cells)
			return end ? end : here;
		width += wide;
		before = wide ? wide : before;
	}
	return width > cells && end ? end : strlen(text);
}

/* --- on a terminal ---------------------------------------------------------- */

/* Controls beyond ASCII: C1, line and paragraph separator, and those of UAX #9. */
static bool
is_wide_control(int32_t point)
{
	return (point >= 0x80 && point <= 0x9F) || point == 0x61C || point == 0x200E ||
	       point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
	       (point >= 0x2066 && point <= 0x2069);
}

/* A backslash, a letter and so many digits. */
static char *
put_escape(char *at, char letter, unsigned value, int digits)
{
	*at++ = '\\';
	*at++ = letter;
	while (digits-- > 0)
		*at++ = "0123456789abcdef"[value >> (4 * digits) & 15];
	return at;
}

char *
crm_visible(const char *text)
{
	return crm_visible_but(text, "");
}

char *
crm_visible_but(const char *text, const char *kept)
{
	char  *out = malloc(4 * strlen(text) + 1), *at = out;
	size_t taken;

	if (!out)
		return NULL;
	for (; *text; text += taken) {
		int32_t point = character(text, &taken);

		if (strchr(kept, *text)) {
			*at++ = *text;
		} else if (point == '\t' || point == '\n' || point == '\r') {
			at = put_escape(at, (char)(point == '\t' ? 't' : point == '\n' ? 'n' : 'r'), 0, 0);
		} else if (point < ' ' || point == 0x7F) {
			at = put_escape(at, 'x', (unsigned char)*text, 2);
		} else if (is_wide_control(point)) {
			at = put_escape(at, 'u', (unsigned)point, 4);
		} else {
			memcpy(at, text, taken);
			at += taken;
		}
	}
	*at = '\0';
	return out;
}
