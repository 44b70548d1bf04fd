// SPDX-License-Identifier: GPL-2.0-only
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "../tracing/subreaper_flags.h"
#include "process_state.h"

/**
 * process_state_fill() - note the state of one process
 * @state: filled in
 * @task: its thread group leader
 *
 * Context: RCU read section.
 * Return: false when it is being released
 */
bool process_state_fill(struct process_state *state, struct task_struct *task)
{
	struct pid *pid = READ_ONCE(task->thread_pid);
	struct task_struct *parent = rcu_dereference(task->real_parent);

	if (!pid)
		return false;
	*state = (struct process_state){
		.start = task->start_boottime,
		.parent_start = parent->group_leader->start_boottime,
		.pid = task->pid,
		.nspid = pid->numbers[pid->level].nr,
		.parent_tid = parent->pid,
		.parent_tgid = parent->tgid,
		.pgrp = task_pgrp_nr_ns(task, &init_pid_ns),
		.session = task_session_nr_ns(task, &init_pid_ns),
		.threads_alive = atomic_read(&task->signal->live),
		.exit_code = subreaper_wait_status(task),
		.exit_signal = task->exit_signal,
		.level = pid->level,
		.subreaper = subreaper_is_marked(task),
		.has_subreaper = subreaper_is_above(task),
		.pdeath_signal = task->pdeath_signal,
		.letter = task_state_to_char(task),
	};
	memcpy(state->comm, task->comm, TASK_COMM_LEN);
	adoptions_find(task->pid, task->start_boottime, &state->adoption);
	return true;
}
