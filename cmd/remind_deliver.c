/*
 * remind_deliver.c - from the ledger to a maildir, to sendmail or to a program.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "remind_deliver.h"
#include "remind_mail.h"
#include "remind_text.h"
#include "reminder.h"
#include "sop.h"

/* What a digest is delivered with. */
struct parcel {
	crm                     *db;
	const struct remind_way *way;
	const struct crm_digest *digest;
	const struct crm_staff  *to;       /* NULL: the procedure does not know them */
	struct remind_text       text;
	char                     id[96];   /* of the message */
	char                     why[REMIND_REASON];
};

static enum remind_sent
refuse(struct parcel *p, enum remind_sent sent, const char *why)
{
	snprintf(p->why, sizeof p->why, "%s", why);
	return sent;
}

static const char *
login_of(const struct parcel *p)
{
	return p->to && p->to->login ? p->to->login : p->digest->recipient;
}

/* --- as a mail ------------------------------------------------------------------------------- */

/* The mail to an address and the name of who has it; NULL with the reason in p->why. */
static char *
compose(struct parcel *p, const char *address, const char *name, size_t *size)
{
	const struct crm_clock *clock = &crm_context(p->db)->clock;
	struct remind_mail mail = {
		.from = p->way->from ? p->way->from : address,
		.to = address, .to_name = name, .from_name = "crm-remind",
		.subject = p->text.subject, .body = p->text.body, .message_id = p->id,
		.at = clock->now, .offset = crm_zone_offset(clock->zone, clock->now),
	};
	const char *why;
	char *text = remind_mail(&mail, size, &why);

	if (!text)
		snprintf(p->why, sizeof p->why, "mail = %.120s: %s", address, why);
	return text;
}

static enum remind_sent
by_sendmail(struct parcel *p)
{
	char program_name[4096], t[] = "-t", i[] = "-i";
	char *argv[] = { program_name, t, i, NULL }, *mail;
	enum remind_sent sent;
	size_t size;

	if (!p->to || !p->to->mail)
		return refuse(p, REMIND_FAILED, "no address: the procedure has no mail = for them");
	if (!(mail = compose(p, p->to->mail, p->to->name, &size)))
		return REMIND_FAILED;
	snprintf(program_name, sizeof program_name, "%s", p->way->program);
	sent = remind_program(argv, NULL, mail, size, p->way->seconds, p->why);
	free(mail);
	return sent;
}

/* The folder, with the recipient's login for %u: a name, and nothing that leads elsewhere. */
static bool
folder_of(const struct parcel *p, char *out, size_t size)
{
	const char *login = login_of(p), *mark = strstr(p->way->maildir, "%u");

	if (!mark)
		return snprintf(out, size, "%s", p->way->maildir) < (int)size;
	return *login && *login != '.' && !strchr(login, '/') &&
	       snprintf(out, size, "%.*s%s%s", (int)(mark - p->way->maildir), p->way->maildir, login,
	                mark + 2) < (int)size;
}

/* Into a maildir for who has no address; a login that makes none is only named. */
static char *
compose_local(struct parcel *p, size_t *size)
{
	const char *name = p->to && p->to->name ? p->to->name : NULL;
	char local[256], *end = local;

	snprintf(local, sizeof local, "%.200s@localhost", login_of(p));
	while (*end > ' ' && *end <= '~')
		end++;
	if (!*end && remind_is_address(local))
		return compose(p, local, name, size);
	return compose(p, "owner@localhost", name ? name : p->digest->recipient, size);
}

static enum remind_sent
by_maildir(struct parcel *p)
{
	char folder[4096], name[128], *mail;
	enum remind_sent sent;
	size_t size;

	if (!folder_of(p, folder, sizeof folder))
		return refuse(p, REMIND_FAILED, "that login is no name of a folder");
	mail = p->to && p->to->mail ? compose(p, p->to->mail, p->to->name, &size)
	                            : compose_local(p, &size);
	if (!mail)
		return REMIND_FAILED;
	/* As maildirs have it: a time, what tells it from others, a host; here without `:' or `/'. */
	snprintf(name, sizeof name, "%" PRId64 ".%s.crm", p->digest->day * 86400, p->id);
	sent = remind_maildir(folder, name, mail, size, p->why);
	free(mail);
	return sent;
}

/* --- to a program ---------------------------------------------------------------------------- */

/* Add NAME=value to the words; an absent value is empty, so that nothing is inherited. */
static void
add_word(char **words, size_t *n, const char *name, const char *value)
{
	if (asprintf(&words[*n], "%s=%s", name, value ? value : "") < 0)
		cli_die("out of memory");
	++*n;
}

