/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_ADOPTER_H
#define MODEL_ADOPTER_H

#include "../forest/forest.h"

/**
 * struct adopter - how a process treats those that it adopted
 * @adopted: how many it did, and has or had to the end
 * @ended: how many of these ended
 * @reaped: how many of those are gone
 * @vanished: how many vanished without a wait, because it ignores SIGCHLD
 * @zombies: how many are zombies
 * @unreaped: how many of these only @process keeps from being reaped
 * @oldest: the unreaped child that is a zombie for the longest time; NULL for none
 */
struct adopter {
	size_t adopted;
	size_t ended;
	size_t reaped;
	size_t vanished;
	size_t zombies;
	size_t unreaped;
	const struct process *oldest;
};

/**
 * struct adopter_memo - the answer about the process that was asked about last
 * @process: which process; NULL for none
 */
struct adopter_memo {
	const struct process *process;
	struct adopter adopter;
};

struct adopter adopter_remembered(const struct forest *forest, const struct process *process,
				  struct adopter_memo *memo);
struct adopter adopter_of(const struct forest *forest, const struct process *process);
bool process_was_adopted(const struct process *process);

#endif /* MODEL_ADOPTER_H */
