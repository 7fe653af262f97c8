/*
 * crm-tag - put tags on customers, take them off, list them
 *
 *	crm-tag C1 +vip -lead
 *	crm-find city=台北 | crm-tag +taipei
 */
#include <string.h>

#include "cli_internal.h"
#include "customer.h"
#include "noun.h"
#include "tag.h"

static bool counts;

static const struct cli_option options[] = {
	{ 'l', "list", NULL, "list the tags there are, with their number of customers",
	  .flag = &counts },
	{ 0 }
};

static bool
is_change(const char *operand)
{
	return *operand == '+' || *operand == '-';
}

static bool
lists(const struct cli *cli)
{
	for (size_t i = 0; i < cli->n && !counts; i++)
		if (is_change(cli->operands[i]))
			return false;
	return true;
}

/* --- listing -------------------------------------------------------------------------------- */

static int
list_counts(struct cli *cli, crm *db)
{
	AUTO(crm_tag_count) count = { 0 };
	struct cli_printer *printer;
	crm_rows *rows;
	int error;

	if (cli->n || cli->dash)
		cli_usage("--list lists all tags there are, and takes no customers");
	cli_printer_open(&printer, cli, db, &crm_tag_count_type);
	rows = crm_tag_counts(db);
	while (crm_rows_next(rows, &count) && !cli_printer_put(printer, &count))
		;
	if (cli_printer_close(printer))
		cli_output_failed();
	error = crm_rows_close(rows);
	return error ? cli_failed(db, error) : CLI_OK;
}

/* --- changing ------------------------------------------------------------------------------- */

/* What is done to each customer: +vip, -lead. */
struct changes { size_t n; char **tags; };

/* Put the changes behind the customers, where no operand is looked for. */
static struct changes
take_changes(struct cli *cli)
{
	struct changes changes = { .tags = cli->operands + cli->n };

	for (size_t i = cli->n; i-- > 0;) {
		char *operand = cli->operands[i];

		if (!is_change(operand))
			continue;
		memmove(cli->operands + i, cli->operands + i + 1,
		        (size_t)(changes.tags - cli->operands - 1 - (ptrdiff_t)i) * sizeof operand);
		cli->n--;
		changes.n++;
		*--changes.tags = operand;
	}
	return changes;
}

static const char *
customer_cell(const struct cli_record *r)
{
	const char *customer = "";

	for (size_t i = 0; i < r->n; i++) {
		if (!strcmp(r->names[i], "id"))
			return r->values[i];
		if (!strcmp(r->names[i], "customer"))
			customer = r->values[i];
	}
	return customer;
}

static int
change(void *aux, crm *db, const struct cli_record *r, void *fields)
{
	const struct changes *changes = aux;
	struct crm_customer *customer = fields;
	const char *text = customer_cell(r);
	bool changed;
	int error = *text ? crm_customer_named(db, text, &customer->id)
	                  : crm_refuse(db, CRM_INVALID, "which customer?  The line has no id");

	for (size_t i = 0; i < changes->n && !error; i++)
		error = crm_tag_put(db, customer->id, changes->tags[i] + 1, changes->tags[i][0] == '+',
		                    &changed);
	return error;
}

static int
run(struct cli *cli, crm *db)
{
	struct changes changes;

	if (counts)
		return list_counts(cli, db);
	if (lists(cli))
		return cli_list(cli, db, &(struct cli_listing){
			.type = crm_noun(db, "customer"),
			.query = cli->n || cli_wants_stdin(cli) ? NULL : "tag:any" });
	changes = take_changes(cli);
	return cli_write_each(cli, db, "customer", "tags", &changes, change);
}

const struct cli_program program = {
	.name     = "crm-tag",
	.summary  = "put tags on customers, take them off, list them",
	.zh       = "為客戶加上、移除、列出標籤",
	.keywords = "tag label mark group segment keyword 標籤 标签 標記 标记 分組 分组 貼標",
	.operands = "[CUSTOMER ...] [+TAG | -TAG ...] [-]",
	.examples = "  crm-tag C1 +press -lead\n"
	            "  crm-find city=台北 | crm-tag +taipei\n",
	.options  = options,
	.group    = CLI_PROFILE,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS | CLI_SIGNED,
	.noun     = "customer",
	.standard = "id,name,tags",
	.lists    = lists,
	.run      = run,
};
