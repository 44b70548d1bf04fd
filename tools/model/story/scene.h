/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a picture of a trace shows: the lives of processes, and what happened to them. */
#ifndef MODEL_SCENE_H
#define MODEL_SCENE_H

#include "../forest/forest.h"

#define NO_HAPPENING SIZE_MAX

/* The kind of a parent, as its child sees it. */
enum parenthood {
	PARENT_BY_BIRTH,
	PARENT_SUBREAPER,
	PARENT_INIT,
	PARENT_NOBODY,
	PARENTHOODS,
};

/**
 * struct scene_event - something that happened
 * @type: EVENT_REPARENT, EVENT_MARK, one of EVENTS_MISSING, or EVENT_WALK if no process adopts
 * @time: on the trace's clock, in ns
 * @cpu: on which processor
 * @process: the child, or the process that was marked or exited; NULL of a loss
 * @next: number of what happened to that process next; or NO_HAPPENING
 * @hop: of EVENT_REPARENT
 * @mark: of EVENT_MARK
 * @lost: of EVENT_LOST
 * @gap: of EVENT_GAP
 * @walk: of EVENT_WALK, without its steps
 */
struct scene_event {
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
 * @gone: when nothing was left of it, later than @end for a zombie
 * @born: is @begin its birth?
 * @ended: is @end its exit?
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
 * @scene_events: what happened, in the order of time
 * @lives: of these processes, parents before their children
 * @begin: time of the first event in question
 * @end: time of the last
 *
 * It takes memory for processes, and for whatever is shown. All zero is empty.
 */
struct scene {
	struct scene_event *scene_events;
	size_t nr_scene_events;
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
