/*
 * sop_read.c - a procedure from its text, line by line.
 *
 *	error = crm_sop_parse(db, &file, &sop, &faults);
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "channels.h"
#include "db.h"
#include "nearest.h"
#include "noun.h"
#include "same.h"
#include "sop_read.h"
#include "unicode.h"

enum { SECTIONS_MAX = 2000, QUOTE = 300, SLIP = 1 };

/* --- faults --------------------------------------------------------------------------------- */

/* Faults, or notes. */
struct list { size_t *n, *size; struct crm_sop_fault **fault; };

static bool
make_room(const struct list *list)
{
	size_t size = *list->size ? 2 * *list->size : 16;
	struct crm_sop_fault *more;

	if (*list->n < *list->size)
		return true;
	if (!(more = realloc(*list->fault, size * sizeof *more)))
		return false;
	*list->fault = more;
	*list->size = size;
	return true;
}

/* They are told file by file and in the order of lines, though not found in it. */
static void
insert(const struct list *list, struct crm_sop_fault fault)
{
	struct crm_sop_fault *all = *list->fault;
	size_t at = 0, n = (*list->n)++;

	while (at < n && strcmp(all[at].file, fault.file) != 0)
		at++;
	while (at < n && !strcmp(all[at].file, fault.file) && all[at].line <= fault.line)
		at++;
	memmove(&all[at + 1], &all[at], (n - at) * sizeof fault);
	all[at] = fault;
}

static void
tell(struct crm_sop_faults *faults, const struct list *list, struct crm_sop_fault fault)
{
	struct crm_fault clean;

	crm_fault(&clean, 0, "%s", fault.text);
	fault.file = strdup(fault.file);
	fault.text = strdup(clean.text);
	if (fault.file && fault.text && make_room(list)) {
		insert(list, fault);
		return;
	}
	free(fault.file);
	free(fault.text);
	faults->no_memory = true;
}

void
crm_sop_fault(struct crm_sop_faults *faults, const char *file, int line, const char *format, ...)
{
	const struct list list = { &faults->n, &faults->size, &faults->fault };
	struct crm_fault raw;
	va_list args;

	va_start(args, format);
	vsnprintf(raw.text, sizeof raw.text, format, args);
	va_end(args);
	tell(faults, &list, (struct crm_sop_fault){ (char *)file, line, raw.text });
}

void
crm_sop_note(struct crm_sop_faults *faults, const char *file, int line, const char *format, ...)
{
	const struct list list = { &faults->notes, &faults->notes_size, &faults->note };
	struct crm_fault raw;
	va_list args;

	va_start(args, format);
	vsnprintf(raw.text, sizeof raw.text, format, args);
	va_end(args);
	tell(faults, &list, (struct crm_sop_fault){ (char *)file, line, raw.text });
}

static void
clear(struct crm_sop_fault *fault, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(fault[i].file);
		free(fault[i].text);
	}
	free(fault);
}

void
crm_sop_faults_clear(struct crm_sop_faults *faults)
{
	clear(faults->fault, faults->n);
	clear(faults->note, faults->notes);
	*faults = (struct crm_sop_faults){ 0 };
}

/* --- sections and keys ---------------------------------------------------------------------- */

static const struct sop_section *
section_named(const char *kind)
{
	for (const struct sop_section *s = sop_sections; s->kind; s++)
		if (same_name(s->kind, kind))
			return s;
	return NULL;
}

/*
 * Sections of no kind are told; one that is a slip away from a kind is read as one of it, so
 * that its keys are looked at and its name is not missed.
 */
static void
settle_kinds(struct sop_reader *r, struct ini *ini)
{
	for (size_t i = 0; i < ini->n; i++) {
		struct ini_entry *entry = &ini->entry[i];
		struct nearest near = { .wrong = entry->name };
		char list[128];

		if (!entry->section || section_named(entry->name))
			continue;
		for (const struct sop_section *s = sop_sections; s->kind; s++)
			nearest_offer(&near, s->kind, s->kind);
		r->line = entry->line;
		if (!entry->told)
			SOP_FAULT(r, "there is no section [%.*s]; perhaps %s", crm_fault_clip(entry->name),
			          entry->name, nearest_format(&near, list, sizeof list));
		entry->told = true;
		entry->guessed = *entry->name && near.n && near.far[0] <= SLIP;
		if (entry->guessed)
			entry->name = (char *)near.name[0];
	}
}

