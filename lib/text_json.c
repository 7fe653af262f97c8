/*
 * text_json.c - JSON objects whose values are texts, numbers, true, false or null.
 */
#include <jansson.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "real.h"
#include "text_json.h"

struct text_json {
	json_t      *object;   /* owns the strings */
	size_t       n, room;
	const char **names, **values;
	char       (*numbers)[REAL_SIZE];
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
	json_decref(json->object);
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
make_room(struct text_json *json, size_t n)
{
	void *names, *values, *numbers;

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

static json_t *
parse(const char *line, size_t length, struct crm_fault *why)
{
	json_error_t error;
	json_t *object = json_loadb(line, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

	if (!object)
		crm_fault(why, error.position > 0 ? (size_t)error.position : 0, "not JSON: %s", error.text);
	else if (!json_is_object(object))
		crm_fault(why, 0, "not a JSON object: each line is one, {\"id\": \"C12\", ...}");
	else if (json_object_size(object) == 0)
		crm_fault(why, 0, "the object is empty");
	else
		return object;
	json_decref(object);
	return NULL;
}

/* Values that can stand in a field. */
static int
check_values(json_t *object, struct crm_fault *why)
{
	const char *key;
	json_t *value;

	json_object_foreach (object, key, value) {
		if (json_is_object(value) || json_is_array(value))
			return crm_fault(why, 0, "%s: %s stands where one value belongs", key,
			                 json_is_array(value) ? "a list" : "an object");
	}
	return 0;
}

static const char *
value_text(const json_t *value, char number[REAL_SIZE])
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return json_string_value(value);
	case JSON_INTEGER:
		snprintf(number, REAL_SIZE, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return number;
	case JSON_REAL:
		return real_format(json_real_value(value), number);
	case JSON_TRUE:
		return "yes";
	case JSON_FALSE:
		return "no";
	default:
		return "";
	}
}

int
text_json_read(struct text_json *json, const char *line, size_t length, bool *changed,
               struct crm_fault *why)
{
	json_t *object = parse(line, length, why);
	const char *key;
	json_t *value;
	size_t i = 0;
	int error = object ? check_values(object, why) : CRM_INVALID;

	if (!error)
		error = make_room(json, json_object_size(object));
	if (error) {
		json_decref(object);
		return error;
	}
	*changed = json_object_size(object) != json->n;
	json_object_foreach (object, key, value) {
		*changed = *changed || strcmp(key, json->names[i]) != 0;
		json->names[i] = key;
		json->values[i] = value_text(value, json->numbers[i]);
		i++;
	}
	json->n = i;
	json_decref(json->object);
	json->object = object;
	return 0;
}
