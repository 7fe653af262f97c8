/*
 * remind_mail.c - compose a mail.
 */
#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>

#include "remind_mail.h"

bool
remind_is_address(const char *address)
{
	InternetAddressList *list = NULL;
	InternetAddress *first = NULL;
	bool good;

	g_mime_init();
	if (!strpbrk(address, "\r\n"))
		list = internet_address_list_parse(NULL, address);
	if (list && internet_address_list_length(list) == 1)
		first = internet_address_list_get_address(list, 0);
	good = first && INTERNET_ADDRESS_IS_MAILBOX(first) &&
	       strchr(internet_address_mailbox_get_addr((InternetAddressMailbox *)first), '@') != NULL;
	if (list)
		g_object_unref(list);
	return good;
}

static void
set_headers(GMimeMessage *message, const struct remind_mail *mail)
{
	GTimeZone *zone = g_time_zone_new_offset(mail->offset);
	GDateTime *utc = g_date_time_new_from_unix_utc(mail->at);
	GDateTime *date = g_date_time_to_timezone(utc, zone);

	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, mail->from_name, mail->from);
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, mail->to_name, mail->to);
	g_mime_message_set_subject(message, mail->subject, "utf-8");
	g_mime_message_set_date(message, date);
	g_mime_message_set_message_id(message, mail->message_id);
	/* RFC 3834: nobody's holiday reply is wanted. */
	g_mime_object_set_header((GMimeObject *)message, "Auto-Submitted", "auto-generated", NULL);
	g_date_time_unref(date);
	g_date_time_unref(utc);
	g_time_zone_unref(zone);
}

static void
set_body(GMimeMessage *message, const char *body)
{
	GMimeTextPart *part = g_mime_text_part_new_with_subtype("plain");

	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, body);
	g_mime_part_set_content_encoding((GMimePart *)part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_message_set_mime_part(message, (GMimeObject *)part);
	g_object_unref(part);
}

char *
remind_mail(const struct remind_mail *mail, size_t *size, const char **why)
{
	GMimeFormatOptions *format;
	GMimeMessage *message;
	char *text, *copy;

	g_mime_init();
	if (!remind_is_address(mail->to)) {
		*why = "that is no mail address";
		return NULL;
	}
	message = g_mime_message_new(TRUE);
	set_headers(message, mail);
	set_body(message, mail->body);
	format = g_mime_format_options_new();
	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_UNIX);
	text = g_mime_object_to_string((GMimeObject *)message, format);
	g_mime_format_options_free(format);
	g_object_unref(message);
	*size = strlen(text);
	copy = strdup(text);
	g_free(text);
	*why = copy ? NULL : "out of memory";
	return copy;
}
