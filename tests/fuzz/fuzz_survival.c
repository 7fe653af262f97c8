/*
 * fuzz_survival - whatever curve a file has, it is refused or foreseen within 0 and 1.
 */
#include "lifetime.h"
#include "survival.h"

static int
expect_shares(void *aux, const void *record)
{
	const struct crm_survival_row *row = record;

	(void)aux;
	PROMISE(!row->survival.set || (row->survival.value >= 0 && row->survival.value <= 1));
	PROMISE(!row->retention.set || (row->retention.value >= 0 && row->retention.value <= 1));
	PROMISE(!row->constant.set || (row->constant.value >= 0 && row->constant.value <= 1));
	PROMISE(in_order(row->lo, row->survival, row->hi));
	return 0;
}

static void
foresee(struct crm_survival *survival)
{
	const struct crm_survival_ahead ahead = { .periods = 3, .rate = 0.01 };
	struct crm_fault why;

	if (crm_survival_fit(survival, 0, &why))
		PROMISE(why.text[0]);
	else
		PROMISE(crm_survival_each(survival, &ahead, expect_shares, NULL) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct memory_file file = memory_file(data, size);
	struct crm_plain_log plain = { .refuse = pass_over };
	struct crm_survival survival = { 0 };
	struct crm_fault why;

	if (crm_plain_open(&plain, file.path, crm_survival_roles, NULL, 0, NULL, &why)) {
		PROMISE(why.text[0]);
	} else {
		if (crm_survival_read(&plain, &survival, &why))
			PROMISE(why.text[0]);
		else
			foresee(&survival);
		crm_plain_close(&plain);
	}
	crm_survival_clear(&survival);
	close(file.fd);
	return 0;
}
