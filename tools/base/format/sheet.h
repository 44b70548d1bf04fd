/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows of a table, made from what would be written as JSON. A column is named by the keys that lead
 * to a value, joined by _; values without a column are dropped.
 */
#ifndef BASE_SHEET_H
#define BASE_SHEET_H

#include "../terminal/writer.h"

#define SHEET_PATH_SIZE 256
#define SHEET_DEPTH	16

/**
 * struct sheet_layout - what a table is made of
 * @rows: the list in an object of which each element is a row; NULL if the object itself is one
 * @columns: their names; the last is NULL
 */
struct sheet_layout {
	const char *rows;
	const char * const *columns;
};

/**
 * struct sheet_cell - a value
 * @known: whether there is one, which may be empty
 */
struct sheet_cell {
	char *text;
	size_t length;
	size_t capacity;
	bool known;
};

struct sheet;

/**
 * struct sheet_target - where rows go that are not to be csv
 * @row: called with each row; NULL for csv
 * @to: passed on to it
 */
struct sheet_target {
	void (*row)(void *to, const struct sheet *sheet);
	void *to;
};

/**
 * struct sheet - a table on its way out
 * @layout: what it is made of
 * @writer: to where; NULL if there is a target
 * @target: or to where
 * @cells: of the row that is being made
 * @nr: how many columns there are
 * @path: of keys to where the next value belongs
 * @lengths: of that path, by depth
 * @depth: how many objects and lists are open
 * @key: of the next value; NULL in a list
 * @ended: whether all rows were written, so that the rest is passed over
 * @failed: whether something is missing because memory was short
 */
struct sheet {
	const struct sheet_layout *layout;
	struct writer *writer;
	struct sheet_target target;
	struct sheet_cell *cells;
	size_t nr;
	char path[SHEET_PATH_SIZE];
	size_t lengths[SHEET_DEPTH];
	size_t depth;
	const char *key;
	bool ended;
	bool failed;
};

struct sheet *sheet_create(const struct sheet_target *target, const struct sheet_layout *layout);
struct sheet *sheet_begin(struct writer *writer, const struct sheet_layout *layout);
void sheet_open(struct sheet *sheet);
void sheet_close(struct sheet *sheet, char bracket);
void sheet_key(struct sheet *sheet, const char *key);
void sheet_value(struct sheet *sheet, const char *text, size_t length);
bool sheet_end(struct sheet *sheet);

#endif /* BASE_SHEET_H */
