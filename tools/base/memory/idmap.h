/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_IDMAP_H
#define BASE_IDMAP_H

#include <stddef.h>
#include <stdint.h>

struct idmap_slot {
	uint64_t high;
	uint64_t low;
	void *value;
};

/**
 * struct idmap - pointers by a key of two numbers
 *
 * All zero is an empty map. The map owns none of the values.
 */
struct idmap {
	struct idmap_slot *slots;
	size_t capacity;
	size_t used;
};

void idmap_deinit(struct idmap *map);
void *idmap_get(const struct idmap *map, uint64_t high, uint64_t low);
int idmap_set(struct idmap *map, uint64_t high, uint64_t low, void *value);

#endif /* BASE_IDMAP_H */
