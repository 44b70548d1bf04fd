/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_EVENTS_H
#define SCENARIOS_EVENTS_H

#include <stdbool.h>
#include <sys/types.h>

#include "../../../tracing/vocabulary.h"

enum event_kind { EVENT_WALK = 1, EVENT_REPARENT, EVENT_MARK };

/** struct party - a thread that an event names; pids of the initial pid namespace */
struct party {
	pid_t pid;
	pid_t tid;
	char comm[SUBREAPER_COMM_LEN];
};

/**
 * struct event - a line of a trace; which members count depends on @kind
 * @kind: which event it is
 * @parent: the dying thread (walk, reparent)
 * @adopter: the process that takes its children, all 0 when none does (walk, reparent)
 * @decision: SUBREAPER_DECISION_* (walk, reparent)
 * @level: of the pid namespace of the parent (walk) or the child (reparent)
 * @child: the process that changes parent (reparent)
 * @nspid: of the child, in its own pid namespace (reparent)
 * @effects: SUBREAPER_EFFECT_* on the child (reparent)
 * @pdeath_signal: that the child is sent, or 0 (reparent)
 * @has_flag: could an ancestor of the parent be a subreaper? (walk)
 * @number: of the decision (walk, reparent)
 * @exit_code: wait status of the parent (walk)
 * @children: how many are handed over (walk)
 * @told: how many of these have a reparent (walk)
 * @nr_steps: ancestors that were visited (walk)
 * @truncated: are there fewer @steps than that? (walk)
 * @steps: SUBREAPER_STEP() words (walk)
 * @marker: the caller of prctl() (mark)
 * @argument: as it was passed (mark)
 * @old_flag: was it a subreaper before? (mark)
 * @new_flag: is it now? (mark)
 * @descendants: newly covered, -1 if unknown (mark)
 */
struct event {
	enum event_kind kind;
	struct party parent;
	struct party adopter;
	unsigned int decision;
	int level;
	struct party child;
	pid_t nspid;
	unsigned int effects;
	int pdeath_signal;
	int has_flag;
	unsigned long long number;
	unsigned int exit_code;
	unsigned int children;
	unsigned int told;
	unsigned int nr_steps;
	int truncated;
	unsigned int steps[SUBREAPER_STEPS_MAX];
	struct party marker;
	unsigned long long argument;
	int old_flag;
	int new_flag;
	int descendants;
};

/** struct event_log - what happened, in its order */
struct event_log {
	struct event *events;
	unsigned int count;
};

bool events_are_heard(void);
void events_name(void);
void events_start(void);
void events_ignore(const char *event);
void events_stop(void);
void events_end_audience(void);
void events_clear(void);
unsigned int events_lost(void);
bool events_blind_to(const char *word);
unsigned int events_blind_effects(void);
void events_note_move(pid_t child, pid_t adopter, unsigned int decision);

struct event_log events_read(void);
const struct event *events_next_walk(const struct event_log *log, const struct event *after,
				     pid_t parent_tid);
const struct event *events_next_reparent(const struct event_log *log, const struct event *after,
					 pid_t child);
const struct event *events_next_mark(const struct event_log *log, const struct event *after,
				     pid_t pid);

#endif /* SCENARIOS_EVENTS_H */
