// SPDX-License-Identifier: GPL-2.0-or-later
/* Who is shown in a scene, in which order, and how long each lived. */
#include <errno.h>
#include <stdlib.h>

#include "branches.h"
#include "scene.h"
#include "selection.h"

#define NO_PLACE SIZE_MAX

static void put_lives(struct scene *scene, const struct branches *branches,
		      const struct process *parent, unsigned int depth);

static void put_life(struct scene *scene, const struct branches *branches, struct process *process,
		     unsigned int depth)
{
	if (process->place != NO_PLACE)
		return;
	process->place = scene->nr_lives;
	scene->lives[scene->nr_lives++] =
		(struct life){ .process = process, .depth = depth, .first = NO_HAPPENING };
	put_lives(scene, branches, process, depth + 1);
}

/* Of a father whose own parent nobody told, that much is known: whose side he belongs to. */
static void put_fathers(struct scene *scene, const struct branches *branches,
			const struct process *child, unsigned int depth)
{
	size_t i;

	for (i = 0; i < child->history.nr; i++) {
		struct process *father = child->history.hops[i].father;

		if (father && father->shown && father->ended.known &&
		    !shown_parent(father, WITH_SUBREAPERS))
			put_life(scene, branches, father, depth);
	}
}

static void put_lives(struct scene *scene, const struct branches *branches,
		      const struct process *parent, unsigned int depth)
{
	size_t i;

	for (i = branches_below(branches, parent); i < branches->nr; i++) {
		if (branches->all[i].parent != parent)
			break;
		put_fathers(scene, branches, branches->all[i].process, depth);
		put_life(scene, branches, branches->all[i].process, depth);
	}
}

/* Roots that are alive go first: most of the others are fathers, who find a place beside children.
 */
static void put_roots(struct scene *scene, const struct branches *branches)
{
	size_t i;

	for (i = branches_below(branches, NULL); i < branches->nr; i++) {
		if (!branches->all[i].parent && !branches->all[i].process->ended.known)
			put_life(scene, branches, branches->all[i].process, 0);
	}
	put_lives(scene, branches, NULL, 0);
}

static int find_lives(struct scene *scene, struct forest *forest)
{
	struct branches branches;
	int err = branches_of(&branches, forest, WITH_SUBREAPERS);
	size_t i;

	for (i = 0; i < forest->table.nr; i++)
		forest->table.all[i]->place = NO_PLACE;
	if (!err) {
		scene->lives = calloc(branches.nr + 1, sizeof(*scene->lives));
		err = scene->lives ? 0 : -ENOMEM;
	}
	if (!err)
		put_roots(scene, &branches);
	branches_deinit(&branches);
	return err;
}

/*
 * Births are told on another clock, which is ahead by the time that the machine has slept. Nobody
 * tells that time, but nobody was met before it was born either.
 */
static uint64_t time_slept(const struct scene *scene, const struct forest *forest)
{
	uint64_t slept = 0;
	size_t i;

	for (i = 0; i < forest->table.nr; i++) {
		uint64_t start = forest->table.all[i]->start;

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

/* Those of whom nobody told when they ended are ended by what they last took part in. */
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

/* An end is told a little before those whom it leaves behind are moved. */
static void outlast_happening(const struct scene *scene, const struct happening *happening)
{
	switch (happening->type) {
	case EVENT_REPARENT:
		outlast(scene, happening->process, happening->time, true);
		outlast(scene, happening->hop.father, happening->time, false);
		outlast(scene, happening->hop.adopter, happening->time, false);
		break;
	case EVENT_LOST:
		break;
	default:
		outlast(scene, happening->process, happening->time, false);
		break;
	}
}

static void chain_happenings(struct scene *scene)
{
	size_t i = scene->nr_happenings;

	while (i--) {
		struct happening *happening = &scene->happenings[i];
		struct life *life;

		happening->next = NO_HAPPENING;
		if (!happening->process || !happening->process->shown)
			continue;
		life = &scene->lives[happening->process->place];
		happening->next = life->first;
		life->first = i;
	}
}

/**
 * scene_conclude() - find out who is shown, where, and how long each lived
 * @scene: of all events
 * @forest: concluded; the shown and place fields are set
 * @recorder: who made the recording; all 0 if unknown
 *
 * Shown are those who take part in what is wanted, and their ancestors.
 *
 * Return: 0 or -ENOMEM
 */
int scene_conclude(struct scene *scene, struct forest *forest,
		   const struct recorder_event *recorder)
{
	uint64_t slept;
	size_t i;
	int err = scene_meet(scene, forest);

	if (err)
		return err;
	select_with_ancestors(forest, recorder);
	err = find_lives(scene, forest);
	if (err)
		return err;
	slept = time_slept(scene, forest);
	for (i = 0; i < forest->table.nr; i++) {
		const struct process *process = forest->table.all[i];

		if (!process->shown)
			continue;
		begin_life(scene, &scene->lives[process->place], scene->met[i], slept);
		end_life(scene, &scene->lives[process->place]);
	}
	for (i = 0; i < scene->nr_happenings; i++)
		outlast_happening(scene, &scene->happenings[i]);
	chain_happenings(scene);
	return 0;
}
