/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_DEEDS_H
#define WITNESS_DEEDS_H

#include "world.h"

/* By what call a child gets into another pid namespace than its creator's. */
enum way { BY_NO_WAY, BY_CLONE, BY_UNSHARE, BY_SETNS };

void deed_fork(struct world *world, const struct birth *birth, enum way way);
void deed_thread(struct world *world, int creator);
void deed_mark(struct world *world, int thread, bool mark);
void deed_reap(struct world *world, int thread);
void deed_rename(struct world *world, int thread);
void deed_setsid(struct world *world, int thread);
void deed_seize(struct world *world, int tracer, int process);

#endif /* WITNESS_DEEDS_H */
