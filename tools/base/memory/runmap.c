// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "runmap.h"

/* Few enough that a number without neighbours is no waste. */
#define RUN 32

struct run {
	void *values[RUN];
};

/**
 * runmap_deinit() - free what the map holds, which is then empty
 */
void runmap_deinit(struct runmap *map)
{
	arena_deinit(&map->arena);
	idmap_deinit(&map->runs);
}

/**
 * runmap_get() - look up a number
 *
 * Return: the value, or NULL
 */
void *runmap_get(const struct runmap *map, uint32_t number)
{
	const struct run *run = idmap_get(&map->runs, number / RUN, 0);

	return run ? run->values[number % RUN] : NULL;
}

/**
 * runmap_set() - store a value, in place of the one the number had
 * @value: what; NULL for nothing
 *
 * Return: 0 or -ENOMEM
 */
int runmap_set(struct runmap *map, uint32_t number, void *value)
{
	struct run *run = idmap_get(&map->runs, number / RUN, 0);

	if (!run) {
		run = arena_take(&map->arena, sizeof(*run));
		if (!run || idmap_set(&map->runs, number / RUN, 0, run))
			return -ENOMEM;
	}
	run->values[number % RUN] = value;
	return 0;
}
