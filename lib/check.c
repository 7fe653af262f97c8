/*
 * check.c - addresses, numbers and codes: their shape and their comparable form.
 *
 *	free(crm_phone_digits("02-2345 6789 #12"));      (0223456789#12)
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "check.h"
#include "nearest.h"
#include "unicode.h"

/* ISO 3166-1 alpha-2, the assigned codes. */
static const char countries[] =
	"ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCD"
	"CFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGF"
	"GGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKN"
	"KPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNA"
	"NCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
	"SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVI"
	"VNVUWFWSYEYTZAZMZW";

/* ISO 639-1, the languages that have a code of two letters. */
static const char languages[] =
	"aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoes"
	"eteufafffifjfofrfygagdglgngugvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikj"
	"kkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmynanbndnengnlnnnonrnv"
	"nyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrssstsusvswtatetgthti"
	"tktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static int
no_memory(struct crm_fault *why)
{
	crm_fault(why, 0, "no memory");
	return CRM_NO_MEMORY;
}

/* Put folded in the place of *text if all is well; it is freed otherwise. */
static int
settle(char **text, char *folded, int error)
{
	if (error) {
		free(folded);
	} else {
		free(*text);
		*text = folded;
	}
	return error;
}

/* --- telephone -------------------------------------------------------------- */

/* How long the sign of an extension at this place of a folded text is; 0 for none. */
static size_t
extension_sign(const char *at)
{
	static const char *const signs[] = { "#", "extension", "ext", "x", "分机", "转" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(at, signs[i], strlen(signs[i])) == 0)
			return strlen(signs[i]);
	return 0;
}

/* Where the extension begins: its sign, after a digit at least; else the end. */
static const char *
find_extension(const char *text)
{
	for (bool digits = false; *text; text++) {
		if (is_digit(*text))
			digits = true;
		else if (digits && extension_sign(text))
			break;
	}
	return text;
}

static char *
append_digits(char *out, const char *from, const char *to)
{
	for (; from < to; from++)
		if (is_digit(*from))
			*out++ = *from;
	return out;
}

/* The number without its extension: `+' if there is `+' or 00 in front, then digits. */
static char *
append_number(char *out, const char *from, const char *to)
{
	const char *plus = strchr(from, '+'), *digit = from + strcspn(from, "0123456789");
	const char *trunk = strstr(from, "(0)");

	if (digit >= to)
		return out;
	if (digit[0] == '0' && digit[1] == '0')
		from = digit + 2;
	else if (!plus || plus > digit)
		return append_digits(out, from, to);
	*out++ = '+';
	if (trunk && trunk > from && trunk < to) {
		out = append_digits(out, from, trunk);
		from = trunk + strlen("(0)");
	}
	return append_digits(out, from, to);
}

char *
crm_phone_digits(const char *text)
{
	char       *folded = crm_fold(text), *out = folded ? malloc(strlen(folded) + 3) : NULL, *end;
	const char *sign;

	if (out) {
		sign = find_extension(folded);
		end = append_number(out, folded, sign);
		*end = '#';
		sign += extension_sign(sign);
		if (*sign && append_digits(end + 1, sign, sign + strlen(sign)) > end + 1)
			end = append_digits(end + 1, sign, sign + strlen(sign));
		*end = '\0';
	}
	free(folded);
	return out;
}

/* The first thing in a folded telephone number that does not belong there; NULL if none. */
static const char *
phone_intruder(const char *folded)
{
	const char *sign = find_extension(folded), *at = folded;

	for (; *at; at++) {
		if (at == sign)
			at += extension_sign(at) - 1;
		else if (is_lower(*at) || (unsigned char)*at < ' ' || *at == '@')
			return at;
	}
	return NULL;
}

int
crm_phone_check(char **text, struct crm_fault *why)
{
	char       *folded = crm_fold(*text), *digits = folded ? crm_phone_digits(*text) : NULL;
	const char *intruder;
	size_t      n;
	int         error = 0;

	if (!digits) {
		error = no_memory(why);
	} else {
		n = strcspn(digits, "#") - (*digits == '+');
		intruder = phone_intruder(folded);
		if (intruder)
			error = crm_fault(why, 0, "`%c' has no place in a telephone number", *intruder);
		else if (n < 3 || n > 15)
			error = crm_fault(why, 0, "a telephone number has 3 to 15 digits, this one %zu", n);
	}
	free(digits);
	free(folded);
	return error;
}

/* --- e-mail ----------------------------------------------------------------- */

char *
crm_email_fold(const char *text)
{
	char             *normal = crm_normalise(text), *lower = NULL, *out;
	utf8proc_int32_t  point;
	utf8proc_ssize_t  taken;

	/* A lower-case letter may be longer than its capital: 4 bytes at most. */
	lower = out = normal ? malloc(4 * strlen(normal) + 1) : NULL;
	for (const char *at = normal; lower && *at; at += taken) {
		taken = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &point);
		if (taken <= 0) {
			free(lower);
			lower = NULL;
			break;
		}
		out += utf8proc_encode_char(utf8proc_tolower(point), (utf8proc_uint8_t *)out);
	}
	if (lower)
		*out = '\0';
	free(normal);
	return lower;
}