static const struct sop_key *
key_named(struct sop_reader *r, const struct ini_entry *entry)
{
	const char *name = entry->name;
	struct nearest near = { .wrong = name };
	char list[128];

	r->unread |= entry->told;
	if (entry->told)
		return NULL;
	for (const struct sop_key *k = r->section->keys; k->name; k++)
		if (same_name(k->name, name))
			return k;
	for (const struct sop_key *k = r->section->keys; k->name; k++)
		nearest_offer(&near, k->name, k->name);
	if (!r->guessed)
		SOP_FAULT(r, "[%s] has no key `%.*s'; perhaps %s", r->section->kind, crm_fault_clip(name),
		          name, nearest_format(&near, list, sizeof list));
	r->unread = true;
	return NULL;
}

bool
sop_lacks(const struct sop_reader *r, const char *key)
{
	return !r->unread && !sop_seen(r, key);
}

bool
sop_seen(const struct sop_reader *r, const char *key)
{
	for (unsigned i = 0; r->section->keys[i].name; i++)
		if (!strcmp(r->section->keys[i].name, key))
			return r->seen & 1U << i;
	return false;
}

/* Where a section's record goes: the next of its array, in the reader, or the procedure. */
static void *
record_of(struct sop_reader *r)
{
	const struct sop_section *s = r->section;
	size_t *count;

	if (s->held)
		return (char *)r + s->held;
	if (!s->size)
		return r->sop;
	count = (size_t *)((char *)r->sop + s->count);
	return *(char **)((char *)r->sop + s->array) + (*count)++ * s->size;
}

static void
check_first(struct sop_reader *r, const struct ini *ini, const struct ini_entry *entry)
{
	for (const struct ini_entry *e = ini->entry; e < entry; e++)
		if (e->section && same_name(e->value, entry->value) && same_name(e->name, entry->name)) {
			SOP_FAULT(r, "[%s%s%s] is at line %d already; make one of the two", entry->name,
			          *entry->value ? " " : "", entry->value, e->line);
			r->unread = true;
			return;
		}
}

/* Does its name make sense, and is it the first of that name?  False: nothing can have it. */
static bool
check_name(struct sop_reader *r, const struct ini *ini, const struct ini_entry *entry)
{
	const struct sop_section *s = r->section;
	bool nameless = !*entry->value && s->form && !s->bare;

	if (crm_fault_clip(entry->value) < (int)strlen(entry->value)) {
		SOP_FAULT(r, "the name `%.*s...' is too long: 60 bytes at most",
		          crm_fault_clip(entry->value), entry->value);
		return false;
	}
	if (entry->told)
		return !nameless;
	if (*entry->value && !s->form)
		SOP_FAULT(r, "[%s] has no name: write [%s]", s->kind, s->kind);
	else if (nameless)
		SOP_FAULT(r, "[%s] needs a name: [%s something]", s->kind, s->kind);
	else
		check_first(r, ini, entry);
	return !nameless;
}

static void
read_key(struct sop_reader *r, struct ini_entry *entry, void *record)
{
	const struct sop_key *key = key_named(r, entry);
	unsigned bit = key ? 1U << (key - r->section->keys) : 0;

	if (!key || !record)
		return;
	r->key = key;
	if (r->seen & bit && !key->repeated) {
		SOP_FAULT(r, "%s: [%s%s%s] says it already; take one of the two lines away", key->name,
		          r->section->kind, r->name ? " " : "", r->name ? r->name : "");
		return;
	}
	r->seen |= bit;
	if (!key->lines)
		for (char *p = entry->value; (p = strchr(p, '\n'));)
			*p = ' ';
	if (!*entry->value)
		SOP_FAULT(r, "%s: a value is missing: %s", key->name, key->form);
	else
		key->read(r, (char *)record + key->offset, entry->value);
}

