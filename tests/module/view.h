/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODULE_VIEW_H
#define MODULE_VIEW_H

#include <stdbool.h>

#define VIEW_COLUMNS 32

/** struct view_row - a line of a view, and the line that names its columns */
struct view_row {
	const char *names[VIEW_COLUMNS];
	const char *values[VIEW_COLUMNS];
};

char *view_read(const char *view);
unsigned int view_split(char *line, const char **ret);
bool view_find(const char *view, const char *column, long long value, struct view_row *ret);
const char *view_text(const struct view_row *row, const char *column);
long long view_number(const struct view_row *row, const char *column);
long long view_value(const char *view, const char *key);

bool expect(const char *what, long long expected, long long got);
bool expect_text(const char *what, const char *expected, const char *got);

#endif /* MODULE_VIEW_H */
