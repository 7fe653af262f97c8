/*
 * remind_mail.h - a digest as a mail: RFC 5322 with encoded headers, MIME, plain text.
 */
#ifndef REMIND_MAIL_H
#define REMIND_MAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct remind_mail {
	const char *from, *from_name;   /* the address, and who is behind it; the name may be NULL */
	const char *to, *to_name;
	const char *subject, *body;     /* UTF-8 */
	const char *message_id;         /* without < > */
	int64_t     at;                 /* instant, and */
	int         offset;             /* of the zone, in seconds */
};

/* Is it one mailbox and nothing else: not a list, not a group, nothing that bears a line end? */
bool remind_is_address(const char *address);

/*
 * The message, lines ending with LF as sendmail and maildirs have them, to be freed; NULL
 * and *why if `to' is no address (`from' must be one), or memory is out.  Whatever is in
 * the texts, they make no header of their own.
 */
char *remind_mail(const struct remind_mail *mail, size_t *size, const char **why);

#endif
