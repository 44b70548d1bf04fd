/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

/* The longest an escaped text of @length bytes can get, its terminating zero included. */
#define ESCAPED_SIZE(length) (4 * (length) + 1)

size_t escape_for_terminal(const char *text, size_t length, bool utf8, char *ret);
bool unescape_octal(const char *text, size_t length, char *ret, size_t size);
size_t text_width(const char *text);

#endif /* BASE_ESCAPE_H */
