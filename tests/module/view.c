// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reads views of the module: tables, whose columns are found by name, and "key value" lines. What
 * is read stays allocated, as each program that does so is a short one.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../scenarios/lib/files.h"
#include "view.h"

/**
 * view_read() - read a whole view; without one the program ends
 * @view: its name
 *
 * Return: the text
 */
char *view_read(const char *view)
{
	char path[64];
	char *text;

	snprintf(path, sizeof(path), "/sys/kernel/debug/subreaper/%s", view);
	text = file_read(path);
	if (!text) {
		printf("# cannot read %s: %s\n", path, strerror(errno));
		exit(1);
	}
	return text;
}

/**
 * view_split() - split a line at its spaces
 * @line: without its end; cut up
 * @ret: room for VIEW_COLUMNS values
 *
 * Return: how many there are
 */
unsigned int view_split(char *line, const char **ret)
{
	unsigned int count = 0;

	while (line && count < VIEW_COLUMNS)
		ret[count++] = strsep(&line, " ");
	return count;
}

/**
 * view_find() - find the last line of a table that has a certain number in a column
 * @view: its name
 * @value: what has to be there
 * @ret: returns the line
 *
 * Return: whether there is one
 */
bool view_find(const char *view, const char *column, long long value, struct view_row *ret)
{
	char *rest = view_read(view), *line;
	struct view_row row = { 0 };
	bool found = false;

	view_split(strsep(&rest, "\n"), row.names);
	while ((line = strsep(&rest, "\n")) && *line) {
		memset(row.values, 0, sizeof(row.values));
		view_split(line, row.values);
		if (view_number(&row, column) != value)
			continue;
		*ret = row;
		found = true;
	}
	return found;
}

/**
 * view_text() - what a line has in a column
 * @row: the line
 *
 * Return: never NULL
 */
const char *view_text(const struct view_row *row, const char *column)
{
	for (int i = 0; i < VIEW_COLUMNS && row->names[i]; i++) {
		if (!strcmp(row->names[i], column) && row->values[i])
			return row->values[i];
	}
	return "(no such column)";
}

/**
 * view_number() - view_text() as a number
 * @row: the line
 */
long long view_number(const struct view_row *row, const char *column)
{
	return atoll(view_text(row, column));
}

/**
 * view_value() - the number behind a key
 * @view: a view of "key value" lines
 *
 * Return: the number, or -1 if there is no such key
 */
long long view_value(const char *view, const char *key)
{
	char *rest = view_read(view), *line;

	while ((line = strsep(&rest, "\n"))) {
		char *name = strsep(&line, " ");

		if (line && !strcmp(name, key))
			return atoll(line);
	}
	return -1;
}

/**
 * expect() - compare a number, and say so when it is another
 * @what: its name
 * @expected: what it must be
 * @got: what it is
 *
 * Return: whether they are the same
 */
bool expect(const char *what, long long expected, long long got)
{
	if (expected != got)
		printf("# %s: expected %lld got %lld\n", what, expected, got);
	return expected == got;
}

/**
 * expect_text() - compare a text, and say so when it is another
 * @what: its name
 * @expected: what it must be
 * @got: what it is
 *
 * Return: whether they are the same
 */
bool expect_text(const char *what, const char *expected, const char *got)
{
	if (strcmp(expected, got))
		printf("# %s: expected '%s' got '%s'\n", what, expected, got);
	return !strcmp(expected, got);
}
