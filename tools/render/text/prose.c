// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "../../base/format/escape.h"
#include "prose.h"

/* Beyond this lines are hard to read, however wide the terminal is. */
#define WIDEST 100

/**
 * prose_title() - print a line that stands out
 * @text: fit for the terminal
 */
void prose_title(const struct terminal *terminal, const char *text)
{
	fprintf(terminal->out, "%s%s%s\n", terminal->colour ? "\033[1m" : "", text,
		terminal->colour ? "\033[0m" : "");
}

static size_t width_of(const char *text, size_t length)
{
	char word[512];

	if (length >= sizeof(word))
		return length;
	memcpy(word, text, length);
	word[length] = '\0';
	return text_width(word);
}

static void print_words(const struct terminal *terminal, const char *text, size_t column)
{
	size_t room = terminal->width < WIDEST || terminal->width == SIZE_MAX ? terminal->width
									      : WIDEST;
	bool first = true;

	while (*text) {
		size_t length = strcspn(text, " ");
		size_t width = width_of(text, length);

		if (!first && column + 1 + width > room) {
			fprintf(terminal->out, "\n%*s", PROSE_INDENT, "");
			column = PROSE_INDENT;
		} else if (!first) {
			fputc(' ', terminal->out);
			column++;
		}
		fwrite(text, length, 1, terminal->out);
		column += width;
		first = false;
		text += length + (text[length] == ' ');
	}
	fputc('\n', terminal->out);
}

/**
 * prose() - print a sentence
 * @heading: what it is about, of at most PROSE_INDENT characters; "" to go on
 * @format: as of printf(), and its arguments; fit for the terminal
 */
void prose(const struct terminal *terminal, const char *heading, const char *format, ...)
{
	va_list arguments;
	char text[12288];

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	print_words(terminal, text, fprintf(terminal->out, "%-*s ", PROSE_INDENT - 1, heading));
}
