// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's choice of an adopter, taken once more on the state that the kernel takes it on.
 *
 * This follows find_child_reaper() and find_new_reaper() of kernel/exit.c rule by rule:
 *
 *	the dying thread is the reaper of its pid namespace
 *		another thread of it is alive ................ ns_init_handover
 *		else ......................................... ns_dying
 *	another thread of the dying process is alive ......... sibling_thread
 *	has_child_subreaper is not set ....................... no_flag
 *	else walk up the real_parents:
 *		one at another pid namespace level ........... ns_boundary
 *		init_task .................................... reached_root
 *		is_child_subreaper and a live thread ......... subreaper
 *
 * The namespace init is no stop: the walk passes it.
 */
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "reaper_walk.h"

static struct task_struct *live_thread(struct task_struct *task)
{
	struct task_struct *thread;

	for_each_thread(task, thread) {
		if (!(READ_ONCE(thread->flags) & PF_EXITING))
			return thread;
	}
	return NULL;
}

static enum subreaper_verdict judge(struct task_struct *ancestor, bool same_level,
				    struct reaper_walk *walk)
{
	if (!same_level)
		return SUBREAPER_VERDICT_OTHER_NS_LEVEL;
	if (ancestor == &init_task)
		return SUBREAPER_VERDICT_ROOT;
	if (!ancestor->signal->is_child_subreaper)
		return SUBREAPER_VERDICT_NOT_SUBREAPER;
	walk->adopter = live_thread(ancestor);
	return walk->adopter ? SUBREAPER_VERDICT_ADOPTS : SUBREAPER_VERDICT_SUBREAPER_DYING;
}

static void record_step(struct reaper_walk *walk, struct task_struct *ancestor,
			enum subreaper_verdict verdict)
{
	if (walk->nr_steps < SUBREAPER_STEPS_MAX)
		walk->steps[walk->nr_steps] = SUBREAPER_STEP(ancestor->tgid, verdict);
	walk->nr_steps++;
}

/*
 * Returns -EAGAIN when an ancestor was released under the walk, which can only happen to a caller
 * that holds nothing but RCU: a task that still has its pid when it is looked at has a
 * real_parent that cannot be freed before the read section ends.
 */
static int walk_ancestors(struct task_struct *father, unsigned int level,
			  struct task_struct *ns_init, struct reaper_walk *walk)
{
	struct task_struct *ancestor = father;
	enum subreaper_verdict verdict;
	struct pid *pid;

	do {
		ancestor = rcu_dereference_check(ancestor->real_parent, true);
		pid = READ_ONCE(ancestor->thread_pid);
		if (!pid)
			return -EAGAIN;
		verdict = judge(ancestor, pid->level == level, walk);
		record_step(walk, ancestor, verdict);
	} while (verdict == SUBREAPER_VERDICT_NOT_SUBREAPER ||
		 verdict == SUBREAPER_VERDICT_SUBREAPER_DYING);

	if (verdict == SUBREAPER_VERDICT_ADOPTS) {
		walk->decision = SUBREAPER_DECISION_SUBREAPER;
		return 0;
	}
	walk->adopter = ns_init;
	walk->decision = verdict == SUBREAPER_VERDICT_ROOT ? SUBREAPER_DECISION_REACHED_ROOT
							   : SUBREAPER_DECISION_NS_BOUNDARY;
	return 0;
}

/* Who adopts from a process of which no thread is left, and that is not its namespace's init. */
static int decide_for_dead_process(struct task_struct *father, unsigned int level,
				   struct task_struct *ns_init, struct reaper_walk *walk)
{
	if (father->signal->has_child_subreaper)
		return walk_ancestors(father, level, ns_init, walk);

	walk->decision = SUBREAPER_DECISION_NO_FLAG;
	walk->adopter = ns_init;
	return 0;
}

/**
 * reaper_walk_decide() - decide as the kernel does who adopts the children of a dying thread
 * @father: the dying thread; it is already PF_EXITING
 * @walk: returns the decision
 *
 * Context: tasklist_lock held for write, before the kernel has moved anything.
 */
void reaper_walk_decide(struct task_struct *father, struct reaper_walk *walk)
{
	struct task_struct *sibling = live_thread(father);
	struct pid *pid = task_pid(father);
	struct task_struct *ns_init = ns_of_pid(pid)->child_reaper;

	walk->nr_steps = 0;
	walk->adopter = sibling;
	if (ns_init == father)
		walk->decision = sibling ? SUBREAPER_DECISION_NS_INIT_HANDOVER
					 : SUBREAPER_DECISION_NS_DYING;
	else if (sibling)
		walk->decision = SUBREAPER_DECISION_SIBLING_THREAD;
	else
		decide_for_dead_process(father, pid->level, ns_init, walk);
}

/**
 * reaper_walk_predict() - say who would adopt the children of a process, if it died now
 * @task: any thread of the process; it is taken to die with all its threads
 * @walk: returns the decision
 *
 * Context: RCU read section. The ancestors may change meanwhile, as they may right afterwards.
 * Return: 0; -ESRCH when the process is gone; -EAGAIN when an ancestor went away under the walk
 */
int reaper_walk_predict(struct task_struct *task, struct reaper_walk *walk)
{
	struct pid *pid = READ_ONCE(task->thread_pid);
	struct task_struct *ns_init;

	if (!pid)
		return -ESRCH;

	walk->nr_steps = 0;
	walk->adopter = NULL;
	ns_init = READ_ONCE(ns_of_pid(pid)->child_reaper);
	if (same_thread_group(ns_init, task)) {
		walk->decision = SUBREAPER_DECISION_NS_DYING;
		return 0;
	}
	return decide_for_dead_process(task, pid->level, ns_init, walk);
}
