/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_ROUND_H
#define WITNESS_ROUND_H

#include <stdint.h>

#include "world.h"

void round_play(struct world *world, uint64_t seed, unsigned int number, unsigned int orphans_end);

#endif /* WITNESS_ROUND_H */
