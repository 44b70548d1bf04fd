// SPDX-License-Identifier: GPL-2.0-or-later
/* The processes of a scene, their order, and how long each lived. */
#include <errno.h>
#include <stdlib.h>

#include "../../base/memory/array.h"
#include "../forest/branches.h"
#include "scene.h"
#include "selection.h"

#define NO_PLACE SIZE_MAX

struct waiting {
	struct process *process;
	unsigned int depth;
};

/*
 * The order in which lives are drawn: each before those below it. @waiting is a stack of processes
 * to put next, as recursion would go as deep as processes are nested.
 */
struct order {
	struct scene *scene;
	const struct branches *branches;
	struct waiting *waiting;
	size_t nr;
	size_t capacity;
};

static int let_wait(struct order *order, struct process *process, unsigned int depth)
{
	if (array_reserve(&order->waiting, &order->capacity, order->nr + 1,
			  sizeof(*order->waiting)))
		return -ENOMEM;
	order->waiting[order->nr++] = (struct waiting){ process, depth };
	return 0;
}

/* If the parent of a parent is unknown, at least its place in the tree is known. */
static int push_dead_parents(struct order *order, const struct process *child, unsigned int depth)
{
	size_t i = child->history.nr;
	int err = 0;

	while (i-- && !err) {
		struct process *parent = child->history.hops[i].parent;

		if (parent && parent->shown && parent->ended.known &&
		    !shown_parent(parent, WITH_SUBREAPERS))
			err = let_wait(order, parent, depth);
	}
	return err;
}

/* The last first, as the stack turns them around. */
static int let_children_wait(struct order *order, const struct process *parent, unsigned int depth)
{
	const struct branches *branches = order->branches;
	size_t first = branches_below(branches, parent), i = first;
	int err = 0;

	while (i < branches->nr && branches->all[i].parent == parent)
		i++;
	while (i-- > first && !err) {
		err = let_wait(order, branches->all[i].process, depth);
		if (!err)
			err = push_dead_parents(order, branches->all[i].process, depth);
	}
	return err;
}

static int put_waiting(struct order *order)
{
	struct scene *scene = order->scene;
	struct waiting next;
	int err = 0;

	while (order->nr && !err) {
		next = order->waiting[--order->nr];
		if (next.process->place != NO_PLACE)
			continue;
		next.process->place = scene->nr_lives;
		scene->lives[scene->nr_lives++] = (struct life){ .process = next.process,
								 .depth = next.depth,
								 .first = NO_HAPPENING };
		err = let_children_wait(order, next.process, next.depth + 1);
	}
	return err;
}

/* Live roots first: most other roots are parents, which are placed beside their children.
 */
static int put_roots(struct order *order)
{
	const struct branches *branches = order->branches;
	size_t i;
	int err = 0;

	for (i = branches_below(branches, NULL); i < branches->nr && !err; i++) {
		if (branches->all[i].parent || branches->all[i].process->ended.known)
			continue;
		err = let_wait(order, branches->all[i].process, 0);
		if (!err)
			err = put_waiting(order);
	}
	if (!err)
		err = let_children_wait(order, NULL, 0);
	return err ? err : put_waiting(order);
}

static int find_lives(struct scene *scene, struct forest *forest)
{
	struct branches branches;
	struct order order = { .scene = scene, .branches = &branches };
	int err = branches_of(&branches, &forest->table, &forest->table.met, WITH_SUBREAPERS);
	size_t i;

	for (i = 0; i < forest->table.met.nr; i++)
		forest->table.met.all[i]->place = NO_PLACE;
	if (!err) {
		scene->lives = calloc(branches.nr + 1, sizeof(*scene->lives));
		err = scene->lives ? 0 : -ENOMEM;
	}
	if (!err)
		err = put_roots(&order);
	free(order.waiting);
	branches_deinit(&branches);
	return err;
}

/*
 * Births are counted on another clock, which is ahead by the time that the machine has slept. That
 * time is unknown, but no process has an event before its birth.
 */
