/*
 * remind_text.h - a digest as people read it: a subject, and a page lined up.
 */
#ifndef REMIND_TEXT_H
#define REMIND_TEXT_H

#include "reminder.h"
#include "sop.h"

struct remind_text { char *subject, *body; };   /* UTF-8; the subject has no control character */

/*
 * Write a digest in the language of whoever gets it.  Returns an enum crm_error; the
 * text is cleared on failure.
 */
int  remind_text(crm *db, const struct crm_digest *digest, struct remind_text *out);
void remind_text_clear(struct remind_text *text);

/* Is it for somebody who is away today, because nobody is there to stand in? */
bool remind_alone(crm *db, const struct crm_digest *digest);

#endif
