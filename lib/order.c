/*
 * order.c - the order's table and rules, and its items.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "agenda_rows.h"
#include "customer.h"
#include "money.h"
#include "noun_types.h"
#include "order.h"
#include "words.h"

#define FIELD(member) .offset = offsetof(struct crm_order, member)

static const int64_t LARGEST = 10000000000000000;   /* minor units of the base currency */

static int currency_check(char **text, struct crm_fault *why);

static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_ID, FIELD(id), .of = &crm_order_type,
	  .help = "the order", .zh = "編號|编号" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .column = "customer_id", .flags = CRM_REQUIRED,
	  .help = "who bought", .zh = "客戶|客户|客戶編號|客户编号|customer_id|customer_ref|buyer" },
	{ .name = "when", .kind = CRM_TIME, FIELD(when), .column = "at",
	  .help = "when it was placed", .zh = "日期|訂單日期|订单日期|下單日期|時間|时间|date|order_date|at" },
	{ .name = "currency", .kind = CRM_TEXT, FIELD(currency), .check = currency_check,
	  .help = "currency, ISO 4217", .zh = "幣別|币种|貨幣|货币" },
	{ .name = "amount", .kind = CRM_MONEY, FIELD(amount),
	  .currency = offsetof(struct crm_order, currency),
	  .help = "what it came to; by default the sum of the items",
	  .zh = "金額|金额|總額|总额|訂單金額|订单金额|total|price|sales|revenue" },
	{ .name = "rate", .kind = CRM_DECIMAL, FIELD(rate), .scale = CRM_RATE_SCALE,
	  .help = "base currency for one of the order's", .zh = "匯率|汇率|exchange_rate" },
	{ .name = "base", .kind = CRM_MONEY, FIELD(base), .flags = CRM_HIDDEN,
	  .help = "the amount in the base currency" },
	{ .name = "ref", .kind = CRM_TEXT, FIELD(ref), .limit = 200,
	  .help = "the order's number elsewhere, unique",
	  .zh = "單號|订单号|訂單編號|订单编号|order_id|order_no|order_number|invoice" },
	{ .name = "status", .kind = CRM_WORD, FIELD(status), .words = crm_order_status_words,
	  .help = "what became of it", .zh = "狀態|状态|訂單狀態|订单状态" },
	{ .name = "promised", .kind = CRM_DAY, FIELD(promised), .flags = CRM_AHEAD,
	  .help = "the day it was promised for", .zh = "交期|承諾日期|承诺日期|due_date" },
	{ .name = "items", .kind = CRM_TEXT, FIELD(items), .flags = CRM_INPUT | CRM_LONG,
	  .fetch = order_items_text, .limit = 100000,
	  .help = "quantity x product @ unit price; the next one",
	  .zh = "品項|品项|商品|產品|产品|明細|明细|products" },
	{ .name = "customer_name", .kind = CRM_TEXT, .flags = CRM_DERIVED, .sql = "=customer.name",
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ 0 }
};

const struct crm_type crm_order_type = {
	.name = "order", .plural = "orders", .zh = "訂單", .table = "orders", .letter = 'O',
	.size = sizeof(struct crm_order), .fields = fields,
	.columns = "id,customer,customer_name,when,amount,currency,status,ref",
};

