// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "folding.h"

/* A life that is being compared with others. */
struct candidate {
	const struct folding *folding;
	size_t number;
};

#define COMPARE(one, other)                              \
	do {                                             \
		if ((one) != (other))                    \
			return (one) < (other) ? -1 : 1; \
	} while (0)

static int compare_hops(const struct hop *one, const struct hop *other)
{
	COMPARE((uintptr_t)one->adopter, (uintptr_t)other->adopter);
	COMPARE(one->adopter == one->parent, other->adopter == other->parent);
	COMPARE(one->decision, other->decision);
	COMPARE(one->effects, other->effects);
	COMPARE(one->pdeath_signal, other->pdeath_signal);
	COMPARE(one->doubts, other->doubts);
	COMPARE(one->parent_doubts, other->parent_doubts);
	COMPARE(one->inferred, other->inferred);
	return 0;
}

static int compare_events(const struct scene_event *one, const struct scene_event *other)
{
	COMPARE(one->type, other->type);
	switch (one->type) {
	case EVENT_REPARENT:
		return compare_hops(&one->hop, &other->hop);
	case EVENT_MARK:
		COMPARE(one->mark.argument, other->mark.argument);
		COMPARE(one->mark.old, other->mark.old);
		COMPARE(one->mark.new, other->mark.new);
		return 0;
	default:
		return 0;
	}
}

static int compare_stories(const struct scene *scene, size_t one, size_t other)
{
	while (one != NO_HAPPENING && other != NO_HAPPENING) {
		const struct scene_event *first = &scene->scene_events[one];
		const struct scene_event *second = &scene->scene_events[other];
		int order = compare_events(first, second);

		if (order)
			return order;
		one = first->next;
		other = second->next;
	}
	COMPARE(one == NO_HAPPENING, other == NO_HAPPENING);
	return 0;
}

static int compare_ends(const struct life *one, const struct life *other)
{
	COMPARE(one->ended, other->ended);
	COMPARE(one->lost, other->lost);
	COMPARE(one->ended && one->gone > one->end, other->ended && other->gone > other->end);
	COMPARE(one->process->alive, other->process->alive);
	COMPARE(one->process->exit_known, other->process->exit_known);
	COMPARE(one->process->exit_code, other->process->exit_code);
	COMPARE(one->process->subreaper, other->process->subreaper);
	COMPARE((uintptr_t)one->process->thread_of, (uintptr_t)other->process->thread_of);
	COMPARE(process_may_be_thread(one->process), process_may_be_thread(other->process));
	return 0;
}

static int compare_looks(const struct candidate *one, const struct candidate *other)
{
	const struct folding *folding = one->folding;
	const struct life *first = &folding->scene->lives[one->number];
	const struct life *second = &folding->scene->lives[other->number];
	int order;

	COMPARE(folding->lives[one->number].above, folding->lives[other->number].above);
	COMPARE(folding->lives[one->number].left, folding->lives[other->number].left);
	order = strncmp(first->process->comm, second->process->comm, SUBREAPER_COMM_LEN);
	if (!order)
		order = compare_ends(first, second);
	return order ? order : compare_stories(folding->scene, first->first, second->first);
}

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *one = a;
	const struct candidate *other = b;
	int order = compare_looks(one, other);

	if (!order)
		COMPARE(one->number, other->number);
	return order;
}

/* The last life before each that is one less deep. */
static int find_above(struct folding *folding)
{
	const struct scene *scene = folding->scene;
	size_t *path = calloc(scene->nr_lives + 1, sizeof(*path));
	size_t i;

	if (!path)
		return -ENOMEM;
	for (i = 0; i < scene->nr_lives; i++) {
		unsigned int depth = scene->lives[i].depth;

		folding->lives[i].above = depth ? path[depth - 1] : NO_LIFE;
		path[depth] = i;
	}
	free(path);
	return 0;
}

static void find_left(struct folding *folding)
{
	const struct scene *scene = folding->scene;
	size_t i;

	for (i = 0; i < scene->nr_scene_events; i++) {
		const struct scene_event *scene_event = &scene->scene_events[i];
		const struct life *parent;

		if (scene_event->type != EVENT_REPARENT)
			continue;
		parent = scene_life(scene, scene_event->hop.parent);
		if (parent)
			folding->lives[parent - scene->lives].left = true;
	}
}

static bool may_fold(const struct scene *scene, size_t i)
{
	const struct life *life = &scene->lives[i];
	bool is_leaf = i + 1 == scene->nr_lives || life[1].depth <= life->depth;

	return is_leaf && !life->process->adopter && !process_is_init(life->process);
}

static void fold(struct folding *folding, const struct candidate *candidates, size_t nr)
{
	size_t first = candidates[0].number;
	size_t i;

	if (nr < FOLD_LEAST)
		return;
	folding->lives[first].members = nr;
	for (i = 0; i < nr; i++) {
		folding->lives[candidates[i].number].fold = first;
		folding->lives[candidates[i].number].place = i;
	}
}

static int find_folds(struct folding *folding)
{
	const struct scene *scene = folding->scene;
	struct candidate *candidates = calloc(scene->nr_lives + 1, sizeof(*candidates));
	size_t nr = 0, first = 0;
	size_t i;

	if (!candidates)
		return -ENOMEM;
	for (i = 0; i < scene->nr_lives; i++) {
		folding->lives[i].fold = NO_LIFE;
		if (may_fold(scene, i))
			candidates[nr++] = (struct candidate){ folding, i };
	}
	qsort(candidates, nr, sizeof(*candidates), compare_candidates);
	for (i = 1; i <= nr; i++) {
		if (i < nr && !compare_looks(&candidates[first], &candidates[i]))
			continue;
		fold(folding, candidates + first, i - first);
		first = i;
	}
	free(candidates);
	return 0;
}

/**
 * folding_of() - find what may be folded
 * @ret: set; to be freed with folding_deinit(), also after an error
 * @scene: concluded
 *
 * Return: 0 or -ENOMEM
 */
int folding_of(struct folding *ret, const struct scene *scene)
{
	int err;

	ret->scene = scene;
	ret->lives = calloc(scene->nr_lives + 1, sizeof(*ret->lives));
	if (!ret->lives)
		return -ENOMEM;
	err = find_above(ret);
	if (err)
		return err;
	find_left(ret);
	return find_folds(ret);
}

/**
 * folding_deinit() - free it
 */
void folding_deinit(struct folding *folding)
{
	free(folding->lives);
	folding->lives = NULL;
}

static size_t count_within(const struct folding *folding, size_t room)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < folding->scene->nr_lives; i++) {
		const struct folded_life *life = &folding->lives[i];

		count += life->fold == NO_LIFE || life->place < room;
	}
	return count;
}

/**
 * folding_room() - how many of each fold can be kept
 * @lives: how many lives may be kept in all
 *
 * Return: the number, at least 1, with which there may still be too many; SIZE_MAX for all
 */
size_t folding_room(const struct folding *folding, size_t lives)
{
	size_t low = 1, high = folding->scene->nr_lives + 1;

	if (folding->scene->nr_lives <= lives)
		return SIZE_MAX;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (count_within(folding, middle) <= lives)
			low = middle;
		else
			high = middle;
	}
	return low;
}
