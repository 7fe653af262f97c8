/*
 * order_item.c - the lines of an order, as rows and as text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "money.h"
#include "noun_types.h"
#include "order.h"
#include "unicode.h"

#define FIELD(member) .offset = offsetof(struct crm_item, member)

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_item_type,
	  .help = "the line", .zh = "編號" },
	{ .name = "order", .kind = CRM_ID, FIELD(order), .of = &crm_order_type, .column = "order_id",
	  .flags = CRM_REQUIRED | CRM_FIXED, .help = "of which order", .zh = "訂單" },
	{ .name = "line", .kind = CRM_INT, FIELD(line), .help = "its place, from 1", .zh = "行號" },
	{ .name = "product", .kind = CRM_TEXT, FIELD(product), .flags = CRM_REQUIRED,
	  .help = "what was bought", .zh = "品名" },
	{ .name = "quantity", .kind = CRM_DECIMAL, FIELD(quantity), .scale = CRM_PRICE_SCALE,
	  .help = "how many, 1 by default", .zh = "數量" },
	{ .name = "unit_price", .kind = CRM_DECIMAL, FIELD(unit_price), .scale = CRM_PRICE_SCALE,
	  .help = "price of one", .zh = "單價" },
	{ 0 }
};

const struct crm_type crm_item_type = {
	.name = "item", .plural = "items", .zh = "品項", .table = "order_item", .letter = 'L',
	.size = sizeof(struct crm_item), .fields = fields,
	.columns = "id,order,line,product,quantity,unit_price",
};

void
crm_item_clear(struct crm_item *item)
{
	crm_clear(&crm_item_type, item);
}

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_item *item = record;

	(void)db, (void)before;
	if (!item->quantity.set)
		item->quantity = (struct crm_int)CRM_SET(1000000);
	return 0;
}

const struct noun_rules item_rules = { .type = &crm_item_type, .complete = complete };

/* --- as text -------------------------------------------------------------------------------- */

static const char *
skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t' || *p == '\n')
		p++;
	return p;
}

/* `2 x ' or `2×': the quantity in front of a product; where that begins, NULL if it is bad. */
static const char *
read_quantity(const char *p, const char *text, struct crm_item *item, struct crm_fault *why)
{
	size_t n = *p == '-', digits = strspn(p + n, "0123456789.,");
	char number[40];
	const char *after;

	n += digits;
	if (!digits || n >= sizeof number)
		return p;
	after = skip_blanks(p + n);
	if (!strncmp(after, "×", strlen("×")))
		after += strlen("×");
	else if ((*after == 'x' || *after == '*') && (after > p + n || after[1] == ' '))
		after++;
	else
		return p;
	memcpy(number, p, n);
	number[n] = '\0';
	if (crm_decimal_parse(number, CRM_PRICE_SCALE, &item->quantity.value, why)) {
		why->at += (size_t)(p - text);
		return NULL;
	}
	item->quantity.set = true;
	return skip_blanks(after);
}

/* A product in double quotes, doubled inside; NULL if the closing one is missing. */
static const char *
read_quoted(const char *p, char *out)
{
	for (; *p; p++) {
		if (*p == '"' && *++p != '"') {
			*out = '\0';
			return p;
		}
		*out++ = *p;
	}
	return NULL;
}

static const char *
read_plain(const char *p, char *out)
{
	size_t n = strcspn(p, ";@");

	memcpy(out, p, n);
	while (n && strchr(" \t\n", out[n - 1]))
		n--;
	out[n] = '\0';
	return p + strcspn(p, ";@");
}

static const char *
read_product(const char *p, const char *text, struct crm_item *item, struct crm_fault *why)
{
	char *product = malloc(strlen(p) + 1);
	const char *end;

	if (!product) {
		crm_fault(why, 0, "out of memory");
		return NULL;
	}
	end = *p == '"' ? read_quoted(p + 1, product) : read_plain(p, product);
	item->product = product;
	if (!end)
		crm_fault(why, (size_t)(p - text), "the quote before %.40s is not closed", p + 1);
	else if (!*product)
		crm_fault(why, (size_t)(p - text), "a product is missing; items look like 2 x Widget @ 300;"
		          " Gift box @ 50");
	return end && *product ? skip_blanks(end) : NULL;
}

static const char *
read_price(const char *p, const char *text, struct crm_item *item, struct crm_fault *why)
{
	size_t n = strcspn(p, ";");
	char number[64];

	while (n && strchr(" \t\n", p[n - 1]))
		n--;
	if (n >= sizeof number) {
		crm_fault(why, (size_t)(p - text), "this is no price");
		return NULL;
	}
	memcpy(number, p, n);
	number[n] = '\0';
	if (crm_decimal_parse(number, CRM_PRICE_SCALE, &item->unit_price.value, why)) {
		why->at += (size_t)(p - text);
		return NULL;
	}
	item->unit_price.set = true;
	return skip_blanks(p + n);
}

static const char *
read_item(const char *p, const char *text, struct crm_item *item, struct crm_fault *why)
{
	p = read_quantity(p, text, item, why);
	p = p ? read_product(p, text, item, why) : NULL;
	if (p && *p == '@')
		p = read_price(skip_blanks(p + 1), text, item, why);
	if (p && *p && *p != ';') {
		crm_fault(why, (size_t)(p - text), "`;' should stand between two items, before %.40s", p);
		return NULL;
	}
	if (!item->quantity.set)
		item->quantity = (struct crm_int)CRM_SET(1000000);
	return p;
}

int
crm_items_parse(const char *text, struct crm_item **items, struct crm_fault *why)
{
	const char *p = skip_blanks(text);
	int n = 0;

	*items = NULL;
	while (p && *(p += strspn(p, "; \t\n"))) {
		struct crm_item *more = realloc(*items, (size_t)(n + 1) * sizeof *more);

		if (!more) {
			crm_fault(why, 0, "out of memory");
			break;
		}
		*items = more;
		more[n] = (struct crm_item){ 0 };
		p = read_item(p, text, &more[n++], why);
	}
	if (p && !*p)
		return n;
	while (n)
		crm_item_clear(&(*items)[--n]);
	free(*items);
	*items = NULL;
	return CRM_INVALID;
}

static void
put_product(FILE *out, const char *product)
{
	struct crm_item probe = { 0 };
	struct crm_fault why;
	bool plain = !strpbrk(product, ";@\"") &&
	             read_quantity(product, product, &probe, &why) == product &&
	             !strchr(" \t\n", product[0]) && !strchr(" \t\n", product[strlen(product) - 1]);

	if (plain) {
		fputs(product, out);
		return;
	}
	putc('"', out);
	for (const char *p = product; *p; p++) {
		if (*p == '"')
			putc('"', out);
		putc(*p, out);
	}
	putc('"', out);
}

char *
crm_items_format(const struct crm_item *items, size_t n)
{
	char number[CRM_MONEY_SIZE], *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		fprintf(out, "%s%s x ", i ? "; " : "",
		        crm_decimal_format(items[i].quantity.value, CRM_PRICE_SCALE, number));
		put_product(out, items[i].product);
		if (items[i].unit_price.set)
			fprintf(out, " @ %s",
			        crm_decimal_format(items[i].unit_price.value, CRM_PRICE_SCALE, number));
	}
	if (fclose(out)) {
		free(text);
		return NULL;
	}
	return text;
}
