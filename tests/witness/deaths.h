/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_DEATHS_H
#define WITNESS_DEATHS_H

#include "world.h"

enum manner {
	DEATH_BY_EXIT,
	DEATH_BY_KILL,
	DEATH_OF_THREAD,
	DEATH_OF_EACH_THREAD,
};

/** struct death - what dies, and how: a process by one of its threads, or that thread alone */
struct death {
	int thread;
	enum manner manner;
};

#define DEATHS_MAX 8

bool deaths_play(struct world *world, const struct death *deaths, unsigned int count,
		 unsigned int orphans_max);
bool deaths_by_exec(struct world *world, int thread, unsigned int orphans_max);
void deaths_of_all(struct world *world);

#endif /* WITNESS_DEATHS_H */
