/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_PROCESS_STATE_H
#define SUBREAPER_PROCESS_STATE_H

#include <linux/sched/signal.h>
#include <linux/types.h>

#include "adoptions.h"

/**
 * struct process_state - what a reader of a trace, or of debugfs, is shown of one process
 * @start: birth, in ns of CLOCK_BOOTTIME
 * @parent_start: birth of the parent process
 * @cgroup: id in the default hierarchy; 0 without one
 * @adoption: by its present parent; all zero when that was not seen or is forgotten
 * @comm: name of the first thread
 * @pid: pids are those of the initial namespace
 * @nspid: the pid in the process's own namespace
 * @parent_tid: the thread that is its parent
 * @parent_tgid: the process of that thread
 * @tracer_tgid: the process that traces its first thread; 0 when that is not traced
 * @pgrp: its process group
 * @session: its session
 * @threads_alive: threads that have not exited
 * @exit_code: wait status; 0 unless @dead
 * @exit_signal: what its parent is sent when it exits
 * @level: of its pid namespace
 * @subreaper: is it marked?
 * @has_subreaper: does the kernel look for a subreaper above it?
 * @sigchld: see SUBREAPER_SIGCHLD
 * @pdeath_signal: of the first thread that has asked for one and has not exited; 0 for none
 * @dead: have all its threads exited?
 * @letter: the state, as ps shows it; of the first thread
 */
struct process_state {
	u64 start;
	u64 parent_start;
	u64 cgroup;
	struct adoption adoption;
	char comm[TASK_COMM_LEN];
	pid_t pid;
	pid_t nspid;
	pid_t parent_tid;
	pid_t parent_tgid;
	pid_t tracer_tgid;
	pid_t pgrp;
	pid_t session;
	unsigned int threads_alive;
	int exit_code;
	int exit_signal;
	u8 level;
	u8 subreaper;
	u8 has_subreaper;
	u8 sigchld;
	u8 pdeath_signal;
	bool dead;
	char letter;
};

/**
 * subreaper_wait_status() - how a thread, or its process, ended
 * @task: exiting
 *
 * If nothing ended the process as a whole, the end of its last thread is that of the process.
 *
 * Context: any.
 * Return: a wait status: of the process if that is exiting as a whole, else of the thread
 */
static inline int subreaper_wait_status(const struct task_struct *task)
{
	const struct signal_struct *signal = task->signal;

	return READ_ONCE(signal->flags) & SIGNAL_GROUP_EXIT ? signal->group_exit_code
							    : task->exit_code;
}

bool process_state_is_dead(const struct task_struct *leader);
bool process_state_fill(struct process_state *state, struct task_struct *task);

#endif /* SUBREAPER_PROCESS_STATE_H */