static uint64_t time_slept(const struct scene *scene, const struct forest *forest)
{
	uint64_t slept = 0;
	size_t i;

	for (i = 0; i < forest->table.met.nr; i++) {
		uint64_t start = forest->table.met.all[i]->start;

		if (start > scene->met[i] && start - scene->met[i] > slept)
			slept = start - scene->met[i];
	}
	return slept;
}

static void begin_life(const struct scene *scene, struct life *life, uint64_t met, uint64_t slept)
{
	const struct process *process = life->process;

	life->born = true;
	if (process->birth.at.known)
		life->begin = process->birth.at.time;
	else if (process->start)
		life->begin = process->start > slept ? process->start - slept : 0;
	else
		life->born = false;
	if (!life->born)
		life->begin = met;
	life->born &= life->begin >= scene->begin && life->begin <= scene->end;
	if (life->begin < scene->begin)
		life->begin = scene->begin;
	if (life->begin > scene->end)
		life->begin = scene->end;
}

/* A process without a known end ends at the last event that it took part in. */
static void end_life(const struct scene *scene, struct life *life)
{
	const struct process *process = life->process;
	bool there = process->alive && !process->ended.known;

	life->ended = process->ended.known && process->ended.time <= scene->end;
	life->lost = !there && !process->ended.known;
	life->end = life->ended ? process->ended.time : scene->end;
	if (life->lost || life->end < life->begin)
		life->end = life->begin;
	life->gone = life->end;
	if (life->ended && process->freed.known)
		life->gone = process->freed.time < scene->end ? process->freed.time : scene->end;
	else if (life->ended && process->alive)
		life->gone = scene->end;
}

static void outlast(const struct scene *scene, const struct process *process, uint64_t time,
		    bool dead_too)
{
	struct life *life;

	if (!process || !process->shown)
		return;
	life = &scene->lives[process->place];
	if ((life->lost || !dead_too) && life->end < time)
		life->end = time;
	if (life->gone < time)
		life->gone = time;
}

/* An exit event comes a little before the orphans are moved. */
static void outlast_happening(const struct scene *scene, const struct scene_event *scene_event)
{
	switch (scene_event->type) {
	case EVENT_REPARENT:
		outlast(scene, scene_event->process, scene_event->time, true);
		outlast(scene, scene_event->hop.parent, scene_event->time, false);
		outlast(scene, scene_event->hop.adopter, scene_event->time, false);
		break;
	case EVENT_LOST:
	case EVENT_GAP:
		break;
	default:
		outlast(scene, scene_event->process, scene_event->time, false);
		break;
	}
}

static void chain_happenings(struct scene *scene)
{
	size_t i = scene->nr_scene_events;

	while (i--) {
		struct scene_event *scene_event = &scene->scene_events[i];
		struct life *life;

		scene_event->next = NO_HAPPENING;
		if (!scene_event->process || !scene_event->process->shown)
			continue;
		life = &scene->lives[scene_event->process->place];
		scene_event->next = life->first;
		life->first = i;
	}
}

/**
 * scene_conclude() - find the processes that are shown, their places, and how long each lived
 * @scene: of all events
 * @forest: concluded; the shown and place fields are set
 * @recorder: the process that made the recording; all 0 if unknown
 *
 * Processes that take part in wanted events are shown, with their ancestors.
 *
 * Return: 0 or -ENOMEM
 */
int scene_conclude(struct scene *scene, struct forest *forest,
		   const struct recorder_event *recorder)
{
	uint64_t slept;
	size_t i;
	int err = forest_conclude_of(forest, &forest->table.met);

	/* That may have found an init that no event shows. */
	if (!err)
		err = scene_meet(scene, forest);
	if (err)
		return err;
	select_with_ancestors(forest, recorder);
	err = find_lives(scene, forest);
	if (err)
		return err;
	slept = time_slept(scene, forest);
	for (i = 0; i < forest->table.met.nr; i++) {
		const struct process *process = forest->table.met.all[i];

		if (!process->shown)
			continue;
		begin_life(scene, &scene->lives[process->place], scene->met[i], slept);
		end_life(scene, &scene->lives[process->place]);
	}
	for (i = 0; i < scene->nr_scene_events; i++)
		outlast_happening(scene, &scene->scene_events[i]);
	chain_happenings(scene);
	return 0;
}
