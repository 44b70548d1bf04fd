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
 * The walk does not stop at the namespace init.
 *
 * Each time the walk reaches a marked ancestor, the caller says whether that has a live thread:
 * threads become PF_EXITING without any lock, so a hook that repeats a decision goes by the
 * kernel's answer. prediction.c has the same rules for what would be decided now.
 *
 * What keeps alive all that is followed. A hook runs under tasklist_lock, held for write: no
 * task is released meanwhile, and what a task that is not released refers to is there. Views
 * have an RCU read section and nothing else. What is released after the section began is freed
 * after its end; so it is enough to know of each thing that it was not released when the section
 * began:
 *
 * a process
 *	was found by its pid in this section: it was not released then
 * thread_pid of a task
 *	NULL once the task is released; freed a grace period after that
 * real_parent
 *	of a task that was not released at some time in the section. Then its parent was not
 *	released either: a task gives its children away before that. Hence on the way up
 *	real_parent is read first, and the parent's thread_pid must still be there after that
 * parent (the tracer)
 *	the same: a tracer lets go of what it traces before it is released
 * group_leader
 *	of a task that was not released: the leader is released last, or by a thread that
 *	takes its place at exec(), and is then freed after the section
 * signal
 *	belongs to the task_struct. Its list of threads is one of RCU
 * signal->pids
 *	NULL, or freed a grace period after that
 * sighand
 *	the memory stays one of the kind; it is the task's if the task still has it after the
 *	reading (process_state.c)
 * real_cred
 *	freed a grace period after the task has another; holds its user_ns, which holds its
 *	parent
 * cgroups->dfl_cgrp->kn
 *	the css_set of a task is freed a grace period after the task has another, and holds
 *	the rest
 * numbers[level].ns
 *	held by the pid
 * ns->child_reaper
 *	held by nothing. It is the thread that was the namespace's init last, and the pointer
 *	stays when that is released: when the first thread of the init has exited and another
 *	was the last. But before that thread is released it waits until all other pids in the
 *	namespace are, but the first thread's. So it is not released as long as the namespace
 *	has a task that is not of a dead process: one with exit_state and no other thread.
 *	That is looked at first; nothing is said of the children that a dead process does not
 *	have
 *
 * Numbers that are copied out (pids, births) need no keeping. A section is left after a bounded
 * number of steps, and nothing that was found in it is used after that.
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

static bool stops_at(struct reaper_walk *walk, struct task_struct *ancestor, struct pid *pid)
{
	if (pid->level != walk->level) {
		reaper_walk_record(walk, ancestor, SUBREAPER_VERDICT_OTHER_NS_LEVEL);
		walk->decision = SUBREAPER_DECISION_NS_BOUNDARY;
	} else if (ancestor == &init_task) {
		reaper_walk_record(walk, ancestor, SUBREAPER_VERDICT_ROOT);
		walk->decision = SUBREAPER_DECISION_REACHED_ROOT;
	} else {
		return false;
	}
	walk->candidate = NULL;
	walk->adopter = walk->ns_init;
	return true;
}

/* Goes up from @task to the next marked ancestor, or to the end of the walk. */
static void go_up(struct reaper_walk *walk, struct task_struct *task)
{
	struct task_struct *ancestor = task;

	for (;;) {
		ancestor = rcu_dereference_protected(ancestor->real_parent, true);
		if (stops_at(walk, ancestor, task_pid(ancestor)))
			return;
		if (subreaper_is_marked(ancestor))
			break;
		reaper_walk_record(walk, ancestor, SUBREAPER_VERDICT_NOT_SUBREAPER);
	}
	walk->candidate = ancestor;
}

/**
 * reaper_walk_begin() - begin to find the adopter of the children of a dying thread
 * @walk: filled in; decided unless it has a candidate
 * @father: the dying thread
 * @sibling: a live thread of the same process; NULL when there is none
 *
 * Context: tasklist_lock held for write.
 */
void reaper_walk_begin(struct reaper_walk *walk, struct task_struct *father,
		       struct task_struct *sibling)
{
	struct pid *pid = task_pid(father);

	walk->father = father;
	walk->ns_init = READ_ONCE(ns_of_pid(pid)->child_reaper);
	walk->level = pid->level;
	walk->from = father;
	walk->from_steps = 0;
	walk->corrected = false;
	walk->candidate = NULL;
	walk->nr_steps = 0;
	walk->adopter = sibling;
	if (walk->ns_init == father) {
		walk->decision = sibling ? SUBREAPER_DECISION_NS_INIT_HANDOVER
					 : SUBREAPER_DECISION_NS_DYING;
	} else if (sibling) {
		walk->decision = SUBREAPER_DECISION_SIBLING_THREAD;
	} else if (subreaper_is_above(father)) {
		go_up(walk, father);
	} else {
		walk->decision = SUBREAPER_DECISION_NO_FLAG;
		walk->adopter = walk->ns_init;
	}
}