/* Text in the form in which records have it. */
static char *
normal(struct sop_reader *r, char *text)
{
	const char *p = text;
	char *made, *copy;

	while (*p && !(*p & 0x80))
		p++;
	if (!*p)
		return text;
	if (!(made = crm_normalise(text))) {
		r->no_memory = true;
		return text;
	}
	copy = sop_keep(r, sop_copy(r->memory, made, strlen(made)));
	free(made);
	return copy ? copy : text;
}

/* Where the values of the section go; NULL: nowhere. */
static void *
begin_section(struct sop_reader *r, const struct ini *ini, struct ini_entry *entry)
{
	void *record;

	r->line = r->section_line = entry->line;
	entry->value = normal(r, entry->value);
	r->name = *entry->value ? entry->value : NULL;
	r->when = r->terms = NULL;
	r->when_line = 0;
	r->seen = 0;
	r->lapse_told = r->offset_told = r->both_birthdays = false;
	r->unread = entry->told;
	r->guessed = entry->guessed;
	r->section = section_named(entry->name);
	if (!r->section || !check_name(r, ini, entry))
		return NULL;
	record = record_of(r);
	if (r->section->begin)
		r->section->begin(r, record);
	return record;
}

/* A section up to the next one; returns where that is. */
static size_t
read_section(struct sop_reader *r, const struct ini *ini, size_t at)
{
	void *record = begin_section(r, ini, &ini->entry[at++]);
	const struct sop_section *section = r->section;

	for (; at < ini->n && !ini->entry[at].section; at++) {
		r->line = ini->entry[at].line;
		ini->entry[at].value = normal(r, ini->entry[at].value);
		if (section)
			read_key(r, &ini->entry[at], record);
	}
	r->line = r->section_line;
	if (record && section && section->end)
		section->end(r, record);
	return at;
}

/* --- room ----------------------------------------------------------------------------------- */

/* Sections of the kinds whose records are in this array. */
static size_t
count_records(const struct ini *ini, size_t array)
{
	size_t n = 0;

	for (const struct sop_section *s = sop_sections; s->kind; s++)
		for (size_t i = 0; s->size && s->array == array && i < ini->n; i++)
			n += ini->entry[i].section && same_name(ini->entry[i].name, s->kind);
	return n;
}

/* A birthday makes two events, and each step of a play one. */
static void
make_arrays(struct sop_reader *r, const struct ini *ini)
{
	size_t events = 2 * count_records(ini, offsetof(struct crm_sop, event)), keys = 0;

	for (const struct sop_section *s = sop_sections; s->kind; s++) {
		void **array = (void **)((char *)r->sop + s->array);

		if (s->size && !*array && s->array != offsetof(struct crm_sop, event))
			*array = sop_get(r, count_records(ini, s->array), s->size);
	}
	for (size_t i = 0; i < ini->n; i++) {
		events += !strcmp(ini->entry[i].name, "step");
		keys += !ini->entry[i].section;
	}
	/* One more: a step is read into its place before it is known to be one. */
	r->sop->event = sop_get(r, events + 1, sizeof *r->sop->event);
	r->sop->value = sop_get(r, keys + 1, sizeof *r->sop->value);
	r->order = sop_get(r, keys + 1, sizeof *r->order);
	r->calendar = sop_get(r, ini->n + 1, sizeof *r->calendar);
	r->pending = sop_get(r, 2 * ini->n + 1, sizeof *r->pending);
}

/* --- what only the whole can tell ----------------------------------------------------------- */

/* Is the beginning of the section of this line at fault: a name that is there already, say? */
static bool
is_told(const struct sop_reader *r, int line)
{
	int section = line;

	for (size_t i = 0; i < r->ini.n && r->ini.entry[i].line <= line; i++)
		if (r->ini.entry[i].section)
			section = r->ini.entry[i].line;
	return sop_told(r->faults, r->file, section, section + 1);
}

