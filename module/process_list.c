// SPDX-License-Identifier: GPL-2.0-only
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "process_list.h"

/**
 * process_list_at() - the process with the lowest pid that is not below *@nr
 * @nr: where to look from, in the initial pid namespace; set to the pid that was found
 *
 * A pid is a place that outlives its process, so a reader can stop at any pid, let everything
 * go, and resume at the next one: nobody who lived all the while is missed or met twice.
 *
 * Context: RCU read section, which also bounds the life of what is returned.
 * Return: the thread group leader, or NULL after the last process
 */
struct task_struct *process_list_at(pid_t *nr)
{
	struct task_struct *task;
	struct pid *pid;

	while ((pid = find_ge_pid(*nr, &init_pid_ns))) {
		*nr = pid_nr(pid);
		task = pid_task(pid, PIDTYPE_TGID);
		if (task)
			return task;
		++*nr;
	}
	return NULL;
}
