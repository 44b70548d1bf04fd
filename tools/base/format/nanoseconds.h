/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_NANOSECONDS_H
#define BASE_NANOSECONDS_H

#include <stdint.h>
#include <time.h>

#define NS_PER_SECOND 1000000000ULL

/* What a clock shows, in ns. */
static inline uint64_t nanoseconds_now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec * NS_PER_SECOND + time.tv_nsec;
}

#endif /* BASE_NANOSECONDS_H */
