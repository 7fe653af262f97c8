/*
 * order.h - a purchase, with its items.
 *
 *	struct crm_order o = { .customer = 1, .amount = CRM_SET(1230050), .currency = strdup("USD") };
 *	crm_order_add(db, &o);
 *
 * Amounts are minor units of the order's currency; facts are in the database's
 * base currency, so an order in another one needs a rate.
 */
#ifndef CRM_ORDER_H
#define CRM_ORDER_H

#include "record.h"

struct crm_order {
	int64_t        id;
	int64_t        customer;   /* required */
	struct crm_int when;       /* instant; now by default */
	struct crm_int amount;     /* minor units; by default the sum of the items */
	char          *currency;   /* ISO 4217; the base currency by default */
	struct crm_int rate;       /* 10^-9 of the base currency for one of this currency */
	struct crm_int base;       /* the amount in the base currency, kept by the library */
	char          *ref;        /* the order's number elsewhere; unique */
	char          *status;     /* crm_order_status_words; open by default */
	struct crm_int promised;   /* day */
	char          *items;      /* `2 x Widget @ 300.00; 1 x Gift box'; kept as rows of order_item */
};

extern const struct crm_type crm_order_type;

void crm_order_clear(struct crm_order *order);

int crm_order_add(crm *db, struct crm_order *order);
int crm_order_set(crm *db, struct crm_order *order);
int crm_order_get(crm *db, int64_t id, struct crm_order *out);

/* One line of an order. */
struct crm_item {
	int64_t        id;
	int64_t        order;
	struct crm_int line;         /* from 1 */
	char          *product;
	struct crm_int quantity;     /* 10^-6 */
	struct crm_int unit_price;   /* 10^-6 of the order's currency; may be absent */
};

extern const struct crm_type crm_item_type;

void crm_item_clear(struct crm_item *item);

/*
 * Items as text: `quantity x product @ unit price', `;' between; quantity (1) and
 * price may be left out; a product with `;', `@', `x' or quotes that would mislead
 * stands in "double quotes", doubled inside.  Returns how many there are, or a
 * negative error; *items is an array to be freed, each item cleared.
 */
int   crm_items_parse(const char *text, struct crm_item **items, struct crm_fault *why);
char *crm_items_format(const struct crm_item *items, size_t n);   /* to be freed */

#endif
