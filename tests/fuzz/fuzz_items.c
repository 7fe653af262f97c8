/*
 * fuzz_items - items of orders: what is read can be written and read back.
 */
#include "fuzz.h"
#include "order.h"

static void
release(struct crm_item *items, int n)
{
	for (int i = 0; i < n; i++)
		crm_item_clear(&items[i]);
	free(items);
}

static void
check_same(const struct crm_item *a, const struct crm_item *b)
{
	PROMISE(!strcmp(a->product, b->product));
	PROMISE(a->quantity.value == b->quantity.value);
	PROMISE(a->unit_price.set == b->unit_price.set && a->unit_price.value == b->unit_price.value);
}

static void
check(const char *text)
{
	struct crm_item *items, *back;
	struct crm_fault why;
	int n = crm_items_parse(text, &items, &why), again;
	char *out;

	if (n < 0) {
		PROMISE(why.text[0] && why.at <= strlen(text) && !items);
		return;
	}
	out = crm_items_format(items, (size_t)n);
	again = crm_items_parse(out, &back, &why);
	PROMISE(again == n);
	for (int i = 0; i < n; i++)
		check_same(&items[i], &back[i]);
	release(items, n);
	release(back, again);
	free(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);

	check(text);
	free(text);
	return 0;
}
