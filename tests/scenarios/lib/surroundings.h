/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_SURROUNDINGS_H
#define SCENARIOS_SURROUNDINGS_H

#include "proc.h"

/**
 * struct surroundings - what becomes of the scenario's orphans as long as no actor is a subreaper
 * @adopter: takes them: pid 1, or a subreaper that the scenario was started below
 * @unmarked: the decision for a parent that has no subreaper above it but @adopter
 * @walked: the decision where, for once, there was another one
 */
struct surroundings {
	struct identity adopter;
	enum subreaper_decision unmarked;
	enum subreaper_decision walked;
};

void surroundings_explore(struct surroundings *ret);

#endif /* SCENARIOS_SURROUNDINGS_H */
