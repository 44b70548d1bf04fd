/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine at a moment: its processes, those that adopt, and the latest decisions. */
#ifndef MODEL_OVERVIEW_H
#define MODEL_OVERVIEW_H

#include "../trace/reapers.h"
#include "../trace/snapshot.h"

/* The latest decisions that are kept. */
#define OVERVIEW_WALKS 64

/**
 * struct overview_parent - a process that has children, or that adopts
 * @task: which; NULL if it is in no list of processes
 * @pid: its pid
 * @comm: its name
 * @subreaper: is it marked?
 * @listed: is that known? Does the module list it as one that adopts?
 * @below: how many processes are below it
 * @zombies: how many of its children have exited, and were not reaped
 * @adopted: as of struct reaper
 * @unreaped: as of struct reaper
 * @pids: how many tasks its cgroup has; -1 if that is not known
 * @pids_max: how many it may have; -1 if that is not known, or not limited
 */
struct overview_parent {
	const struct snapshot_task *task;
	int32_t pid;
	char comm[SUBREAPER_COMM_LEN];
	bool subreaper;
	bool listed;
	uint64_t below;
	uint64_t zombies;
	uint64_t adopted;
	bool adopted_known;
	uint64_t unreaped;
	bool unreaped_known;
	int64_t pids;
	int64_t pids_max;
};

/* By what they are in order, the most first. */
enum overview_order {
	ORDER_UNREAPED,
	ORDER_ADOPTED,
	ORDER_BELOW,
	ORDER_PID,
	OVERVIEW_ORDERS,
};

/**
 * struct overview - all of it
 * @now: CLOCK_MONOTONIC in ns
 * @module: whether the module was asked; else only /proc was
 * @snapshot: the processes
 * @parents: those to show, in order
 * @walks: the latest decisions, the last one first; without their steps
 * @nr_walks: how many of these there are
 * @zombies: how many processes have exited, and were not reaped
 *
 * All zero is empty.
 */
struct overview {
	uint64_t now;
	bool module;
	struct snapshot snapshot;
	struct overview_parent *parents;
	size_t nr;
	struct event walks[OVERVIEW_WALKS];
	size_t nr_walks;
	size_t zombies;
};

void overview_deinit(struct overview *overview);
void overview_add_walk(struct overview *overview, const struct event *walk);
int overview_conclude(struct overview *overview, const struct reapers *reapers);
void overview_sort(struct overview *overview, enum overview_order order);

#endif /* MODEL_OVERVIEW_H */
