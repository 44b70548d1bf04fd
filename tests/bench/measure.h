/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the programs that measure share. Under --icount a nanosecond is an instruction. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline long must(long result, const char *what)
{
	if (result < 0) {
		perror(what);
		exit(1);
	}
	return result;
}

static inline long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* Of a kernel with CONFIG_HZ=250. */
#define TICK 4000000

/*
 * Sleeps until what was freed is free, and the timer tick is just over: what follows meets no other
 * work of the kernel for nearly TICK. A guest that sleeps jumps ahead in time.
 */
static inline void settle(void)
{
	long long wake = (now() / TICK + 10) * TICK + TICK / 20;
	struct timespec time = { .tv_sec = wake / 1000000000, .tv_nsec = wake % 1000000000 };

	must(-clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL), "clock_nanosleep");
}

/* The least of what was measured so far, -1 before the first. */
static inline long long least(long long so_far, long long cost)
{
	return so_far < 0 || cost < so_far ? cost : so_far;
}

#define COST_ROUNDS 8

/*
 * What a work costs: the least of several rounds. A round does it once, so that all of them find
 * the kernel's caches as filled as settle() leaves them, and fits between two ticks of the timer.
 */
static inline long long cost_of(void (*once)(void))
{
	long long cost = -1, start;

	for (int round = 0; round < COST_ROUNDS; round++) {
		settle();
		start = now();
		once();
		cost = least(cost, now() - start);
	}
	return cost;
}

#endif /* BENCH_MEASURE_H */
