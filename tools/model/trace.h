/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_TRACE_H
#define MODEL_TRACE_H

#include <stddef.h>

#include "event.h"

/* A recorder's tracefs instance is RECORDER_PREFIX.PID.START.NAMESPACE, START in clock ticks. */
#define RECORDER_PREFIX "subreaper-trace"

/**
 * struct trace - everything that was recorded, in the order of time
 * @events: the events
 * @nr: how many
 * @capacity: how many there is room for
 * @recorder_pid: the process that made the recording, in the initial pid namespace; 0 if unknown
 * @recorder_start: its birth in clock ticks of 10 ms
 *
 * All zero is an empty trace.
 */
struct trace {
	struct event *events;
	size_t nr;
	size_t capacity;
	int recorder_pid;
	uint64_t recorder_start;
};

void trace_deinit(struct trace *trace);
int trace_append(struct trace *trace, const struct event *event);
void trace_name_instance(struct trace *trace, const char *name);

/**
 * struct trace_loss - what is missing from a trace
 * @places: how often something was lost
 * @events: how many events, as far as the kernel counted them
 * @uncounted: whether there are places of unknown number
 */
struct trace_loss {
	size_t places;
	uint64_t events;
	bool uncounted;
};

size_t trace_count_dumps(const struct trace *trace);
struct trace_loss trace_count_lost(const struct trace *trace);

#endif /* MODEL_TRACE_H */
