/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include <stdint.h>

#include <libsmartcols.h>

#include "../../base/terminal/terminal.h"

/* A line of a tree begins with two columns for each ancestor, which people have to read. */
#define TABLE_DEPTH_MAX 64

/**
 * struct table_column - a column
 * @name: its heading
 * @flags: SCOLS_FL_*
 */
struct table_column {
	const char *name;
	int flags;
};

struct libscols_table *table_create(const struct terminal *terminal,
				    const struct table_column *columns, size_t count);
int table_set_number(struct libscols_line *line, size_t column, int64_t number);
int table_to_string(struct libscols_table *table, char **ret);

#endif /* RENDER_TABLE_H */
