/*
 * fuzz_sop - any bytes as the file of a procedure: read, checked, and let go of.
 *
 * What is refused has a fault with a line of the text; what is taken reads the same again.
 */
#include "fuzz.h"
#include "sop_check.h"
#include "unicode.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);

static crm *db;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	PROMISE(crm_open(&db, ":memory:", CRM_CREATE) == 0);
	PROMISE(crm_set_now(db, "2026-11-22", true) == 0);
	return 0;
}

static void
look_at_faults(const struct crm_sop_faults *faults, const char *text)
{
	int lines = 1;

	for (; *text; text++)
		lines += *text == '\n';
	for (size_t i = 0; i < faults->n; i++) {
		PROMISE(faults->fault[i].line >= 0 && faults->fault[i].line <= lines);
		PROMISE(*faults->fault[i].text && !strpbrk(faults->fault[i].text, "\n\033"));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	char name[] = "fuzz.sop";
	const struct crm_sop_file file = { name, text, NULL };
	struct crm_sop_faults faults = { 0 };
	struct crm_sop *sop, *again;
	size_t n;
	int error;

	if (crm_utf8_check(text, strlen(text), NULL)) {
		free(text);
		return 0;
	}
	error = crm_sop_parse(db, &file, &sop, &faults);
	PROMISE(!error == (sop != NULL) && !error == !faults.n);
	look_at_faults(&faults, text);
	n = faults.n;
	crm_sop_faults_clear(&faults);
	error = crm_sop_check(db, &file, &again, &faults);
	PROMISE(!error == (again != NULL) && !error == !faults.n && faults.n >= n);
	look_at_faults(&faults, text);
	crm_sop_free(again);
	if (sop) {
		PROMISE(strcmp(sop->text, text) == 0);
		PROMISE(crm_sop_parse(db, &file, &again, &faults) == 0);
		PROMISE(again->cadences == sop->cadences && again->events == sop->events);
		crm_sop_free(again);
	}
	crm_sop_free(sop);
	crm_sop_faults_clear(&faults);
	free(text);
	return 0;
}
