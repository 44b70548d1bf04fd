/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_THREADS_H
#define MODEL_THREADS_H

#include "process.h"

/**
 * struct threads - the threads that were seen
 * @by_tid: by tid, of which each has one
 * @arena: where they lie
 *
 * All zero knows none.
 */
struct threads {
	struct runmap by_tid;
	struct arena arena;
};

void threads_deinit(struct threads *threads);
int thread_join(struct threads *threads, int32_t tid, struct process *process);
int thread_met(struct threads *threads, int32_t tid, struct process *process);
void thread_leave(struct threads *threads, int32_t tid);
int32_t thread_owner(const struct threads *threads, int32_t tid);
struct process *thread_process(const struct threads *threads, int32_t tid);
uint32_t threads_living(const struct process *process);
int32_t live_thread(const struct process *process);

#endif /* MODEL_THREADS_H */
