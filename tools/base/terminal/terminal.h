/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_TERMINAL_H
#define BASE_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum colour_wish {
	COLOUR_AUTO,
	COLOUR_ALWAYS,
	COLOUR_NEVER,
};

/**
 * struct terminal - what the place where output goes can show
 * @out: the stream to write to
 * @width: in columns; SIZE_MAX where lines are not broken
 * @utf8: whether it shows UTF-8
 * @colour: whether to colour
 */
struct terminal {
	FILE *out;
	size_t width;
	bool utf8;
	bool colour;
};

struct terminal terminal_of(FILE *out, enum colour_wish wish, bool ascii);

#endif /* BASE_TERMINAL_H */
