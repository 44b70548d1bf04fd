/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_REAPERS_H
#define SUBREAPER_REAPERS_H

#include <linux/sched.h>
#include <linux/types.h>

/**
 * struct reaper - a living process that is a subreaper, or has adopted since load
 * @start: its birth, in ns of CLOCK_BOOTTIME
 * @adopted: how many children it has adopted since load
 * @pid: in the initial pid namespace
 * @descendants: how many processes are below it
 * @unreaped: how many it has adopted since load that are dead and not waited for
 * @subreaper: is it marked?
 * @adopted_is_sure: whether @adopted is known
 * @unreaped_is_sure: whether @unreaped is known
 * @comm: of its first thread
 */
struct reaper {
	u64 start;
	u64 adopted;
	pid_t pid;
	unsigned int descendants;
	unsigned int unreaped;
	bool subreaper;
	bool adopted_is_sure;
	bool unreaped_is_sure;
	char comm[TASK_COMM_LEN];
};

/**
 * struct reapers - all of them, by rising pid
 * @count: how many there are
 */
struct reapers {
	unsigned int count;
	struct reaper list[];
};

struct reapers *reapers_find(void);

#endif /* SUBREAPER_REAPERS_H */
