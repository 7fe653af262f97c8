/*
 * money.h - exact decimals and amounts of money.  No floats.
 *
 *	int64_t minor;
 *	char currency[4] = "USD";                       (the default)
 *	crm_money_parse("EUR 12,300.50", currency, &minor, &why);   (1230050, "EUR")
 *
 * An amount is a whole number of the currency's minor units (ISO 4217: USD 2
 * digits, JPY 0, KWD 3).  Other decimals are whole numbers of 10^-scale.
 */
#ifndef CRM_MONEY_H
#define CRM_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "fault.h"

/*
 * Minor-unit digits, 0 to 4, of an ISO 4217 code in upper case; -1 if there is no
 * such code.  Codes lately withdrawn (HRK, BGN) are there; metals are not, they
 * have no minor unit.
 */
int crm_currency_digits(const char *code);

/*
 * Read `12300.50', `12,300.50', `USD 12300.50', `12300.50 USD', `US$12,300.50',
 * `NT$300', `€12.50', `300元', `-5'.  Full-width digits and signs are folded first.
 * currency holds the default on entry ("" is none) and the amount's own on return;
 * nothing is changed on failure.  More decimals than the currency has is
 * CRM_INVALID unless they are zeros; so is anything beyond int64_t.  A sign that
 * several currencies share ($ ¥ 元) is refused unless the default is one of them.
 *
 * A comma parts thousands and nothing else: `1,23,456' and `12,50' are refused, as
 * they would be guesses.
 */
int crm_money_parse(const char *text, char currency[4], int64_t *minor, struct crm_fault *why);

/* A plain exact decimal, in 10^-scale (0 to 18): `12.5', `-0.000001', `1,200'. */
int crm_decimal_parse(const char *text, int scale, int64_t *value, struct crm_fault *why);

/*
 * `12300.50' and `12.5' (trailing zeros cut); both return out.  Of a currency that
 * does not exist the minor units are written as they are.
 */
enum { CRM_MONEY_SIZE = 32 };

char *crm_money_format(int64_t minor, const char *currency, char out[CRM_MONEY_SIZE]);
char *crm_decimal_format(int64_t value, int scale, char out[CRM_MONEY_SIZE]);

/* For people: `12,300.50'. */
char *crm_money_format_grouped(int64_t minor, const char *currency, char out[CRM_MONEY_SIZE]);

/*
 * amount in `from' times rate (in 10^-9; 1 `from' is worth rate of `to') as minor
 * units of `to', rounded half away from zero.  CRM_INVALID if it does not fit, a
 * currency does not exist, or the rate is not above 0.
 */
enum { CRM_RATE_SCALE = 9, CRM_PRICE_SCALE = 6 };

int crm_money_convert(int64_t minor, const char *from, int64_t rate, const char *to,
                      int64_t *out, struct crm_fault *why);

#endif
