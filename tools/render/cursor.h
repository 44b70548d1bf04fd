/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_CURSOR_H
#define RENDER_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

#include "../base/terminal.h"

/* Where what does not fit on an event's line goes on below it. */
#define CURSOR_INDENT 14

/**
 * struct cursor - how far the line that is being printed has come
 * @terminal: where it goes
 * @column: how much of it is full
 */
struct cursor {
	const struct terminal *terminal;
	size_t column;
};

void cursor_print(struct cursor *cursor, const char *text);
void cursor_print_padded(struct cursor *cursor, const char *text, size_t width);
void cursor_print_words(struct cursor *cursor, const char *text);
void cursor_print_remark(struct cursor *cursor, const char *text, bool follows);
void cursor_print_below(struct cursor *cursor, const char *text);
void cursor_end_line(struct cursor *cursor);

#endif /* RENDER_CURSOR_H */
