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

static void publish_reparents(const struct reaper_walk *walk)
{
	struct task_struct *father = walk->father;
	struct child_effects effects;
	struct task_struct *child;

	list_for_each_entry(child, &father->children, sibling) {
		if (!is_orphaned(child))
			continue;
		effects = child_effects_of(child, father, walk->adopter);
		trace_reparent(child, father, walk->adopter, walk->decision, effects.bits,
			       effects.pdeath_signal);
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
 * events_publish_decision() - emit walk, and reparent for each child
 * @walk: what was decided for a dying thread, its children not yet moved
 *
 * A thread without children decides nothing and is passed over.
 *
 * Context: tasklist_lock held for write, as a rule with interrupts off; does not sleep, allocate
 * or take task_lock.
 */
void events_publish_decision(const struct reaper_walk *walk)
{
	unsigned int children = count_orphans(walk->father);

	if (!children)
		return;
	trace_walk(walk->father, walk->adopter, walk->decision, children, walk->steps,
		   walk->nr_steps);
	if (walk->adopter && trace_reparent_enabled())
		publish_reparents(walk);
}

/**
 * events_publish_mark() - emit mark for a prctl(PR_SET_CHILD_SUBREAPER) that is about to be done
 * @task: the caller
 * @argument: as it was passed
 * @descendants: how many descendants it newly covers, -1 if unknown
 *
 * Context: any.
 */
void events_publish_mark(struct task_struct *task, unsigned long argument, int descendants)
{
	trace_mark(task, argument, task->signal->is_child_subreaper, argument != 0, descendants);
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
