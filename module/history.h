/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_HISTORY_H
#define SUBREAPER_HISTORY_H

#include <linux/sched.h>
#include <linux/types.h>

struct reaper_walk;

/* Steps of a walk that are kept: fewer than in an event, because nearly all walks are short. */
#define HISTORY_STEPS 16

/**
 * struct history_entry - a decision, which outlives the processes in it
 * @number:		of the decision since load, from 1
 * @time:		when, in ns of CLOCK_MONOTONIC
 * @parent_start:	birth of the dying thread's process, in ns of CLOCK_BOOTTIME
 * @adopter_start:	birth of the process that adopts
 * @parent:		the process of the dying thread; pids are those of the initial namespace
 * @parent_tid:		the thread
 * @adopter:		the process that adopts; 0, like its other fields, if there is none
 * @adopter_tid:	the thread of it
 * @parent_exit_code:	wait status, see subreaper_wait_status()
 * @children:		that it leaves behind
 * @children_told:	how many of them have a reparent event, if it is on
 * @nr_steps:		ancestors that were visited
 * @steps:		the first HISTORY_STEPS of them, as SUBREAPER_STEP() words
 * @level:		of the parent's pid namespace
 * @has_flag:		did the kernel look for a subreaper above the parent?
 * @decision:		see SUBREAPER_DECISIONS
 * @parent_comm:	name of the dying thread
 * @adopter_comm:	name of the adopting thread
 */
struct history_entry {
	u64 number;
	u64 time;
	u64 parent_start;
	u64 adopter_start;
	pid_t parent;
	pid_t parent_tid;
	pid_t adopter;
	pid_t adopter_tid;
	s32 parent_exit_code;
	u32 children;
	u32 children_told;
	u32 nr_steps;
	u32 steps[HISTORY_STEPS];
	char parent_comm[TASK_COMM_LEN];
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
