/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_ORPHANING_H
#define SCENARIOS_ORPHANING_H

#include "actors.h"
#include "words.h"

#define ORPHANS_MAX   128
#define ANCESTORS_MAX 1024

/**
 * struct orphan - a child that loses its parent
 * @actor: which; it waits for a job, or has died already
 * @adopted: the parent has it as a subreaper. Where there are none, init has had it since it lost
 *	its first parent, and keeps it
 * @effects: SUBREAPER_EFFECT_* that the move must have
 * @pdeath_signal: that it must be sent, or 0
 */
struct orphan {
	struct actor *actor;
	bool adopted;
	unsigned int effects;
	int pdeath_signal;
};

/**
 * struct ancestor - a step of the walk
 * @who: what it must visit
 * @verdict: what it must find
 */
struct ancestor {
	const struct identity *who;
	enum subreaper_verdict verdict;
};

/**
 * struct orphaning - a death, and what must become of those it leaves behind
 * @what: one sentence on it
 * @parent: the one that dies; it waits for a job
 * @only_thread: of a process that lives on
 * @decision: why the adopter is chosen
 * @adopter: the thread that must adopt
 * @init: the one that must where no subreaper can: the init of the parent's pid namespace; NULL
 *	for pid 1. Only if a subreaper is the adopter, otherwise that is the one
 * @orphans: all children of the parent, in any order; the first without an actor ends the list
 * @ancestors: the walk from the parent's parent on; the first without a name ends the list. Those
 *	behind SUBREAPER_STEPS_MAX are only counted
 * @walk_goes_on: visits more than these, up to the root; what, is up to the machine
 *
 * That is if the kernel has subreapers. One that has none must leave to init, without a look at any
 * ancestor, for which it would look for a subreaper; all else it must do the same.
 */
struct orphaning {
	const char *what;
	struct actor *parent;
	bool only_thread;
	enum subreaper_decision decision;
	const struct identity *adopter;
	const struct identity *init;
	struct orphan orphans[ORPHANS_MAX];
	struct ancestor ancestors[ANCESTORS_MAX];
	bool walk_goes_on;
};

void orphaning_check(const struct orphaning *orphaning);
void staying_check(struct actor *child, const struct identity *parent, const char *what);
void lost_to_init_check(struct actor *other, struct actor *orphan);

/* Claims that the first two make. */
#define ORPHANING_CLAIMS 3
#define STAYING_CLAIMS	 3

#endif /* SCENARIOS_ORPHANING_H */
