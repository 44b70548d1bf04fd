/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_CHOICE_H
#define WITNESS_CHOICE_H

#include "random.h"
#include "world.h"

/* Whether a thread, or a process, fits; by its place in the world. */
typedef bool (*choice_criterion)(const struct world *world, int place);

int choose_process(const struct world *world, struct random *random, choice_criterion meets);
int choose_thread(const struct world *world, struct random *random, choice_criterion meets);

bool thread_is_alive(const struct world *world, int thread);
bool thread_is_leader(const struct world *world, int thread);
bool process_is_living(const struct world *world, int process);
bool thread_can_trace(const struct world *world, int thread);
bool process_can_be_traced(const struct world *world, int process);
bool process_can_die(const struct world *world, int process);
bool process_can_leave_children(const struct world *world, int process);
bool thread_can_die(const struct world *world, int thread);
bool thread_can_hand_over(const struct world *world, int thread);
bool thread_can_leave_its_mark(const struct world *world, int thread);
bool thread_can_die_in_a_crowd(const struct world *world, int thread);
bool thread_can_execute(const struct world *world, int thread);
bool thread_can_have_siblings(const struct world *world, int thread);
bool process_is_init(const struct world *world, int process);

#endif /* WITNESS_CHOICE_H */
