/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_STANDING_H
#define MODEL_STANDING_H

#include "../trace/reapers.h"
#include "../trace/tally.h"

/* Walks of 1 step, of 2 and 3, of 4 to 7, and so on; the last holds all that are longer. */
#define STANDING_LENGTHS 32

/**
 * struct standing - what the module has counted since it was loaded
 * @decisions: how many of each
 * @reparented: how many children changed parent
 * @lengths: walks by how many ancestors were tried, [i] those of 2^i to 2^(i+1)-1
 * @nr_lengths: how many of these the module counts
 * @truncated: walks of which it has not kept every step
 * @marks: calls that set the subreaper flag
 * @unmarks: calls that cleared it
 * @forgotten: adoptions that were forgotten for want of room
 * @missed: calls that its probes missed
 * @dropped: decisions that it could not follow
 * @blind: whether its probes are switched off now
 * @blind_time: how long they were switched off, in ns
 * @reapers: the adopters
 */
struct standing {
	uint64_t decisions[TALLY_DECISIONS];
	uint64_t reparented;
	uint64_t lengths[STANDING_LENGTHS];
	size_t nr_lengths;
	uint64_t truncated;
	uint64_t marks;
	uint64_t unmarks;
	uint64_t forgotten;
	uint64_t missed;
	uint64_t dropped;
	bool blind;
	uint64_t blind_time;
	struct reapers reapers;
};

#endif /* MODEL_STANDING_H */
