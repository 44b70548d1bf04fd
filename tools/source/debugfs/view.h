/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_VIEW_H
#define SOURCE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"
#include "../../model/trace/words.h"

#define VIEW_COLUMNS_MAX 64

enum view_kind {
	/* One that is not below 0, and one that may be. */
	VIEW_NUMBER,
	VIEW_SIGNED,
	VIEW_FLAG,
	VIEW_LETTER,
	VIEW_WORD,
	VIEW_COMM,
	VIEW_STEPS,
};

/* What a column may lack. */
enum {
	/* A value: - is read as 0. */
	VIEW_OR_NONE = 1,
	/* The column itself, with an earlier module; its values are then 0. */
	VIEW_OR_ABSENT = 2,
};

/**
 * struct view_column - a column of a table, and where its value goes
 * @name: in the first line
 * @kind: what its values look like
 * @leeway: VIEW_OR_* bits
 * @offset: in the row, in bytes
 * @size: in the row, in bytes
 * @words: of VIEW_WORD, the table of its numbers
 * @known: place in the row, in bytes, of a bool: was there a value?; 0 for none
 */
struct view_column {
	const char *name;
	enum view_kind kind;
	unsigned int leeway;
	size_t offset;
	size_t size;
	const struct word *words;
	size_t known;
};

/* Versions of clang-format differ on such macros. */
/* clang-format off */
#define VIEW_COLUMN(row, member, column_name, column_kind, allowed)                  \
	{                                                                            \
		.name = column_name, .kind = column_kind, .leeway = allowed,         \
		.offset = offsetof(row, member), .size = sizeof(((row *)0)->member), \
	}
#define VIEW_COLUMN_OF_WORDS(row, member, column_name, table, allowed)               \
	{                                                                            \
		.name = column_name, .kind = VIEW_WORD, .leeway = allowed,           \
		.offset = offsetof(row, member), .size = sizeof(((row *)0)->member), \
		.words = table,                                                      \
	}
/* clang-format on */

/**
 * struct view_steps - the ancestors that were tried: PID:VERDICT,PID:VERDICT,+MORE
 * @nr: how many follow
 * @more: how many others there were
 * @words: SUBREAPER_STEP() words, @nr of them
 */
struct view_steps {
	uint32_t nr;
	uint32_t more;
	uint32_t words[SUBREAPER_STEPS_MAX];
};

/**
 * struct view - a table of the module in debugfs, or a copy of it
 * @in: where it is read from
 * @columns: those that are wanted; the last has no name
 * @found: which of them stands at which place; NULL for one that is not wanted
 * @nr: how many columns the table has
 * @number: of the latest line
 */
struct view {
	FILE *in;
	const struct view_column *columns;
	const struct view_column *found[VIEW_COLUMNS_MAX];
	size_t nr;
	size_t number;
	char *line;
	size_t room;
};

int view_begin(struct view *view, FILE *in, const struct view_column *columns);
int view_next(struct view *view, void *row, size_t size);
void view_end(struct view *view);
int view_refuse(const struct view *view, int err, const char *name, const char *what,
		struct message *why);

#endif /* SOURCE_VIEW_H */
