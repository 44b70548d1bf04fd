// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which process would adopt the children of each process, if it died now: the rules of
 * reaper_walk.c. Its first comment also says what keeps the tasks alive that are followed here.
 *
 * Walks of many processes meet in the same ancestors. The rest of a walk depends only on the
 * ancestor that it has reached, if that is in the pid namespace in which the walk began: a child's
 * namespace is never above its parent's, so all processes between are in it, too. So each ancestor
 * is visited once in an RCU read section, and walks share the result. It is not valid after the
 * section.
 */
#include <linux/hash.h>
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "../tracing/subreaper_flags.h"
#include "prediction.h"

/* If an ancestor is released during a walk, try again. That seldom happens twice. */
#define TRIES 8

/* How many threads are checked, if all threads of a process are exiting. */
#define THREADS_MAX 1024

/**
 * predictor_reset() - forget what was found in an earlier RCU read section
 * @predictor: of one reader
 */
void predictor_reset(struct predictor *predictor)
{
	predictor->work = 0;
	predictor->count = 0;
}

/**
 * predictor_is_worn() - has so much been done that it is time to leave the RCU read section?
 * @predictor: reset since the section began
 *
 * If not, there is room for a walk of half of PREDICTOR_STEPS_MAX.
 */
bool predictor_is_worn(const struct predictor *predictor)
{
	return predictor->work > PREDICTOR_STEPS_MAX / 2;
}

/* Returns PREDICTED_LAST if that process was not visited. Stale entries name a step of another. */
static u32 find_step(const struct predictor *predictor, const struct signal_struct *process)
{
	u32 found = predictor->index[hash_ptr(process, PREDICTOR_HASH_BITS)];

	return found < predictor->count && predictor->steps[found].process == process
		       ? found
		       : PREDICTED_LAST;
}

/* Returns 0, -ESRCH when there is none, or -E2BIG when that would take too long to find out. */
static int find_live_thread(struct predictor *predictor, struct task_struct *task, pid_t *ret)
{
	struct task_struct *thread;
	int looked = 0;

	for_each_thread(task, thread) {
		predictor->work++;
		if (!(READ_ONCE(thread->flags) & PF_EXITING)) {
			*ret = thread->pid;
			return 0;
		}
		if (++looked == THREADS_MAX)
			return -E2BIG;
	}
	return -ESRCH;
}

static void set_end(struct predicted_step *step, enum subreaper_decision decision, pid_t adopter,
		    pid_t adopter_tid)
{
	step->decision = decision;
	step->adopter = adopter;
	step->adopter_tid = adopter_tid;
}

/*
 * Fills in @step for @ancestor. Returns 1 if the walk ends there, 0 if it goes on, or as
 * find_live_thread().
 */
static int visit(struct predictor *predictor, struct predicted_step *step,
		 struct task_struct *ancestor, bool same_level, const struct task_struct *ns_init)
{
	enum subreaper_verdict verdict = SUBREAPER_VERDICT_NOT_SUBREAPER;
	pid_t thread;
	int err = 1;

	step->process = ancestor->signal;
	if (!same_level) {
		/* Not shared: for a walk that begins there it is a step like others. */
		step->process = NULL;
		verdict = SUBREAPER_VERDICT_OTHER_NS_LEVEL;
		set_end(step, SUBREAPER_DECISION_NS_BOUNDARY, ns_init->tgid, ns_init->pid);
	} else if (ancestor == &init_task) {
		verdict = SUBREAPER_VERDICT_ROOT;
		set_end(step, SUBREAPER_DECISION_REACHED_ROOT, ns_init->tgid, ns_init->pid);
	} else if (!subreaper_is_marked(ancestor)) {
		err = 0;
	} else {
		err = find_live_thread(predictor, ancestor, &thread);
		verdict = err ? SUBREAPER_VERDICT_SUBREAPER_DYING : SUBREAPER_VERDICT_ADOPTS;
		if (!err)
			set_end(step, SUBREAPER_DECISION_SUBREAPER, ancestor->tgid, thread);
		err = err == -E2BIG ? err : !err;
	}
	step->step = SUBREAPER_STEP(ancestor->tgid, verdict);
	return err;
}

