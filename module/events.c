// SPDX-License-Identifier: GPL-2.0-only
#include <linux/sched/signal.h>

#include "child_effects.h"
#include "events.h"
#include "reaper_walk.h"

#define CREATE_TRACE_POINTS
#include "../tracing/subreaper_events.h"

/* A child in EXIT_DEAD has been reaped already; only its release is still to come. */
static bool is_orphaned(const struct task_struct *child)
{
	return child->exit_state != EXIT_DEAD;
}

static unsigned int count_orphans(struct task_struct *father)
{
	struct task_struct *child;
	unsigned int count = 0;

	list_for_each_entry(child, &father->children, sibling)
		count += is_orphaned(child);
	return count;
}

static void foretell_reparents(const struct reaper_walk *walk)
{
	struct child_effects effects;
	struct task_struct *child;

	list_for_each_entry(child, &walk->father->children, sibling) {
		if (!is_orphaned(child))
			continue;
		effects = child_effects_foretell(child, walk->father, walk->adopter);
		events_publish_reparent(child, walk, &effects);
	}
}

/**
 * events_decision_wanted() - does anybody record decisions?
 *
 * Return: true when deciding once more is worth the time. Costs two patched branches.
 */
bool events_decision_wanted(void)
{
	return trace_walk_enabled() || trace_reparent_enabled();
}

/**
 * events_publish_walk() - emit walk
 * @walk: what was decided for a dying thread, whose list has its children still
 * @vanished: how many of them were reaped by the move already
 *
 * A thread without children decides nothing and is passed over.
 *
 * Context: tasklist_lock held for write, as a rule with interrupts off; does not sleep, allocate
 * or take task_lock.
 */
void events_publish_walk(const struct reaper_walk *walk, unsigned int vanished)
{
	unsigned int children = count_orphans(walk->father) + vanished;

	if (children)
		trace_walk(walk->father, walk->adopter, walk->decision, children, walk->steps,
			   walk->nr_steps);
}

/**
 * events_publish_reparent() - emit reparent for one child
 * @child: which the walk's adopter takes
 * @walk: what was decided
 * @effects: what that does to the child
 *
 * Context: as events_publish_walk().
 */
void events_publish_reparent(struct task_struct *child, const struct reaper_walk *walk,
			     const struct child_effects *effects)
{
	trace_reparent(child, walk->father, walk->adopter, walk->decision, effects->bits,
		       effects->pdeath_signal);
}

/**
 * events_publish_decision() - emit walk, and reparent for each child, before any has moved
 * @walk: what was decided for a dying thread
 *
 * Context: as events_publish_walk().
 */
void events_publish_decision(const struct reaper_walk *walk)
{
	events_publish_walk(walk, 0);
	if (walk->adopter && trace_reparent_enabled())
		foretell_reparents(walk);
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

/**
 * events_publish_task() - emit the state of one process
 * @task: its thread group leader; passed over when it is being released
 *
 * Context: RCU read section.
 */
void events_publish_task(struct task_struct *task)
{
	struct pid *pid = READ_ONCE(task->thread_pid);

	if (pid)
		trace_task(task, rcu_dereference(task->real_parent), pid);
}
