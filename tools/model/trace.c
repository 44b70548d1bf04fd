// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/array.h"
#include "trace.h"

/**
 * trace_deinit() - free a trace, which is then empty
 * @trace: the trace
 */
void trace_deinit(struct trace *trace)
{
	size_t i;

	for (i = 0; i < trace->nr; i++) {
		if (trace->events[i].type == EVENT_WALK)
			free(trace->events[i].walk.steps);
	}
	free(trace->events);
	*trace = (struct trace){ 0 };
}

/**
 * trace_append() - add an event
 * @trace: the trace
 * @event: not earlier than those that are there; the steps of a walk go over to the trace
 *
 * Return: 0, or -ENOMEM, and the steps still belong to the caller
 */
int trace_append(struct trace *trace, const struct event *event)
{
	int err;

	err = array_reserve(&trace->events, &trace->capacity, trace->nr + 1,
			    sizeof(*trace->events));
	if (err)
		return err;
	trace->events[trace->nr++] = *event;
	return 0;
}

/**
 * trace_name_instance() - learn from the name of a tracefs instance who recorded it
 * @trace: the trace
 * @name: of the instance; any other name than a recorder's is passed over
 */
void trace_name_instance(struct trace *trace, const char *name)
{
	uint64_t start;
	int pid;

	if (sscanf(name, RECORDER_PREFIX ".%d.%" SCNu64, &pid, &start) != 2 || pid < 1)
		return;
	trace->recorder_pid = pid;
	trace->recorder_start = start;
}

/**
 * trace_count_dumps() - count how often the state of all processes was listed
 * @trace: the trace
 *
 * Return: the number; a dump goes up the pids, so each step down begins another
 */
size_t trace_count_dumps(const struct trace *trace)
{
	size_t dumps = 0;
	int32_t last = 0;
	size_t i;

	for (i = 0; i < trace->nr; i++) {
		if (trace->events[i].type != EVENT_TASK)
			continue;
		dumps += !dumps || trace->events[i].task.pid <= last;
		last = trace->events[i].task.pid;
	}
	return dumps;
}

/**
 * trace_count_lost() - count what is missing
 * @trace: the trace
 *
 * Return: the sums
 */
struct trace_loss trace_count_lost(const struct trace *trace)
{
	struct trace_loss loss = { 0 };
	size_t i;

	for (i = 0; i < trace->nr; i++) {
		if (trace->events[i].type != EVENT_LOST)
			continue;
		loss.places++;
		loss.events += trace->events[i].lost.count;
		loss.uncounted |= !trace->events[i].lost.count;
	}
	return loss;
}
