/*
 * sop_command.c - crm-sop check, load, show, log, note, keys.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_internal.h"
#include "noun.h"
#include "sop_check.h"
#include "sop_command.h"
#include "sop_store.h"
#include "unicode.h"

/* --- files ---------------------------------------------------------------------------------- */

static void
print(const struct crm_sop_fault *fault, size_t n, const char *kind, FILE *out)
{
	for (size_t i = 0; i < n; i++) {
		if (fault[i].line)
			fprintf(out, "%s:%d: %s%s\n", fault[i].file, fault[i].line, kind, fault[i].text);
		else
			fprintf(out, "%s: %s%s\n", fault[i].file, kind, fault[i].text);
	}
}

void
sop_print_faults(const struct crm_sop_faults *faults, FILE *out)
{
	print(faults->fault, faults->n, "", out);
}

/* Exit status of what failed: faults are printed, anything else is said. */
static int
failed(crm *db, int error, struct crm_sop_faults *faults, FILE *out)
{
	bool told = faults->n > 0 && !faults->no_memory;

	if (told)
		sop_print_faults(faults, out);
	crm_sop_faults_clear(faults);
	return told ? CLI_REFUSED : cli_failed(db, error);
}

struct crm_sop *
sop_from_file(crm *db, const char *path, FILE *out, int *status)
{
	struct crm_sop_faults faults = { 0 };
	struct crm_sop_file file = { 0 };
	struct crm_sop *sop = NULL;
	int unread = crm_sop_file_read(&file, path, &faults);
	int error = file.text ? crm_sop_check(db, &file, &sop, &faults) : unread;

	if (!error)
		error = unread;
	print(faults.note, faults.notes, "note: ", out);
	*status = error ? failed(db, error, &faults, out) : CLI_OK;
	if (error) {
		crm_sop_free(sop);
		sop = NULL;
	}
	crm_sop_faults_clear(&faults);
	crm_sop_file_clear(&file);
	return sop;
}

int
sop_check_file(struct cli *cli, crm *db, char **operands)
{
	int status;

	crm_sop_free(sop_from_file(db, operands[0], cli_out(cli), &status));
	return status;
}

/* --- loading -------------------------------------------------------------------------------- */

#define LOADED(member) .kind = CRM_INT, .offset = offsetof(struct loaded, member)

struct loaded { int64_t version; struct crm_int customers, moved, added, dropped; };

static const struct crm_field loaded_fields[] = {
	{ .name = "version", .kind = CRM_ID, .offset = offsetof(struct loaded, version),
	  .of = &crm_sop_version_type, .help = "the version that is in force now", .zh = "版本" },
	{ .name = "customers", LOADED(customers), .help = "whose agenda was computed again",
	  .zh = "客戶數" },
	{ .name = "moved", LOADED(moved), .help = "follow-ups that are due on another day",
	  .zh = "改期" },
	{ .name = "added", LOADED(added), .help = "new follow-ups", .zh = "新增" },
	{ .name = "dropped", LOADED(dropped), .help = "follow-ups that no rule asks for any longer",
	  .zh = "取消" },
	{ 0 }
};

static const struct crm_type loaded_type = {
	.name = "loaded", .plural = "loaded", .zh = "啟用", .size = sizeof(struct loaded),
	.fields = loaded_fields, .columns = "version,customers,moved,added,dropped",
};

static int
print_loaded(struct cli *cli, crm *db, const struct crm_sop_loaded *l)
{
	const struct loaded row = {
		l->version, CRM_SET(l->customers), CRM_SET(l->moved), CRM_SET(l->added), CRM_SET(l->dropped)
	};
	struct cli_printer *printer;

	cli_printer_open(&printer, cli, db, &loaded_type);
	cli_printer_put(printer, &row);
	if (cli_printer_close(printer))
		cli_output_failed();
	return CLI_OK;
}

int
sop_load_file(struct cli *cli, crm *db, char **operands)
{
	struct crm_sop_faults faults = { 0 };
	struct crm_sop_loaded loaded = { 0 };
	struct crm_sop_file file = { 0 };
	struct crm_sop *sop = NULL;
	int error = crm_sop_file_read(&file, operands[0], &faults);

	if (error && file.text)
		crm_sop_check(db, &file, &sop, &faults);   /* what else is wrong */
	crm_sop_free(sop);
	if (!error)
		error = crm_begin(db, "file");
	if (!error) {
		crm_on_progress(db, cli_progress);
		error = crm_sop_load(db, &file, &faults, &loaded);
		if (!error && cli_dry_run(cli))
			crm_end(db, CRM_CONFLICT);
		else
			error = crm_end(db, error);
	}
	crm_sop_file_clear(&file);
	if (error)
		return failed(db, error, &faults, stderr);
	if (!cli_quiet(cli))
		print(faults.note, faults.notes, "note: ", stderr);
	crm_sop_faults_clear(&faults);
	if (!loaded.version)
		cli_warn("this procedure is in force already");
	return cli_quiet(cli) || !loaded.version ? CLI_OK : print_loaded(cli, db, &loaded);
}