static enum remind_sent
by_program(struct parcel *p)
{
	static const struct crm_staff nobody;
	const struct crm_staff *to = p->to ? p->to : &nobody;
	char count[32], program_name[4096], *argv[] = { program_name, NULL }, *words[16] = { NULL };
	enum remind_sent sent;
	size_t n = 0;

	snprintf(program_name, sizeof program_name, "%s", p->way->program);
	snprintf(count, sizeof count, "%zu", p->digest->n);
	add_word(words, &n, "CRM_STAFF", p->digest->recipient);
	add_word(words, &n, "CRM_STAFF_NAME", to->name);
	add_word(words, &n, "CRM_STAFF_LOGIN", to->login);
	add_word(words, &n, "CRM_STAFF_MAIL", to->mail);
	add_word(words, &n, "CRM_STAFF_LANGUAGE", to->language);
	add_word(words, &n, "CRM_STAFF_MANAGER", to->manager);
	add_word(words, &n, "CRM_STAFF_DEPUTY", to->deputy);
	add_word(words, &n, "CRM_ABOUT", p->digest->about);
	add_word(words, &n, "CRM_SUBJECT", p->text.subject);
	add_word(words, &n, "CRM_COUNT", count);
	add_word(words, &n, "CRM_DIGEST", p->id);
	sent = remind_program(argv, words, p->text.body, strlen(p->text.body), p->way->seconds, p->why);
	while (n)
		free(words[--n]);
	return sent;
}

/* --- each of them ---------------------------------------------------------------------------- */

static enum remind_sent
deliver(struct parcel *p)
{
	if (!strcmp(p->way->name, "mail"))
		return by_sendmail(p);
	return p->way->maildir ? by_maildir(p) : by_program(p);
}

static void
note(const struct parcel *p, enum remind_sent sent, struct remind_count *count)
{
	if (sent == REMIND_DELIVERED) {
		count->sent++;
		if (remind_alone(p->db, p->digest))
			cli_warn("%s is away, and so are all deputies and managers: the digest went to %s",
			         p->digest->recipient, p->digest->recipient);
		return;
	}
	*(sent == REMIND_FAILED ? &count->failed : &count->deferred) += 1;
	cli_warn("%s: %s; %zu follow-up%s not told, the next run tries again", p->digest->recipient,
	         p->why, p->digest->n, p->digest->n == 1 ? "" : "s");
}

static int
deliver_one(crm *db, const struct remind_way *way, const char *uid,
            const struct crm_digest *digest, struct remind_count *count)
{
	const struct crm_sop *sop = crm_sop(db);
	struct parcel p = { .db = db, .way = way, .digest = digest };
	enum remind_sent sent;
	int error;

	if (!digest->n)
		return crm_digest_tried(db, digest->id, true);
	if ((error = remind_text(db, digest, &p.text)))
		return error;
	p.to = sop ? crm_sop_staff(sop, digest->recipient) : NULL;
	snprintf(p.id, sizeof p.id, "digest-%" PRId64 "@%s", digest->id, uid);
	sent = deliver(&p);
	note(&p, sent, count);
	if (sent != REMIND_UNKNOWN)
		error = crm_digest_tried(db, digest->id, sent == REMIND_DELIVERED);
	remind_text_clear(&p.text);
	return error;
}

static int
deliver_all(crm *db, const struct remind_way *way, const char *uid, bool interrupted,
            struct remind_count *count)
{
	struct crm_digest digest = { 0 };
	int error = 0;

	while (!error && !(error = crm_digest_next(db, way->name, digest.id, interrupted, &digest)))
		error = deliver_one(db, way, uid, &digest, count);
	crm_digest_clear(&digest);
	return error == CRM_NOT_FOUND ? 0 : error;
}

int
remind_deliver(crm *db, const struct remind_way *way, struct remind_count *count)
{
	char *uid = NULL;
	int error = crm_database_uid(db, &uid);

	if (!error)
		error = deliver_all(db, way, uid, true, count);
	/* Where nothing gets through, more would only pile up. */
	if (!error && !count->deferred)
		error = crm_reminder_prepare(db, way->name, &count->unowned);
	if (!error && !count->deferred)
		error = deliver_all(db, way, uid, false, count);
	free(uid);
	return error;
}

/* What would be told now, taken back again. */
int
remind_print(struct cli *cli, crm *db, const char *way)
{
	struct crm_digest digest = { 0 };
	struct remind_text text = { 0 };
	int64_t unowned, n = 0;
	int error = crm_begin(db, "remind");

	if (error)
		return cli_failed(db, error);
	error = crm_reminder_prepare(db, way, &unowned);
	while (!error && !(error = crm_digest_next(db, way, digest.id, false, &digest))) {
		if (!digest.n || (error = remind_text(db, &digest, &text)))
			continue;
		fprintf(cli_out(cli), "%s%s: %s\n\n%s", n++ ? "\n" : "", digest.recipient, text.subject,
		        text.body);
		remind_text_clear(&text);
	}
	crm_digest_clear(&digest);
	if (error != CRM_NOT_FOUND) {
		error = cli_failed(db, error);
		crm_end(db, CRM_CONFLICT);
		return error;
	}
	crm_end(db, CRM_CONFLICT);
	return CLI_OK;
}
