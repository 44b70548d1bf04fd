// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "../forest/evidence.h"
#include "present.h"

/**
 * present_deinit() - free what was learnt
 */
void present_deinit(struct present *present)
{
	forest_deinit(&present->forest);
}

/*
 * A parent is older than its child, also by adoption: an adopter is an ancestor. Births are on
 * CLOCK_BOOTTIME and decisions on CLOCK_MONOTONIC, which stops while the machine sleeps, so a
 * decision counts as before the birth only if that holds for any time of sleep.
 */
static bool may_have_moved(const struct present *present, const struct event *event)
{
	const struct process *parent = present->process->parent[WITH_SUBREAPERS];
	const struct walk_event *walk = &event->walk;

	return parent && walk->adopter_tgid == parent->pid &&
	       walk->adopter_start == parent->start && walk->parent_tgid != parent->pid &&
	       walk->parent_start <= present->process->start &&
	       event->time + present->slept >= present->process->start;
}

/**
 * present_consider() - keep a decision if it may have been about the process
 * @present: with the process found
 * @walk: the next decision in the order of time; its steps are copied
 */
void present_consider(struct present *present, const struct event *walk)
{
	struct present_walk *place;

	if (walk->walk.number && walk->walk.number == present->process->listing.adopted_number) {
		present->adoption.event = *walk;
		memcpy(present->adoption.steps, walk->walk.steps,
		       walk->walk.kept_steps * sizeof(present->adoption.steps[0]));
	}
	if (!may_have_moved(present, walk))
		return;
	if (present->nr_walks >= PRESENT_WALKS)
		memmove(present->walks, present->walks + 1,
			(PRESENT_WALKS - 1) * sizeof(present->walks[0]));
	place = &present->walks[present->nr_walks < PRESENT_WALKS ? present->nr_walks
								  : PRESENT_WALKS - 1];
	place->event = *walk;
	memcpy(place->steps, walk->walk.steps, walk->walk.kept_steps * sizeof(place->steps[0]));
	present->nr_walks++;
}

/**
 * present_watch() - note that the module has seen all decisions for some time
 * @present: all processes are known
 * @since: from when on, in ns of CLOCK_BOOTTIME
 *
 * Those that were born later, and of which it saw no adoption, are children of the parent that they
 * had at birth.
 */
void present_watch(struct present *present, uint64_t since)
{
	const struct process_list *remaining = &present->forest.table.remaining;
	size_t i;

	for (i = 0; i < remaining->nr; i++) {
		struct process *process = remaining->all[i];

		process->watched = process->listing.known && process->start > since;
	}
}

/**
 * present_orphaning() - did the process become an orphan?
 * @present: what the machine knows
 *
 * Copies of the files of version 0.1 do not show which children were adopted.
 *
 * Return: what is known
 */
enum present_orphaning present_orphaning(const struct present *present)
{
	const struct process *process = present->process;
	enum origin origin = evidence_origin(process);

	if (!process->parent[WITH_SUBREAPERS])
		return present->inside ? PRESENT_UNTOLD : PRESENT_NEVER;
	if (present->forest.bare)
		return origin == ORIGIN_OWN ? PRESENT_NEVER : PRESENT_UNTOLD;
	if (!process->listing.known) {
		if (present->nr_walks)
			return PRESENT_PERHAPS;
		return present->all_walks ? PRESENT_NOT_SINCE : PRESENT_UNSEEN;
	}
	if (process->listing.adopted_by)
		return PRESENT_ADOPTED;
	return origin == ORIGIN_PARENTLESS || origin == ORIGIN_OWN ? PRESENT_NEVER
								   : PRESENT_NOT_SINCE;
}

/**
 * present_adoption() - the decision by which it was adopted
 * @present: what the machine knows
 *
 * Return: the decision; NULL if the module has not kept it so long
 */
const struct present_walk *present_adoption(const struct present *present)
{
	size_t nr = present->nr_walks < PRESENT_WALKS ? present->nr_walks : PRESENT_WALKS;
	size_t i;

	if (present->adoption.event.walk.number)
		return &present->adoption;
	for (i = 0; i < nr; i++) {
		if (present->walks[i].event.walk.number == present->process->listing.adopted_number)
			return &present->walks[i];
	}
	return NULL;
}

/**
 * present_knows_origin() - is the parent without subreapers known?
 * @present: what the machine knows
 *
 * Return: the answer
 */
bool present_knows_origin(const struct present *present)
{
	const struct process *parent = present->process->parent[WITH_SUBREAPERS];

	return parent && !process_is_init(parent) && !present->forest.bare &&
	       (present->process->listing.known || present_orphaning(present) == PRESENT_NOT_SINCE);
}
