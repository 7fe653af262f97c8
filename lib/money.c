/*
 * money.c - exact decimals and amounts of money
 *
 *	char currency[4] = "TWD";
 *	crm_money_parse("ＮＴ＄１，２００", currency, &minor, &why);    (120000)
 */
#include <string.h>

#include "money.h"
#include "scan.h"

__extension__ typedef __int128 wide;    /* the product of two int64_t */

static int64_t
power_of_ten(int n)
{
	int64_t power = 1;

	while (n-- > 0)
		power *= 10;
	return power;
}

/* --- numbers --------------------------------------------------------------- */

/* A decimal as it stands: whole and fraction digits, no value yet. */
struct decimal {
	bool        minus;
	const char *start;           /* of the whole part; commas in it */
	const char *point;           /* its end */
	const char *end;             /* of the fraction */
};

/* Digits, or groups of three digits after a first of one to three. */
static int
read_whole(struct scan *scan)
{
	const char *start = scan->at;
	int value, digits = scan_digits(scan, &value);

	if (!digits || *scan->at != ',')
		return 0;
	while (scan_char(scan, ',')) {
		const char *group = scan->at;

		if (digits > 3 || scan_digits(scan, &value) != 3)
			return scan_fault(scan, group - 1,
			                  "the comma in `%s' does not part thousands: "
			                  "write 1234567.89 or 1,234,567.89", start);
	}
	return 0;
}

/* 0, or a fault if no number begins here.  The sign has been read. */
static int
read_number(struct scan *scan, struct decimal *number)
{
	int ignored;

	number->start = scan->at;
	if (read_whole(scan))
		return CRM_INVALID;
	number->point = number->end = scan->at;
	if (scan_char(scan, '.')) {
		if (!scan_digits(scan, &ignored))
			return scan_fault(scan, scan->at, "digits must follow the point");
		number->end = scan->at;
	}
	if (number->end == number->start)
		return scan_fault(scan, scan->at, "`%.*s' is not a number: write 1234.5 or 1,234.5",
		                  crm_fault_clip(scan->source), scan->source);
	return 0;
}

static int
decimals(const struct decimal *number)
{
	const char *end = number->end;

	while (end > number->point && end[-1] == '0')
		end--;
	return end > number->point ? (int)(end - number->point) - 1 : 0;
}

/* Append a digit, downwards: INT64_MIN has no positive counterpart. */
static bool
append(int64_t *value, int digit)
{
	return !__builtin_mul_overflow(*value, 10, value) &&
	       !__builtin_sub_overflow(*value, digit, value);
}

/* In units of 10^-scale; the number has no more decimals than that. */
static int
scale_number(const struct scan *scan, const struct decimal *number, int scale, int64_t *out)
{
	int64_t value = 0;
	bool    fits = true;
	const char *at = number->start;
	char    most[CRM_MONEY_SIZE];

	for (; at < number->point; at++)
		fits = fits && (*at == ',' || append(&value, *at - '0'));
	for (int i = 1; i <= scale; i++)
		fits = fits && append(&value, number->point + i < number->end ?
		                              number->point[i] - '0' : 0);
	if (!number->minus)
		fits = fits && !__builtin_sub_overflow(0, value, &value);
	if (!fits)
		return scan_fault(scan, number->start, "the number is too large: at most %s fits",
		                  crm_decimal_format(INT64_MAX, scale, most));
	*out = value;
	return 0;
}

static bool
read_sign(struct scan *scan, bool *minus)
{
	*minus = *scan->at == '-';
	return scan_char(scan, '-') || scan_char(scan, '+');
}

int
crm_decimal_parse(const char *text, int scale, int64_t *value, struct crm_fault *why)
{
	struct scan    scan;
	struct decimal number;

	if (scan_open(&scan, text, why))
		return CRM_INVALID;
	read_sign(&scan, &number.minus);
	if (read_number(&scan, &number))
		return CRM_INVALID;
	if (!scan_end(&scan))
		return scan_fault(&scan, scan.at, "`%s' cannot follow a number", scan.at);
	if (decimals(&number) > scale)
		return scan_fault(&scan, number.point, "`%s' has %d decimals, at most %d are kept",
		                  scan.text, decimals(&number), scale);
	return scale_number(&scan, &number, scale, value);
}

