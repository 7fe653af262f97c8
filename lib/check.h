/*
 * check.h - what addresses, numbers and codes look like, and when two are the same.
 *
 *	char *key = crm_phone_digits("(02) 2345-6789 分機 12");      ("0223456789#12")
 *	if (crm_tax_id_check(&customer.tax_id, &why)) ... why.text ...
 *
 * Texts are valid UTF-8 without NUL.  Functions that return char * return memory for
 * the caller to free, or NULL when there is none left.
 */
#ifndef CRM_CHECK_H
#define CRM_CHECK_H

#include <stdbool.h>

#include "fault.h"

/*
 * A telephone number as it is compared: its digits; before them `+' if it is an
 * international one (`+' or 00 in front; a `(0)' after the country code is left
 * out); behind them `#' and the digits of an extension (`#12', `x12', `ext. 12',
 * `分機12', `转12').
 *
 *	+886-2-2345 6789   +886223456789        ００８８６ 2 2345-6789   +886223456789
 *	(02) 2345-6789     0223456789           02-23456789 分機 12      0223456789#12
 *
 * A national number and the same with its country code stay two: which country a
 * national one belongs to is not in the text.  No digits: an empty text.
 */
char *crm_phone_digits(const char *text);

/*
 * An e-mail address as it is compared: NFC, trimmed, all of it in lower case.  (The
 * part before the @ may differ by case, RFC 5321 section 2.4; in practice it does not.)
 */
char *crm_email_fold(const char *text);

/*
 * Checks of a field (see record.h): CRM_INVALID and a sentence, or 0 with *text in
 * the form that is stored; *text is memory of malloc and may be replaced.
 *
 * email     one @ with something on both sides, no blank, control character or any of
 *           <>,;:" in it, at most 254 bytes (64 before the @); letters of any script
 *           (RFC 6531); the domain is a host name: labels of at most 63 bytes between
 *           dots (one label will do: root@localhost).  Stored as given.
 * phone     3 to 15 digits (ITU-T E.164) and signs between them, perhaps an extension;
 *           no other letters.  Stored as given.
 * tax_id    統一編號: 8 digits that pass the check of Taiwan's Ministry of Finance in
 *           force since April 2023: the digits times 1 2 1 2 1 2 4 1, the digits of
 *           the products added, a multiple of 5; where the seventh digit is 7 its
 *           product may count 0 or 1.  Stored as ASCII digits.
 * country   ISO 3166-1 alpha-2, a code that is assigned.  Stored in upper case.
 * tag       one word: no blank, comma, semicolon, parenthesis or quotation mark, no + or - in
 *           front, neither `none' nor `any'.  Stored as given.
 * lunar     a day of the Chinese calendar, month and day: 8-15, L4-1 in a leap month.
 *           Stored with two digits: 08-15, L04-01.
 * language  a well-formed tag of BCP 47 (RFC 5646, section 2.1: language, script,
 *           region, variants, extensions, private use); a language of two letters must
 *           be in ISO 639-1.  Stored in the recommended case: zh-Hant-TW.
 */
int crm_email_check(char **text, struct crm_fault *why);
int crm_phone_check(char **text, struct crm_fault *why);
int crm_tax_id_check(char **text, struct crm_fault *why);
int crm_country_check(char **text, struct crm_fault *why);
int crm_language_check(char **text, struct crm_fault *why);
int crm_tag_check(char **text, struct crm_fault *why);
int crm_lunar_check(char **text, struct crm_fault *why);

/* A day that returns each year, in our calendar or in the Chinese one (lunar.h). */
struct crm_month_day { int month, day; bool lunar, leap; };

/* Read a lunar date, `8-15', `08-15' or `L4-15'; there are months of 30 days at most. */
int crm_lunar_date_parse(const char *text, struct crm_month_day *out, struct crm_fault *why);

#endif
