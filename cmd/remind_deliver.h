/*
 * remind_deliver.h - take digests out of the house by one way, each of them once.
 */
#ifndef REMIND_DELIVER_H
#define REMIND_DELIVER_H

#include "cli.h"
#include "remind_send.h"

struct remind_way {
	const char *name;       /* in the ledger: mail, maildir, exec */
	const char *maildir;    /* %u in it is the recipient's login */
	const char *program;    /* sendmail, or what gets the digest */
	const char *from;       /* NULL: from whoever gets it */
	int         seconds;    /* until a program is taken for hung */
};

struct remind_count { int64_t sent, failed, deferred, unowned; };

/*
 * Deliver what an interrupted run has left, write down what is to be told now, and
 * deliver that.  What cannot be delivered is said on standard error and counted.
 * Returns an enum crm_error.
 */
int remind_deliver(crm *db, const struct remind_way *way, struct remind_count *count);

/* Print what would be told now by this way, and take it back.  Returns the exit status. */
int remind_print(struct cli *cli, crm *db, const char *way);

#endif
