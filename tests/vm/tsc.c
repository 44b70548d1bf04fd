// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Prints the frequency of this processor's time stamp counter in kHz, for guests whose emulated one
 * counts the same: they find it out by themselves only while the host has nothing else to do.
 */
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <x86intrin.h>

#define TRIES	  9
#define PERIOD_NS 20000000
#define NS_PER_MS 1000000

/* A moment on both clocks. */
struct moment {
	uint64_t ns;
	uint64_t ticks;
};

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC_RAW, &time);
	return time.tv_sec * 1000000000ULL + time.tv_nsec;
}

/* The closest of some readings: another process may have run between those of the others. */
static struct moment read_both(void)
{
	struct moment best = { 0 };
	uint64_t least = UINT64_MAX;

	for (int i = 0; i < TRIES; i++) {
		uint64_t before = __rdtsc();
		uint64_t ns = now();
		uint64_t after = __rdtsc();

		if (after - before < least) {
			least = after - before;
			best = (struct moment){ .ns = ns, .ticks = before + least / 2 };
		}
	}
	return best;
}

int main(void)
{
	const struct timespec period = { .tv_nsec = PERIOD_NS };
	struct moment from, to;

	from = read_both();
	nanosleep(&period, NULL);
	to = read_both();
	printf("%.0f\n", (double)(to.ticks - from.ticks) * NS_PER_MS / (to.ns - from.ns));
	return 0;
}
