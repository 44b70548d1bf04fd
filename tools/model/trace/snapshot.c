// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "../../base/memory/array.h"
#include "snapshot.h"

/**
 * snapshot_deinit() - free a snapshot, which is then empty
 */
void snapshot_deinit(struct snapshot *snapshot)
{
	free(snapshot->tasks);
	*snapshot = (struct snapshot){ 0 };
}

/**
 * snapshot_append() - add a process
 * @task: with a higher pid than those that are there
 *
 * Return: 0, -EINVAL for a pid out of order, or -ENOMEM
 */
int snapshot_append(struct snapshot *snapshot, const struct snapshot_task *task)
{
	int err;

	if (task->process.pid < 1 ||
	    (snapshot->nr && task->process.pid <= snapshot->tasks[snapshot->nr - 1].process.pid))
		return -EINVAL;
	err = array_reserve(&snapshot->tasks, &snapshot->capacity, snapshot->nr + 1,
			    sizeof(*snapshot->tasks));
	if (!err)
		snapshot->tasks[snapshot->nr++] = *task;
	return err;
}

/**
 * snapshot_task_is_kernel() - is it a thread of the kernel?
 * @task: the process; pids are those of the initial namespace, where kthreadd has a fixed one,
 *	 unless it is known to be none
 *
 * Return: the answer; no for programs that the kernel starts, which are children of its threads
 */
bool snapshot_task_is_kernel(const struct snapshot_task *task)
{
	if (task->process.userspace)
		return false;
	return task->process.pid == KTHREADD_PID ? !task->process.parent_tgid
						 : task->process.parent_tgid == KTHREADD_PID;
}

static int compare_pids(const void *key, const void *task)
{
	int32_t pid = *(const int32_t *)key;
	int32_t other = ((const struct snapshot_task *)task)->process.pid;

	return (pid > other) - (pid < other);
}

/**
 * snapshot_find() - look up a process
 * @pid: in the initial pid namespace
 *
 * Return: the process, or NULL
 */
const struct snapshot_task *snapshot_find(const struct snapshot *snapshot, int32_t pid)
{
	if (!snapshot->nr)
		return NULL;
	return bsearch(&pid, snapshot->tasks, snapshot->nr, sizeof(*snapshot->tasks), compare_pids);
}
