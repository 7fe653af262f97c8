/*
 * lifetime.h - what the fuzz targets of lifetime values share: files in memory, the promises.
 */
#ifndef FUZZ_LIFETIME_H
#define FUZZ_LIFETIME_H

#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "lifetime_stream.h"

/* A file in memory, at out->path until out->fd is closed. */
struct memory_file {
	int fd;
	char path[32];
};

static inline struct memory_file
memory_file(const void *data, size_t size)
{
	struct memory_file file = { .fd = memfd_create("fuzz", 0) };

	PROMISE(file.fd >= 0 && write(file.fd, data, size) == (ssize_t)size);
	snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
	return file;
}

static inline void
pass_over(void *aux, const char *file, size_t line, const char *why)
{
	(void)aux;
	PROMISE(file && line > 0 && why[0]);
}

/* NULL: they are refused. */
static inline struct crm_lifetime_params *
read_params(const void *data, size_t size)
{
	struct memory_file file = memory_file(data, size);
	struct crm_plain_log plain = { .refuse = pass_over };
	struct crm_lifetime_params *params = NULL;
	struct crm_fault why;

	if (crm_plain_open(&plain, file.path, crm_lifetime_param_roles, NULL, 0, NULL, &why)) {
		PROMISE(why.text[0]);
	} else {
		int error = crm_lifetime_params_read(&plain, &params, &why);

		PROMISE(!error == (params != NULL) && (!error || why.text[0]));
		crm_plain_close(&plain);
	}
	close(file.fd);
	return params;
}

static inline int
in_order(struct crm_real lo, struct crm_real value, struct crm_real hi)
{
	return !(lo.set && value.set && hi.set) || (lo.value <= value.value && value.value <= hi.value);
}

static inline int
expect_sense(void *aux, const void *record)
{
	const struct crm_lifetime_value *v = record;

	(void)aux;
	PROMISE(v->customer && v->x.set && v->t_x.set && v->T.set && v->t_x.value <= v->T.value);
	PROMISE(!v->p_alive.set || (v->p_alive.value >= 0 && v->p_alive.value <= 1));
	PROMISE(!v->orders.set || (isfinite(v->orders.value) && v->orders.value >= 0));
	PROMISE(in_order(v->orders_lo, v->orders, v->orders_hi));
	return 0;
}

/* Score a file of histories: what comes of it makes sense, and the end is told. */
static inline void
score(const struct crm_lifetime_params *params, const void *data, size_t size)
{
	struct crm_lifetime model = { .unit = 7, .margin = 1, .minor = 100,
	                              .horizon = { .days = 365, .yearly_rate = 0.1 },
	                              .params = params };
	struct memory_file file = memory_file(data, size);
	struct crm_plain_log plain = { .refuse = pass_over };
	char currency[] = "USD";
	struct crm_fault why;

	if (crm_plain_open(&plain, file.path, crm_history_roles, NULL, 0, NULL, &why)) {
		PROMISE(why.text[0]);
	} else {
		if (crm_lifetime_stream(&model, &plain, currency, expect_sense, NULL, &why))
			PROMISE(why.text[0]);
		crm_plain_close(&plain);
	}
	close(file.fd);
}

#endif
