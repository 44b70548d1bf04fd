// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "threads.h"

/**
 * threads_deinit() - forget all threads
 */
void threads_deinit(struct threads *threads)
{
	arena_deinit(&threads->arena);
	runmap_deinit(&threads->by_tid);
}

static struct thread *get(struct threads *threads, int32_t tid)
{
	struct thread *thread = runmap_get(&threads->by_tid, tid);

	if (thread)
		return thread;
	thread = arena_take(&threads->arena, sizeof(*thread));
	if (!thread)
		return NULL;
	thread->tid = tid;
	return runmap_set(&threads->by_tid, tid, thread) ? NULL : thread;
}

static void append(struct process *process, struct thread *thread)
{
	struct thread *first = process->threads;

	thread->previous = first ? first->previous : thread;
	if (first) {
		first->previous->next = thread;
		first->previous = thread;
	} else {
		process->threads = thread;
	}
}

static void take_out(struct process *process, struct thread *thread)
{
	struct thread *first = process->threads;

	if (thread == first)
		process->threads = thread->next;
	else
		thread->previous->next = thread->next;
	if (thread->next)
		thread->next->previous = thread->previous;
	else
		first->previous = thread->previous;
	thread->next = NULL;
}

/**
 * thread_join() - note that a thread lives
 * @tid: the thread; nothing is done for a main thread
 * @process: its process
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
	thread->was = NULL;
	thread->process = process;
	thread->tgid = process->pid;
	append(process, thread);
	process->nr_threads++;
	return 0;
}

/**
 * thread_met() - note that an event names a thread, perhaps with an earlier state
 * @tid: the thread; nothing is done for a main thread, and for one that is known to have ended
 * @process: which it is or was of
 *
 * Return: 0 or -ENOMEM
 */
int thread_met(struct threads *threads, int32_t tid, struct process *process)
{
	struct thread *thread = runmap_get(&threads->by_tid, tid);

	if (tid <= 0 || tid == process->pid)
		return 0;
	if (thread && (thread->was == process || thread->process == process))
		return 0;
	process->threads_unmet -= process->threads_unmet > 0;
	return thread_join(threads, tid, process);
}

/**
 * thread_leave() - note that a thread has ended
 * @tid: the thread
 */
void thread_leave(struct threads *threads, int32_t tid)
{
	struct thread *thread = runmap_get(&threads->by_tid, tid);

	if (!thread || !thread->process)
		return;
	take_out(thread->process, thread);
	thread->was = thread->process;
	thread->process = NULL;
}

/**
 * thread_process() - the process of a thread
 * @tid: the thread
 *
 * Return: the process; NULL when it has ended, and for a main thread
 */
struct process *thread_process(const struct threads *threads, int32_t tid)
{
	struct thread *thread = runmap_get(&threads->by_tid, tid);

	return thread ? thread->process : NULL;
}

/**
 * thread_owner() - the process that a thread is or was of
 * @tid: the thread
 *
 * Return: the process's pid; 0 for a main thread, and if no thread had that tid
 */
int32_t thread_owner(const struct threads *threads, int32_t tid)
{
	const struct thread *thread = runmap_get(&threads->by_tid, tid);

	return thread ? thread->tgid : 0;
}

/**
 * threads_living() - how many threads of a process are known to live, beside the main thread
 *
 * Return: the number
 */
uint32_t threads_living(const struct process *process)
{
	const struct thread *thread;
	uint32_t nr = 0;

	for (thread = process->threads; thread; thread = thread->next)
		nr++;
	return nr;
}

/**
 * live_thread() - a thread of a process that has not ended, the oldest first
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