/* --- currencies ------------------------------------------------------------ */

/*
 * How currencies are written besides their codes, longer ones first.  Where a
 * sign has several, it means the default currency if that is one of them.
 */
static const struct mark {
	const char *text, *codes;
} marks[] = {
	{ "新台幣", "TWD" }, { "新臺幣", "TWD" }, { "人民币", "CNY" }, { "人民幣", "CNY" },
	{ "美元", "USD" }, { "欧元", "EUR" }, { "歐元", "EUR" }, { "港幣", "HKD" },
	{ "港币", "HKD" },
	{ "NT$", "TWD" }, { "NTD", "TWD" }, { "RMB", "CNY" }, { "US$", "USD" },
	{ "HK$", "HKD" }, { "NZ$", "NZD" }, { "MOP$", "MOP" }, { "A$", "AUD" },
	{ "C$", "CAD" }, { "S$", "SGD" }, { "R$", "BRL" }, { "€", "EUR" }, { "£", "GBP" },
	{ "₩", "KRW" }, { "₹", "INR" }, { "฿", "THB" }, { "₫", "VND" }, { "₱", "PHP" },
	{ "₺", "TRY" }, { "₽", "RUB" }, { "₴", "UAH" }, { "₪", "ILS" }, { "円", "JPY" },
	{ "¥", "CNY JPY" }, { "元", "CNY TWD HKD MOP" }, { "圓", "TWD HKD MOP" },
	{ "$", "USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP DOP FJD GYD HKD JMD KYD LRD MXN "
	       "NAD NZD SBD SGD SRD TTD TWD UYU XCD" },
};

/* The codes a mark or code here may stand for: parted by blanks, in *codes. */
static int
read_currency(struct scan *scan, const char **codes, char own[4])
{
	size_t n = scan_letters(scan);

	*codes = NULL;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (scan_text(scan, marks[i].text)) {
			*codes = marks[i].codes;
			return 0;
		}
	}
	if (!n)
		return 0;
	for (size_t i = 0; i < 3; i++)
		own[i] = i < n ? (char)(ascii_lower(scan->at[i]) - 'a' + 'A') : '\0';
	own[3] = '\0';
	if (n != 3 && (!strpbrk(scan->text, "0123456789") || ascii_digit(scan->at[n])))
		return scan_fault(scan, scan->at, "`%.*s' is not an amount: write 12300.50 or "
		                  "USD 12300.50", crm_fault_clip(scan->source), scan->source);
	if (n != 3 || crm_currency_digits(own) < 0)
		return scan_fault(scan, scan->at,
		                  "there is no currency `%.*s': codes look like USD, "
		                  "TWD, EUR", n > 20 ? 20 : (int)n, scan->at);
	scan->at += n;
	*codes = own;
	return 0;
}

static bool
lists(const char *codes, const char *code)
{
	return !codes || strstr(codes, code);
}

/* The currency that both marks allow; a NULL one allows any. */
static int
choose(const struct scan *scan, const char *before, const char *after, char currency[4])
{
	const char *codes = before && (!after || strlen(before) < strlen(after)) ? before : after;
	const char *other = codes == before ? after : before;
	int found = 0;
	char code[4] = "";

	if (!codes || (lists(codes, currency) && lists(other, currency) && *currency))
		return 0;
	for (; *codes; codes += codes[3] ? 4 : 3) {
		char candidate[4] = { codes[0], codes[1], codes[2], '\0' };

		if (lists(other, candidate) && !found++)
			memcpy(code, candidate, sizeof code);
	}
	if (!found)
		return scan_fault(scan, scan->text, "`%s' names two currencies", scan->text);
	if (found > 1)
		return scan_fault(scan, scan->text, "`%s' could be several currencies: "
		                  "write the code, as in `%s 12.50'", scan->text, code);
	memcpy(currency, code, sizeof code);
	return 0;
}

