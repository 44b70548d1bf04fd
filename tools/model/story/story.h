/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_STORY_H
#define MODEL_STORY_H

#include "../forest/forest.h"

/**
 * struct story_step - an ancestor that was tried, as it was then
 * @pid: the ancestor; 0 for the root of all processes
 * @process: the ancestor; NULL when nothing else is known of it
 * @verdict: on it
 * @comm: its name then; "" if that was not known
 * @subreaper: was it marked?
 * @has_subreaper: had it the other flag?
 * @has_known: is that known?
 */
struct story_step {
	int32_t pid;
	const struct process *process;
	unsigned int verdict;
	char comm[SUBREAPER_COMM_LEN];
	bool subreaper;
	bool has_subreaper;
	bool has_known;
};

/**
 * struct story_hop - a change of parent with all that is known of it
 * @hop: what the model keeps of it
 * @nr_steps: how many ancestors were tried; 0 when none was, or when the walk is not in the trace
 * @kept_steps: how many of them are kept
 */
struct story_hop {
	const struct process *child;
	struct hop hop;
	uint32_t nr_steps;
	uint32_t kept_steps;
	struct story_step *steps;
};

/**
 * struct story - what happened to the processes that had one pid
 * @pid: in the initial pid namespace
 * @hops: their changes of parent
 * @capacity: how many there is room for
 * @orphans: their children when a thread of them ended; the history of each shows what became of it
 * @orphans_capacity: how many there is room for
 * @walk_parent: the parent of the latest walk
 * @walk: that walk; its child is not yet known
 *
 * All zero but for @pid is a story that has not begun.
 */
struct story {
	int32_t pid;
	struct story_hop *hops;
	size_t nr;
	size_t capacity;
	const struct process **orphans;
	size_t nr_orphans;
	size_t orphans_capacity;
	int32_t walk_parent;
	struct story_hop walk;
};

struct story_step story_step(const struct forest *forest, uint32_t word);
const struct process *story_step_process(const struct forest *forest,
					 const struct story_step *step);
void story_deinit(struct story *story);
int story_add(struct story *story, const struct forest *forest, const struct event *event);
int story_conclude(const struct story *story, struct forest *forest, struct process *process);

#endif /* MODEL_STORY_H */
