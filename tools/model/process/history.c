// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "history.h"

/* The first hop shows how it became an orphan, and the latest where it is. */
static void forget_second(struct history *history)
{
	memmove(history->hops + 1, history->hops + 2, (history->nr - 2) * sizeof(history->hops[0]));
	history->nr--;
	history->forgotten++;
}

/**
 * hop_replaces() - does a recorded hop replace one that was inferred for the same exit?
 * @last: the hop before it
 *
 * Return: whether only @hop counts
 */
bool hop_replaces(const struct hop *hop, const struct hop *last)
{
	return last->inferred && !hop->inferred && last->parent == hop->parent &&
	       last->parent_tid == hop->parent_tid;
}

static int grow(struct history *history, struct arena *arena)
{
	uint32_t capacity = history->capacity ? 2 * history->capacity : 1;
	struct hop *hops = arena_take(arena, capacity * sizeof(*hops));

	if (!hops)
		return -ENOMEM;
	if (history->nr)
		memcpy(hops, history->hops, history->nr * sizeof(*hops));
	history->hops = hops;
	history->capacity = capacity;
	return 0;
}

/**
 * history_add() - add a hop
 * @history: of the child
 * @hop: the latest
 * @arena: which keeps it
 *
 * Return: 0 or -ENOMEM
 */
int history_add(struct history *history, const struct hop *hop, struct arena *arena)
{
	if (history->nr && hop_replaces(hop, &history->hops[history->nr - 1])) {
		history->hops[history->nr - 1] = *hop;
		return 0;
	}
	if (history->nr == HISTORY_MAX)
		forget_second(history);
	if (history->nr == history->capacity && grow(history, arena))
		return -ENOMEM;
	history->hops[history->nr++] = *hop;
	return 0;
}

/**
 * history_last() - the latest hop
 * @history: of the child
 *
 * Return: the hop, or NULL
 */
const struct hop *history_last(const struct history *history)
{
	return history->nr ? &history->hops[history->nr - 1] : NULL;
}

/**
 * history_last_adoption() - the latest hop from one process to another
 * @history: of the child
 *
 * Return: the hop, or NULL
 */
const struct hop *history_last_adoption(const struct history *history)
{
	uint32_t i = history->nr;

	while (i--) {
		if (history->hops[i].adopter != history->hops[i].parent)
			return &history->hops[i];
	}
	return NULL;
}
