// SPDX-License-Identifier: GPL-2.0-only
/*
 * What backends report of the kernel's doings, passed on to all who keep or tell it. A walk is
 * reported whether or not anybody records; what it costs for each child must stay small.
 */
#include <linux/sched/signal.h>
#include <linux/timekeeping.h>

#include "adopters.h"
#include "adoptions.h"
#include "child_effects.h"
#include "events.h"
#include "history.h"
#include "reaper_walk.h"
#include "reports.h"
#include "statistics.h"

/* Written under tasklist_lock. */
static u64 decisions;

static unsigned int count_orphans(struct task_struct *father)
{
	struct task_struct *child;
	unsigned int count = 0;

	list_for_each_entry(child, &father->children, sibling)
		count += child_is_orphaned(child);
	return count;
}

/* A child that another thread of its parent takes is not adopted: it stays in its family. */
static bool is_adoption(const struct reaper_walk *walk)
{
	return walk->adopter && !same_thread_group(walk->adopter, walk->father);
}

static void record_adoptions(const struct reaper_walk *walk)
{
	u64 now = ktime_get_mono_fast_ns();
	struct task_struct *child;

	list_for_each_entry(child, &walk->father->children, sibling) {
		if (child_is_orphaned(child))
			adoptions_record(child, walk->adopter->group_leader, now, walk->number,
					 walk->decision);
	}
}

static void foretell_reparents(const struct reaper_walk *walk)
{
	struct child_effects effects;
	struct task_struct *child;

	list_for_each_entry(child, &walk->father->children, sibling) {
		if (!child_is_orphaned(child))
			continue;
		effects = child_effects_foretell(child, walk->father, walk->adopter);
		events_publish_reparent(child, walk, &effects);
	}
}

/**
 * report_walk() - it was decided who adopts the children of a dying thread
 * @walk: what was decided; its father's list has its children still
 * @vanished: how many of them were reaped by the move already
 *
 * A thread without children decides nothing and is passed over.
 *
 * Context: tasklist_lock held for write, preemption off, as a rule interrupts too; does not
 * sleep, allocate or take task_lock.
 */
void report_walk(struct reaper_walk *walk, unsigned int vanished)
{
	unsigned int children = count_orphans(walk->father) + vanished;

	if (!children)
		return;
	walk->number = ++decisions;
	statistics_count_walk(walk, children);
	history_record(walk, children);
	if (is_adoption(walk)) {
		adopters_count(walk->adopter->group_leader, children);
		record_adoptions(walk);
	}
	events_publish_walk(walk, children);
}

/**
 * report_decision() - report_walk(), and that each child is about to move
 * @walk: what was decided for a dying thread none of whose children has moved
 *
 * Context: as report_walk().
 */
void report_decision(struct reaper_walk *walk)
{
	report_walk(walk, 0);
	if (walk->adopter && events_reparent_wanted())
		foretell_reparents(walk);
}

/**
 * report_reparent() - a child has moved
 * @child: which the walk's adopter has taken
 * @walk: what was decided, and reported
 * @exit_state: of @child before
 * @exit_signal: of @child before
 *
 * Context: as report_walk().
 */
void report_reparent(struct task_struct *child, const struct reaper_walk *walk, int exit_state,
		     int exit_signal)
{
	struct child_effects effects;

	if (!events_reparent_wanted())
		return;
	effects = child_effects_tell(child, exit_state, exit_signal);
	events_publish_reparent(child, walk, &effects);
}

/**
 * report_mark() - a process calls prctl(PR_SET_CHILD_SUBREAPER)
 * @task: the caller
 * @argument: as it was passed
 * @was_marked: the mark before
 * @descendants: how many descendants it newly covers, -1 if unknown
 *
 * Context: any.
 */
void report_mark(struct task_struct *task, unsigned long argument, bool was_marked, int descendants)
{
	statistics_count_mark(argument);
	events_publish_mark(task, argument, was_marked, descendants);
}
