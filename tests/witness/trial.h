/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_TRIAL_H
#define WITNESS_TRIAL_H

#include "world.h"

void trial_prepare(void);
bool trial_is_blind_to(unsigned int decision);

void trial_deaths(struct world *world);
void trial_settle(struct world *world);
void trial_mark(struct world *world, int thread, bool mark, bool was_marked, struct cover cover);

#endif /* WITNESS_TRIAL_H */
