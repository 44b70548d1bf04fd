/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_VIEW_H
#define SOURCE_VIEW_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "../model/event.h"

#define VIEW_COLUMNS_MAX 64

/**
 * struct view - a table of the module in debugfs, or a copy of it
 * @in: where it is read from
 * @head: the first line, cut into names
 * @line: the latest line, cut into values
 * @names: of the columns
 * @values: of the latest line
 * @nr: how many columns
 */
struct view {
	FILE *in;
	char *head;
	char *line;
	size_t room;
	char *names[VIEW_COLUMNS_MAX];
	char *values[VIEW_COLUMNS_MAX];
	size_t nr;
};

int view_begin(struct view *view, FILE *in);
int view_next(struct view *view);
void view_end(struct view *view);
bool view_has(const struct view *view, const char *name);
const char *view_text(const struct view *view, const char *name);
uint64_t view_number(const struct view *view, const char *name);
void view_comm(const struct view *view, const char *name, char *ret);
uint32_t view_steps(const struct view *view, uint32_t *ret);
struct event view_task(const struct view *view);
struct event view_walk(const struct view *view, uint32_t *steps);

#endif /* SOURCE_VIEW_H */
