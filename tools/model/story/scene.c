// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "../../base/memory/array.h"
#include "scene.h"

/**
 * scene_deinit() - free a scene, which is then empty
 */
void scene_deinit(struct scene *scene)
{
	free(scene->scene_events);
	free(scene->lives);
	free(scene->met);
	*scene = (struct scene){ 0 };
}

/**
 * scene_meet() - note when processes were heard of first
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

static int append(struct scene *scene, const struct scene_event *scene_event)
{
	int err = array_reserve(&scene->scene_events, &scene->capacity, scene->nr_scene_events + 1,
				sizeof(*scene->scene_events));

	if (!err)
		scene->scene_events[scene->nr_scene_events++] = *scene_event;
	return err;
}

static void show(struct process *process)
{
	if (process)
		process->shown = true;
}

static struct scene_event *find_inferred(const struct scene *scene, const struct scene_event *hop)
{
	size_t number = hop->process->latest_hop;
	struct scene_event *last = number ? &scene->scene_events[number - 1] : NULL;

	return last && hop_replaces(&hop->hop, &last->hop) ? last : NULL;
}

static int add_hop(struct scene *scene, struct scene_event *scene_event)
{
	const struct hop *last = history_last(&scene_event->process->history);
	struct scene_event *inferred;

	if (!last)
		return 0;
	scene_event->hop = *last;
	show(scene_event->process);
	show(last->parent);
	show(last->adopter);
	inferred = find_inferred(scene, scene_event);
	if (inferred) {
		*inferred = *scene_event;
		return 0;
	}
	scene_event->process->latest_hop = scene->nr_scene_events + 1;
	return append(scene, scene_event);
}

static int add_mark(struct scene *scene, struct scene_event *scene_event,
		    const struct mark_event *mark)
{
	scene_event->mark = *mark;
	show(scene_event->process);
	return append(scene, scene_event);
}

static int add_walk(struct scene *scene, struct scene_event *scene_event,
		    const struct walk_event *walk)
{
	if (walk->adopter_tgid)
		return 0;
	scene_event->walk = *walk;
	scene_event->walk.steps = NULL;
	show(scene_event->process);
	return append(scene, scene_event);
}

static struct process *find(struct forest *forest, int32_t pid, uint64_t start)
{
	return pid > 0 ? process_get(&forest->table, pid, start) : NULL;
}

static int add_wanted(struct scene *scene, struct forest *forest, const struct event *event)
{
	struct scene_event scene_event = { .type = event->type,
					   .time = event->time,
					   .cpu = event->cpu };

	switch (event->type) {
	case EVENT_REPARENT:
		scene_event.process =
			find(forest, event->reparent.child, event->reparent.child_start);
		return scene_event.process ? add_hop(scene, &scene_event) : 0;
	case EVENT_MARK:
		scene_event.process = find(forest, event->mark.tgid, event->mark.start);
		return scene_event.process ? add_mark(scene, &scene_event, &event->mark) : 0;
	case EVENT_WALK:
		scene_event.process =
			find(forest, event->walk.parent_tgid, event->walk.parent_start);
		return scene_event.process ? add_walk(scene, &scene_event, &event->walk) : 0;
	case EVENT_LOST:
		scene_event.lost = event->lost;
		return append(scene, &scene_event);
	case EVENT_GAP:
		scene_event.gap = event->gap;
		return append(scene, &scene_event);
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
 * @in_time: does it lie in the time that is to be shown?
 * @wanted: is it to be shown, with the processes that take part in it?
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
 * parenthood_by() - the kind of the parent after a change of parent
 * @hop: the change
 * @before: the kind until then
 *
 * Return: the answer
 */
enum parenthood parenthood_by(const struct hop *hop, enum parenthood before)
{
	if (!hop->adopter)
		return PARENT_NOBODY;
	if (hop->adopter == hop->parent)
		return before;
	/* Only a subreaper and an init adopt. */
	if (hop->decision == DECISION_UNTOLD && !process_is_init(hop->adopter))
		return PARENT_SUBREAPER;
	return hop->decision == SUBREAPER_DECISION_SUBREAPER ? PARENT_SUBREAPER : PARENT_INIT;
}
