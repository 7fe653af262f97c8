/*
 * library.c - libraries that few runs need, loaded by those that do.
 */
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "library.h"

bool
library_load(void *functions, const char *file, const char *const *names)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL), *found = library;
	char *slot = functions;

	for (; found && *names; names++) {
		slot += sizeof found;
		found = dlsym(library, *names);
		memcpy(slot, &found, sizeof found);
	}
	if (!found) {
		library_unload(library);
		library = NULL;
	}
	memcpy(functions, &library, sizeof library);
	return found;
}

void
library_unload(void *library)
{
	if (library)
		dlclose(library);
}
