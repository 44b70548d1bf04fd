// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "../../base/memory/array.h"
#include "unreaped.h"

static int add(struct unreaped *unreaped, const struct process *adopter, uint64_t time, int by)
{
	int err = array_reserve(&unreaped->all, &unreaped->capacity, unreaped->nr + 1,
				sizeof(*unreaped->all));

	if (!err)
		unreaped->all[unreaped->nr++] =
			(struct unreaped_change){ .adopter = adopter, .time = time, .by = by };
	return err;
}

/* A process that has not ended by the end of the scene is still there. */
static int add_stay(struct unreaped *unreaped, const struct scene *scene, const struct life *life,
		    const struct process *adopter, uint64_t begin, uint64_t end)
{
	uint64_t from = begin > life->end ? begin : life->end;
	uint64_t to = end < life->gone ? end : life->gone;
	bool stays = to == life->gone && life->process->alive;
	int err;

	if (!scene_life(scene, adopter) || from >= to)
		return 0;
	err = add(unreaped, adopter, from, 1);
	return err || stays ? err : add(unreaped, adopter, to, -1);
}

static int add_life(struct unreaped *unreaped, const struct scene *scene, const struct life *life)
{
	const struct process *adopter = NULL;
	uint64_t begin = 0;
	size_t i;
	int err = 0;

	for (i = life->first; i != NO_HAPPENING && !err; i = scene->scene_events[i].next) {
		const struct scene_event *scene_event = &scene->scene_events[i];

		/* A move from one thread to another leaves it a child of the same process. */
		if (scene_event->type != EVENT_REPARENT ||
		    scene_event->hop.adopter == scene_event->hop.parent)
			continue;
		if (adopter)
			err = add_stay(unreaped, scene, life, adopter, begin, scene_event->time);
		adopter = scene_event->hop.adopter;
		begin = scene_event->time;
	}
	return err || !adopter ? err : add_stay(unreaped, scene, life, adopter, begin, UINT64_MAX);
}

static int compare(const void *a, const void *b)
{
	const struct unreaped_change *one = a;
	const struct unreaped_change *other = b;

	if (one->adopter != other->adopter)
		return one->adopter->place < other->adopter->place ? -1 : 1;
	if (one->time != other->time)
		return one->time < other->time ? -1 : 1;
	return other->by - one->by;
}

/**
 * unreaped_of() - find the changes
 * @ret: set; to be freed with unreaped_deinit(), also after an error
 * @scene: concluded
 *
 * Return: 0 or -ENOMEM
 */
int unreaped_of(struct unreaped *ret, const struct scene *scene)
{
	size_t i;
	int err = 0;

	*ret = (struct unreaped){ 0 };
	for (i = 0; i < scene->nr_lives && !err; i++) {
		if (scene->lives[i].ended)
			err = add_life(ret, scene, &scene->lives[i]);
	}
	if (ret->nr)
		qsort(ret->all, ret->nr, sizeof(*ret->all), compare);
	for (i = 0; i < ret->nr; i++)
		ret->all[i].count = (i && ret->all[i - 1].adopter == ret->all[i].adopter
					     ? ret->all[i - 1].count
					     : 0) +
				    ret->all[i].by;
	return err;
}

/**
 * unreaped_deinit() - free them
 */
void unreaped_deinit(struct unreaped *unreaped)
{
	free(unreaped->all);
	*unreaped = (struct unreaped){ 0 };
}
