/*
 * money_currency.c - ISO 4217: which codes there are and how many decimals they have
 *
 *	crm_currency_digits("KWD")    (3)
 *
 * The standard's list one as of 2026, with those of list three that were withdrawn
 * since 2021 (ANG BGN CUC HRK SLL ZWL), as old orders have them.
 * Metals, funds without minor unit and codes for testing are left out.
 */
#include <string.h>

#include "money.h"

static const char *const codes_by_digits[] = {
	"BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",

	"",

	"USD EUR TWD CNY HKD GBP "    /* first, as they are asked for most */
	"AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD "
	"BTN BWP BYN BZD CAD CDF CHE CHF CHW COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP "
	"ERN ETB FJD FKP GEL GHS GIP GMD GTQ GYD HNL HRK HTG HUF IDR ILS INR IRR JMD KES "
	"KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
	"MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD "
	"RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
	"TOP TRY TTD TZS UAH USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL",

	"BHD IQD JOD KWD LYD OMR TND",

	"CLF UYW",
};

int
crm_currency_digits(const char *code)
{
	static const int common_first[] = { 2, 0, 3, 1, 4 };

	if (!code[0] || !code[1] || !code[2] || code[3])
		return -1;
	for (size_t i = 0; i < sizeof common_first / sizeof *common_first; i++)
		for (const char *at = codes_by_digits[common_first[i]]; *at; at += at[3] ? 4 : 3)
			if (!memcmp(at, code, 3))
				return common_first[i];
	return -1;
}
