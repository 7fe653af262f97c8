/*
 * json_library.h - what is used of jansson, which is loaded when JSON is to be read (internal).
 *
 *	struct json_library json = { 0 };
 *	if (json_library_load(&json, &why))
 *		return refuse(why.text);
 *	json_t *object = json.json_loadb(text, length, 0, &error);
 *	JSON_EACH(&json, object, at)
 *		puts(json.json_object_iter_key(at));
 *	json_library_release(&json, object);
 *	json_library_unload(&json);
 */
#ifndef JSON_LIBRARY_H
#define JSON_LIBRARY_H

#include <jansson.h>

#include "fault.h"
#include "library.h"

#define JSON_FUNCTIONS(X) \
	X(json_loadb) X(json_delete) X(json_dumps) X(json_object_size) X(json_object_iter) \
	X(json_object_iter_next) X(json_object_iter_key) X(json_object_iter_value) \
	X(json_string_value) X(json_string_length) X(json_real_value)

struct json_library {
	void *library;   /* NULL: not loaded yet */
	JSON_FUNCTIONS(LIBRARY_MEMBER)
};

/* Through the keys of an object in their order. */
#define JSON_EACH(json, object, at) \
	for (void *(at) = (json)->json_object_iter(object); (at); \
	     (at) = (json)->json_object_iter_next(object, at))

/* Load it, unless it is there already.  CRM_DATABASE with the reason: it is not installed. */
int json_library_load(struct json_library *json, struct crm_fault *why);
void json_library_unload(struct json_library *json);

/* Give up a value that one holds alone; NULL is allowed. */
void json_library_release(const struct json_library *json, json_t *value);

#endif
