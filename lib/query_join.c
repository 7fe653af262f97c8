/*
 * query_join.c - from the operands of a command line to one query.
 *
 *	crm-find tier=vip 'name=van Gogh' 'green tea'	tier=vip name="van Gogh" "green tea"
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query_ast.h"

static bool
has_blank(const char *text)
{
	return text[strcspn(text, " \t\r\n")] != '\0';
}

/* Whether behind some blank a comparison, a tag or a parenthesis begins. */
static bool
goes_on(const char *text)
{
	for (; *text; text++)
		if (query_is_blank(*text) && (text[1] == '(' || query_name_length(text + 1) ||
		                              !strncmp(text + 1, "tag:", 4)))
			return true;
	return false;
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* Whether parentheses and quotation marks come in pairs, so that more may be put around it. */
static bool
is_whole(const char *text)
{
	int open = 0;
	char quote = '\0';

	for (; *text && open >= 0; text++) {
		if (quote)
			quote = *text == quote ? '\0' : quote;
		else if (is_quote(*text))
			quote = *text;
		else
			open += (*text == '(') - (*text == ')');
	}
	return open == 0 && !quote;
}

/* A phrase, or the value behind the first bytes, in quotation marks. */
static void
put_quoted(FILE *out, const char *text, size_t bytes)
{
	fwrite(text, 1, bytes, out);
	putc('"', out);
	for (text += bytes; *text; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	putc('"', out);
}

static void
put_operand(FILE *out, const char *operand, bool alone)
{
	size_t name = query_name_length(operand);
	size_t value = name + strspn(operand + name, "!=<>~");

	if (*operand && (!has_blank(operand) || is_quote(*operand) ||
	                 (name && is_quote(operand[value]) && !goes_on(operand))))
		fputs(operand, out);
	else if (*operand == '(' || goes_on(operand))
		fprintf(out, alone || !is_whole(operand) ? "%s" : "(%s)", operand);
	else
		put_quoted(out, operand, name ? value : 0);
}

char *
crm_query_join(char *const *operands, size_t n)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		if (i)
			putc(' ', out);
		put_operand(out, operands[i], n == 1);
	}
	if (fclose(out) == 0)
		return text;
	free(text);
	return NULL;
}
