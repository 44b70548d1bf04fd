// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The events of the traces one after the other, for who shows or counts them: those that were
 * recorded and, as long as the module has recorded nothing, those that follow from births and ends.
 *
 * A thread has ended some time before the module tells of its children. So what was inferred waits
 * until it is sure that nothing will be told, and what comes after it waits with it.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/array.h"
#include "../model/kept.h"
#include "complain.h"
#include "following.h"
#include "sequence.h"
#include "tracefile.h"

/* Much memory and many files are to be given back in between. */
#define WAIT_NS 1000000000

static struct {
	/* Each machine has processes of its own. */
	struct following machines[CLOCK_HOSTS_MAX];
	bool compares;
	struct kept_event *waiting;
	size_t first;
	size_t nr;
	size_t capacity;
	/* What was read last, unless it waits. */
	struct event next;
	bool has_next;
	uint64_t now;
	bool ended;
	bool lent;
	int err;
} sequence;

/**
 * sequence_compare() - have recorded decisions compared with what the model expects
 *
 * Otherwise who is whose child is not followed where nothing is to be inferred.
 */
void sequence_compare(void)
{
	sequence.compares = true;
}

/* Half of the room is free after it was made. */
static int make_room(void)
{
	size_t kept = sequence.nr - sequence.first;

	if (sequence.nr < sequence.capacity)
		return 0;
	if (kept)
		memmove(sequence.waiting, sequence.waiting + sequence.first,
			kept * sizeof(*sequence.waiting));
	sequence.first = 0;
	sequence.nr = kept;
	return array_reserve(&sequence.waiting, &sequence.capacity, 2 * kept + 1,
			     sizeof(*sequence.waiting));
}

static int let_wait(const struct event *event)
{
	int err = make_room();

	return err ? err : kept_event_init(&sequence.waiting[sequence.nr++], event);
}

static void drop_first(void)
{
	kept_event_deinit(&sequence.waiting[sequence.first++]);
}

static const struct event *first_waiting(void)
{
	return sequence.first < sequence.nr ? &sequence.waiting[sequence.first].event : NULL;
}

static bool is_recorded(const struct event *event)
{
	return sequence.machines[event->host].inference.recorded;
}

/* Of lives nobody shows more than what names processes. */
static bool is_of_use(const struct event *event)
{
	return !(EVENT_BIT(event->type) & EVENTS_LIVES) || event->type == EVENT_EXEC;
}

static int follow(struct following *machine, struct event *event)
{
	if (!sequence.compares && machine->inference.recorded)
		return 0;
	machine->err = inference_apply(&machine->inference, &machine->forest, event);
	return machine->err;
}

static int take_up(struct event *event)
{
	struct following *machine = &sequence.machines[event->host];
	struct event inferred;
	int err = follow(machine, event);

	sequence.has_next = is_recorded(event) && !first_waiting();
	if (!err && !sequence.has_next && is_of_use(event))
		err = let_wait(event);
	while (!err && following_inferred(machine, &inferred))
		err = let_wait(&inferred);
	return err ? err : machine->err;
}

static uint64_t wall_time(const struct event *event)
{
	return event->time + (uint64_t)tracefile_clock()->notes[event->host].wall_offset;
}

static void read_next(void)
{
	sequence.ended = !tracefile_next(&sequence.next);
	if (sequence.ended)
		return;
	sequence.now = wall_time(&sequence.next);
	sequence.err = take_up(&sequence.next);
}

static bool is_due(const struct event *event)
{
	return sequence.ended || is_recorded(event) || wall_time(event) + WAIT_NS <= sequence.now;
}

/* What was inferred gives way to what is recorded of it. */
static const struct event *find_due(void)
{
	const struct event *event;

	while ((event = first_waiting()) && event->inferred && is_recorded(event))
		drop_first();
	return event && is_due(event) ? event : NULL;
}

static void take_back(void)
{
	if (sequence.lent)
		drop_first();
	sequence.lent = false;
}

/**
 * sequence_next() - the next event of the traces that are open
 * @ret: filled in; the steps of a walk are lent until the next call
 *
 * Return: false at the end; sequence_end() tells how it was reached
 */
bool sequence_next(struct event *ret)
{
	const struct event *due;

	take_back();
	while (!sequence.err && !(due = find_due()) && !sequence.has_next && !sequence.ended)
		read_next();
	if (sequence.err)
		return false;
	sequence.lent = due;
	if (!due && sequence.has_next) {
		due = &sequence.next;
		sequence.has_next = false;
	}
	if (due)
		*ret = *due;
	return due;
}

static int end_machine(struct following *machine, int status)
{
	if (!status)
		status = following_conclude(machine);
	following_deinit(machine);
	return status;
}

/**
 * sequence_end() - end it
 * @err: 0 or -ENOMEM, of what was done with the events
 *
 * Return: exit code; the user has been told when it is not EX_OK, and when the kernel decided
 * otherwise than the model
 */
int sequence_end(int err)
{
	int status = err || sequence.err ? complain(EX_FAILED, "out of memory") : EX_OK;
	size_t i;

	while (first_waiting())
		drop_first();
	free(sequence.waiting);
	for (i = 0; i < CLOCK_HOSTS_MAX; i++)
		status = end_machine(&sequence.machines[i], status);
	return status;
}
