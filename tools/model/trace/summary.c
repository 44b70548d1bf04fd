// SPDX-License-Identifier: GPL-2.0-or-later
#include "summary.h"

/* A dump lists rising pids, so a lower pid begins another dump. */
static void add_task(struct summary *summary, const struct process_event *task)
{
	summary->dumps += !summary->dumps || task->pid <= summary->dump_pid;
	summary->dump_pid = task->pid;
}

static void add_loss(struct trace_loss *loss, const struct lost_event *lost)
{
	loss->places++;
	loss->events += lost->count;
	loss->uncounted |= !lost->count;
}

/* A gap that goes on is recorded twice: when it is noticed, and at its end. */
static void add_gap(struct summary *summary, const struct gap_event *gap)
{
	uint64_t *open = &summary->open[gap->gap % SUMMARY_GAPS];

	summary->loss.gaps += !*open || *open != gap->since;
	*open = gap->until ? 0 : gap->since;
	summary->loss.unseen += gap->count;
	summary->loss.unseen_uncounted |= !gap->count;
}

/**
 * summary_add() - take up one more event
 * @summary: of those before it
 * @event: the next in the order of time
 */
void summary_add(struct summary *summary, const struct event *event)
{
	if (event->type == EVENT_RECORDER) {
		summary->recorder = event->recorder;
		summary->probed |= event->recorder.held & EVENT_BIT(EVENT_MOVE);
		return;
	}
	if (!event_has_time(event))
		return;
	if (!summary->nr++)
		summary->first = event->time;
	summary->last = event->time;
	summary->counts[event->type]++;
	if (event->type == EVENT_PROCESS)
		add_task(summary, &event->process);
	else if (event->type == EVENT_LOST)
		add_loss(&summary->loss, &event->lost);
	else if (event->type == EVENT_GAP)
		add_gap(summary, &event->gap);
}

/**
 * summary_is_recorded() - did the module record anything, or is all to be inferred?
 * @summary: of the trace
 *
 * Return: the answer, as far as the trace has been read
 */
bool summary_is_recorded(const struct summary *summary)
{
	return summary->counts[EVENT_REPARENT] || summary->counts[EVENT_WALK] ||
	       summary->counts[EVENT_MARK] || summary->counts[EVENT_PROCESS] ||
	       summary->counts[EVENT_REAP] || summary->counts[EVENT_GAP];
}
