/*
 * lunar.c - the Chinese lunisolar calendar, from a table of its months
 *
 *	crm_lunar_day((struct crm_lunar){ 2033, 11, 1, true }, &day);     (2033-12-22)
 */
#include <stddef.h>

#include "date.h"
#include "lunar.h"

/*
 * A word for each lunar year.  Bits 0 to 12: the n-th month has 30 days, else 29;
 * bits 13 to 16: the number of the leap month, or 0; bits 17 to 22: days from the first
 * of January to the first of the first month.
 */
static const uint32_t years[] = {
	0x500ad5,   /* 1899 */
	0x3d16d2, 0x620752, 0x4c0ea5, 0x38b64a, 0x5c064b,   /* 1900 */
	0x440a9b, 0x309556, 0x56056a, 0x400b59, 0x2a5752,   /* 1905 */
	0x500752, 0x3adb25, 0x600b25, 0x480a4b, 0x32b4ab,   /* 1910 */
	0x5802ad, 0x42056b, 0x2c4b69, 0x520da9, 0x3efd92,   /* 1915 */
	0x640e92, 0x4c0d25, 0x36ba4d, 0x5c0a56, 0x4602b6,   /* 1920 */
	0x2e95b5, 0x5606d4, 0x400ea9, 0x2c5e92, 0x500e92,   /* 1925 */
	0x3acd26, 0x5e052b, 0x480a57, 0x32b2b6, 0x580b5a,   /* 1930 */
	0x4406d4, 0x2e6ec9, 0x520749, 0x3cf693, 0x620a93,   /* 1935 */
	0x4c052b, 0x34ca5b, 0x5a0aad, 0x46056a, 0x309b55,   /* 1940 */
	0x560ba4, 0x400b49, 0x2a5a93, 0x500a95, 0x38f52d,   /* 1945 */
	0x5e0536, 0x480aad, 0x34b5aa, 0x5805b2, 0x420da5,   /* 1950 */
	0x2e7d4a, 0x540d4a, 0x3d0a95, 0x600a97, 0x4c0556,   /* 1955 */
	0x36cab5, 0x5a0ad5, 0x4606d2, 0x308ea5, 0x560ea5,   /* 1960 */
	0x40064a, 0x286c97, 0x4e0a9b, 0x3af55a, 0x5e056a,   /* 1965 */
	0x480b69, 0x34b752, 0x5a0b52, 0x420b25, 0x2c964b,   /* 1970 */
	0x520a4b, 0x3d14ab, 0x6002ad, 0x4a056d, 0x36cb69,   /* 1975 */
	0x5c0da9, 0x460d92, 0x309d25, 0x560d25, 0x415a4d,   /* 1980 */
	0x640a56, 0x4e02b6, 0x38c5b5, 0x5e06d5, 0x480ea9,   /* 1985 */
	0x34be92, 0x5a0e92, 0x440d26, 0x2c6a56, 0x500a57,   /* 1990 */
	0x3d14d6, 0x62035a, 0x4a06d5, 0x36b6c9, 0x5c0749,   /* 1995 */
	0x460693, 0x2e952b, 0x54052b, 0x3e0a5b, 0x2a555a,   /* 2000 */
	0x4e056a, 0x38fb55, 0x600ba4, 0x4a0b49, 0x32ba93,   /* 2005 */
	0x580a95, 0x42052d, 0x2c8aad, 0x500ab5, 0x3d35aa,   /* 2010 */
	0x6205d2, 0x4c0da5, 0x36dd4a, 0x5c0d4a, 0x460c95,   /* 2015 */
	0x30952e, 0x540556, 0x3e0ab5, 0x2a55b2, 0x5006d2,   /* 2020 */
	0x38cea5, 0x5e0725, 0x48064b, 0x32ac97, 0x560cab,   /* 2025 */
	0x42055a, 0x2c6ad6, 0x520b69, 0x3d7752, 0x620b52,   /* 2030 */
	0x4c0b25, 0x36da4b, 0x5a0a4b, 0x4404ab, 0x2ea55b,   /* 2035 */
	0x5405ad, 0x3e0b6a, 0x2a5b52, 0x500d92, 0x3afd25,   /* 2040 */
	0x5e0d25, 0x480a55, 0x32b4ad, 0x5804b6, 0x4005b5,   /* 2045 */
	0x2c6daa, 0x520ec9, 0x3f1e92, 0x620e92, 0x4c0d26,   /* 2050 */
	0x36ca56, 0x5a0a57, 0x4404d6, 0x2e86d5, 0x540755,   /* 2055 */
	0x400749, 0x286e93, 0x4e0693, 0x38f52b, 0x5e052b,   /* 2060 */
	0x460a5b, 0x32b55a, 0x58056a, 0x420b65, 0x2c974a,   /* 2065 */
	0x520b4a, 0x3d1a95, 0x620a95, 0x4a052d, 0x34caad,   /* 2070 */
	0x5a0ab5, 0x4605aa, 0x2e8ba5, 0x540da5, 0x400d4a,   /* 2075 */
	0x2a7c95, 0x4e0c96, 0x38f94e, 0x5e0556, 0x480ab5,   /* 2080 */
	0x32b5b2, 0x5806d2, 0x420ea5, 0x2e8e4a, 0x50068b,   /* 2085 */
	0x3b0c97, 0x6004ab, 0x4a055b, 0x34cad6, 0x5a0b6a,   /* 2090 */
	0x460752, 0x309725, 0x540b45, 0x3e0a8b, 0x28549b,   /* 2095 */
	0x4e04ab,   /* 2100 */
};

