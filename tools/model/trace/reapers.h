/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_REAPERS_H
#define MODEL_REAPERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../../tracing/vocabulary.h"

/**
 * struct reaper - a subreaper, or another process that has adopted since the module was loaded
 * @pid: in the initial pid namespace
 * @start: its birth on CLOCK_BOOTTIME in ns
 * @subreaper: is it marked?
 * @descendants: how many processes are below it
 * @adopted: how many it adopted
 * @adopted_known: has the module not forgotten any of them?
 * @unreaped: how many of them are dead and were not waited for
 * @unreaped_known: does the module keep count of that?
 * @comm: its name
 */
struct reaper {
	int32_t pid;
	uint64_t start;
	bool subreaper;
	uint64_t descendants;
	uint64_t adopted;
	bool adopted_known;
	uint64_t unreaped;
	bool unreaped_known;
	char comm[SUBREAPER_COMM_LEN];
};

/**
 * struct reapers - all of a machine, in the order in which the module lists them
 * @capacity: how many there is room for
 *
 * All zero is none.
 */
struct reapers {
	struct reaper *list;
	size_t nr;
	size_t capacity;
};

void reapers_deinit(struct reapers *reapers);
int reapers_append(struct reapers *reapers, const struct reaper *reaper);

#endif /* MODEL_REAPERS_H */
