/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

/**
 * struct arena - memory that is taken in pieces and given back at once
 * @nr: how many of them
 * @capacity: how many there is room for
 * @used: how many bytes of the last block are taken
 * @size: of the last block, in bytes
 *
 * All zero is an empty arena.
 */
struct arena {
	char **blocks;
	size_t nr;
	size_t capacity;
	size_t used;
	size_t size;
};

void arena_deinit(struct arena *arena);
void *arena_take(struct arena *arena, size_t size);

#endif /* BASE_ARENA_H */