_Static_assert(sizeof years / sizeof *years == CRM_LUNAR_LAST - CRM_LUNAR_FIRST + 1,
               "a word for each year");

static bool
known(int year)
{
	return year >= CRM_LUNAR_FIRST && year <= CRM_LUNAR_LAST;
}

static int
leap_month(int year)
{
	return (int)(years[year - CRM_LUNAR_FIRST] >> 13 & 15);
}

static int
months_in(int year)
{
	return leap_month(year) ? 13 : 12;
}

/* index counts the year's months from 0, the leap month among them. */
static int
length_of(int year, int index)
{
	return 29 + (int)(years[year - CRM_LUNAR_FIRST] >> index & 1);
}

static int64_t
new_year(int year)
{
	int64_t january = crm_date_day((struct crm_date){ year, 1, 1 });

	return january + (years[year - CRM_LUNAR_FIRST] >> 17);
}

static int
index_of(int year, int month, bool leap)
{
	int after = leap_month(year);

	return month - 1 + (leap || (after && month > after));
}

int
crm_lunar_of_day(int64_t day, struct crm_lunar *out)
{
	const int64_t first = crm_date_day((struct crm_date){ CRM_LUNAR_FIRST, 1, 1 });
	const int64_t last = crm_date_day((struct crm_date){ CRM_LUNAR_LAST + 1, 12, 31 });
	int year, leap, index = 0;

	if (day < first || day > last)
		return CRM_INVALID;
	year = crm_day_date(day).year;
	if (!known(year) || day < new_year(year))
		year--;
	if (!known(year))
		return CRM_INVALID;
	for (day -= new_year(year); day >= length_of(year, index); index++) {
		day -= length_of(year, index);
		if (index == months_in(year) - 1)
			return CRM_INVALID;
	}
	leap = leap_month(year);
	*out = (struct crm_lunar){
		.year = year,
		.month = index + 1 - (leap && index >= leap),
		.day = (int)day + 1,
		.leap = leap && index == leap,
	};
	return 0;
}

int
crm_lunar_day(struct crm_lunar date, int64_t *day)
{
	int64_t first;
	int index;

	if (!known(date.year) || date.month < 1 || date.month > 12 || date.day < 1)
		return CRM_INVALID;
	if (date.leap && leap_month(date.year) != date.month)
		return CRM_INVALID;
	index = index_of(date.year, date.month, date.leap);
	if (date.day > length_of(date.year, index))
		return CRM_INVALID;
	first = new_year(date.year);
	for (int i = 0; i < index; i++)
		first += length_of(date.year, i);
	*day = first + date.day - 1;
	return 0;
}

int64_t
crm_lunar_anniversary(int month, int day, bool leap, int year)
{
	struct crm_lunar date = { year, month, day, leap };
	int64_t kept;

	if (!known(year) || day > 30)
		return INT64_MIN;
	date.leap = leap && leap_month(year) == month;
	if (crm_lunar_day(date, &kept) == 0)
		return kept;
	date.day = day == 30 ? 29 : day;
	return crm_lunar_day(date, &kept) ? INT64_MIN : kept;
}
