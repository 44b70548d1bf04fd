/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_RANDOM_H
#define WITNESS_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/** struct random - a sequence of numbers that its seed decides */
struct random {
	uint64_t state;
};

/**
 * random_next() - the next number of the sequence (SplitMix64)
 * @random: the sequence; its state may be any number
 */
static inline uint64_t random_next(struct random *random)
{
	uint64_t mixed = random->state += 0x9e3779b97f4a7c15;

	mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
	mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
	return mixed ^ (mixed >> 31);
}

/**
 * random_below() - a number from 0 to @limit - 1
 * @random: the sequence
 * @limit: at least 1
 */
static inline unsigned int random_below(struct random *random, unsigned int limit)
{
	return random_next(random) % limit;
}

/**
 * random_chance() - true in @percent of 100 cases
 * @random: the sequence
 * @percent: from 0 to 100
 */
static inline bool random_chance(struct random *random, unsigned int percent)
{
	return random_below(random, 100) < percent;
}

#endif /* WITNESS_RANDOM_H */
