// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "threads.h"

/**
 * threads_deinit() - forget all threads
 * @threads: which
 */
void threads_deinit(struct threads *threads)
{
	size_t i;

	for (i = 0; i < threads->by_tid.capacity; i++)
		free(threads->by_tid.slots[i].value);
	idmap_deinit(&threads->by_tid);
}

static struct thread *get(struct threads *threads, int32_t tid)
{
	struct thread *thread = idmap_get(&threads->by_tid, tid, 0);

	if (thread)
		return thread;
	thread = calloc(1, sizeof(*thread));
	if (!thread)
		return NULL;
	thread->tid = tid;
	if (!idmap_set(&threads->by_tid, tid, 0, thread))
		return thread;
	free(thread);
	return NULL;
}

static struct thread **end_of_list(struct process *process)
{
	struct thread **end = &process->threads;

	while (*end)
		end = &(*end)->next;
	return end;
}

/**
 * thread_join() - note that a thread lives
 * @threads: where
 * @tid: the thread; nothing is done for a main thread
 * @process: whose it is
 *
 * Return: 0 or -ENOMEM
 */
int thread_join(struct threads *threads, int32_t tid, struct process *process)
{
	struct thread *thread;

	if (tid <= 0 || tid == process->pid)
		return 0;
	thread = get(threads, tid);
	if (!thread)
		return -ENOMEM;
	if (thread->process == process)
		return 0;
	thread_leave(threads, tid);
	thread->process = process;
	*end_of_list(process) = thread;
	process->nr_threads++;
	return 0;
}

/**
 * thread_leave() - note that a thread has ended
 * @threads: where
 * @tid: the thread
 */
void thread_leave(struct threads *threads, int32_t tid)
{
	struct thread *thread = idmap_get(&threads->by_tid, tid, 0);
	struct thread **link;

	if (!thread || !thread->process)
		return;
	link = &thread->process->threads;
	while (*link != thread)
		link = &(*link)->next;
	*link = thread->next;
	thread->next = NULL;
	thread->process = NULL;
}

/**
 * thread_process() - whose a thread is
 * @threads: where
 * @tid: the thread
 *
 * Return: the process; NULL when it has ended, and for a main thread
 */
struct process *thread_process(const struct threads *threads, int32_t tid)
{
	struct thread *thread = idmap_get(&threads->by_tid, tid, 0);

	return thread ? thread->process : NULL;
}

/**
 * live_thread() - a thread of a process that has not ended, the oldest first
 * @process: of which
 *
 * Return: its tid, or 0
 */
int32_t live_thread(const struct process *process)
{
	if (process->ended.known)
		return 0;
	if (!process->leader_ended)
		return process->pid;
	return process->threads ? process->threads->tid : 0;
}
