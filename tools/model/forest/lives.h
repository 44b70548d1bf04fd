/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What task_newtask, sched_process_* and prctl() say of processes; for forest.c. */
#ifndef MODEL_LIVES_H
#define MODEL_LIVES_H

#include "forest.h"

/* Reaps are recorded late, and a parent may take its time. */
#define PATIENCE_NS 1000000000ULL

int lives_learn_thread(struct forest *forest, int32_t tid, struct process *process);
int lives_thread_met(struct forest *forest, int32_t tid, struct process *process);
struct process *lives_owner(const struct forest *forest, int32_t tid);
int lives_apply(struct forest *forest, const struct event *event);
void lives_conclude(struct forest *forest);

#endif /* MODEL_LIVES_H */