/* Bring the classes of an axis into the order that [order] gives. */
static void
put_in_order(struct sop_reader *r, const struct sop_order *order, size_t *next)
{
	struct crm_class *class = r->sop->class;

	r->line = order->line;
	r->sop->ordered |= 1U << crm_axis(order->axis);
	for (size_t i = 0; order->names[i]; i++) {
		struct crm_class found;
		size_t at = *next;

		while (at < r->sop->classes && (strcmp(class[at].axis, order->axis) != 0 ||
		                                strcmp(class[at].name, order->names[i]) != 0))
			at++;
		if (at == r->sop->classes) {
			SOP_FAULT(r, "%s: there is no [%s %s], or it is named twice", order->axis, order->axis,
			          order->names[i]);
			r->flaws->axes |= 1U << crm_axis(order->axis);
			continue;
		}
		found = class[at];
		memmove(&class[*next + 1], &class[*next], (at - *next) * sizeof *class);
		class[(*next)++] = found;
	}
	for (size_t at = *next; at < r->sop->classes; at++)
		if (!strcmp(class[at].axis, order->axis) && !is_told(r, class[at].line)) {
			SOP_FAULT(r, "%s: [%s %s] (line %d) is missing", order->axis, order->axis,
			          class[at].name, class[at].line);
			r->flaws->axes |= 1U << crm_axis(order->axis);
		}
}

static void
order_classes(struct sop_reader *r)
{
	size_t next = 0;

	for (size_t i = 0; i < r->orders; i++)
		put_in_order(r, &r->order[i], &next);
}

/* Where [order] says nothing, the class of all others comes last. */
static void
order_others(struct sop_reader *r)
{
	struct crm_class *class = r->sop->class, others;
	size_t n = r->sop->classes;

	for (size_t i = 0, left = n; left; left--) {
		if (class[i].when.text || r->sop->ordered & 1U << crm_axis(class[i].axis)) {
			i++;
			continue;
		}
		others = class[i];
		memmove(&class[i], &class[i + 1], (n - i - 1) * sizeof *class);
		class[n - 1] = others;
	}
}

/* The limit that holds for all comes last. */
static void
order_limits(struct sop_reader *r)
{
	struct crm_limit *limit = r->sop->limit;
	size_t n = r->sop->limits;

	for (size_t i = 0; i + 1 < n; i++)
		if (!strcmp(limit[i].name, "limit") && !limit[i].when.text) {
			struct crm_limit all = limit[i];

			memmove(&limit[i], &limit[i + 1], (n - i - 1) * sizeof *limit);
			limit[n - 1] = all;
		}
}

static void
find_festivals(struct sop_reader *r)
{
	for (size_t i = 0; i < r->sop->events; i++) {
		struct crm_event_rule *event = &r->sop->event[i];
		struct nearest near = { .wrong = event->of };
		const struct sop_festival *found = NULL;
		char list[128];

		if (event->on != CRM_ON_FESTIVAL || !event->of)
			continue;
		for (size_t k = 0; k < r->festivals; k++) {
			nearest_offer(&near, r->calendar[k].name, r->calendar[k].name);
			if (!strcmp(r->calendar[k].name, event->of))
				found = &r->calendar[k];
		}
		if (!found) {
			crm_sop_fault(r->faults, r->file, ini_line(&r->ini, event->rule.line, "on", NULL),
			              "on: there is no [festival %s]%s%s", event->of,
			              near.n ? "; perhaps " : "",
			              near.n ? nearest_format(&near, list, sizeof list) : "");
			continue;
		}
		event->month = found->month;
		event->day = found->day;
		event->lunar = found->lunar;
		event->leap = found->leap;
	}
}

static bool
is_listed(const char *const *words, const char *name)
{
	while (*words && strcmp(*words, name) != 0)
		words++;
	return *words;
}

