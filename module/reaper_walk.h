/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_REAPER_WALK_H
#define SUBREAPER_REAPER_WALK_H

#include <linux/types.h>

#include "../tracing/vocabulary.h"

struct task_struct;

/**
 * struct reaper_walk - which process adopts the children of a task, and why
 * @father:	the parent of the children
 * @ns_init:	the init of its pid namespace
 * @level:	of that namespace
 * @from:	the last task that it is known to have come to: @father, or the last ancestor that
 *		was asked about
 * @from_steps:	steps up to there
 * @corrected:	the kernel took another way than was expected at first
 * @candidate:	a marked ancestor: has it a live thread? NULL when the walk has come to its end,
 *		and only then the following are valid
 * @adopter:	the thread that adopts; NULL when the namespace dies
 * @decision:	why, see SUBREAPER_DECISIONS
 * @number:	of the decision since load, from 1; given when it is reported
 * @nr_steps:	ancestors that were visited; may exceed SUBREAPER_STEPS_MAX
 * @steps:	the first of them, as SUBREAPER_STEP() words with pids of the initial namespace
 *
 * No task is referenced: they are valid as long as tasklist_lock is held.
 */
struct reaper_walk {
	struct task_struct *father;
	struct task_struct *ns_init;
	unsigned int level;
	struct task_struct *from;
	unsigned int from_steps;
	bool corrected;
	struct task_struct *candidate;
	struct task_struct *adopter;
	enum subreaper_decision decision;
	u64 number;
	unsigned int nr_steps;
	u32 steps[SUBREAPER_STEPS_MAX];
};

void reaper_walk_record(struct reaper_walk *walk, struct task_struct *ancestor,
			enum subreaper_verdict verdict);
void reaper_walk_begin(struct reaper_walk *walk, struct task_struct *father,
		       struct task_struct *sibling);
void reaper_walk_answer(struct reaper_walk *walk, struct task_struct *thread);
void reaper_walk_meet(struct reaper_walk *walk, struct task_struct *ancestor);
bool reaper_walk_to(struct reaper_walk *walk, struct task_struct *father,
		    struct task_struct *adopter);
bool reaper_walk_is_sure(const struct reaper_walk *walk);

#endif /* SUBREAPER_REAPER_WALK_H */
