/*
 * fuzz_query - the language of crm-find: no text crashes it, and errors point into the text
 */
#include "customer.h"
#include "fuzz.h"
#include "query.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct crm_context context = {
		.clock = { .now = 1795348800 }, .currency = "TWD", .me = "amy",
	};
	char *text = fuzz_text(data, size), *joined;
	struct crm_query *query = NULL;
	struct crm_fault why;

	if (!crm_query_parse(&query, &crm_customer_type, text, &context, &why))
		crm_query_check_factual(query, &why);
	else
		PROMISE(why.text[0] && why.at <= strlen(text));
	crm_query_free(query);
	joined = crm_query_join(&text, 1);
	PROMISE(joined);
	free(joined);
	free(text);
	return 0;
}
