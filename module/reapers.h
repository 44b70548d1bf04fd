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
 * @above: index of the nearest reaper above it, negative without one
 * @waiting: how many reapers right below have not been added to @descendants
 * @descendants: how many processes are below it; at first only those without a reaper between
 * @unreaped: how many it has adopted that are dead and not waited for
 * @subreaper: is it marked?
 * @comm: of its first thread
 */
struct reaper {
	u64 start;
	u64 adopted;
	pid_t pid;
	int above;
	unsigned int waiting;
	unsigned int descendants;
	unsigned int unreaped;
	bool subreaper;
	char comm[TASK_COMM_LEN];
};

/**
 * struct reapers - all of them, by rising pid
 * @count: how many there are
 * @room: for how many there is memory
 * @list: they
 */
struct reapers {
	unsigned int count;
	unsigned int room;
	struct reaper list[];
};

struct reapers *reapers_find(void);

#endif /* SUBREAPER_REAPERS_H */
