/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_RULES_H
#define WITNESS_RULES_H

#include "../../tracing/vocabulary.h"
#include "world.h"

/**
 * struct ruling - the thread that has to adopt, and why
 * @decision: SUBREAPER_DECISION_*
 * @adopter: the thread, or NOBODY
 * @nr_steps: ancestors on the way; never more than fit, as no round makes as many
 * @steps: SUBREAPER_STEP() words
 */
struct ruling {
	unsigned int decision;
	int adopter;
	unsigned int nr_steps;
	unsigned int steps[SUBREAPER_STEPS_MAX];
};

/** struct claim - what an event says, which settles what the rules leave to chance */
struct claim {
	unsigned int decision;
	pid_t adopter;
};

void rules_decide(const struct world *world, int parent, struct claim claim, struct ruling *ret);

unsigned int rules_effects(const struct world *world, int child, int parent, int adopter);
unsigned int rules_uncertain_effects(const struct world *world, int child, int adopter);

#endif /* WITNESS_RULES_H */
