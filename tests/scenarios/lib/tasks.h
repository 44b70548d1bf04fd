/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_TASKS_H
#define SCENARIOS_TASKS_H

#include <stdbool.h>
#include <sys/types.h>

#include "../../../tracing/vocabulary.h"

/**
 * struct tasks_row - what debugfs says of a process, and foretells for its children
 * @pid: the process
 * @ppid: its parent
 * @ptid: the thread of the parent that it is a child of
 * @nspid: its pid in its own namespace
 * @level: of that namespace
 * @state: the letter of its leader's state
 * @subreaper: is it one?
 * @has_subreaper: could an ancestor of it be one?
 * @decision: SUBREAPER_DECISION_*, were it to die now
 * @adopter: the process that would adopt its children, 0 for none
 * @adopter_tid: the thread that would
 * @nr_steps: ancestors that the walk would visit
 * @nr_shown: how many of them are in @steps
 * @steps: the first of them, as SUBREAPER_STEP() words
 */
struct tasks_row {
	pid_t pid;
	pid_t ppid;
	pid_t ptid;
	pid_t nspid;
	int level;
	char state;
	int subreaper;
	int has_subreaper;
	unsigned int decision;
	pid_t adopter;
	pid_t adopter_tid;
	unsigned int nr_steps;
	unsigned int nr_shown;
	unsigned int steps[SUBREAPER_STEPS_MAX];
};

bool tasks_find(pid_t pid, struct tasks_row *ret);

#endif /* SCENARIOS_TASKS_H */