static int
currency_check(char **text, struct crm_fault *why)
{
	for (char *p = *text; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	if (crm_currency_digits(*text) < 0)
		return crm_fault(why, 0, "%.20s is no currency of ISO 4217, such as TWD or USD", *text);
	return 0;
}

void
crm_order_clear(struct crm_order *order)
{
	crm_clear(&crm_order_type, order);
}

/* --- completing an order -------------------------------------------------------------------- */

static void
free_items(struct crm_item *items, int n)
{
	for (int i = 0; i < n; i++)
		crm_item_clear(&items[i]);
	free(items);
}

__extension__ typedef __int128 wide;   /* two 64-bit numbers multiplied */

/* What the items come to, in minor units, rounded half away from zero. */
static int
add_up(crm *db, const char *currency, const struct crm_item *items, int n, struct crm_int *out)
{
	wide sum = 0, unit = 1;

	for (int digits = crm_currency_digits(currency); digits < 2 * CRM_PRICE_SCALE; digits++)
		unit *= 10;
	for (int i = 0; i < n; i++) {
		if (!items[i].unit_price.set)
			return db_fail(db, CRM_INVALID, "amount: an order needs one, or a price for each item");
		sum += (wide)items[i].quantity.value * items[i].unit_price.value;
		if (sum / unit >= INT64_MAX || sum / unit <= INT64_MIN)
			return db_fail(db, CRM_INVALID, "items: they come to more than an amount can hold");
	}
	sum += sum < 0 ? -unit / 2 : unit / 2;
	*out = (struct crm_int)CRM_SET((int64_t)(sum / unit));
	return 0;
}

static int
sum_items(crm *db, const struct crm_order *o, struct crm_int *out)
{
	struct crm_item *items = NULL;
	struct crm_fault why;
	int error, n = o->items ? crm_items_parse(o->items, &items, &why) : 0;

	if (n < 0)
		return db_fault(db, n, "items", &why);
	error = n ? add_up(db, o->currency, items, n, out)
	          : db_fail(db, CRM_INVALID, "amount: an order needs one, or items with prices");
	free_items(items, n);
	return error;
}

/* Was the amount the sum of the items, and is it theirs still that have changed now? */
static bool
follows_items(crm *db, const struct crm_order *o, const struct crm_order *before)
{
	struct crm_int sum = { 0 };

	return before && o->items && strcmp(o->items, before->items ? before->items : "") &&
	       !strcmp(o->currency, before->currency) && o->amount.value == before->amount.value &&
	       !sum_items(db, before, &sum) && sum.value == before->amount.value;
}

static int
complete_amount(crm *db, struct crm_order *o, const struct crm_order *before)
{
	struct crm_int sum = { 0 };

	if (!o->amount.set)
		return sum_items(db, o, &o->amount);
	if (follows_items(db, o, before) && !sum_items(db, o, &sum))
		o->amount = sum;   /* items without prices leave it as it was */
	return 0;
}

/* Facts are in the base currency: what the order is worth in it. */
static int
complete_base(crm *db, struct crm_order *o)
{
	const char *base = db->context.currency;
	struct crm_fault why;
	int error;

	if (!strcmp(o->currency, base)) {
		if (o->rate.set && o->rate.value != 1000000000)
			return db_fail(db, CRM_INVALID,
			               "rate: the order is in the base currency %s already", base);
		o->rate = (struct crm_int){ 0 };
		o->base = o->amount;
		return 0;
	}
	if (!o->rate.set || o->rate.value <= 0)
		return db_fail(db, CRM_INVALID, "rate: give what one %s is worth in %s, such as rate=31.5",
		               o->currency, base);
	error = crm_money_convert(o->amount.value, o->currency, o->rate.value, base,
	                          &o->base.value, &why);
	o->base.set = !error;
	return error ? db_fault(db, error, "rate", &why) : 0;
}

/* Sums over orders have 64 bits: no slip of the finger may fill them for everybody. */
static int
check_size(crm *db, const struct crm_order *o)
{
	char most[CRM_MONEY_SIZE];

	if (o->base.value <= LARGEST && o->base.value >= -LARGEST)
		return 0;
	return db_fail(db, CRM_INVALID, "amount: an order is worth at most %s %s", db->context.currency,
	               crm_money_format(LARGEST, db->context.currency, most));
}

static int
complete(crm *db, void *record, const void *before)
{
	struct crm_order *o = record;
	int error = noun_default(db, &o->currency, db->context.currency);

	if (!error)
		error = noun_default(db, &o->status, "open");
	if (!error)
		error = complete_amount(db, o, before);
	if (!error)
		error = complete_base(db, o);
	if (!error)
		error = check_size(db, o);
	if (!o->when.set)
		o->when = (struct crm_int)CRM_SET(db->context.clock.now);
	noun_warn_ahead(db, &o->when);
	return error;
}

/* --- its items, as rows --------------------------------------------------------------------- */

static int
delete_items(crm *db, int64_t order)
{
	struct db_cursor *cursor = db_walk(db, SQL("SELECT id FROM order_item WHERE order_id = ?1"),
	                                   V(order));
	int error = 0, ended;

	while (!error && db_step(cursor))
		error = db_delete(db, &crm_item_type, db_column_int(cursor, 0));
	ended = db_done(cursor);
	return error ? error : ended;
}

static int
add_items(crm *db, const struct crm_order *o)
{
	struct crm_item *items = NULL;
	struct crm_fault why;
	int error = 0, n = o->items ? crm_items_parse(o->items, &items, &why) : 0;

	if (n < 0)
		return db_fault(db, n, "items", &why);
	for (int i = 0; i < n && !error; i++) {
		items[i].order = o->id;
		items[i].line = (struct crm_int)CRM_SET(i + 1);
		error = noun_add(db, &crm_item_type, &items[i]);
	}
	free_items(items, n);
	return error;
}

/* The stored form, so that the same items written in another way are the same. */
static int
normalise_items(crm *db, struct crm_order *o)
{
	struct crm_item *items = NULL;
	struct crm_fault why;
	int n = o->items ? crm_items_parse(o->items, &items, &why) : 0;
	char *text = NULL;

	if (n < 0)
		return db_fault(db, n, "items", &why);
	if (n > 0 && !(text = crm_items_format(items, (size_t)n)))
		n = db_no_memory(db);
	free_items(items, n > 0 ? n : 0);
	if (n < 0)
		return n;
	free(o->items);
	o->items = text;
	return 0;
}

static int
write_items(crm *db, struct crm_order *o, const struct crm_order *before, bool *changed)
{
	int error = normalise_items(db, o);

	if (error || (before && !strcmp(o->items ? o->items : "", before->items ? before->items : "")))
		return error;
	if (before) {
		*changed = true;
		error = delete_items(db, o->id);
	}
	return error ? error : add_items(db, o);
}

static int
follow(crm *db, void *record, const void *stored, bool *changed)
{
	const struct crm_order *before = stored;
	struct crm_order *o = record;
	int error = write_items(db, o, before, changed);

	if (!error && *changed)
		error = agenda_touch(db, o->customer);
	if (!error && before && before->customer != o->customer)
		error = agenda_touch(db, before->customer);
	return error;
}

int
order_items_text(crm *db, int64_t order, char **text)
{
	struct crm_item *items = NULL;
	crm_rows *rows = db_query(db, &crm_item_type,
	                          SQL("SELECT id, order_id, line, product, quantity, unit_price"
	                              " FROM order_item WHERE order_id = ?1 ORDER BY line"), V(order));
	struct crm_item item = { 0 };
	size_t n = 0;
	int error = 0, ended;

	*text = NULL;
	while (!error && crm_rows_next(rows, &item)) {
		struct crm_item *more = realloc(items, (n + 1) * sizeof *items);

		if (!more) {
			error = db_no_memory(db);
			break;
		}
		items = more;
		items[n++] = item;
		item = (struct crm_item){ 0 };
	}
	ended = crm_rows_close(rows);
	crm_item_clear(&item);
	if (!error && !ended && n && !(*text = crm_items_format(items, n)))
		error = db_no_memory(db);
	free_items(items, (int)n);
	return error ? error : ended;
}

static int
load(crm *db, void *record)
{
	struct crm_order *o = record;

	free(o->items);
	o->items = NULL;
	return order_items_text(db, o->id, &o->items);
}

const struct noun_rules order_rules = {
	.type = &crm_order_type, .complete = complete, .follow = follow, .load = load,
};

int
crm_order_add(crm *db, struct crm_order *order)
{
	return noun_add(db, &crm_order_type, order);
}

int
crm_order_set(crm *db, struct crm_order *order)
{
	return noun_set(db, &crm_order_type, order, &(bool){ false });
}

int
crm_order_get(crm *db, int64_t id, struct crm_order *out)
{
	return crm_get(db, &crm_order_type, id, out);
}
