// SPDX-License-Identifier: GPL-2.0-or-later
/* The life of one process in more detail than the forest keeps of all of them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "story.h"

/**
 * story_step_process() - which process an ancestor is
 * @forest: of the trace
 * @step: the ancestor
 *
 * One that was not known then may be the only one that ever had the pid.
 *
 * Return: the process, or NULL
 */
const struct process *story_step_process(const struct forest *forest, const struct story_step *step)
{
	const struct process *later = process_latest(&forest->table, step->pid);

	if (step->process)
		return step->process;
	return later && later->ordinal == 1 ? later : NULL;
}

/**
 * story_deinit() - free what a story holds
 */
void story_deinit(struct story *story)
{
	size_t i;

	for (i = 0; i < story->nr; i++)
		free(story->hops[i].steps);
	free(story->hops);
	free(story->orphans);
	free(story->walk.steps);
	*story = (struct story){ 0 };
}

/**
 * story_step() - an ancestor that was tried, as it is now
 * @forest: the processes
 * @word: a SUBREAPER_STEP() word
 *
 * Return: what is known of it
 */
struct story_step story_step(const struct forest *forest, uint32_t word)
{
	int32_t pid = SUBREAPER_STEP_PID(word);
	const struct process *process = process_keep(process_latest(&forest->table, pid));
	struct story_step step = {
		.pid = pid,
		.process = process,
		.verdict = SUBREAPER_STEP_VERDICT(word),
		.has_known = !pid,
	};

	if (!process)
		return step;
	if (process->named)
		memcpy(step.comm, process->comm, sizeof(step.comm));
	step.subreaper = process->subreaper;
	step.has_subreaper = process->flags.has_subreaper;
	step.has_known = process->flags.has_known;
	return step;
}

static int keep_walk(struct story *story, const struct forest *forest,
		     const struct walk_event *walk)
{
	struct story_step *steps = calloc(walk->kept_steps + 1, sizeof(*steps));
	uint32_t i;

	if (!steps)
		return -ENOMEM;
	for (i = 0; i < walk->kept_steps; i++)
		steps[i] = story_step(forest, walk->steps[i]);
	free(story->walk.steps);
	story->walk_parent = walk->parent_tid;
	story->walk.steps = steps;
	story->walk.kept_steps = walk->kept_steps;
	story->walk.nr_steps = walk->nr_steps;
	return 0;
}

/* As in a struct history, the first and the latest. */
static void forget_second(struct story *story)
{
	free(story->hops[1].steps);
	memmove(story->hops + 1, story->hops + 2, (story->nr - 2) * sizeof(story->hops[0]));
	story->nr--;
}

static int take_steps(const struct story *story, struct story_hop *hop)
{
	size_t size = story->walk.kept_steps * sizeof(*hop->steps);

	if (!size || story->walk_parent != hop->hop.parent_tid)
		return 0;
	hop->steps = malloc(size);
	if (!hop->steps)
		return -ENOMEM;
	memcpy(hop->steps, story->walk.steps, size);
	hop->kept_steps = story->walk.kept_steps;
	hop->nr_steps = story->walk.nr_steps;
	return 0;
}

static int keep_hop(struct story *story, const struct forest *forest)
{
	const struct process *child = process_latest(&forest->table, story->pid);
	const struct hop *last = child ? history_last(&child->history) : NULL;
	struct story_hop hop = { .child = child };
	int err;

	if (!last)
		return 0;
	hop.hop = *last;
	if (story->nr && story->hops[story->nr - 1].child == child &&
	    hop_replaces(last, &story->hops[story->nr - 1].hop))
		free(story->hops[--story->nr].steps);
	else if (story->nr == HISTORY_MAX)
		forget_second(story);
	err = array_reserve(&story->hops, &story->capacity, story->nr + 1, sizeof(hop));
	if (!err)
		err = take_steps(story, &hop);
	if (!err)
		story->hops[story->nr++] = hop;
	return err;
}

static bool is_of(const struct hop *hop, int32_t pid)
{
	return hop->parent && hop->parent->pid == pid;
}

/* Each once, at the first thread of its parent that ended. */
static int keep_orphan(struct story *story, const struct forest *forest, int32_t pid)
{
	struct process *child = process_latest(&forest->table, pid);
	const struct history *history = child ? &child->history : NULL;
	uint32_t i;
	int err;

	if (!history || !history->nr || forest->retold ||
	    !is_of(&history->hops[history->nr - 1], story->pid))
		return 0;
	for (i = 0; i < history->nr - 1; i++) {
		if (history->hops[i].parent == history->hops[history->nr - 1].parent)
			return 0;
	}
	err = array_reserve(&story->orphans, &story->orphans_capacity, story->nr_orphans + 1,
			    sizeof(story->orphans[0]));
	if (!err)
		story->orphans[story->nr_orphans++] = process_keep(child);
	return err;
}

/**
 * story_add() - apply an event
 * @story: of the pid
 * @forest: to which the event has been applied
 *
 * Return: 0 or -ENOMEM
 */
int story_add(struct story *story, const struct forest *forest, const struct event *event)
{
	int err;

	if (event->type == EVENT_WALK)
		return keep_walk(story, forest, &event->walk);
	if (event->type != EVENT_REPARENT)
		return 0;
	err = keep_orphan(story, forest, event->reparent.child);
	return !err && event->reparent.child == story->pid ? keep_hop(story, forest) : err;
}

/**
 * story_conclude() - find the ancestors of all processes in it, most of which are gone
 * @story: of all events
 * @forest: concluded
 * @process: the subject
 *
 * Return: 0 or -ENOMEM
 */
int story_conclude(const struct story *story, struct forest *forest, struct process *process)
{
	struct process *cast[1 + 2 * HISTORY_MAX] = { process };
	struct process_list list = { .all = cast, .nr = 1 };
	size_t i;

	for (i = 0; i < story->nr; i++) {
		forest_settle_hop(&story->hops[i].hop);
		cast[list.nr] = story->hops[i].hop.parent;
		list.nr += cast[list.nr] != NULL;
		cast[list.nr] = story->hops[i].hop.adopter;
		list.nr += cast[list.nr] != NULL;
	}
	return forest_conclude_of(forest, &list);
}
