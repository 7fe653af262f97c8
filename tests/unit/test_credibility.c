/* What metrics/credibility.h promises. */
#include "metrics/credibility.h"
#include "numbers.h"

enum { STATES = 5, QUARTERS = 12 };

/*
 * Average bodily injury claims and their numbers by state and quarter: C. A. Hachemeister
 * 1975, "Credibility for regression models with application to trend", table 1.
 */
static const double CLAIM[STATES][QUARTERS] = {
	{ 1738, 1642, 1794, 2051, 2079, 2234, 2032, 2035, 2115, 2262, 2267, 2517 },
	{ 1364, 1408, 1597, 1444, 1342, 1675, 1470, 1448, 1464, 1831, 1612, 1471 },
	{ 1759, 1685, 1479, 1763, 1674, 2103, 1502, 1622, 1828, 2155, 2233, 2059 },
	{ 1223, 1146, 1010, 1257, 1426, 1532, 1953, 1123, 1343, 1243, 1762, 1306 },
	{ 1456, 1499, 1609, 1741, 1482, 1572, 1606, 1735, 1607, 1573, 1613, 1690 },
};

static const double CLAIMS[STATES][QUARTERS] = {
	{ 7861, 9251, 8706, 8575, 7917, 8263, 9456, 8003, 7365, 7832, 7849, 9077 },
	{ 1622, 1742, 1523, 1515, 1622, 1602, 1964, 1515, 1527, 1748, 1654, 1861 },
	{ 1147, 1357, 1329, 1204, 998, 1077, 1277, 1218, 896, 1003, 1108, 1121 },
	{ 407, 396, 348, 341, 315, 328, 352, 331, 287, 384, 321, 342 },
	{ 2902, 3172, 3046, 3068, 2693, 2910, 3275, 2697, 2663, 3017, 3242, 3425 },
};

static struct crm_experience
experience(const double *values, const double *exposures, size_t n)
{
	struct crm_experience e = { .observations = n };

	for (size_t i = 0; i < n; i++) {
		e.exposure += exposures[i];
		e.mean += exposures[i] * values[i];
	}
	e.mean /= e.exposure;
	for (size_t i = 0; i < n; i++)
		e.squares += exposures[i] * (values[i] - e.mean) * (values[i] - e.mean);
	return e;
}

/*
 * The estimates published for these data: 139,120,026 within and 89,639 between states, 1,684
 * for the mean of the states by their Z (the credibility features of R's actuar; V. Goulet's
 * lecture notes have them too).
 */
static void
the_states_of_hachemeister_have_their_published_credibility(void **state)
{
	static const double published[] = { 0.9847, 0.9276, 0.8985, 0.7279, 0.9588 };
	struct crm_experience each[STATES];
	struct crm_credibility c;
	double sum = 0, factors = 0;

	(void)state;
	for (size_t i = 0; i < STATES; i++)
		each[i] = experience(CLAIM[i], CLAIMS[i], QUARTERS);
	crm_credibility_estimate(each, STATES, &c);
	assert_within(c.within, 139120026, 0.5);
	assert_within(c.between, 89638.73, 0.005);
	assert_close(c.k, c.within / c.between, 1e-15);
	for (size_t i = 0; i < STATES; i++) {
		double z = crm_credibility_factor(&c, each[i].exposure);

		assert_within(z, published[i], 0.00005);
		factors += z;
		sum += z * each[i].mean;
	}
	assert_within(sum / factors, 1683.713, 0.0005);
}

/*
 * Loss Models, 19.3: of 1875 drivers in a year 1563 had no accident, 271 one, 32 two, 7
 * three and 2 four.  The book rounds: 0.194 within, 0.032 between, Z 0.14.
 */
static void
the_drivers_of_loss_models_have_their_published_credibility(void **state)
{
	static const size_t drivers[] = { 1563, 271, 32, 7, 2 };
	static struct crm_experience each[1875];
	struct crm_credibility c;
	size_t n = 0;

	(void)state;
	for (size_t count = 0; count < 5; count++)
		for (size_t i = 0; i < drivers[count]; i++)
			each[n++] = (struct crm_experience){ 1, (double)count, 0, 1 };
	crm_credibility_estimate_counts(each, n, &c);
	assert_close(c.mean, 364. / 1875, 1e-14);
	assert_within(c.within, 0.194, 0.0005);
	assert_within(c.between, 0.032, 0.0005);
	assert_within(crm_credibility_factor(&c, 1), 0.14, 0.005);
}

static void
more_exposure_is_believed_more(void **state)
{
	const struct crm_credibility c = { .mean = 10, .within = 8, .between = 2, .k = 4 };
	const struct crm_credibility certain = { .between = 2 };

	(void)state;
	assert_within(crm_credibility_factor(&c, 0), 0, 0);
	assert_within(crm_credibility_factor(&c, 1), 0.2, 1e-15);
	assert_within(crm_credibility_factor(&c, 4), 0.5, 1e-15);
	assert_within(crm_credibility_factor(&c, 4e9), 1, 1e-8);
	/* Observations that never scatter tell all at once. */
	assert_within(crm_credibility_factor(&certain, 1), 1, 0);
	assert_within(crm_credibility_factor(&certain, 0), 0, 0);
}

/* Means that differ less than their observations would have them by chance. */
static void
those_who_do_not_differ_are_not_believed(void **state)
{
	const struct crm_experience alike[] = { { 2, 10, 50, 2 }, { 2, 10.5, 40, 2 }, { 2, 9.5, 60, 2 } };
	const struct crm_experience regular[] = { { 1, 3, 0, 1 }, { 1, 3, 0, 1 }, { 2, 3.5, 0, 1 } };
	struct crm_credibility c;

	(void)state;
	crm_credibility_estimate(alike, 3, &c);
	assert_within(c.within, 50, 1e-12);
	assert_within(c.between, 0, 0);
	assert_within(crm_credibility_factor(&c, 1000), 0, 0);
	crm_credibility_estimate_counts(regular, 3, &c);
	assert_within(c.between, 0, 0);
	assert_within(crm_credibility_factor(&c, 1000), 0, 0);
}

static void
what_cannot_be_known_is_nothing(void **state)
{
	const struct crm_experience each[] = { { 1, 5, 0, 1 }, { 1, 50, 0, 1 }, { 0, 0, 0, 0 } };
	struct crm_credibility c;

	(void)state;
	crm_credibility_estimate(NULL, 0, &c);
	assert_within(c.mean + c.within + c.between + c.k, 0, 0);
	/* One observation each: what is the risk's and what is chance cannot be told. */
	crm_credibility_estimate(each, 3, &c);
	assert_within(c.mean, 27.5, 1e-14);
	assert_within(c.between, 0, 0);
	crm_credibility_estimate_counts(each, 1, &c);
	assert_within(c.mean, 5, 0);
	assert_within(c.between, 0, 0);
	crm_credibility_estimate_counts(each + 2, 1, &c);
	assert_within(c.mean, 0, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_states_of_hachemeister_have_their_published_credibility),
		cmocka_unit_test(the_drivers_of_loss_models_have_their_published_credibility),
		cmocka_unit_test(more_exposure_is_believed_more),
		cmocka_unit_test(those_who_do_not_differ_are_not_believed),
		cmocka_unit_test(what_cannot_be_known_is_nothing),
	};

	return cmocka_run_group_tests_name("credibility", tests, NULL, NULL);
}
