/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_PRESENT_H
#define MODEL_PRESENT_H

#include "../forest/forest.h"
#include "../story/story.h"

/* Of the adoptions by its parent, the latest are shown. */
#define PRESENT_WALKS 3

/**
 * struct present_walk - a decision since the module was loaded
 * @event: what it was, but for the steps
 */
struct present_walk {
	struct event event;
	uint32_t steps[SUBREAPER_STEPS_MAX];
};

/**
 * struct present - what a machine knows of a process now
 * @now: CLOCK_MONOTONIC in ns
 * @slept: how far CLOCK_BOOTTIME is ahead of it
 * @forest: all processes; bare if the module is not loaded
 * @profiled: whether /proc was asked what it is to people
 * @inside: whether pids are those of an inner pid namespace, to which parents may be outside
 * @next: which process would adopt the children of its parent, as the kernel's own data say
 * @walks: the latest decisions by which its parent adopted, since it was born
 * @nr_walks: how many there were
 * @adoption: the decision by which its parent adopted it; all 0 if it was not kept
 * @all_walks: whether the module has kept all decisions since it was loaded
 * @counted: whether there is a line about its parent in reapers
 * @adopted: how many its parent adopted since the module was loaded
 * @unreaped: how many of them it has not waited for
 * @sigchld_known: whether /proc shows what its parent does with SIGCHLD
 * @sigchld_ignored: whether it ignores it
 * @parent_frozen: whether the cgroup of its parent is frozen
 * @parent_waits_for: the only child, by its pid in the parent's namespace, that the parent waits
 *	for just now; 0 if it does not wait for one alone
 * @blind: whether the module has missed or forgotten anything
 */
struct present {
	uint64_t now;
	uint64_t slept;
	struct forest forest;
	const struct process *process;
	bool profiled;
	bool inside;
	struct present_walk next;
	struct present_walk walks[PRESENT_WALKS];
	size_t nr_walks;
	struct present_walk adoption;
	bool all_walks;
	bool counted;
	uint64_t adopted;
	uint64_t unreaped;
	bool sigchld_known;
	bool sigchld_ignored;
	bool parent_frozen;
	int32_t parent_waits_for;
	bool blind;
};

/* Whether the process became an orphan, as far as the machine knows. */
enum present_orphaning {
	PRESENT_NEVER,
	PRESENT_ADOPTED,   /* since the module was loaded */
	PRESENT_NOT_SINCE, /* not since then; before that is unknown */
	PRESENT_UNSEEN,	   /* no decision that was kept made its parent that */
	PRESENT_PERHAPS,   /* in one of the decisions by which its parent adopted */
	PRESENT_UNTOLD,	   /* without the module */
};

enum present_orphaning present_orphaning(const struct present *present);
const struct present_walk *present_adoption(const struct present *present);
bool present_knows_origin(const struct present *present);
void present_deinit(struct present *present);
void present_watch(struct present *present, uint64_t since);
void present_consider(struct present *present, const struct event *walk);

#endif /* MODEL_PRESENT_H */
