/*
 * column.c - follow a dotted name from a noun to a field or a fact.
 */
#include <string.h>

#include "column.h"
#include "nearest.h"

enum { ALIASES = 4 };   /* aliases of aliases: more is a mistake in a table */

bool
column_is_customer(const struct crm_type *type)
{
	return strcmp(type->name, "customer") == 0;
}

const struct crm_field *
column_customer(const struct crm_type *type)
{
	const struct crm_field *f = crm_field(type, "customer");

	return f && f->kind == CRM_ID && f->of && column_is_customer(f->of) ? f : NULL;
}

const struct crm_field *
column_reference(const struct crm_type *type, char letter)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (f->kind == CRM_ID && f->of && f->of->letter == letter && !(f->flags & CRM_DERIVED))
			return f;
	return NULL;
}

const struct crm_field *
column_field_at(const struct crm_type *type, size_t offset)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (f->offset == offset && !(f->flags & CRM_DERIVED))
			return f;
	return NULL;
}

/* Whether people may name it: something that is only read from them has no value to show. */
static bool
is_visible(const struct crm_field *f)
{
	return !(f->flags & CRM_HIDDEN) && (!(f->flags & CRM_INPUT) || f->fetch);
}

static const struct crm_field *
visible(const struct crm_type *type, const char *name)
{
	const struct crm_field *f = crm_field(type, name);

	return f && is_visible(f) ? f : NULL;
}

static void
offer_names(struct nearest *near, const struct crm_type *type)
{
	for (const struct crm_field *f = type->fields; f->name; f++)
		if (is_visible(f))
			nearest_offer(near, f->name, f->name);
	for (const char *const *fact = crm_fact_names(); *fact && column_is_customer(type); fact++)
		nearest_offer(near, *fact, *fact);
}

static int
unknown(const struct crm_type *type, const char *name, size_t at, struct crm_fault *why)
{
	const struct crm_field *customer = column_customer(type);
	struct nearest near = { .wrong = name };
	char list[128];

	offer_names(&near, type);
	if (customer)
		offer_names(&near, customer->of);
	return crm_fault(why, at, "%s %s has no `%.64s'; perhaps %s",
	                 strchr("aeio", type->name[0]) ? "an" : "a", type->name, name,
	                 nearest_format(&near, list, sizeof list));
}

static bool
has(const struct crm_type *type, const char *name)
{
	struct fact_use use;

	return visible(type, name) ||
	       (column_is_customer(type) && fact_find(name, strlen(name), &use));
}

/* What a record has not itself may be its customer's: `tier' of a follow-up. */
static void
turn_to_customer(struct column *out, const char *name)
{
	const struct crm_field *customer = column_customer(out->type);

	if (out->hops == 0 && customer && !has(out->type, name) && has(customer->of, name)) {
		out->hop[out->hops++] = customer;
		out->type = customer->of;
	}
}

/* Follow one reference. */
static int
hop(struct column *out, const char *name, size_t at, struct crm_fault *why)
{
	const struct crm_field *f = visible(out->type, name);

	if (!f && !has(out->type, name))
		return unknown(out->type, name, at, why);
	if (!f || f->kind != CRM_ID || f->flags & CRM_DERIVED || strcmp(name, "id") == 0)
		return crm_fault(why, at, "`%.64s' refers to no other record, so nothing can follow it",
		                 name);
	if (out->hops == COLUMN_HOPS)
		return crm_fault(why, at, "too many references: at most %d", COLUMN_HOPS);
	out->hop[out->hops++] = f;
	if (f->of && strcmp(f->of->name, out->type->name) != 0)
		out->type = f->of;   /* the same noun is at hand with its users' own fields */
	return 0;
}

static int follow(struct column *out, const char *path, int aliases, struct crm_fault *why);

/* The last part of a path: a field, where an alias leads, or a fact. */
static int
land(struct column *out, const char *name, size_t at, int aliases, struct crm_fault *why)
{
	const struct crm_field *f = visible(out->type, name);

	if (f && f->sql && f->sql[0] == '=' && aliases) {
		int error = follow(out, f->sql + 1, aliases - 1, why);

		out->shown = *f;
		return error;
	}
	if (!f && (!column_is_customer(out->type) || !fact_find(name, strlen(name), &out->fact)))
		return unknown(out->type, name, at, why);
	out->field = f;
	if (f)
		out->shown = *f;
	if (f && f->known)
		out->shown.words = f->known;
	if (!f)
		fact_field(&out->fact, name, &out->shown);
	return 0;
}

static int
follow(struct column *out, const char *path, int aliases, struct crm_fault *why)
{
	const char *at = path;
	char name[COLUMN_NAME];
	int error = 0;

	while (!error) {
		size_t n = strcspn(at, ".");

		if (n >= sizeof name)
			return crm_fault(why, (size_t)(at - path), "a name of %zu bytes is too long",
			                 n);
		memcpy(name, at, n);
		name[n] = '\0';
		turn_to_customer(out, name);
		if (at[n] == '\0')
			return land(out, name, (size_t)(at - path), aliases, why);
		error = hop(out, name, (size_t)(at - path), why);
		at += n + 1;
	}
	return error;
}

int
column_resolve(struct column *out, const struct crm_type *type, const char *path,
               struct crm_fault *why)
{
	int error;

	*out = (struct column){ .type = type };
	error = follow(out, path, ALIASES, why);
	out->shown.name = path;
	return error;
}

bool
column_currency(const struct column *money, struct column *out)
{
	if (!money->field || !money->field->currency)
		return false;
	*out = *money;
	out->field = column_field_at(money->type, money->field->currency);
	if (out->field)
		out->shown = *out->field;
	return out->field;
}
