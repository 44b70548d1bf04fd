/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_STATISTICS_H
#define SUBREAPER_STATISTICS_H

#include <linux/kernel.h>

#include "../tracing/vocabulary.h"

struct reaper_walk;

/* Bucket n counts walks of 2^n to 2^(n+1) - 1 steps, the last one all longer walks too. */
#define STATISTICS_LENGTHS 16

/* One more than the last decision's number, as they are numbered from 1. */
#define STATISTICS_DECISIONS \
	ARRAY_SIZE(((const char *[]){ SUBREAPER_DECISIONS(SUBREAPER_WORD_AT, SUBREAPER_COMMA) }))

/*
 * What is counted: each decision under its own number, and the following. A walk of no step is in
 * no bucket, as the decision was taken without one.
 */
enum statistic {
	STATISTIC_REPARENTED = STATISTICS_DECISIONS,
	STATISTIC_TRUNCATED,
	STATISTIC_MARKS,
	STATISTIC_UNMARKS,
	STATISTIC_LENGTH,
	STATISTICS = STATISTIC_LENGTH + STATISTICS_LENGTHS,
};

void statistics_count_walk(const struct reaper_walk *walk, unsigned int children);
void statistics_count_mark(unsigned long argument);
unsigned long statistics_read(unsigned int which);

#endif /* SUBREAPER_STATISTICS_H */
