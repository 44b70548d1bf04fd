/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_CURSOR_H
#define RENDER_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

#include "../../base/terminal/terminal.h"

/**
 * struct cursor - how far the line that is being printed has come
 * @indent: where what does not fit on an event's line goes on below it
 * @column: how much of it is full
 * @blanks: how many of these are blanks at its end, which are printed only with what follows
 */
struct cursor {
	const struct terminal *terminal;
	size_t indent;
	size_t column;
	size_t blanks;
};

void cursor_print(struct cursor *cursor, const char *text);
void cursor_skip(struct cursor *cursor, size_t columns);
void cursor_print_padded(struct cursor *cursor, const char *text, size_t width);
void cursor_print_words(struct cursor *cursor, const char *text);
void cursor_print_remark(struct cursor *cursor, const char *text, bool follows);
void cursor_print_below(struct cursor *cursor, const char *text);
void cursor_print_lines(const struct terminal *terminal, const char *text);
void cursor_end_line(struct cursor *cursor);

#endif /* RENDER_CURSOR_H */
