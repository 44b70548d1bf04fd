// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's choice of an adopter, rule by rule as in find_child_reaper() and find_new_reaper()
 * of kernel/exit.c:
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
 *
 * Whether a process has a live thread is for the caller to say, each time the walk stands before
 * a marked ancestor: threads become PF_EXITING without any lock, so a backend that repeats a
 * decision must go by the kernel's answer, where a prediction goes by its own.
 */
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "../tracing/subreaper_flags.h"
#include "reaper_walk.h"

/**
 * reaper_walk_record() - note what was found at one ancestor
 * @walk: which has come to it
 * @ancestor: any thread of it
 * @verdict: see SUBREAPER_VERDICTS
 */
void reaper_walk_record(struct reaper_walk *walk, struct task_struct *ancestor,
			enum subreaper_verdict verdict)
{
	if (walk->nr_steps < SUBREAPER_STEPS_MAX)
		walk->steps[walk->nr_steps] = SUBREAPER_STEP(ancestor->tgid, verdict);
	walk->nr_steps++;
}

static int stop_at(struct reaper_walk *walk, struct task_struct *ancestor,
		   enum subreaper_verdict verdict, enum subreaper_decision decision)
{
	reaper_walk_record(walk, ancestor, verdict);
	walk->decision = decision;
	walk->adopter = walk->ns_init;
	return 0;
}

/*
 * Goes up from @task to the next marked ancestor, or to the end of the walk.
 *
 * Returns -EAGAIN when an ancestor was released under the walk, which can only happen to a caller
 * that holds nothing but RCU: a task that still has its pid when it is looked at has a
 * real_parent that cannot be freed before the read section ends.
 */
static int go_up(struct reaper_walk *walk, struct task_struct *task)
{
	struct task_struct *ancestor = task;
	struct pid *pid;

	for (;;) {
		ancestor = rcu_dereference_check(ancestor->real_parent, true);
		pid = READ_ONCE(ancestor->thread_pid);
		if (!pid)
			return -EAGAIN;
		if (pid->level != walk->level)
			return stop_at(walk, ancestor, SUBREAPER_VERDICT_OTHER_NS_LEVEL,
				       SUBREAPER_DECISION_NS_BOUNDARY);
		if (ancestor == &init_task)
			return stop_at(walk, ancestor, SUBREAPER_VERDICT_ROOT,
				       SUBREAPER_DECISION_REACHED_ROOT);
		if (subreaper_is_marked(ancestor))
			break;
		reaper_walk_record(walk, ancestor, SUBREAPER_VERDICT_NOT_SUBREAPER);
	}
	walk->candidate = ancestor;
	return 0;
}

/**
 * reaper_walk_begin() - begin to decide who adopts the children of a dying thread
 * @walk: filled in; decided unless it has a candidate
 * @father: the dying thread
 * @sibling: a live thread of the same process; NULL when there is none
 *
 * Context: tasklist_lock held, or an RCU read section.
 * Return: 0; under RCU alone also -ESRCH when @father is gone, -EAGAIN when an ancestor is
 */
int reaper_walk_begin(struct reaper_walk *walk, struct task_struct *father,
		      struct task_struct *sibling)
{
	struct pid *pid = READ_ONCE(father->thread_pid);

	if (!pid)
		return -ESRCH;

	walk->father = father;
	walk->ns_init = READ_ONCE(ns_of_pid(pid)->child_reaper);
	walk->level = pid->level;
	walk->candidate = NULL;
	walk->nr_steps = 0;
	walk->adopter = sibling;
	if (walk->ns_init == father) {
		walk->decision = sibling ? SUBREAPER_DECISION_NS_INIT_HANDOVER
					 : SUBREAPER_DECISION_NS_DYING;
		return 0;
	}
	if (sibling) {
		walk->decision = SUBREAPER_DECISION_SIBLING_THREAD;
		return 0;
	}
	if (subreaper_is_above(father))
		return go_up(walk, father);

	walk->decision = SUBREAPER_DECISION_NO_FLAG;
	walk->adopter = walk->ns_init;
	return 0;
}

/**
 * reaper_walk_answer() - say whether the walk's candidate can adopt, and go on
 * @walk: has a candidate
 * @thread: a live thread of it, or NULL
 *
 * Context: that of reaper_walk_begin(), without a break in between.
 * Return: as reaper_walk_begin()
 */
int reaper_walk_answer(struct reaper_walk *walk, struct task_struct *thread)
{
	struct task_struct *candidate = walk->candidate;

	walk->candidate = NULL;
	reaper_walk_record(walk, candidate,
			   thread ? SUBREAPER_VERDICT_ADOPTS : SUBREAPER_VERDICT_SUBREAPER_DYING);
	if (!thread)
		return go_up(walk, candidate);

	walk->decision = SUBREAPER_DECISION_SUBREAPER;
	walk->adopter = thread;
	return 0;
}

static struct task_struct *live_thread(struct task_struct *task)
{
	struct task_struct *thread;

	for_each_thread(task, thread) {
		if (!(READ_ONCE(thread->flags) & PF_EXITING))
			return thread;
	}
	return NULL;
}

/**
 * reaper_walk_predict() - say who would adopt the children of a process, if it died now
 * @walk: filled in
 * @task: any thread of the process; it is taken to die with all its threads
 *
 * Context: RCU read section. The ancestors may change meanwhile, as they may right afterwards.
 * Return: as reaper_walk_begin()
 */
int reaper_walk_predict(struct reaper_walk *walk, struct task_struct *task)
{
	struct pid *pid = READ_ONCE(task->thread_pid);
	struct task_struct *ns_init;
	int err;

	if (!pid)
		return -ESRCH;
	ns_init = READ_ONCE(ns_of_pid(pid)->child_reaper);
	err = reaper_walk_begin(walk, same_thread_group(ns_init, task) ? ns_init : task, NULL);
	while (!err && walk->candidate)
		err = reaper_walk_answer(walk, live_thread(walk->candidate));
	return err;
}
