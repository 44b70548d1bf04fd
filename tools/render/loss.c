// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>

#include "loss.h"

/**
 * loss_words() - say what is missing from a trace, to stand behind "lost"
 * @loss: of one place at least
 * @room: LOSS_SIZE bytes
 *
 * Return: @room, with such as "at least 3 events in 2 places"
 */
const char *loss_words(const struct trace_loss *loss, char *room)
{
	char number[32] = "";

	if (loss->events)
		snprintf(number, sizeof(number), "%s%" PRIu64 " ",
			 loss->uncounted ? "at least " : "", loss->events);
	snprintf(room, LOSS_SIZE, "%sevent%s in %zu place%s", number, loss->events == 1 ? "" : "s",
		 loss->places, loss->places == 1 ? "" : "s");
	return room;
}
