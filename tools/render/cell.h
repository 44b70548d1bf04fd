/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_CELL_H
#define RENDER_CELL_H

#include "../base/writer.h"
#include "column.h"

const char *take_effect(uint64_t *effects, char *room);
void put_cell(struct writer *writer, const struct value *value, char separator);

#endif /* RENDER_CELL_H */
