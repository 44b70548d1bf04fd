// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "../base/array.h"
#include "scene.h"

/**
 * scene_deinit() - free a scene, which is then empty
 * @scene: the scene
 */
void scene_deinit(struct scene *scene)
{
	free(scene->happenings);
	free(scene->lives);
	free(scene->met);
	*scene = (struct scene){ 0 };
}

/**
 * scene_meet() - note when processes were heard of first
 * @scene: where
 * @forest: to which they were added, as all ever are, at its end
 *
 * Return: 0 or -ENOMEM
 */
int scene_meet(struct scene *scene, const struct forest *forest)
{
	int err = array_reserve(&scene->met, &scene->met_capacity, forest->table.met.nr,
				sizeof(*scene->met));

	while (!err && scene->nr_met < forest->table.met.nr)
		scene->met[scene->nr_met++] = forest->now;
	return err;
}

static int append(struct scene *scene, const struct happening *happening)
{
	int err = array_reserve(&scene->happenings, &scene->capacity, scene->nr_happenings + 1,
				sizeof(*scene->happenings));

	if (!err)
		scene->happenings[scene->nr_happenings++] = *happening;
	return err;
}

static void show(struct process *process)
{
	if (process)
		process->shown = true;
}

static struct happening *find_inferred(const struct scene *scene, const struct happening *hop)
{
	size_t number = hop->process->latest_hop;
	struct happening *last = number ? &scene->happenings[number - 1] : NULL;

	return last && hop_replaces(&hop->hop, &last->hop) ? last : NULL;
}

static int add_hop(struct scene *scene, struct happening *happening)
{
	const struct hop *last = history_last(&happening->process->history);
	struct happening *inferred;

	if (!last)
		return 0;
	happening->hop = *last;
	show(happening->process);
	show(last->parent);
	show(last->adopter);
	inferred = find_inferred(scene, happening);
	if (inferred) {
		*inferred = *happening;
		return 0;
	}
	happening->process->latest_hop = scene->nr_happenings + 1;
	return append(scene, happening);
}

static int add_mark(struct scene *scene, struct happening *happening, const struct mark_event *mark)
{
	happening->mark = *mark;
	show(happening->process);
	return append(scene, happening);
}

static int add_walk(struct scene *scene, struct happening *happening, const struct walk_event *walk)
{
	if (walk->adopter_tgid)
		return 0;
	happening->walk = *walk;
	happening->walk.steps = NULL;
	show(happening->process);
	return append(scene, happening);
}

static struct process *find(struct forest *forest, int32_t pid, uint64_t start)
{
	return pid > 0 ? process_get(&forest->table, pid, start) : NULL;
}

static int add_wanted(struct scene *scene, struct forest *forest, const struct event *event)
{
	struct happening happening = { .type = event->type,
				       .time = event->time,
				       .cpu = event->cpu };

	switch (event->type) {
	case EVENT_REPARENT:
		happening.process =
			find(forest, event->reparent.child, event->reparent.child_start);
		return happening.process ? add_hop(scene, &happening) : 0;
	case EVENT_MARK:
		happening.process = find(forest, event->mark.tgid, event->mark.start);
		return happening.process ? add_mark(scene, &happening, &event->mark) : 0;
	case EVENT_WALK:
		happening.process = find(forest, event->walk.parent_tgid, event->walk.parent_start);
		return happening.process ? add_walk(scene, &happening, &event->walk) : 0;
	case EVENT_LOST:
		happening.lost = event->lost;
		return append(scene, &happening);
	case EVENT_GAP:
		happening.gap = event->gap;
		return append(scene, &happening);
	case EVENT_PROCESS:
		if (event->process.subreaper)
			show(find(forest, event->process.pid, event->process.start));
		return 0;
	default:
		return 0;
	}
}

/**
 * scene_add() - take up the next event
 * @scene: of those before it
 * @forest: to which the event has been applied; the shown fields are set
 * @event: the event
 * @in_time: does it lie in the time that is to be shown?
 * @wanted: is it to be shown, and who takes part in it?
 *
 * Return: 0 or -ENOMEM
 */
int scene_add(struct scene *scene, struct forest *forest, const struct event *event, bool in_time,
	      bool wanted)
{
	int err = scene_meet(scene, forest);

	if (err || !event_has_time(event))
		return err;
	if (in_time) {
		if (!scene->begun || event->time < scene->begin)
			scene->begin = event->time;
		if (!scene->begun || event->time > scene->end)
			scene->end = event->time;
		scene->begun = true;
	}
	return wanted ? add_wanted(scene, forest, event) : 0;
}

/**
 * scene_life() - the life of a process
 * @scene: concluded
 * @process: which; or NULL
 *
 * Return: its life; NULL if it is not shown
 */
const struct life *scene_life(const struct scene *scene, const struct process *process)
{
	return process && process->shown ? &scene->lives[process->place] : NULL;
}

/**
 * parenthood_by() - who the parent is after a change of parent
 * @hop: the change
 * @before: who it was until then
 *
 * Return: the answer
 */
enum parenthood parenthood_by(const struct hop *hop, enum parenthood before)
{
	if (!hop->adopter)
		return PARENT_NOBODY;
	if (hop->adopter == hop->parent)
		return before;
	return hop->decision == SUBREAPER_DECISION_SUBREAPER ? PARENT_SUBREAPER : PARENT_INIT;
}