static void
check_channels(struct sop_reader *r, const struct crm_rule *rule)
{
	const char *const *words = channels_in(r->sop);
	int line = ini_line(&r->ini, rule->line, "channel", NULL);
	char list[160];

	for (size_t i = 0; rule->channel && rule->channel[i]; i++)
		if (!is_listed(words, rule->channel[i]))
			crm_sop_fault(r->faults, r->file, line, "channel: there is no `%.*s'; %s, or say what "
			              "it is in a section [channel %.*s]",
			              crm_fault_clip(rule->channel[i]), rule->channel[i],
			              nearest_word(rule->channel[i], words, list, sizeof list),
			              crm_fault_clip(rule->channel[i]), rule->channel[i]);
}

/* Rules are told apart by their names, whatever their kind. */
static void
check_rule_names(struct sop_reader *r)
{
	const struct crm_sop *sop = r->sop;
	size_t n = sop->cadences + sop->events;

	for (size_t i = 0; i < n; i++) {
		const struct crm_rule *rule = i < sop->cadences ? &sop->cadence[i].rule
		                                                : &sop->event[i - sop->cadences].rule;
		const struct crm_rule *first = crm_sop_rule(sop, rule->name);

		check_channels(r, rule);
		if (first != rule && first->line != rule->line && !is_told(r, rule->line))
			crm_sop_fault(r->faults, r->file, rule->line > first->line ? rule->line : first->line,
			              "a rule `%s' is at line %d already; rules need names of their own",
			              rule->name, rule->line > first->line ? first->line : rule->line);
	}
}

static void
check_pool(struct sop_reader *r)
{
	const char *pool = r->sop->pool;

	if (pool && !crm_sop_staff(r->sop, pool))
		crm_sop_fault(r->faults, r->file, r->pool_line, "pool: there is no [staff %.*s]",
		              crm_fault_clip(pool), pool);
}

/* Rules are the same whoever runs a command: none of them knows who `me' is. */
static void
read_conditions(struct sop_reader *r)
{
	struct crm_context nobody = *r->context;

	nobody.me = NULL;
	for (size_t i = 0; i < r->pendings; i++) {
		struct sop_pending *p = &r->pending[i];
		struct crm_fault why;
		int error = crm_query_parse(&p->when->query, r->customer, p->when->text, &nobody, &why);

		if (!error)
			error = crm_query_check_factual(p->when->query, &why);
		if (error == CRM_NO_MEMORY)
			r->no_memory = true;
		else if (error)
			crm_sop_fault(r->faults, r->file, p->line, "%s: when = %.*s%s: %s", p->where, QUOTE / 3,
			              p->when->text, strlen(p->when->text) > QUOTE / 3 ? "..." : "", why.text);
	}
}

/* --- the whole ------------------------------------------------------------------------------ */

static void
read_sections(struct sop_reader *r, struct ini *ini)
{
	size_t sections = 0, i = 0;

	settle_kinds(r, ini);
	make_arrays(r, ini);
	for (; i < ini->n && !ini->entry[i].section; i++) {
		r->line = ini->entry[i].line;
		if (!ini->entry[i].told)
			SOP_FAULT(r, "`%.*s' stands before any [section]; [sop] is the first",
			          crm_fault_clip(ini->entry[i].name), ini->entry[i].name);
	}
	while (i < ini->n && !r->no_memory) {
		r->line = ini->entry[i].line;
		if (++sections > SECTIONS_MAX) {
			SOP_FAULT(r, "there are more than %d sections; fewer and wider rules are better kept",
			          SECTIONS_MAX);
			return;
		}
		i = read_section(r, ini, i);
	}
	find_festivals(r);
	check_rule_names(r);
}

