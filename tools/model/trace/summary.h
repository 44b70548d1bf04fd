/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_SUMMARY_H
#define MODEL_SUMMARY_H

#include <stddef.h>

#include "event.h"

/**
 * struct trace_loss - what is missing from a trace
 * @places: how often something was lost
 * @events: how many events, as far as the kernel counted them
 * @uncounted: whether there are places of unknown number
 * @gaps: how often the module did not see, or did not record, what happened
 * @unseen: how many decisions, marks or reaps that were, as far as it knows
 * @unseen_uncounted: whether there are gaps of unknown number
 */
struct trace_loss {
	size_t places;
	uint64_t events;
	bool uncounted;
	size_t gaps;
	uint64_t unseen;
	bool unseen_uncounted;
};

/* More than there are kinds. */
#define SUMMARY_GAPS 8

/**
 * struct summary - what is known of a trace as a whole, as far as it has been read
 * @nr: how many events
 * @counts: how many of each type
 * @dumps: how often the state of all processes was listed
 * @dump_pid: the last pid that was listed
 * @loss: what is missing
 * @open: of each kind of gap, since when the latest one goes on, on CLOCK_MONOTONIC in ns; or 0
 * @first: time of the first event of the trace
 * @last: time of the latest
 * @probed: whether probes recorded it, or one of several, without the module
 * @recorder: the process that made the recording; all 0 if unknown
 *
 * All zero is that of a trace of which nothing has been read.
 */
struct summary {
	size_t nr;
	size_t counts[EVENT_TYPES];
	size_t dumps;
	int32_t dump_pid;
	struct trace_loss loss;
	uint64_t open[SUMMARY_GAPS];
	uint64_t first;
	uint64_t last;
	bool probed;
	struct recorder_event recorder;
};

void summary_add(struct summary *summary, const struct event *event);
bool summary_is_recorded(const struct summary *summary);

#endif /* MODEL_SUMMARY_H */
