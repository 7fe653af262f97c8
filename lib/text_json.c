/*
 * text_json.c - JSON objects whose values are texts, numbers, true, false or null.
 */
#include <stdlib.h>
#include <string.h>

#include "json_library.h"
#include "real.h"
#include "text_json.h"

struct text_json {
	struct json_library jansson;
	json_t      *object;   /* owns the strings */
	char        *text;     /* the line, whose numbers are cut out where they stand */
	size_t       size;
	size_t       n, room;
	const char **names, **values;
	char       (*numbers)[REAL_SIZE];   /* those with exponents, written out */
};

struct text_json *
text_json_open(void)
{
	return calloc(1, sizeof(struct text_json));
}

void
text_json_close(struct text_json *json)
{
	if (!json)
		return;
	json_library_release(&json->jansson, json->object);
	json_library_unload(&json->jansson);
	free(json->text);
	free(json->names);
	free(json->values);
	free(json->numbers);
	free(json);
}

size_t
text_json_count(const struct text_json *json)
{
	return json->n;
}

const char *const *
text_json_names(const struct text_json *json)
{
	return json->names;
}

const char *const *
text_json_values(const struct text_json *json)
{
	return json->values;
}

static int
make_room(struct text_json *json, size_t n, size_t length)
{
	void *names, *values, *numbers;

	if (length >= json->size) {
		char *text = realloc(json->text, 2 * length + 1);

		if (!text)
			return CRM_NO_MEMORY;
		json->text = text;
		json->size = 2 * length + 1;
	}
	if (n <= json->room)
		return 0;
	names = realloc(json->names, n * sizeof *json->names);
	if (names)
		json->names = names;
	values = realloc(json->values, n * sizeof *json->values);
	if (values)
		json->values = values;
	numbers = realloc(json->numbers, n * sizeof *json->numbers);
	if (numbers)
		json->numbers = numbers;
	if (!names || !values || !numbers)
		return CRM_NO_MEMORY;
	json->room = n;
	return 0;
}

/* Whole numbers of any size are read, since they are taken from the text. */
static json_t *
parse(const struct json_library *jansson, const char *line, size_t length, struct crm_fault *why)
{
	json_error_t error;
	json_t *object = jansson->json_loadb(line, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY |
	                                     JSON_DECODE_INT_AS_REAL, &error);

	if (!object)
		crm_fault(why, error.position > 0 ? (size_t)error.position : 0, "not JSON: %s",
		          error.text);
	else if (!json_is_object(object))
		crm_fault(why, 0, "not a JSON object: each line is one, {\"id\": \"C12\", ...}");
	else if (jansson->json_object_size(object) == 0)
		crm_fault(why, 0, "the object is empty");
	else
		return object;
	json_library_release(jansson, object);
	return NULL;
}

/* Values that can stand in a field. */
static int
check_values(const struct json_library *jansson, json_t *object, struct crm_fault *why)
{
	JSON_EACH(jansson, object, at) {
		const json_t *value = jansson->json_object_iter_value(at);

		if (json_is_object(value) || json_is_array(value))
			return crm_fault(why, 0, "%s: %s stands where one value belongs",
			                 jansson->json_object_iter_key(at),
			                 json_is_array(value) ? "a list" : "an object");
	}
	return 0;
}

static char *
skip_string(char *p)
{
	for (p++; *p != '"'; p++)
		p += *p == '\\';
	return p + 1;
}

/*
 * Step over the next key and value of an object without objects or lists in it,
 * and cut the value out; returns its beginning and moves *text behind it.
 */
static char *
next_value(char **text)
{
	char *p = skip_string(strchr(*text, '"')), *value;

	p = strchr(p, ':') + 1;
	value = p += strspn(p, " \t\r");
	p = *p == '"' ? skip_string(p) : p + strcspn(p, ",} \t\r");
	*p = '\0';
	*text = p + 1;
	return value;
}

/* A number as it is written, which is exact, unless it has an exponent. */
static const char *
value_text(const struct json_library *jansson, const json_t *value, const char *written,
           char number[REAL_SIZE])
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return jansson->json_string_value(value);
	case JSON_REAL:
		return strpbrk(written, "eE") ? real_format(jansson->json_real_value(value), number)
		                              : written;
	case JSON_TRUE:
		return "yes";
	case JSON_FALSE:
		return "no";
	default:
		return "";
	}
}

/* jansson goes through the keys in the order in which they stand. */
static void
take_values(struct text_json *json, json_t *object, char *rest, bool *changed)
{
	const struct json_library *jansson = &json->jansson;
	size_t i = 0;

	JSON_EACH(jansson, object, at) {
		const char *key = jansson->json_object_iter_key(at);

		*changed = *changed || strcmp(key, json->names[i]) != 0;
		json->names[i] = key;
		json->values[i] = value_text(jansson, jansson->json_object_iter_value(at),
		                             next_value(&rest), json->numbers[i]);
		i++;
	}
	json->n = i;
}

int
text_json_read(struct text_json *json, const char *line, size_t length, bool *changed,
               struct crm_fault *why)
{
	const struct json_library *jansson = &json->jansson;
	int error = json_library_load(&json->jansson, why);
	json_t *object = error ? NULL : parse(jansson, line, length, why);

	if (error)
		return error;
	error = object ? check_values(jansson, object, why) : CRM_INVALID;
	if (!error)
		error = make_room(json, jansson->json_object_size(object), length);
	if (error) {
		json_library_release(jansson, object);
		return error;
	}
	memcpy(json->text, line, length);
	json->text[length] = '\0';
	*changed = jansson->json_object_size(object) != json->n;
	take_values(json, object, json->text, changed);
	json_library_release(jansson, json->object);
	json->object = object;
	return 0;
}