/**
 * reaper_walk_answer() - say whether the walk's candidate can adopt, and go on
 * @walk: has a candidate
 * @thread: a live thread of it, or NULL
 *
 * Context: that of reaper_walk_begin(), without a break in between.
 */
void reaper_walk_answer(struct reaper_walk *walk, struct task_struct *thread)
{
	struct task_struct *candidate = walk->candidate;

	walk->candidate = NULL;
	reaper_walk_record(walk, candidate,
			   thread ? SUBREAPER_VERDICT_ADOPTS : SUBREAPER_VERDICT_SUBREAPER_DYING);
	walk->from = candidate;
	walk->from_steps = walk->nr_steps;
	if (!thread) {
		go_up(walk, candidate);
		return;
	}
	walk->decision = SUBREAPER_DECISION_SUBREAPER;
	walk->adopter = thread;
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
 * reaper_walk_meet() - the kernel asks about an ancestor, which need not be the walk's candidate
 * @walk: of a father that is still dying
 * @ancestor: becomes the candidate; above what the kernel asked about before
 *
 * prctl() changes a mark without a lock, between our look and the kernel's. The kernel asks about
 * each ancestor that it finds marked, so those between were not.
 *
 * Context: tasklist_lock held for write.
 */
void reaper_walk_meet(struct reaper_walk *walk, struct task_struct *ancestor)
{
	struct task_struct *passed = rcu_dereference_protected(walk->from->real_parent, true);

	walk->corrected |= ancestor != walk->candidate;
	walk->adopter = NULL;
	walk->nr_steps = walk->from_steps;
	while (passed != ancestor) {
		reaper_walk_record(walk, passed, SUBREAPER_VERDICT_NOT_SUBREAPER);
		passed = rcu_dereference_protected(passed->real_parent, true);
	}
	walk->candidate = ancestor;
}

/**
 * reaper_walk_to() - find the walk that has led to a known adopter
 * @walk: set to it, or spoilt
 * @father: the dying thread
 * @adopter: the thread that really adopts
 *
 * Marks may have changed since the kernel looked. The process that adopts was marked, unless it is
 * the init of the namespace, which adopts in any case. One that was passed and is marked now was
 * not marked then if it has a live thread now; without one it was exiting, as no thread comes alive
 * again.
 *
 * Context: tasklist_lock held for write.
 * Return: whether the way up leads to @adopter
 */
bool reaper_walk_to(struct reaper_walk *walk, struct task_struct *father,
		    struct task_struct *adopter)
{
	struct task_struct *ancestor = father;

	reaper_walk_begin(walk, father, NULL);
	if (!subreaper_is_above(father) || father == walk->ns_init)
		return walk->adopter == adopter;

	walk->nr_steps = 0;
	for (;;) {
		ancestor = rcu_dereference_protected(ancestor->real_parent, true);
		if (stops_at(walk, ancestor, task_pid(ancestor)))
			return walk->adopter == adopter;
		walk->candidate = ancestor;
		if (same_thread_group(ancestor, adopter) &&
		    (adopter != walk->ns_init || subreaper_is_marked(ancestor))) {
			reaper_walk_answer(walk, adopter);
			return true;
		}
		reaper_walk_record(walk, ancestor,
				   subreaper_is_marked(ancestor) && !live_thread(ancestor)
					   ? SUBREAPER_VERDICT_SUBREAPER_DYING
					   : SUBREAPER_VERDICT_NOT_SUBREAPER);
	}
}

/**
 * reaper_walk_is_sure() - can the kernel's walk have taken no other way?
 * @walk: as far as the kernel's questions and answers have led it
 *
 * Context: any.
 * Return: false while an ancestor that was found unmarked may have been marked when the kernel
 * came to it, or the other way round
 */
bool reaper_walk_is_sure(const struct reaper_walk *walk)
{
	if (walk->candidate)
		return false;
	return (walk->decision != SUBREAPER_DECISION_NS_BOUNDARY &&
		walk->decision != SUBREAPER_DECISION_REACHED_ROOT) ||
	       walk->nr_steps == walk->from_steps + 1;
}
