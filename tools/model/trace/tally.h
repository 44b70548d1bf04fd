/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_TALLY_H
#define MODEL_TALLY_H

#include <stddef.h>

#include "../../base/memory/idmap.h"
#include "event.h"

/* By number; 0 counts those that are not known. */
#define TALLY_DECISIONS 8
/* By bit; what has no word is counted as well. */
#define TALLY_EFFECTS	8
/* Longer walks are counted together. */
#define TALLY_LENGTHS	1024

/**
 * struct adopter - a process that adopted, and how often
 * @host: on which machine, as in struct event
 * @pid: in the initial pid namespace
 * @start: birth on CLOCK_BOOTTIME in ns; 0 if unknown
 * @ordinal: 2 for the second adopter with this pid, and so on
 * @comm: its latest name; "" if unknown
 * @adopted: how many children it was given by the death of another process
 * @decisions: how many by which
 * @effects: on how many, a bit each
 */
struct adopter {
	uint8_t host;
	int32_t pid;
	uint64_t start;
	unsigned int ordinal;
	char comm[SUBREAPER_COMM_LEN];
	uint64_t adopted;
	uint64_t decisions[TALLY_DECISIONS];
	uint64_t effects[TALLY_EFFECTS];
};

/**
 * struct walk_lengths - how many ancestors were tried, where any were
 * @nr: how many walks
 * @sum: of all their steps
 * @min: steps of the shortest
 * @max: steps of the longest
 * @by_length: how many of each length; the last of all that were longer
 */
struct walk_lengths {
	uint64_t nr;
	uint64_t sum;
	uint32_t min;
	uint32_t max;
	uint64_t by_length[TALLY_LENGTHS + 2];
};

/**
 * struct tally - what can be counted in a trace
 * @nr: how many adopters
 * @parents: how many deaths led to each decision
 * @children: how many children were adopted by each
 * @inferred_parents: of how many of those deaths that only follows from other events
 * @inferred_children: of how many of those children
 * @walks: how long walks were
 * @untold: how many children of the latest dying thread were counted without a reparent of their
 * own
 * @parent_tid: that thread, or the latest that a probe saw the children of
 * @parent_start: birth of its process
 * @parent_host: in which trace
 *
 * It takes memory for adopters, not for events. All zero has counted nothing.
 */
struct tally {
	size_t nr;
	size_t capacity;
	struct adopter **adopters;
	struct idmap by_pid;
	uint64_t parents[TALLY_DECISIONS];
	uint64_t children[TALLY_DECISIONS];
	uint64_t inferred_parents;
	uint64_t inferred_children;
	struct walk_lengths walks;
	uint32_t untold;
	int32_t parent_tid;
	uint64_t parent_start;
	uint8_t parent_host;
};

void tally_deinit(struct tally *tally);
int tally_add(struct tally *tally, const struct event *event);
void tally_sort(struct tally *tally);
uint32_t walk_length_at(const struct walk_lengths *lengths, unsigned int percent);
uint64_t walks_up_to(const struct walk_lengths *lengths, uint32_t steps);

#endif /* MODEL_TALLY_H */
