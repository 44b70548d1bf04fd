/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_CELL_H
#define RENDER_CELL_H

#include "../../base/terminal/writer.h"
#include "../../base/terminal/terminal.h"
#include "../rows/column.h"

const char *take_effect(uint64_t *effects, char *room);
void put_cell(struct writer *writer, const struct value *value, char separator);

void put_told(struct writer *writer, const struct terminal *terminal, const struct row *row,
	      const struct column *column);

#endif /* RENDER_CELL_H */
