/*
 * in_two.c - two shares of a work on two processors.
 */
#include <pthread.h>

#include "in_two.h"

void
in_two(in_two_work *work, void *first, void *second, bool worth_a_thread)
{
	pthread_t thread;
	bool      alone = !worth_a_thread || pthread_create(&thread, NULL, work, second);

	work(first);
	if (alone)
		work(second);
	else
		pthread_join(thread, NULL);
}