static int
parse(struct sop_reader *r, const struct crm_sop_file *file)
{
	char *text = sop_copy(r->memory, file->text, strlen(file->text));

	r->sop->text = sop_copy(r->memory, file->text, strlen(file->text));
	r->sop->source = sop_copy(r->memory, file->name, strlen(file->name));
	if (!text || !r->sop->text || !r->sop->source ||
	    ini_read(&r->ini, r->memory, file->name, text, r->faults))
		return CRM_NO_MEMORY;
	if (!r->ini.n && !r->faults->n)
		crm_sop_fault(r->faults, file->name, 1, "the file has no rules; crm-sop show prints an "
		              "example: the procedure in force");
	read_sections(r, &r->ini);
	if (r->no_memory)
		return CRM_NO_MEMORY;
	sop_read_calendar(r, file->holidays);
	check_pool(r);
	read_conditions(r);
	order_classes(r);
	order_others(r);
	order_limits(r);
	return sop_flaws_find(r->flaws, r->memory, &r->ini, r->faults, r->file) ? 0 : CRM_NO_MEMORY;
}

/* Customers as the conditions see them: with the channels that the file itself names. */
static const struct crm_type *
customer_type(struct sop_reader *r, const char *text)
{
	const struct crm_type *type = crm_noun(r->db, "customer");
	size_t fields = 1;
	struct crm_field *field;
	struct crm_type *own;

	r->sop->channel_words = type ? channels_of(text) : NULL;
	if (!r->sop->channel_words)
		return NULL;
	while (type->fields[fields - 1].name)
		fields++;
	own = sop_take(r->memory, 1, sizeof *own);
	field = sop_take(r->memory, fields, sizeof *field);
	if (!own || !field)
		return NULL;
	memcpy(field, type->fields, fields * sizeof *field);
	channels_set(field, r->sop->channel_words);
	*own = *type;
	own->fields = field;
	return own;
}

int
sop_parse(crm *db, const struct crm_sop_file *file, struct crm_sop **out, struct sop_flaws *flaws,
          struct crm_sop_faults *faults)
{
	struct sop_memory *memory = sop_memory_open();
	struct sop_reader r = {
		.db = db, .context = crm_context(db), .faults = faults, .file = file->name, .flaws = flaws,
		.memory = memory, .sop = memory ? sop_take(memory, 1, sizeof *r.sop) : NULL,
	};
	size_t before = faults->n;
	int error = CRM_NO_MEMORY;

	*out = NULL;
	if (!r.sop) {
		sop_memory_close(memory);
		return db_no_memory(db);
	}
	r.sop->memory = memory;
	r.sop->late = (struct crm_late){ -1, -1, -1, false };
	r.sop->urgency = (struct crm_urgency){ .late = 10, .tier = 5, .promise = 20, .score = 5 };
	if ((r.sop->customer = r.customer = customer_type(&r, file->text)))
		error = parse(&r, file);
	if (error || r.no_memory || faults->no_memory)
		error = db_no_memory(db);
	else if (faults->n > before)
		error = db_fail(db, CRM_INVALID, "%s:%d: %s", faults->fault[before].file,
		                faults->fault[before].line, faults->fault[before].text);
	crm_holidays_clear(&r.workdays);
	if (error && error != CRM_INVALID)
		crm_sop_free(r.sop);
	else
		*out = r.sop;
	return error;
}

int
crm_sop_parse(crm *db, const struct crm_sop_file *file, struct crm_sop **out,
              struct crm_sop_faults *faults)
{
	struct sop_flaws flaws = { 0 };
	int error = sop_parse(db, file, out, &flaws, faults);

	if (error) {
		crm_sop_free(*out);
		*out = NULL;
	}
	return error;
}

void
crm_sop_free(struct crm_sop *sop)
{
	if (!sop)
		return;
	for (size_t i = 0; i < sop->cadences; i++)
		crm_query_free(sop->cadence[i].rule.when.query);
	for (size_t i = 0; i < sop->events; i++)
		crm_query_free(sop->event[i].rule.when.query);
	for (size_t i = 0; i < sop->classes; i++)
		crm_query_free(sop->class[i].when.query);
	for (size_t i = 0; i < sop->values; i++)
		crm_query_free(sop->value[i].when.query);
	for (size_t i = 0; i < sop->limits; i++)
		crm_query_free(sop->limit[i].when.query);
	sop_free_calendar(sop);
	free(sop->channel_words);
	sop_memory_close(sop->memory);
}