/* [sign] [currency] [sign] number [currency] */
static int
read_amount(struct scan *scan, struct decimal *number, char currency[4])
{
	char first[4], second[4];
	const char *before, *after;
	bool sign = read_sign(scan, &number->minus);

	scan_blanks(scan);
	if (read_currency(scan, &before, first))
		return CRM_INVALID;
	scan_blanks(scan);
	if (!sign && read_sign(scan, &number->minus))
		scan_blanks(scan);
	if (read_number(scan, number))
		return CRM_INVALID;
	scan_blanks(scan);
	if (read_currency(scan, &after, second))
		return CRM_INVALID;
	if (!scan_end(scan))
		return scan_fault(scan, scan->at, "`%s' cannot follow an amount: write 12.50 or "
		                  "USD 12.50", scan->at);
	return choose(scan, before, after, currency);
}

int
crm_money_parse(const char *text, char currency[4], int64_t *minor, struct crm_fault *why)
{
	struct scan    scan;
	struct decimal number;
	char           own[4];
	int            digits;

	memcpy(own, currency, sizeof own);
	if (scan_open(&scan, text, why) || read_amount(&scan, &number, own))
		return CRM_INVALID;
	digits = crm_currency_digits(own);
	if (digits < 0)
		return scan_fault(&scan, scan.text, "the amount needs a currency: write USD 12.50");
	if (decimals(&number) > digits)
		return scan_fault(&scan, number.point, "%s has %d decimals, not the %d of `%s'",
		                  own,
		                  digits, decimals(&number), scan.text);
	if (scale_number(&scan, &number, digits, minor))
		return CRM_INVALID;
	memcpy(currency, own, sizeof own);
	return 0;
}

/* --- writing --------------------------------------------------------------- */

/*
 * From the last digit to the first: at least `fixed' of the scale's decimals,
 * the zeros behind them cut.
 */
static char *
write_decimal(int64_t value, int scale, int fixed, bool grouped, char out[CRM_MONEY_SIZE])
{
	char     reversed[CRM_MONEY_SIZE], *at = reversed;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	size_t   n;

	for (int i = scale; i > 0; i--, rest /= 10) {
		char digit = (char)('0' + rest % 10);

		if (i <= fixed || digit != '0' || at > reversed)
			*at++ = digit;
	}
	if (at > reversed)
		*at++ = '.';
	for (int i = 0; !i || rest; i++, rest /= 10) {
		if (grouped && i && i % 3 == 0)
			*at++ = ',';
		*at++ = (char)('0' + rest % 10);
	}
	if (value < 0)
		*at++ = '-';
	n = (size_t)(at - reversed);
	for (size_t i = 0; i < n; i++)
		out[i] = *--at;
	out[n] = '\0';
	return out;
}

static char *
write_money(int64_t minor, const char *currency, bool grouped, char out[CRM_MONEY_SIZE])
{
	int digits = crm_currency_digits(currency);

	return write_decimal(minor, digits < 0 ? 0 : digits, digits, grouped, out);
}

char *
crm_money_format(int64_t minor, const char *currency, char out[CRM_MONEY_SIZE])
{
	return write_money(minor, currency, false, out);
}

char *
crm_money_format_grouped(int64_t minor, const char *currency, char out[CRM_MONEY_SIZE])
{
	return write_money(minor, currency, true, out);
}

char *
crm_decimal_format(int64_t value, int scale, char out[CRM_MONEY_SIZE])
{
	return write_decimal(value, scale, 0, false, out);
}

/* --- conversion ------------------------------------------------------------ */

int
crm_money_convert(int64_t minor, const char *from, int64_t rate, const char *to,
                  int64_t *out, struct crm_fault *why)
{
	int  from_digits = crm_currency_digits(from), to_digits = crm_currency_digits(to);
	wide product, divisor, result;
	char amount[CRM_MONEY_SIZE];

	if (from_digits < 0 || to_digits < 0)
		return crm_fault(why, 0, "there is no currency `%.20s'",
		                 from_digits < 0 ? from : to);
	if (rate <= 0)
		return crm_fault(why, 0, "a rate of exchange is greater than 0");
	/* No currency has more than 4 digits, so the power is at least 5. */
	divisor = power_of_ten(CRM_RATE_SCALE + from_digits - to_digits);
	product = (wide)minor * rate;
	result = (product + (product < 0 ? -divisor : divisor) / 2) / divisor;
	if (result > INT64_MAX || result < INT64_MIN)
		return crm_fault(why, 0, "%s %s is too much in %s", from,
		                 crm_money_format(minor, from, amount), to);
	*out = (int64_t)result;
	return 0;
}