/* --- showing -------------------------------------------------------------------------------- */

static int64_t
version_of(const char *text)
{
	char *end;
	int64_t id = *text == 'V' ? strtoll(text + 1, &end, 10) : 0;

	if (id < 1 || *end)
		cli_usage("a version is like V3, not '%s'; crm-sop log lists them", text);
	return id;
}

/* A terminal is shown what would steer it; a file gets the text as it was. */
static int
print_text(struct cli *cli, const char *text)
{
	char *visible = isatty(STDOUT_FILENO) ? crm_visible_but(text, "\n\t") : NULL;

	fputs(visible ? visible : text, cli_out(cli));
	free(visible);
	return CLI_OK;
}

/* The days off of a version, as a file for `holidays ='. */
static int
show_holidays(struct cli *cli, const struct crm_sop_version *version)
{
	if (version->holidays)
		return print_text(cli, version->holidays);
	cli_warn("there are no holidays in %s", version->name);
	return CLI_REFUSED;
}

int
sop_show(struct cli *cli, crm *db, char **operands)
{
	AUTO(crm_sop_version) version = { 0 };
	const struct crm_sop *sop;
	int error;

	if (!operands && sop_holidays) {
		error = crm_sop_in_force(db, &version);
		return error ? cli_failed(db, error) : show_holidays(cli, &version);
	}
	if (!operands) {
		sop = crm_sop(db);
		return sop ? print_text(cli, sop->text) : cli_failed(db, CRM_DATABASE);
	}
	error = crm_get(db, crm_noun(db, "sop"), version_of(operands[0]), &version);
	if (error == CRM_NOT_FOUND) {
		cli_warn("there is no version %s of the procedure; crm-sop log lists those there are",
		         operands[0]);
		return CLI_REFUSED;
	}
	if (error)
		return cli_failed(db, error);
	return sop_holidays ? show_holidays(cli, &version) : print_text(cli, version.text);
}

int
sop_log(struct cli *cli, crm *db, char **operands)
{
	struct crm_select want = {
		.type = crm_noun(db, "sop"), .columns = cli_columns(cli, crm_sop_version_type.columns),
		.sort = cli->common.sort ? cli->common.sort : "-id", .limit = cli->common.limit,
		.future = true
	};
	const struct crm_type *view;
	crm_rows *rows = crm_select(db, &want, &view);

	(void)operands;
	return cli_print_rows(cli, db, rows, view);
}

/* --- notes ---------------------------------------------------------------------------------- */

int
sop_note(struct cli *cli, crm *db, char **operands)
{
	struct crm_sop_note note = { .rule = operands[0], .note = operands[1] };   /* borrowed */
	int error;

	if (!operands[1][strspn(operands[1], " \t\n")])
		cli_usage("note: the text is empty; what is there to say of %s?", note.rule);
	error = crm_begin(db, "rule,note");
	if (error)
		return cli_failed(db, error);
	error = crm_sop_note_add(db, &note);
	free(note.who);
	if (!error && cli_dry_run(cli))
		crm_end(db, CRM_CONFLICT);
	else
		error = crm_end(db, error);
	if (error || cli_quiet(cli) || cli_dry_run(cli))
		return error ? cli_failed(db, error) : CLI_OK;
	return cli_print_ids(cli, db, crm_noun(db, "sop_note"), &note.id, 1);
}

/* --- what a file may say -------------------------------------------------------------------- */

struct key { char *section, *key, *form, *help; };

#define KEY(member) .kind = CRM_TEXT, .offset = offsetof(struct key, member)

static const struct crm_field key_fields[] = {
	{ .name = "section", KEY(section), .help = "the kind of section", .zh = "段落" },
	{ .name = "key", KEY(key), .help = "a key of it; none: the section itself", .zh = "鍵" },
	{ .name = "form", KEY(form), .help = "of its value, or of the section's name", .zh = "格式" },
	{ .name = "help", KEY(help), .help = "what it means", .zh = "說明" },
	{ 0 }
};

static const struct crm_type key_type = {
	.name = "key", .plural = "keys", .zh = "鍵", .size = sizeof(struct key), .fields = key_fields,
	.columns = "section,key,form,help",
};

int
sop_keys(struct cli *cli, crm *db, char **operands)
{
	struct cli_printer *printer;
	struct crm_sop_key key;

	(void)operands;
	cli_printer_open(&printer, cli, db, &key_type);
	for (size_t i = 0; crm_sop_key(i, &key); i++)
		cli_printer_put(printer, &(struct key){ (char *)key.section, (char *)key.key,
		                                        (char *)key.form, (char *)key.help });
	if (cli_printer_close(printer))
		cli_output_failed();
	return CLI_OK;
}
