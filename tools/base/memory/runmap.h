/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_RUNMAP_H
#define BASE_RUNMAP_H

#include "arena.h"
#include "idmap.h"

/**
 * struct runmap - pointers by numbers that come in runs, as the pids of a machine do
 *
 * What belongs to neighbours lies together. All zero is an empty map. It owns none of the values.
 */
struct runmap {
	struct idmap runs;
	struct arena arena;
};

void runmap_deinit(struct runmap *map);
void *runmap_get(const struct runmap *map, uint32_t number);
int runmap_set(struct runmap *map, uint32_t number, void *value);

#endif /* BASE_RUNMAP_H */
