// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "message.h"

/**
 * message_set() - explain a failure
 * @message: filled in; cut when it is longer than any sensible line
 * @err: what to return
 * @format: as of printf(), and its arguments
 *
 * Return: @err, so that "return message_set(...)" explains and fails in one
 */
int message_set(struct message *message, int err, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message->text, sizeof(message->text), format, arguments);
	va_end(arguments);
	message->fix[0] = '\0';
	return err;
}

/**
 * message_add() - explain further
 * @message: what is added to; cut when it gets longer than any sensible line
 * @format: as of printf(), and its arguments
 */
void message_add(struct message *message, const char *format, ...)
{
	size_t length = strlen(message->text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message->text + length, sizeof(message->text) - length, format, arguments);
	va_end(arguments);
}

/**
 * message_fix() - name the command that fixes it, at the end of the line behind a colon
 * @message: what is added to
 * @format: as of printf(), and its arguments
 */
void message_fix(struct message *message, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message->fix, sizeof(message->fix), format, arguments);
	va_end(arguments);
	message_add(message, ": %s", message->fix);
}