/* A host name: labels of 1 to 63 bytes without a hyphen at either end. */
static int
host_check(const char *host, size_t offset, struct crm_fault *why)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

	for (const char *label = host;; label++) {
		size_t length = strcspn(label, ".");

		if (length == 0 || length > 63 || *label == '-' || label[length - 1] == '-')
			return crm_fault(why, offset, "`%.100s' is not a domain", host);
		label += length;
		if (!*label)
			break;
	}
	for (const char *at = host; *at; at++)
		if (*at > 0 && !strchr(good, *at))
			return crm_fault(why, offset + (size_t)(at - host),
			                 "`%c' has no place in a domain", *at);
	return 0;
}

int
crm_email_check(char **text, struct crm_fault *why)
{
	const char *address = *text, *at = strchr(address, '@');
	size_t      bad = 0;

	if (!at)
		return crm_fault(why, 0, "an e-mail address has an @, as in name@example.com");
	if (strchr(at + 1, '@'))
		return crm_fault(why, 0, "an e-mail address has one @ only");
	while (address[bad] && !((unsigned char)address[bad] <= ' ' || address[bad] == 0x7F ||
	                         strchr("<>,;:\"", address[bad])))
		bad++;
	if (address[bad])
		return crm_fault(why, bad, "%s has no place in an e-mail address",
		                 address[bad] == ' ' ? "a blank"
		                 : strchr("<>,;:\"", address[bad]) ? "one of < > , ; : \""
		                                                   : "a control character");
	if (at == address || at - address > 64)
		return crm_fault(why, 0, "what stands before the @ has 1 to 64 bytes");
	if (strlen(address) > 254)
		return crm_fault(why, 254, "an e-mail address has at most 254 bytes");
	return host_check(at + 1, (size_t)(at + 1 - address), why);
}

/* --- 統一編號 --------------------------------------------------------------- */

static bool
tax_id_adds_up(const char *digits)
{
	static const int weights[8] = { 1, 2, 1, 2, 1, 2, 4, 1 };
	int              sum = 0;

	for (int i = 0; i < 8; i++) {
		int product = (digits[i] - '0') * weights[i];

		sum += product / 10 + product % 10;
	}
	/* 7 x 4 = 28 adds 2 + 8 = 10, which may count as 1 + 0 = 1 or as 0 (10 is 0 here). */
	return sum % 5 == 0 || (digits[6] == '7' && (sum + 1) % 5 == 0);
}

int
crm_tax_id_check(char **text, struct crm_fault *why)
{
	char  *folded = crm_fold(*text);
	int    error = 0;
	size_t digits;

	if (!folded)
		return no_memory(why);
	digits = strspn(folded, "0123456789");
	if (digits != 8 || folded[digits])
		error = crm_fault(why, 0, "a tax id (統一編號) has 8 digits");
	else if (!tax_id_adds_up(folded))
		error = crm_fault(why, 0, "%s is not a tax id (統一編號): its check digit is wrong", folded);
	return settle(text, folded, error);
}

/* --- country and language --------------------------------------------------- */

/* Whether a code of two letters is in a list of them written one after the other. */
static bool
has_code(const char *list, const char *code)
{
	for (; *list; list += 2)
		if (list[0] == code[0] && list[1] == code[1])
			return true;
	return false;
}

static void
put_case(char *at, size_t length, bool upper)
{
	for (; length > 0; length--, at++)
		if (is_lower((char)(*at | 0x20)))
			*at = (char)(upper ? *at & ~0x20 : *at | 0x20);
}

int
crm_country_check(char **text, struct crm_fault *why)
{
	char *folded = crm_fold(*text);
	int   error = 0;

	if (!folded)
		return no_memory(why);
	put_case(folded, strlen(folded), true);
	if (strlen(folded) != 2 || !has_code(countries, folded))
		error = crm_fault(why, 0,
		                  "`%.40s' is not a country code of ISO 3166, as TW, CN or US are%s",
		                  *text, strcmp(folded, "UK") == 0 ? " (the United Kingdom is GB)" : "");
	return settle(text, folded, error);
}

/* What the subtags of a tag may still be, in the order of RFC 5646, section 2.1. */
enum subtag { LANGUAGE, EXTENDED, SCRIPT, REGION, VARIANT, EXTENSION, PRIVATE };

static bool
is_alpha(const char *at, size_t length)
{
	for (; length > 0; length--, at++)
		if (!is_lower(*at))
			return false;
	return true;
}

