/*
 * lifetime_value_each.c - a lifetime value for every customer, with id and name.
 */
#include <string.h>

#include "db.h"
#include "lifetime_value.h"
#include "purchases.h"

/* The customers of the database and those wanted, both walked along with the log. */
struct walk {
	const struct crm_lifetime_customers *whom;
	struct db_cursor *names;
	bool              more;
	size_t            next;   /* in whom->ids */
};

static bool
is_wanted(struct walk *walk, int64_t id)
{
	const struct crm_lifetime_customers *whom = walk->whom;

	if (!whom->ids)
		return true;
	while (walk->next < whom->n && whom->ids[walk->next] < id)
		walk->next++;
	return walk->next < whom->n && whom->ids[walk->next] == id;
}

static const char *
name_of(struct walk *walk, int64_t id)
{
	while (walk->more && db_column_int(walk->names, 0) < id)
		walk->more = db_step(walk->names);
	return walk->more && db_column_int(walk->names, 0) == id ? db_column_text(walk->names, 1)
	                                                         : NULL;
}

/* Records do not say const, but nobody writes to this one's texts. */
static char *
borrowed(const char *text)
{
	return (char *)(uintptr_t)text;
}

static int
each_of_database(const struct crm_lifetime *lifetime, struct walk *walk,
                 int (*put)(void *, const struct crm_lifetime_value *), void *aux)
{
	struct crm_lifetime_value v = { 0 };
	int error = 0, ended;

	walk->names = db_walk(walk->whom->db, SQL("SELECT id, name FROM customer ORDER BY id"));
	walk->more = db_step(walk->names);
	for (size_t i = 0; i < lifetime->n && !error; i++) {
		v.id = crm_purchases_id(walk->whom->log, lifetime->customers[i].customer);
		if (!is_wanted(walk, v.id))
			continue;
		v.customer_name = borrowed(name_of(walk, v.id));
		crm_lifetime_value(lifetime, i, &v);
		error = put(aux, &v);
	}
	ended = db_done(walk->names);
	return error ? error : ended;
}

int
crm_lifetime_each(const struct crm_lifetime *lifetime, const struct crm_lifetime_customers *whom,
                  int (*put)(void *, const struct crm_lifetime_value *), void *aux)
{
	struct crm_lifetime_value v = { .currency = whom->currency };
	struct walk walk = { .whom = whom };
	int error = 0;

	if (whom->db)
		return each_of_database(lifetime, &walk, put, aux);
	for (size_t i = 0; i < lifetime->n && !error; i++) {
		v.customer = borrowed(crm_purchases_name(whom->log, lifetime->customers[i].customer));
		crm_lifetime_value(lifetime, i, &v);
		error = put(aux, &v);
	}
	return error;
}
