// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bitops.h>
#include <linux/minmax.h>
#include <linux/percpu.h>

#include "reaper_walk.h"
#include "statistics.h"

static DEFINE_PER_CPU(unsigned long[STATISTICS], counters);

/**
 * statistics_count_walk() - count a decision
 * @walk: what was decided
 * @children: for how many
 *
 * Context: any.
 */
void statistics_count_walk(const struct reaper_walk *walk, unsigned int children)
{
	unsigned int bucket;

	this_cpu_inc(counters[walk->decision]);
	if (walk->adopter)
		this_cpu_add(counters[STATISTIC_REPARENTED], children);
	if (!walk->nr_steps)
		return;
	bucket = min_t(unsigned int, fls(walk->nr_steps), STATISTICS_LENGTHS) - 1;
	this_cpu_inc(counters[STATISTIC_LENGTH + bucket]);
	if (walk->nr_steps > SUBREAPER_STEPS_MAX)
		this_cpu_inc(counters[STATISTIC_TRUNCATED]);
}

/**
 * statistics_count_mark() - count a prctl(PR_SET_CHILD_SUBREAPER)
 * @argument: as it was passed: zero takes the mark away
 *
 * Context: any.
 */
void statistics_count_mark(unsigned long argument)
{
	this_cpu_inc(counters[argument ? STATISTIC_MARKS : STATISTIC_UNMARKS]);
}

/**
 * statistics_read() - how often something was counted since the module was loaded
 * @which: a decision's number, one of enum statistic, or STATISTIC_LENGTH + a bucket
 *
 * Context: any; what is being counted meanwhile may be in or not.
 */
unsigned long statistics_read(unsigned int which)
{
	unsigned long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu) sum += READ_ONCE(per_cpu(counters, cpu)[which]);
	return sum;
}
