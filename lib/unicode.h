/*
 * unicode.h - text at the edge: valid, normal, comparable, and as wide as it looks.
 *
 *	char *name = crm_normalise(argument);      (NFC, no blanks at either end)
 *	char *key  = crm_fold(name);               ("ＪＯＳÉ　臺灣" is "jose 台湾")
 *
 * Texts are UTF-8 and end with NUL.  Functions that return char * return memory
 * for the caller to free, or NULL when there is none left or when the text is not
 * valid UTF-8: validate what comes from outside first.  Nothing here depends on
 * the locale.  Unicode is that of the utf8proc library (2.8: Unicode 15).
 */
#ifndef CRM_UNICODE_H
#define CRM_UNICODE_H

#include <stdbool.h>
#include <stddef.h>

#include "fault.h"

/*
 * Whether bytes are UTF-8 (The Unicode Standard, table 3-7: no overlong forms, no
 * surrogates, nothing beyond U+10FFFF) without NUL.  CRM_INVALID otherwise; why
 * names the first bad byte, and why->at is its offset.
 */
int crm_utf8_check(const char *bytes, size_t length, struct crm_fault *why);

/* The text in Normalization Form C (UAX #15) without blanks of any
 * script (zero-width ones too) at either end. */
char *crm_normalise(const char *text);

/*
 * The form in which texts are searched and compared.  Two texts that a person
 * would type for each other fold to the same bytes:
 *
 *	case     GmbH = gmbh, Straße = strasse            (full case folding, UAX #44)
 *	width    ＡＢＣ = abc, ｶﾞ = ガ, ㈱ = (株)            (compatibility, NFKC)
 *	marks    José = jose, Đặng = dang, Søren = soren   (diacritics of U+0300..U+036F and
 *	         their extensions are dropped; marks that make another letter, such as the
 *	         voicing of kana or the vowels of Indic scripts, are kept)
 *	Chinese  臺灣 = 台灣 = 台湾, 説 = 說 = 说           (to simplified, a character at a time:
 *	         發 and 髮 are both 发)
 *	blanks   runs become one blank, none at either end; characters that show nothing
 *	         (soft hyphen, zero-width space and joiner) are dropped
 *
 * Folding a folded text changes nothing.  It loses information: store the text,
 * search the fold.  0.02 microseconds for a short ASCII name,
 * 0.1 for a Chinese one.
 */
char *crm_fold(const char *text);

/*
 * Cells that the text takes on a terminal: 2 for a wide character (Chinese, kana,
 * full-width forms, most emoji), 0 for a combining mark, 1 otherwise.  Control
 * characters count nothing: make them visible first.  Invalid bytes count 1 each.
 */
size_t crm_width(const char *text);

/*
 * The text, or as much of its beginning as fits into that many cells with an `…'
 * behind it.  The result is never wider than cells, nor cut inside a character or
 * between it and its combining marks; it is empty where cells is 0.
 */
char *crm_truncate(const char *text, size_t cells);

/*
 * The bytes of a text that stand on its first line, if lines have that many cells: all that
 * fits, up to the last blank, beside the last wide character or behind the last comma of a
 * list without blanks, or as much of a word as there is room for; one character at least.
 * The blanks at the break belong to no line.
 */
size_t crm_wrap(const char *text, size_t cells);

/*
 * The text with everything that could steer a terminal, or reorder what it shows,
 * written out: \t \n \r as in streams, other control characters as \x1b, those
 * beyond ASCII (C1, line and paragraph separator, bidirectional controls) as \u202e,
 * bytes that are not UTF-8 as \xff.  A backslash stays as
 * it is: this is for people to read, not to read back.
 */
char *crm_visible(const char *text);

/* The same, but for the characters of kept, which stay. */
char *crm_visible_but(const char *text, const char *kept);

#endif
