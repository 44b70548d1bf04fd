// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "../base/array.h"
#include "history.h"

/**
 * history_deinit() - free a history, which is then empty
 * @history: the history
 */
void history_deinit(struct history *history)
{
	free(history->hops);
	*history = (struct history){ 0 };
}

/* The first hop tells how it became an orphan, and the latest where it is. */
static void forget_second(struct history *history)
{
	memmove(history->hops + 1, history->hops + 2, (history->nr - 2) * sizeof(history->hops[0]));
	history->nr--;
	history->forgotten++;
}

/* What was inferred of a death gives way to what was recorded of it. */
static bool replaces(const struct hop *hop, const struct hop *last)
{
	return last->inferred && !hop->inferred && last->father == hop->father &&
	       last->father_tid == hop->father_tid;
}

/**
 * history_add() - add a hop
 * @history: of the child
 * @hop: the latest
 *
 * Return: 0 or -ENOMEM
 */
int history_add(struct history *history, const struct hop *hop)
{
	int err;

	if (history->nr && replaces(hop, &history->hops[history->nr - 1])) {
		history->hops[history->nr - 1] = *hop;
		return 0;
	}
	if (history->nr == HISTORY_MAX)
		forget_second(history);
	err = array_reserve(&history->hops, &history->capacity, history->nr + 1,
			    sizeof(history->hops[0]));
	if (!err)
		history->hops[history->nr++] = *hop;
	return err;
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
