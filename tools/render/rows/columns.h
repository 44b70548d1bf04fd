/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_COLUMNS_H
#define RENDER_COLUMNS_H

#include <stdio.h>

#include "../../base/terminal/message.h"
#include "column.h"

/**
 * struct columns - those that were chosen
 * @chosen: which, in their order
 */
struct columns {
	size_t nr;
	const struct column *chosen[COLUMNS_MAX];
};

bool column_is_right(const struct column *column);
void columns_all(struct columns *ret);
int columns_parse(struct columns *ret, const char *list, struct message *why);
void columns_describe(FILE *out);

#endif /* RENDER_COLUMNS_H */
