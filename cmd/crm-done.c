/*
 * crm-done - close follow-ups by the contact that did what they ask for
 *
 *	crm-done F7 channel=phone result='will order in May' next=+2w
 *	crm-due owner=me | crm-done channel=email
 */
#include <inttypes.h>
#include <string.h>

#include "cli.h"
#include "follow_up.h"
#include "interaction.h"
#include "once.h"
#include "permit.h"

/* Follow-ups that were only tried, and one of them. */
static size_t  tries;
static int64_t tried;

/* Where nobody was reached, what was asked for is still to be done. */
static int
count_try(crm *db, int64_t id)
{
	AUTO(crm_follow_up) f = { 0 };
	int error = crm_follow_up_get(db, id, &f);

	if (!error && strcmp(f.status, "done") != 0) {
		tries++;
		tried = id;
	}
	return error;
}

static void
tell_tries(void)
{
	if (tries == 1)
		cli_warn("nobody was reached: F%" PRId64 " stays due", tried);
	else if (tries)
		cli_warn("nobody was reached: %zu follow-ups stay due", tries);
}

/* Goals of several follow-ups do not make several contacts, but subjects that were given do. */
static uint64_t
key_of(crm *db, const struct crm_interaction *contact, bool subject_given)
{
	struct crm_interaction said = *contact;   /* borrows its texts */

	if (!subject_given)
		said.subject = NULL;
	return once_key(db, &said);
}

static int
put(crm *db, void *record)
{
	struct crm_interaction *contact = record;
	bool subject_given = contact->subject != NULL;
	uint64_t key;
	int64_t written;
	int error;

	if (contact->id)
		return crm_refuse(db, CRM_INVALID, "that is a contact already; crm-set changes it");
	if (!contact->follow_up)
		return crm_refuse(db, CRM_INVALID, "which follow-up?  crm-due lists them: F7");
	if ((error = crm_follow_up_propose(db, contact)))
		return error;
	key = key_of(db, contact, subject_given);
	if ((written = once_written(db, key)))
		error = crm_follow_up_done_by(db, contact->follow_up, written, contact->result);
	else if (!(error = permit(db, contact)))
		error = crm_follow_up_done(db, contact);
	if (!error && !contact->contact.value)
		error = count_try(db, contact->follow_up);
	if (error)
		return error;
	once_remember(key, written ? written : contact->id);
	return written ? CLI_WITHIN : 0;
}

static int
run(struct cli *cli, crm *db)
{
	int status = cli_write_by(cli, db, "interaction", put);

	once_tell(cli, status);
	if (status == CLI_OK && !cli_quiet(cli))
		tell_tries();
	return status;
}

const struct cli_program program = {
	.name     = "crm-done",
	.summary  = "close follow-ups by the contact that did them",
	.zh       = "完成跟進",
	.keywords = "done finish complete close follow-up task result outcome "
	            "完成 跟進 跟进 結案 结果 結果 待辦 待办",
	.operands = "[FOLLOW-UP ...] [FIELD=VALUE ...] [-]",
	.examples = "  crm-due --limit 1 | crm-done result='will order' next=+2w --force\n"
	            "  crm-due owner=amy --limit 5 | crm-done channel=email --force\n",
	.options  = permit_options,
	.group    = CLI_FOLLOW_UP,
	.mode     = CLI_WRITE,
	.common   = CLI_OUTPUT | CLI_RECORDS,
	.noun     = "interaction",
	.standard = "id,customer,customer_name,when,channel,outcome,who,follow_up,follow_up.result",
	.run      = run,
};
