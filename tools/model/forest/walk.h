/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_WALK_H
#define MODEL_WALK_H

#include "../process/process.h"

/* What the model did not know when it answered. */
enum walk_doubt {
	WALK_CERTAIN = 0,
	WALK_DOUBTS_FLAG = 1,	  /* has_subreaper of the parent: an earlier ancestor's mark */
	WALK_DOUBTS_LEVEL = 2,	  /* in which pid namespace a process is */
	WALK_DOUBTS_PARENT = 4,	  /* which ancestors there are */
	WALK_DOUBTS_MARK = 8,	  /* whether an ancestor is marked */
	WALK_DOUBTS_ADOPTER = 16, /* which process is the init of the namespace */
	WALK_DOUBTS_THREADS = 32, /* whether another thread lives, or what is a thread */
	WALK_DOUBTS_BIRTH = 64,	  /* what sched_process_fork does not show: CLONE_PARENT, _THREAD */
	WALK_DOUBTS_NUMBER = 128, /* whether a number is that of a process, or of a thread */
	WALK_DOUBTS_MOVED = 256,  /* whether a change of parent is missing */
};

/* An inferred row shows these; without the module nothing shows namespaces. */
#define WALK_DOUBTS_TOLD                                                                  \
	(WALK_DOUBTS_FLAG | WALK_DOUBTS_PARENT | WALK_DOUBTS_MARK | WALK_DOUBTS_THREADS | \
	 WALK_DOUBTS_BIRTH | WALK_DOUBTS_NUMBER)

/**
 * struct walk_step - what was found at one ancestor
 * @process: the ancestor; NULL for the root of all processes
 * @verdict: on it
 */
struct walk_step {
	struct process *process;
	enum subreaper_verdict verdict;
};

/**
 * struct walk - a decision
 * @decision: why
 * @adopter: the adopter; NULL for none or unknown
 * @adopter_tid: which thread of it
 * @guessed: is the adopter an init that may be of another namespace of that depth?
 * @doubts: what the model did not know, an OR of enum walk_doubt
 * @nr_steps: how many ancestors were visited
 * @steps: the first SUBREAPER_STEPS_MAX of them
 */
struct walk {
	enum subreaper_decision decision;
	struct process *adopter;
	int32_t adopter_tid;
	bool guessed;
	unsigned int doubts;
	size_t nr_steps;
	struct walk_step steps[SUBREAPER_STEPS_MAX];
};

unsigned int walk_parent_doubts(const struct process *process);
void walk_decide(struct walk *walk, const struct process_table *table, const struct process *parent,
		 int32_t sibling);

#endif /* MODEL_WALK_H */
