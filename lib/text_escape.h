/*
 * text_escape.h - the four characters that a stream writes with a backslash (internal).
 */
#ifndef CRM_TEXT_ESCAPE_H
#define CRM_TEXT_ESCAPE_H

#define ESCAPED_CHARACTERS "\t\n\r\\"

/* The letter behind the backslash; 0 for a character that stands for itself. */
static inline char
escape_letter(char c)
{
	return c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\\' ? '\\' : '\0';
}

/* The character that a letter behind a backslash stands for; 0 if it stands for none. */
static inline char
escaped_character(char letter)
{
	return letter == 't' ? '\t' : letter == 'n' ? '\n' : letter == 'r' ? '\r'
	     : letter == '\\' ? '\\' : '\0';
}

#endif
