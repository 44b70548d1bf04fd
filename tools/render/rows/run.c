// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "run.h"

static bool is_named_alike(const struct reparent_event *one, const struct reparent_event *other)
{
	return !strncmp(one->child_comm, other->child_comm, SUBREAPER_COMM_LEN) &&
	       !strncmp(one->parent_comm, other->parent_comm, SUBREAPER_COMM_LEN) &&
	       one->parent_doubts == other->parent_doubts;
}

static bool ends_alike(const struct reparent_event *one, const struct reparent_event *other)
{
	return one->adopter_tid == other->adopter_tid &&
	       one->adopter_start == other->adopter_start && one->decision == other->decision &&
	       one->doubts == other->doubts && one->effects == other->effects &&
	       one->pdeath_signal == other->pdeath_signal;
}

static bool is_like(const struct event *one, const struct event *other)
{
	return one->host == other->host && one->inferred == other->inferred &&
	       one->ordinals[PARTY_OTHER] == other->ordinals[PARTY_OTHER] &&
	       is_named_alike(&one->reparent, &other->reparent) &&
	       ends_alike(&one->reparent, &other->reparent);
}

/**
 * run_has_room_for() - would the line of an event say the same as those that wait?
 * @run: may be empty
 * @event: any
 */
bool run_has_room_for(const struct run *run, const struct event *event)
{
	return event->type == EVENT_REPARENT && (!run->nr || is_like(&run->first[0].event, event));
}

/**
 * run_add() - let a reparent wait
 * @run: has room for it
 * @event: copied
 *
 * Return: 0 or -ENOMEM
 */
int run_add(struct run *run, const struct event *event)
{
	int err = 0;

	if (run->nr < RUN_LEAST - 1)
		err = kept_event_init(&run->first[run->nr], event);
	if (err)
		return err;
	run->last = *event;
	run->nr++;
	return 0;
}

/**
 * run_print() - print what waits, in one line if that pays, and begin anew
 * @run: may be empty
 * @lines: where
 */
void run_print(struct run *run, struct lines *lines)
{
	size_t kept = run->nr < RUN_LEAST ? run->nr : RUN_LEAST - 1;
	size_t i;

	lines->alike = run->nr < RUN_LEAST ? 0 : run->nr - 1;
	lines->last = &run->last;
	for (i = 0; i < kept; i++) {
		if (!i || !lines->alike)
			lines_print(lines, &run->first[i].event);
		kept_event_deinit(&run->first[i]);
	}
	lines->alike = 0;
	run->nr = 0;
}
