/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a picture of a trace shows: who lived from when to when, and what happened to them. */
#ifndef MODEL_SCENE_H
#define MODEL_SCENE_H

#include "forest.h"

#define NO_HAPPENING SIZE_MAX

/* Who a process is to another, of which it is the parent. */
enum parenthood {
	PARENT_BY_BIRTH,
	PARENT_SUBREAPER,
	PARENT_INIT,
	PARENT_NOBODY,
	PARENTHOODS,
};

/**
 * struct happening - something that happened
 * @type: EVENT_REPARENT, EVENT_MARK, one of EVENTS_MISSING, or EVENT_WALK if nobody adopts
 * @time: on the trace's clock, in ns
 * @cpu: on which processor
 * @process: the child, who was marked, or who died; NULL of a loss
 * @next: number of what happened to that process next; or NO_HAPPENING
 * @hop: of EVENT_REPARENT
 * @mark: of EVENT_MARK
 * @lost: of EVENT_LOST
 * @gap: of EVENT_GAP
 * @walk: of EVENT_WALK, without its steps
 */
struct happening {
	enum event_type type;
	uint64_t time;
	uint16_t cpu;
	struct process *process;
	size_t next;
	union {
		struct hop hop;
		struct mark_event mark;
		struct lost_event lost;
		struct gap_event gap;
		struct walk_event walk;
	};
};

/**
 * struct life - a process that is shown
 * @process: which; its place is the number of its life
 * @depth: below how many others it is shown
 * @first: number of what happened to it first; or NO_HAPPENING
 * @begin: when it was born, or the scene begins, or it was first heard of
 * @end: when it died, or was last heard of, or the scene ends
 * @gone: when nothing was left of it, later than @end for who was dead and not waited for
 * @born: does @begin tell its birth?
 * @ended: does @end tell its death?
 * @lost: is it unknown how long it lived?
 */
struct life {
	struct process *process;
	unsigned int depth;
	size_t first;
	uint64_t begin;
	uint64_t end;
	uint64_t gone;
	bool born;
	bool ended;
	bool lost;
};

/**
 * struct scene - what is shown of a trace
 * @happenings: what happened, in the order of time
 * @nr_happenings: how many
 * @lives: of whom it happened, parents before their children
 * @nr_lives: how many
 * @begin: time of the first event in question
 * @end: time of the last
 *
 * It takes memory for processes, and for whatever is shown. All zero is empty.
 */
struct scene {
	struct happening *happenings;
	size_t nr_happenings;
	size_t capacity;
	struct life *lives;
	size_t nr_lives;
	uint64_t *met;
	size_t nr_met;
	size_t met_capacity;
	uint64_t begin;
	uint64_t end;
	bool begun;
};

void scene_deinit(struct scene *scene);
int scene_add(struct scene *scene, struct forest *forest, const struct event *event, bool in_time,
	      bool wanted);
int scene_conclude(struct scene *scene, struct forest *forest,
		   const struct recorder_event *recorder);
const struct life *scene_life(const struct scene *scene, const struct process *process);
enum parenthood parenthood_by(const struct hop *hop, enum parenthood before);

/* For scene_lives.c */
int scene_meet(struct scene *scene, const struct forest *forest);

#endif /* MODEL_SCENE_H */
