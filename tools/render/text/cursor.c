// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "../../base/format/escape.h"
#include "cursor.h"

/* Words in less room than that are hard to read; they rather stand so far behind the indent. */
#define NARROWEST_WORDS 20
#define HANGING		4

/**
 * cursor_print() - print text wherever the line has come to
 * @cursor: on which line
 * @text: fit for the terminal
 */
void cursor_print(struct cursor *cursor, const char *text)
{
	FILE *out = cursor->terminal->out;

	if (!*text)
		return;
	/* Of a million lines printf() would be a fifth of the time. */
	for (; cursor->blanks; cursor->blanks--)
		putc_unlocked(' ', out);
	fputs_unlocked(text, out);
	cursor->column += text_width(text);
}

/**
 * cursor_skip() - leave columns blank
 * @cursor: on which line
 */
void cursor_skip(struct cursor *cursor, size_t columns)
{
	cursor->column += columns;
	cursor->blanks += columns;
}

/**
 * cursor_print_padded() - print what a column holds
 * @cursor: on which line
 * @text: fit for the terminal
 * @width: of the column; longer text moves what follows
 */
void cursor_print_padded(struct cursor *cursor, const char *text, size_t width)
{
	size_t used = text_width(text);

	cursor_print(cursor, text);
	if (used < width)
		cursor_skip(cursor, width - used);
}

/**
 * cursor_end_line() - go to the beginning of the next line
 * @cursor: from which line
 */
void cursor_end_line(struct cursor *cursor)
{
	fputc('\n', cursor->terminal->out);
	cursor->column = 0;
	cursor->blanks = 0;
}

/* So many blanks and the word; on the next line if they do not fit on this one with @behind. */
static void print_word_at(struct cursor *cursor, size_t indent, size_t blanks, const char *word,
			  size_t behind)
{
	size_t wanted = blanks + text_width(word) + behind;

	if (cursor->column > indent && cursor->column + wanted > cursor->terminal->width) {
		cursor_end_line(cursor);
		cursor_skip(cursor, indent);
	} else if (cursor->column > indent) {
		cursor_skip(cursor, blanks);
	}
	cursor_print(cursor, word);
}

/**
 * cursor_print_remark() - print one more remark on an event, behind a comma
 * @cursor: on which line
 * @text: fit for the terminal; it is not torn apart
 * @follows: whether another remark does, for which it needs a comma
 */
void cursor_print_remark(struct cursor *cursor, const char *text, bool follows)
{
	cursor_print(cursor, ",");
	print_word_at(cursor, cursor->indent, 1, text, follows);
}

static size_t indent_of_words(const struct cursor *cursor)
{
	size_t indent = cursor->indent + HANGING;
	bool is_tight = cursor->column + NARROWEST_WORDS > cursor->terminal->width;

	return is_tight && indent < cursor->column ? indent : cursor->column;
}

/**
 * cursor_print_words() - print text that may need several lines
 * @cursor: on which line
 * @text: fit for the terminal
 *
 * What does not fit on this line stands below where it began, or further to the left where only
 * few columns are left there.
 */
void cursor_print_words(struct cursor *cursor, const char *text)
{
	size_t indent = indent_of_words(cursor);
	char word[128];

	while (*text) {
		size_t blanks = strspn(text, " ");
		size_t length = strcspn(text + blanks, " ");
		size_t kept = length < sizeof(word) ? length : sizeof(word) - 1;

		memcpy(word, text + blanks, kept);
		word[kept] = '\0';
		print_word_at(cursor, indent, blanks, word, 0);
		text += blanks + length;
	}
}

/**
 * cursor_print_below() - print text on lines of its own, below an event
 * @cursor: at the beginning of a line
 * @text: fit for the terminal
 */
void cursor_print_below(struct cursor *cursor, const char *text)
{
	cursor_skip(cursor, cursor->indent);
	cursor_print_words(cursor, text);
	cursor_end_line(cursor);
}

/**
 * cursor_print_lines() - print text for itself, on as many lines as it needs
 * @text: fit for the terminal
 */
void cursor_print_lines(const struct terminal *terminal, const char *text)
{
	struct cursor cursor = { .terminal = terminal };

	cursor_print_words(&cursor, text);
	cursor_end_line(&cursor);
}
