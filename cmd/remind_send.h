/*
 * remind_send.h - the ways out of the house: a maildir, and programs that read a digest.
 */
#ifndef REMIND_SEND_H
#define REMIND_SEND_H

#include <stddef.h>

enum remind_sent {
	REMIND_DELIVERED,
	REMIND_FAILED,      /* certainly not delivered */
	REMIND_DEFERRED,    /* likewise, and it may go later: the program said 75 */
	REMIND_UNKNOWN      /* the program was killed, or hung: nobody knows */
};

enum { REMIND_REASON = 256 };   /* bytes of why */

/*
 * Put a message into a maildir, which is made if need be, under a name that must tell it
 * from all others for ever: where that name is already, in new or in cur, it is delivered.
 */
enum remind_sent remind_maildir(const char *directory, const char *name, const char *text,
                                size_t size, char why[REMIND_REASON]);

/*
 * Run a program (argv[0], searched in PATH if it has no slash), the text on its standard
 * input and the words (NAME=value, NULL at the end) added to its environment; 0 delivers.
 * It is killed after so many seconds.
 */
enum remind_sent remind_program(char *const *argv, char *const *words, const char *text,
                                size_t size, int seconds, char why[REMIND_REASON]);

#endif
