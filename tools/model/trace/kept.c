// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kept.h"

/**
 * kept_event_init() - keep an event
 * @ret: filled in, to be ended with kept_event_deinit()
 * @event: which; its steps may be lent, the file name of an exec is not kept
 *
 * Return: 0 or -ENOMEM
 */
int kept_event_init(struct kept_event *ret, const struct event *event)
{
	size_t size = event->type == EVENT_WALK ? event->walk.kept_steps * sizeof(*ret->steps) : 0;

	*ret = (struct kept_event){ .event = *event };
	if (event->type == EVENT_EXEC)
		ret->event.exec.filename = (struct event_text){ 0 };
	if (!size)
		return 0;
	ret->steps = malloc(size);
	if (!ret->steps)
		return -ENOMEM;
	ret->event.walk.steps = memcpy(ret->steps, event->walk.steps, size);
	return 0;
}

/**
 * kept_event_deinit() - let go of an event
 */
void kept_event_deinit(struct kept_event *kept)
{
	free(kept->steps);
}
