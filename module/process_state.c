// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cgroup.h>
#include <linux/pid_namespace.h>
#include <linux/ptrace.h>
#include <linux/sched/signal.h>

#include "../tracing/subreaper_flags.h"
#include "process_state.h"

/* How many threads of a process are checked for a parent-death signal. */
#define THREADS_MAX 1024

/*
 * The memory of a sighand can be reused at any time, but only after exec() gave the task a new one.
 */
static enum subreaper_sigchld sigchld_of(struct task_struct *task)
{
	const struct sighand_struct *sighand;
	__sighandler_t handler;
	unsigned long flags;

	do {
		sighand = rcu_dereference(task->sighand);
		if (!sighand)
			return SUBREAPER_SIGCHLD_DEFAULT;
		handler = data_race(sighand->action[SIGCHLD - 1].sa.sa_handler);
		flags = data_race(sighand->action[SIGCHLD - 1].sa.sa_flags);
		/* If the task still has that sighand, the values were read from it. */
		smp_rmb();
	} while (sighand != rcu_access_pointer(task->sighand));
	if (handler == SIG_IGN)
		return SUBREAPER_SIGCHLD_IGNORED;
	if (flags & SA_NOCLDWAIT)
		return SUBREAPER_SIGCHLD_NOCLDWAIT;
	return handler == SIG_DFL ? SUBREAPER_SIGCHLD_DEFAULT : SUBREAPER_SIGCHLD_HANDLED;
}

/*
 * Each thread can set one, which is sent to the process; that of an exited thread does not count.
 */
static u8 pdeath_signal_of(struct task_struct *task)
{
	struct task_struct *thread;
	unsigned int looked = 0;
	int signal;

	for_each_thread(task, thread) {
		signal = READ_ONCE(thread->pdeath_signal);
		if (signal && !(READ_ONCE(thread->flags) & PF_EXITING))
			return signal;
		if (++looked == THREADS_MAX)
			break;
	}
	return 0;
}

static u64 cgroup_of(struct task_struct *task)
{
#ifdef CONFIG_CGROUPS
	return cgroup_id(task_dfl_cgroup(task));
#else
	return 0;
#endif
}

/**
 * process_state_is_dead() - have all threads of a process exited?
 * @leader: its thread group leader
 *
 * Context: RCU read section.
 */
bool process_state_is_dead(const struct task_struct *leader)
{
	return READ_ONCE(leader->exit_state) && thread_group_empty((struct task_struct *)leader);
}

/**
 * process_state_fill() - note the state of one process
 * @state: set to it
 * @task: its thread group leader
 *
 * Context: RCU read section in which @task was found (reaper_walk.c says why that is enough).
 * Return: false when it is being released
 */
bool process_state_fill(struct process_state *state, struct task_struct *task)
{
	struct task_struct *parent = rcu_dereference(task->real_parent);
	struct task_struct *tracer = ptrace_parent(task);
	struct pid *pid = READ_ONCE(task->thread_pid);

	if (!pid)
		return false;
	state->start = task->start_boottime;
	state->parent_start = parent->group_leader->start_boottime;
	state->cgroup = cgroup_of(task);
	state->pid = task->pid;
	state->nspid = pid->numbers[pid->level].nr;
	state->parent_tid = parent->pid;
	state->parent_tgid = parent->tgid;
	state->tracer_tgid = tracer ? tracer->tgid : 0;
	state->pgrp = pid_nr(READ_ONCE(task->signal->pids[PIDTYPE_PGID]));
	state->session = pid_nr(READ_ONCE(task->signal->pids[PIDTYPE_SID]));
	state->threads_alive = atomic_read(&task->signal->live);
	state->exit_signal = READ_ONCE(task->exit_signal);
	state->level = pid->level;
	state->subreaper = subreaper_is_marked(task);
	state->has_subreaper = subreaper_is_above(task);
	state->sigchld = sigchld_of(task);
	state->dead = process_state_is_dead(task);
	state->letter = task_state_to_char(task);
	state->exit_code = state->dead ? subreaper_wait_status(task) : 0;
	state->pdeath_signal = state->dead ? 0 : pdeath_signal_of(task);
	memcpy(state->comm, task->comm, TASK_COMM_LEN);
	if (!adoptions_find(task, parent, &state->adoption))
		state->adoption = (struct adoption){ 0 };
	return true;
}
