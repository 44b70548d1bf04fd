// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"

/* A table is as wide as what it holds; cutting a name would hide which process it is. */
#define NO_LIMIT 100000

static int set_symbols(struct libscols_table *table, bool utf8)
{
	struct libscols_symbols *symbols = scols_new_symbols();
	int err;

	if (!symbols)
		return -ENOMEM;
	err = scols_symbols_set_branch(symbols, utf8 ? "├─" : "|-");
	if (!err)
		err = scols_symbols_set_right(symbols, utf8 ? "└─" : "`-");
	if (!err)
		err = scols_symbols_set_vertical(symbols, utf8 ? "│ " : "| ");
	if (!err)
		err = scols_table_set_symbols(table, symbols);
	scols_unref_symbols(symbols);
	return err;
}

static int add_columns(struct libscols_table *table, const struct table_column *columns,
		       size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (!scols_table_new_column(table, columns[i].name, 0, columns[i].flags))
			return -ENOMEM;
	}
	return 0;
}

/**
 * table_create() - begin a table
 * @terminal: where it will go
 * @columns: its columns
 *
 * Cells have to be escaped by the caller.
 *
 * Return: the table, to be freed with scols_unref_table(); NULL without memory
 */
struct libscols_table *table_create(const struct terminal *terminal,
				    const struct table_column *columns, size_t count)
{
	struct libscols_table *table = scols_new_table();

	if (!table)
		return NULL;
	if (set_symbols(table, terminal->utf8) || add_columns(table, columns, count)) {
		scols_unref_table(table);
		return NULL;
	}
	scols_table_enable_noencoding(table, 1);
	scols_table_enable_colors(table, terminal->colour);
	scols_table_set_termforce(table, SCOLS_TERMFORCE_ALWAYS);
	scols_table_set_termwidth(table, NO_LIMIT);
	return table;
}

/**
 * table_set_number() - write a number into a cell
 *
 * Return: 0 or -ENOMEM
 */
int table_set_number(struct libscols_line *line, size_t column, int64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, number);
	return scols_line_set_data(line, column, text);
}

static void trim_lines(char *text)
{
	char *to = text;
	char *from;

	for (from = text; *from; from++) {
		if (*from == '\n') {
			while (to > text && to[-1] == ' ')
				to--;
		}
		*to++ = *from;
	}
	*to = '\0';
}

/**
 * table_to_string() - render a table
 * @ret: set to the text, each line ended by a newline and without blanks before it; to be freed
 *
 * Return: 0 or -ENOMEM
 */
int table_to_string(struct libscols_table *table, char **ret)
{
	size_t length;
	char *text, *whole;

	/* The library does not look whether all of it was kept. */
	errno = 0;
	if (scols_print_table_to_string(table, &text))
		return -ENOMEM;
	if (errno == ENOMEM) {
		free(text);
		return -ENOMEM;
	}
	length = strlen(text);
	whole = realloc(text, length + 2);
	if (!whole) {
		free(text);
		return -ENOMEM;
	}
	if (length && whole[length - 1] != '\n')
		strcpy(whole + length, "\n");
	trim_lines(whole);
	*ret = whole;
	return 0;
}
