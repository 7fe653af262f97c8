/*
 * crm-show - one customer on one page
 *
 *	crm-show C12
 *	crm-find 陳 | crm-show
 */
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"
#include "noun.h"
#include "page.h"

static bool page, reasons;

static const struct cli_option options[] = {
	{ 'p', "page", NULL, "print the page in a pipe too", .flag = &page },
	{ 0, "why", NULL, "print the page, and of what is due why it is", .flag = &reasons },
	{ 0 }
};

static int
print_pages(crm *db, const int64_t *ids, size_t n, struct cli *cli)
{
	const struct page_style style = {
		.width = isatty(STDOUT_FILENO) ? cli_terminal_width() : 0,
		.bold = cli_colour(cli), .reasons = reasons,
	};

	for (size_t i = 0; i < n; i++) {
		int error;

		if (i)
			fputs("\n\n", cli_out(cli));
		error = page_print(db, ids[i], &style, cli_out(cli));
		if (error)
			return cli_failed(db, error);
	}
	return CLI_OK;
}

/* What a person reads on the page, as a stream: all columns of the customer and its main facts. */
static int
print(struct cli *cli, crm *db, const int64_t *ids, size_t n)
{
	if (page || reasons || (cli_table(cli) && !cli_chosen_columns(cli)))
		return print_pages(db, ids, n, cli);
	return cli_print_ids(cli, db, crm_noun(db, "customer"), ids, n);
}

static int
run(struct cli *cli, crm *db)
{
	struct cli_operands named = cli_operands(cli);
	int64_t *ids, n;
	int status = cli_stream_customers(cli, db, &ids, &n), printed;

	if (!named.n && n < 0)
		cli_usage("which customer?  Give C12, ref:..., an e-mail address or a phone number");
	n = n < 0 ? 0 : n;
	ids = realloc(ids, ((size_t)n + named.n + 1) * sizeof *ids);
	if (!ids)
		cli_die("out of memory");
	for (size_t i = 0; i < named.n; i++) {
		int error = crm_customer_named(db, named.values[i], &ids[n]);

		if (error)
			status = cli_failed(db, error);
		else
			n++;
	}
	printed = n || status == CLI_OK ? print(cli, db, ids, (size_t)n) : CLI_OK;
	free(ids);
	return printed ? printed : status;
}

const struct cli_program program = {
	.name     = "crm-show",
	.summary  = "show a customer on one page",
	.zh       = "以一頁顯示客戶全貌",
	.keywords = "customer profile page contact card view 360 客戶 檔案 畫像 資料 名片 查看 画像",
	.operands = "[CUSTOMER ...] [-]",
	.examples = "  crm-show C1\n"
	            "  crm-find 陳 --limit 1 | crm-show --page\n",
	.options  = options,
	.group    = CLI_PROFILE,
	.mode     = CLI_READ,
	.common   = CLI_OUTPUT,
	.noun     = "customer",
	.standard = "id,name,kind,ref,email,phone,stage,tier,state,relationship,owner,source,referrer,"
	            "since,birthday,city,country,industry,language,salutation,channel,timezone,tax_id,"
	            "notes,orders,spend,spend_12m,last_order,contacts,last_contact,next_due,nps,"
	            "tags,warning,class,segment,renewal,lunar_birthday,refuses",
	.run      = run,
};
