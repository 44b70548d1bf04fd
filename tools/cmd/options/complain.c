// SPDX-License-Identifier: GPL-2.0-or-later
/* Everything that goes to stderr. A line may quote what others chose, so it is escaped. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "../../base/format/escape.h"
#include "../../base/terminal/terminal.h"
#include "complain.h"

static const char *misused_command;
static int misuse_status = EX_MISUSE;

static void print_line(const char *format, va_list arguments)
{
	struct terminal terminal = terminal_of(stderr, COLOUR_NEVER, false);
	char escaped[ESCAPED_SIZE(sizeof(((struct message *)0)->text))];
	struct message line;

	vsnprintf(line.text, sizeof(line.text), format, arguments);
	escape_for_terminal(line.text, strlen(line.text), terminal.utf8, escaped);
	fprintf(stderr, "subreaper-trace: %s\n", escaped);
}

/**
 * note() - print a note on stderr
 * @format: as of printf(), and its arguments; one line
 */
void note(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print_line(format, arguments);
	va_end(arguments);
}

/**
 * complain() - print what failed
 * @status: exit code
 * @format: as of printf(), and its arguments; one line
 *
 * Return: @status
 */
int complain(int status, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print_line(format, arguments);
	va_end(arguments);
	return status;
}

/**
 * complain_lacking() - print what the machine lacks first
 * @why: what that is, and what fixes it
 *
 * Return: EX_LACKING
 */
int complain_lacking(const struct message *why)
{
	return complain(EX_LACKING, "%s ('subreaper-trace check' shows all that is missing)",
			why->text);
}

/**
 * misuse_of() - set what misuse() is about
 * @command: name of the subcommand that "Try --help" names, NULL for the whole
 * @status: exit code of its misuse, 0 for EX_MISUSE
 */
void misuse_of(const char *command, int status)
{
	misused_command = command;
	misuse_status = status ? status : EX_MISUSE;
}

/**
 * misuse() - print a message that the command line is wrong
 * @format: as of printf(), and its arguments; one line
 *
 * Return: EX_MISUSE, or the exit code that misuse_of() was given
 */
int misuse(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print_line(format, arguments);
	va_end(arguments);
	fprintf(stderr, "Try 'subreaper-trace %s%s--help'.\n",
		misused_command ? misused_command : "", misused_command ? " " : "");
	return misuse_status;
}
