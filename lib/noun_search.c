/*
 * noun_search.c - what customers, their people and facts are searched by.
 */
#include <stdio.h>
#include <stdlib.h>

#include "noun_types.h"
#include "unicode.h"

int
noun_search(crm *db, char **search, const char *const *texts, size_t n)
{
	char *made = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&made, &size);
	bool whole = out != NULL;

	for (size_t i = 0; i < n && whole; i++) {
		char *folded = texts[i] ? crm_fold(texts[i]) : NULL;

		if (folded)
			fprintf(out, "%s%s", i ? "\n" : "", folded);
		whole = folded || !texts[i];
		free(folded);
	}
	if ((out && fclose(out)) || !whole) {
		free(made);
		return db_no_memory(db);
	}
	free(*search);
	*search = made;
	return 0;
}

/* --- databases of before -------------------------------------------------------------------- */

enum { TEXTS = 4 };

/* Rows of an id and texts: each gets, by the statement that takes both, what they make. */
static int
fill(crm *db, struct db_cursor *rows, struct db_value update, size_t texts)
{
	char *search = NULL;
	int error = 0, ended;

	while (!error && db_step(rows)) {
		const char *text[TEXTS] = { NULL };

		for (size_t i = 0; i < texts; i++)
			if (!db_column_null(rows, (int)i + 1))
				text[i] = db_column_text(rows, (int)i + 1);
		error = noun_search(db, &search, text, texts);
		if (!error)
			error = db_run(db, update, V(db_column_int(rows, 0)), V((const char *)search));
	}
	free(search);
	ended = db_done(rows);
	return error ? error : ended;
}

int
noun_search_all(crm *db)
{
	int error = fill(db, db_walk(db, SQL("SELECT id, name, email, phone_key, note FROM person")),
	                 SQL("UPDATE person SET search = ?2 WHERE id = ?1"), 4);

	return error ? error
	             : fill(db, db_walk(db, SQL("SELECT id, text, about FROM fact")),
	                    SQL("UPDATE fact SET search = ?2 WHERE id = ?1"), 2);
}
