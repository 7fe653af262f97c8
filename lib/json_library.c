/*
 * json_library.c - what is used of jansson, which is loaded when JSON is to be read.
 */
#include "json_library.h"

int
json_library_load(struct json_library *json, struct crm_fault *why)
{
	static const char *const names[] = { JSON_FUNCTIONS(LIBRARY_NAME) NULL };

	if (json->library || library_load(json, "libjansson.so.4", names))
		return 0;
	crm_fault(why, 0, "cannot read JSON without libjansson.so.4 (Debian package libjansson4)");
	return CRM_DATABASE;
}

void
json_library_unload(struct json_library *json)
{
	library_unload(json->library);
	json->library = NULL;
}

void
json_library_release(const struct json_library *json, json_t *value)
{
	if (value)
		json->json_delete(value);
}
