/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_HEARING_H
#define WITNESS_HEARING_H

#include "world.h"

void hearing_of_moved(struct world *world);
void hearing_of_all(struct world *world);

#endif /* WITNESS_HEARING_H */