/* The steps from @begin on were a walk that is over, or goes on at step @next. */
static void join(struct predictor *predictor, u32 begin, u32 next)
{
	struct predicted_step *step;
	u32 i;

	for (i = predictor->count; i-- > begin;) {
		step = &predictor->steps[i];
		step->next = next;
		step->nr_steps = 1;
		if (next != PREDICTED_LAST) {
			step->nr_steps = predictor->steps[next].nr_steps + 1;
			set_end(step, predictor->steps[next].decision,
				predictor->steps[next].adopter, predictor->steps[next].adopter_tid);
		}
		if (step->process)
			predictor->index[hash_ptr(step->process, PREDICTOR_HASH_BITS)] = i;
		next = i;
	}
}

/* Returns the index of the first step of a walk, or -EAGAIN or -E2BIG. */
static int walk(struct predictor *predictor, struct task_struct *task, unsigned int level,
		const struct task_struct *ns_init)
{
	struct task_struct *ancestor = task;
	u32 begin = predictor->count;
	u32 known = PREDICTED_LAST;
	struct pid *pid;
	int end = 0;

	while (!end) {
		ancestor = rcu_dereference(ancestor->real_parent);
		pid = READ_ONCE(ancestor->thread_pid);
		if (!pid) {
			end = -EAGAIN;
			break;
		}
		if (pid->level == level) {
			known = find_step(predictor, ancestor->signal);
			if (known != PREDICTED_LAST)
				break;
		}
		if (predictor->count == PREDICTOR_STEPS_MAX) {
			end = -E2BIG;
			break;
		}
		predictor->work++;
		end = visit(predictor, &predictor->steps[predictor->count++], ancestor,
			    pid->level == level, ns_init);
	}
	if (end < 0) {
		predictor->count = begin;
		return end;
	}
	join(predictor, begin, known);
	return begin < predictor->count ? begin : known;
}

static int try_to_predict(struct predictor *predictor, struct task_struct *task,
			  struct prediction *ret)
{
	struct pid *pid = READ_ONCE(task->thread_pid);
	const struct predicted_step *step;
	struct task_struct *ns_init;
	int first;

	/* See reaper_walk.c: the init of a dead process's namespace may be freed memory. */
	if (!pid || (READ_ONCE(task->exit_state) && thread_group_empty(task)))
		return -ESRCH;
	ns_init = READ_ONCE(ns_of_pid(pid)->child_reaper);
	if (same_thread_group(ns_init, task)) {
		*ret = (struct prediction){
			.decision = SUBREAPER_DECISION_NS_DYING,
			.first = PREDICTED_LAST,
		};
		return 0;
	}
	if (!subreaper_is_above(task)) {
		*ret = (struct prediction){
			.decision = SUBREAPER_DECISION_NO_FLAG,
			.adopter = ns_init->tgid,
			.adopter_tid = ns_init->pid,
			.first = PREDICTED_LAST,
		};
		return 0;
	}
	first = walk(predictor, task, pid->level, ns_init);
	if (first < 0)
		return first;
	step = &predictor->steps[first];
	*ret = (struct prediction){
		.decision = step->decision,
		.adopter = step->adopter,
		.adopter_tid = step->adopter_tid,
		.nr_steps = step->nr_steps,
		.first = first,
	};
	return 0;
}

/**
 * predictor_predict() - find which process would adopt the children of a process, if it died now
 * @predictor: reset since the present RCU read section began
 * @task: the process's thread group leader; it is taken to die with all its threads
 * @ret: filled in; its steps are those of @predictor
 *
 * There is no prediction for a dead process, which has no children, nor for one with too many
 * ancestors, or with ancestors that exit faster than they can be visited.
 *
 * Context: RCU read section. The ancestors may change meanwhile, as they may right afterwards.
 */
void predictor_predict(struct predictor *predictor, struct task_struct *task,
		       struct prediction *ret)
{
	int tries = TRIES;
	int err;

	do {
		err = try_to_predict(predictor, task, ret);
	} while (err == -EAGAIN && --tries);
	if (err)
		*ret = (struct prediction){ .first = PREDICTED_LAST };
}
