// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "stories.h"

/**
 * stories_deinit() - free them
 */
void stories_deinit(struct stories *stories)
{
	size_t i;

	for (i = 0; i < stories->by_pid.capacity; i++) {
		struct story *story = stories->by_pid.slots[i].value;

		if (!story)
			continue;
		story_deinit(story);
		free(story);
	}
	idmap_deinit(&stories->by_pid);
	story_deinit(&stories->latest);
}

/**
 * stories_of() - what happened to the processes that had one pid
 *
 * Return: the story, to be concluded with story_conclude(); an empty one if nothing happened
 */
const struct story *stories_of(const struct stories *stories, int32_t pid)
{
	static const struct story empty;
	const struct story *story = idmap_get(&stories->by_pid, 0, (uint32_t)pid);

	return story ? story : &empty;
}

static struct story *get(struct stories *stories, int32_t pid)
{
	struct story *story = idmap_get(&stories->by_pid, 0, (uint32_t)pid);

	if (story)
		return story;
	story = calloc(1, sizeof(*story));
	if (!story)
		return NULL;
	story->pid = pid;
	if (!idmap_set(&stories->by_pid, 0, (uint32_t)pid, story))
		return story;
	free(story);
	return NULL;
}

/* Of what a walk tried each story takes a copy, when it needs one. */
static int add_to(struct stories *stories, int32_t pid, const struct forest *forest,
		  const struct event *event)
{
	struct story *story = get(stories, pid);
	int err;

	if (!story)
		return -ENOMEM;
	story->walk = stories->latest.walk;
	story->walk_parent = stories->latest.walk_parent;
	err = story_add(story, forest, event);
	story->walk = (struct story_hop){ 0 };
	return err;
}

/**
 * stories_add() - apply an event
 * @forest: to which the event has been applied, and which forgets no process
 *
 * Return: 0 or -ENOMEM
 */
int stories_add(struct stories *stories, const struct forest *forest, const struct event *event)
{
	int32_t pid = event->reparent.child;
	const struct process *child;
	const struct hop *last;
	int err;

	if (event->type == EVENT_WALK)
		return story_add(&stories->latest, forest, event);
	if (event->type != EVENT_REPARENT)
		return 0;
	err = add_to(stories, pid, forest, event);
	child = process_latest(&forest->table, pid);
	last = child ? history_last(&child->history) : NULL;
	if (err || !last || !last->parent || last->parent->pid == pid)
		return err;
	return add_to(stories, last->parent->pid, forest, event);
}
