// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "arena.h"
#include "array.h"

/* The first may be all there is. */
#define FIRST_SIZE (64 << 10)
/* A huge page on most machines. */
#define BLOCK_SIZE (2 << 20)
#define ALIGNMENT  16

/**
 * arena_deinit() - free all that was taken from an arena, which is then empty
 */
void arena_deinit(struct arena *arena)
{
	size_t i;

	for (i = 0; i < arena->nr; i++)
		free(arena->blocks[i]);
	free(arena->blocks);
	*arena = (struct arena){ 0 };
}

static int add_block(struct arena *arena)
{
	size_t size = arena->nr ? BLOCK_SIZE : FIRST_SIZE;
	char *block;

	if (array_reserve(&arena->blocks, &arena->capacity, arena->nr + 1, sizeof(block)))
		return -ENOMEM;
	block = aligned_alloc(size, size);
	if (!block)
		return -ENOMEM;
	/*
	 * Faulting in small pages takes longer than filling them. If this fails, small pages are
	 * used.
	 */
	if (size == BLOCK_SIZE)
		madvise(block, size, MADV_HUGEPAGE);
	arena->blocks[arena->nr++] = block;
	arena->size = size;
	arena->used = 0;
	return 0;
}

/**
 * arena_take() - take a piece of memory
 * @arena: which keeps it
 * @size: of the piece in bytes, 65536 at most
 *
 * Return: the piece, all zero, or NULL without memory
 */
void *arena_take(struct arena *arena, size_t size)
{
	size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	char *piece;

	if (arena->size - arena->used < rounded && add_block(arena))
		return NULL;
	piece = arena->blocks[arena->nr - 1] + arena->used;
	arena->used += rounded;
	return memset(piece, 0, size);
}