/* The kind of a lower-case subtag when the one before it was of kind `last'. */
static int
subtag_kind(const char *at, size_t n, enum subtag last)
{
	bool alpha = is_alpha(at, n);
	bool number = n == 3 && is_digit(at[0]) && is_digit(at[1]) && is_digit(at[2]);

	if (last == PRIVATE || (n == 1 && *at == 'x'))
		return PRIVATE;
	if (n == 1 || last == EXTENSION)
		return EXTENSION;
	if (alpha && n == 3 && last <= EXTENDED)
		return EXTENDED;
	if (alpha && n == 4 && last < SCRIPT)
		return SCRIPT;
	if (((alpha && n == 2) || number) && last < REGION)
		return REGION;
	if (n >= 5 || (n == 4 && is_digit(*at)))
		return VARIANT;
	return -1;
}

/* Check a tag in lower case and give its subtags their case. */
static bool
tag_well_formed(char *tag)
{
	char  *at = tag;
	size_t n = strcspn(at, "-");
	int    kind = LANGUAGE;
	bool   single = false;   /* just after the letter that begins an extension */

	if (!is_alpha(at, n) || n < 2 || n > 8)
		return false;
	while (at[n]) {
		at += n + 1;
		n = strcspn(at, "-");
		if (n < 1 || n > 8 || (single && n == 1 && kind != PRIVATE))
			return false;
		single = n == 1 && kind != PRIVATE;
		kind = subtag_kind(at, n, (enum subtag)kind);
		if (kind < 0)
			return false;
		put_case(at, kind == REGION ? n : 1, kind == REGION || kind == SCRIPT);
	}
	return !single;
}

int
crm_language_check(char **text, struct crm_fault *why)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	char             *folded = crm_fold(*text);
	int               error = 0;

	if (!folded)
		return no_memory(why);
	for (char *at = folded; *at; at++)
		if (*at == '_')
			*at = '-';
	if (strspn(folded, good) != strlen(folded) || !tag_well_formed(folded))
		error = crm_fault(why, 0, "`%.40s' is not a language tag, as zh-TW or en are", *text);
	else if (strcspn(folded, "-") == 2 && !has_code(languages, folded))
		error = crm_fault(why, 0, "`%.2s' is not a language of ISO 639: Chinese is zh, "
		                  "Japanese ja, English en", folded);
	return settle(text, folded, error);
}

/* --- tags ----------------------------------------------------------------- */

/* The signs are looked for in the folded text, so that those of full width are found too. */
int
crm_tag_check(char **text, struct crm_fault *why)
{
	char *folded = crm_fold(*text);
	int   error = 0;

	if (!folded)
		return no_memory(why);
	if (!*folded || folded[strcspn(folded, " ,;()\"'")])
		error = crm_fault(why, 0, "`%.60s' is no tag: a tag is one word, without blanks, commas, "
		                  "parentheses and quotation marks", *text);
	else if (*folded == '+' || *folded == '-')
		error = crm_fault(why, 0, "`%.60s' is no tag: a tag does not begin with %c", *text,
		                  *folded);
	else if (!strcmp(folded, "none") || !strcmp(folded, "any"))
		error = crm_fault(why, 0, "`%.60s' is no tag: queries mean %s tag by it", *text,
		                  *folded == 'n' ? "customers without a" : "any");
	free(folded);
	return error;
}

/* --- days of the Chinese calendar --------------------------------------------------------- */

/* One or two digits from 1 to most; 0 if they are none. */
static int
small_number(const char **text, int most)
{
	int number = 0;

	for (int i = 0; i < 2 && is_digit(**text); i++)
		number = number * 10 + *(*text)++ - '0';
	return number <= most ? number : 0;
}

static bool
read_lunar_date(const char *text, struct crm_month_day *out)
{
	struct crm_month_day date = { .lunar = true, .leap = *text == 'L' || *text == 'l' };
	const char *at = text + date.leap;

	date.month = small_number(&at, 12);
	if (*at == '-') {
		at++;
		date.day = small_number(&at, 30);
	}
	*out = date;
	return date.month && date.day && !*at;
}

static int
no_lunar_date(const char *text, struct crm_fault *why)
{
	return crm_fault(why, 0, "`%.40s' is no day of the Chinese calendar; month and day are "
	                 "written 8-15, in a leap month L4-15", text);
}

int
crm_lunar_date_parse(const char *text, struct crm_month_day *out, struct crm_fault *why)
{
	return read_lunar_date(text, out) ? 0 : no_lunar_date(text, why);
}

int
crm_lunar_check(char **text, struct crm_fault *why)
{
	char *folded = crm_fold(*text);
	struct crm_month_day date;
	bool good = folded && read_lunar_date(folded, &date);

	if (!folded)
		return no_memory(why);
	free(folded);
	if (!good)
		return no_lunar_date(*text, why);
	if (asprintf(&folded, "%s%02d-%02d", date.leap ? "L" : "", date.month, date.day) < 0)
		return no_memory(why);
	return settle(text, folded, 0);
}
