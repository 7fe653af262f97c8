/*
 * library.h - libraries that few runs need, loaded by those that do (internal).
 *
 *	#define FUNCTIONS(X) X(csv_init) X(csv_parse)
 *	struct csv { void *library; FUNCTIONS(LIBRARY_MEMBER) } csv;
 *	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) NULL };
 *	if (!library_load(&csv, "libcsv.so.3", names))
 *		return refuse("there is no libcsv.so.3");
 *	csv.csv_init(&parser, CSV_STRICT);
 *	library_unload(csv.library);
 *
 * A library costs each start of a program what its loading does, a fiftieth for two small
 * ones; most runs read neither JSON nor quoted CSV and draw no table.
 */
#ifndef LIBRARY_H
#define LIBRARY_H

#include <stdbool.h>

#define LIBRARY_MEMBER(name) __typeof__(name) *(name);
#define LIBRARY_NAME(name)   #name,

/*
 * Fill a struct whose first member is the library, a pointer, and whose others are pointers
 * to the functions with these names, up to a NULL.  False: the library or one of them is
 * missing; what was loaded is unloaded, and the first member NULL.
 */
bool library_load(void *functions, const char *file, const char *const *names);

/* NULL is allowed. */
void library_unload(void *library);

#endif
