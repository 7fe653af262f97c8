/*
 * text_json.h - one line of JSON Lines as names and values (internal).
 */
#ifndef CRM_TEXT_JSON_H
#define CRM_TEXT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "fault.h"

struct text_json;

struct text_json *text_json_open(void);              /* NULL: no memory */
void              text_json_close(struct text_json *json);

/*
 * Read an object of plain values; *changed says whether its keys are others than
 * those of the one before.  CRM_INVALID otherwise, and what was read before stays.
 */
int text_json_read(struct text_json *json, const char *line, size_t length, bool *changed,
                   struct crm_fault *why);

/* What was read last; strings live until the next one is read. */
size_t             text_json_count(const struct text_json *json);
const char *const *text_json_names(const struct text_json *json);
const char *const *text_json_values(const struct text_json *json);

#endif
