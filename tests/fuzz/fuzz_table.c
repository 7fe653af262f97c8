/*
 * fuzz_table - whatever the file, rows are whole and the reading ends.
 *
 * The first byte chooses format, separator and encoding; the rest is the file.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "table.h"
#include "unicode.h"

static void
check_row(const struct crm_table *table, const struct crm_table_row *row)
{
	const char *const *names;
	struct crm_fault   why;

	PROMISE(row->n == crm_table_names(table, &names));
	for (size_t i = 0; i < row->n; i++)
		PROMISE(names[i][0] && crm_utf8_check(row->values[i], strlen(row->values[i]), &why) == 0);
}

/* Read to the end; returns how many records there were, good and bad. */
static size_t
read_all(struct crm_table *table, size_t limit)
{
	struct crm_table_row row;
	struct crm_fault     why;
	size_t               n = 0, line = 1;
	int                  got;

	for (; (got = crm_table_next(table, &row, &why)) != 0; n++) {
		PROMISE(n <= limit && row.line >= line);
		line = got > 0 ? row.line : line;
		if (got > 0)
			check_row(table, &row);
		else
			PROMISE(why.text[0]);
	}
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = { NULL, "big5", "gb18030", "utf-16" };
	struct crm_table_options options = { 0 };
	struct crm_table        *table;
	struct crm_fault         why;
	size_t                   sampled;
	int                      fd;

	if (size == 0)
		return 0;
	options.format = (enum crm_table_format)(data[0] & 3);
	options.separator = ("\0,;\t")[data[0] >> 2 & 3];
	options.encoding = encodings[data[0] >> 4 & 3];
	options.header = (enum crm_table_header)((data[0] >> 6) % 3);
	fd = memfd_create("fuzz", 0);
	PROMISE(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)(size - 1));
	lseek(fd, 0, SEEK_SET);
	if (crm_table_open_fd(&table, fd, "fuzz", &options, &why)) {
		PROMISE(!table && why.text[0]);
	} else {
		crm_table_sample(table, size);
		sampled = read_all(table, size + 1);
		PROMISE(crm_table_rewind(table) == 0);
		PROMISE(read_all(table, size + 1) == sampled || sampled == size);
		crm_table_close(table);
	}
	close(fd);
	return 0;
}
