// SPDX-License-Identifier: GPL-2.0-or-later
/* Open addressing; the capacity is a power of two and at least half of the slots are free. */
#include <errno.h>
#include <stdlib.h>

#include "idmap.h"

/**
 * idmap_deinit() - free what the map holds, which is then empty
 */
void idmap_deinit(struct idmap *map)
{
	free(map->slots);
	*map = (struct idmap){ 0 };
}

/* The finaliser of splitmix64: nearby keys, which pids and times are, end up far apart. */
static uint64_t scatter(uint64_t high, uint64_t low)
{
	uint64_t x = high * 0x9e3779b97f4a7c15 + low;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

/* The slot that holds the key, or the free one where it belongs. */
static struct idmap_slot *find_slot(const struct idmap *map, uint64_t high, uint64_t low)
{
	size_t i = scatter(high, low) & (map->capacity - 1);

	while (map->slots[i].value && (map->slots[i].high != high || map->slots[i].low != low))
		i = (i + 1) & (map->capacity - 1);
	return &map->slots[i];
}

/**
 * idmap_get() - look up a key
 * @high: first half of the key
 * @low: second half of the key
 *
 * Return: the value, or NULL
 */
void *idmap_get(const struct idmap *map, uint64_t high, uint64_t low)
{
	return map->capacity ? find_slot(map, high, low)->value : NULL;
}

static int grow(struct idmap *map)
{
	struct idmap bigger = { .capacity = map->capacity ? map->capacity * 2 : 64 };
	size_t i;

	bigger.slots = calloc(bigger.capacity, sizeof(*bigger.slots));
	if (!bigger.slots)
		return -ENOMEM;
	for (i = 0; i < map->capacity; i++) {
		if (map->slots[i].value)
			*find_slot(&bigger, map->slots[i].high, map->slots[i].low) = map->slots[i];
	}
	bigger.used = map->used;
	free(map->slots);
	*map = bigger;
	return 0;
}

/**
 * idmap_set() - store a value, in place of the one the key had
 * @high: first half of the key
 * @low: second half of the key
 * @value: not NULL
 *
 * Return: 0 or -ENOMEM
 */
int idmap_set(struct idmap *map, uint64_t high, uint64_t low, void *value)
{
	struct idmap_slot *slot;

	if (map->used * 2 >= map->capacity) {
		int err = grow(map);

		if (err)
			return err;
	}
	slot = find_slot(map, high, low);
	map->used += !slot->value;
	*slot = (struct idmap_slot){ high, low, value };
	return 0;
}
