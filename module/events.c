// SPDX-License-Identifier: GPL-2.0-only
#include <linux/sched/signal.h>

#include "child_effects.h"
#include "events.h"
#include "hook.h"
#include "process_list.h"
#include "process_state.h"
#include "reaper_walk.h"

#define CREATE_TRACE_POINTS
#include "../tracing/subreaper_events.h"

/**
 * events_reparent_wanted() - is anything recording reparents?
 *
 * Return: true when a look at each child is worth the time. Costs a patched branch.
 */
bool events_reparent_wanted(void)
{
	return trace_reparent_enabled();
}

/**
 * events_moves_wanted() - is anything recording decisions?
 *
 * Return: true while a successful hook_moves_use() is not undone
 */
bool events_moves_wanted(void)
{
	return trace_walk_enabled() || trace_reparent_enabled();
}

/**
 * events_publish_walk() - emit walk
 * @walk: what was decided for a dying thread
 * @children: how many it leaves behind
 * @children_told: how many of them have a reparent event
 *
 * Context: tasklist_lock held for write, as a rule with interrupts off; does not sleep, allocate
 * or take task_lock.
 */
void events_publish_walk(const struct reaper_walk *walk, unsigned int children,
			 unsigned int children_told)
{
	trace_walk(walk, children, children_told);
}

/**
 * events_publish_reparent() - emit reparent for one child
 * @child: one that the walk's adopter takes
 * @walk: what was decided
 * @effects: what that does to the child
 *
 * Context: as events_publish_walk().
 */
void events_publish_reparent(struct task_struct *child, const struct reaper_walk *walk,
			     const struct child_effects *effects)
{
	trace_reparent(child, walk, effects);
}

/**
 * events_publish_mark() - emit mark for a prctl(PR_SET_CHILD_SUBREAPER)
 * @task: the caller
 * @argument: as it was passed
 * @was_marked: the mark before
 * @descendants: how many descendants it newly covers, -1 if unknown
 *
 * Context: any.
 */
void events_publish_mark(struct task_struct *task, unsigned long argument, bool was_marked,
			 int descendants)
{
	trace_mark(task, argument, was_marked, argument != 0, descendants);
}

static void publish_process(struct task_struct *task, void *unused)
{
	struct process_state state;

	if (process_state_fill(&state, task))
		trace_process(&state);
}

/**
 * events_dump() - emit the event process for each process
 *
 * Context: process context; sleeps.
 */
void events_dump(void)
{
	process_list_each(publish_process, NULL);
}

/**
 * events_publish_reap() - emit reap
 * @task: the thread group leader of a process that current is about to release
 * @release: has current waited for it?
 *
 * Context: any.
 */
void events_publish_reap(struct task_struct *task, enum subreaper_release release)
{
	trace_reap(task, current, release);
}

/**
 * events_publish_gap() - emit gap
 * @gap: why something was not seen
 * @since: begin of the gap, in ns of CLOCK_MONOTONIC
 * @until: end of the gap; 0 while it goes on
 * @count: how many calls or decisions; 0 if unknown
 *
 * Context: process context.
 */
void events_publish_gap(enum subreaper_gap gap, u64 since, u64 until, u64 count)
{
	trace_gap(gap, since, until, count);
}
