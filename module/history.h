/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_HISTORY_H
#define SUBREAPER_HISTORY_H

#include <linux/sched.h>
#include <linux/types.h>

struct reaper_walk;

/* Steps of a walk that are kept: fewer than an event tells, as nearly all walks are short. */
#define HISTORY_STEPS 16

/**
 * struct history_entry - a decision, after the processes that it was about
 * @number:		of the decision since load, from 1
 * @time:		when, in ns of CLOCK_MONOTONIC
 * @father_start:	birth of the dying thread's process, in ns of CLOCK_BOOTTIME
 * @adopter_start:	birth of the process that adopts
 * @father:		the process that a thread of dies; pids are those of the initial namespace
 * @father_tid:		the thread
 * @adopter:		the process that adopts; 0, with all that is of it, when nobody does
 * @adopter_tid:	the thread of it
 * @children:		that the father leaves behind
 * @nr_steps:		ancestors that were visited
 * @steps:		the first HISTORY_STEPS of them, as SUBREAPER_STEP() words
 * @level:		of the father's pid namespace
 * @has_flag:		did the kernel look for a subreaper above the father?
 * @decision:		see SUBREAPER_DECISIONS
 * @father_comm:	name of the dying thread
 * @adopter_comm:	name of the adopting thread
 */
struct history_entry {
	u64 number;
	u64 time;
	u64 father_start;
	u64 adopter_start;
	pid_t father;
	pid_t father_tid;
	pid_t adopter;
	pid_t adopter_tid;
	u32 children;
	u32 nr_steps;
	u32 steps[HISTORY_STEPS];
	char father_comm[TASK_COMM_LEN];
	char adopter_comm[TASK_COMM_LEN];
	u8 level;
	u8 has_flag;
	u8 decision;
};

int history_create(void);
void history_destroy(void);
void history_fill(struct history_entry *entry, const struct reaper_walk *walk, u64 time,
		  unsigned int children);
void history_keep(const struct history_entry *entry);
u64 history_first(void);
u64 history_last(void);
bool history_copy(u64 number, struct history_entry *ret);
unsigned int history_size(void);
size_t history_bytes(void);

#endif /* SUBREAPER_HISTORY_H */
