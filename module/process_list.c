// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "process_list.h"

/* Most pids of a machine with many threads belong to no process. */
#define PIDS_PER_CALL		   256
#define PROCESSES_PER_READ_SECTION 64

/**
 * process_list_at() - the process with the lowest pid that is not below *@nr
 * @nr: where to look from, in the initial pid namespace; set to where it got to
 *
 * A pid is a place that outlives its process, so a reader can stop at any pid, let everything
 * go, and resume at the next one: no process that lived all the while is missed or visited twice.
 *
 * Context: RCU read section, which also bounds the life of what is returned.
 * Return: the thread group leader, NULL after the last process, or ERR_PTR(-EAGAIN) when there was
 * none among some pids: a moment to leave the read section before the next call
 */
struct task_struct *process_list_at(pid_t *nr)
{
	struct task_struct *task;
	struct pid *pid;
	int i;

	for (i = 0; i < PIDS_PER_CALL; i++, ++*nr) {
		pid = find_ge_pid(*nr, &init_pid_ns);
		if (!pid)
			return NULL;
		*nr = pid_nr(pid);
		task = pid_task(pid, PIDTYPE_TGID);
		if (task)
			return task;
	}
	return ERR_PTR(-EAGAIN);
}

/**
 * process_list_find() - look up a process
 * @nr: its pid, in the initial pid namespace
 * @start: its birth, in ns of CLOCK_BOOTTIME
 *
 * Context: RCU read section, which also bounds the life of what is returned.
 * Return: the thread group leader, or NULL when it is gone, whatever has its pid now
 */
struct task_struct *process_list_find(pid_t nr, u64 start)
{
	struct task_struct *task = pid_task(find_pid_ns(nr, &init_pid_ns), PIDTYPE_TGID);

	return task && task->start_boottime == start ? task : NULL;
}

/* Returns false after the last process. */
static bool visit_some(pid_t *nr, void (*visit)(struct task_struct *leader, void *data), void *data)
{
	struct task_struct *task = NULL;
	int i;

	rcu_read_lock();
	for (i = 0; i < PROCESSES_PER_READ_SECTION; i++, ++*nr) {
		task = process_list_at(nr);
		if (IS_ERR_OR_NULL(task))
			break;
		visit(task, data);
	}
	rcu_read_unlock();
	return task;
}

/**
 * process_list_each() - call a function for each process, by rising pid
 * @visit: is given the thread group leader, inside an RCU read section; must not sleep
 * @data: for @visit
 *
 * Goes in batches, so that neither RCU nor the scheduler waits for a big machine.
 *
 * Context: process context; sleeps.
 */
void process_list_each(void (*visit)(struct task_struct *leader, void *data), void *data)
{
	pid_t nr = 1;

	while (visit_some(&nr, visit, data))
		cond_resched();
}
