// SPDX-License-Identifier: GPL-2.0-or-later
/* What only the whole trace shows of a forest. */
#include <errno.h>

#include "counterfactual.h"
#include "forest.h"
#include "lives.h"
#include "../process/namespace.h"
#include "walk.h"

/* A dump lists all processes that exist. */
static void bury_unlisted(struct forest *forest)
{
	struct process_list *remaining = &forest->table.remaining;
	size_t i;

	if (!forest->dumps || forest->lost_in_dump)
		return;
	for (i = 0; i < remaining->nr; i++) {
		if (forest_is_unlisted(forest, remaining->all[i]))
			remaining->all[i]->alive = false;
	}
}

/* Events in a wrong order, of a forged trace, must not make a circle of ancestors. */
static void cut(struct process *process, enum world world)
{
	if (world == WITH_SUBREAPERS)
		process_set_parent(process, NULL, 0);
	else
		process->parent[world] = NULL;
}

/*
 * A process that an earlier climb visited has an end above it; one that this climb visited is in a
 * circle.
 */
static int climb(struct process_table *table, struct process *at, enum world world, size_t before)
{
	size_t pass = ++table->passes;
	struct process *child = NULL;
	int err = 0;

	while (!err && at && at->pass <= before) {
		at->pass = pass;
		child = at;
		if (world == WITHOUT_SUBREAPERS)
			err = counterfactual_settle(table, at);
		at = at->parent[world];
	}
	if (at && child && at->pass == pass)
		cut(child, world);
	return err;
}

static int climb_from(struct process_table *table, const struct process_list *list,
		      enum world world)
{
	size_t before = table->passes;
	size_t i;
	int err = 0;

	for (i = 0; !err && i < list->nr; i++)
		err = climb(table, list->all[i], world, before);
	return err;
}

/**
 * forest_settle_hop() - remove doubts about a change of parent that were resolved since
 * @hop: the change
 *
 * A number that might have been that of a thread may have turned out to be that of a process.
 */
void forest_settle_hop(struct hop *hop)
{
	if ((hop->parent && process_may_be_thread(hop->parent)) ||
	    (hop->adopter && process_may_be_thread(hop->adopter)))
		return;
	hop->doubts &= ~WALK_DOUBTS_NUMBER;
	hop->parent_doubts &= ~WALK_DOUBTS_NUMBER;
}

static void settle_hops(const struct process_list *list)
{
	size_t i;
	uint32_t j;

	for (i = 0; i < list->nr; i++) {
		for (j = 0; j < list->all[i]->history.nr; j++)
			forest_settle_hop(&list->all[i]->history.hops[j]);
	}
}

/**
 * forest_conclude_of() - find the ancestors of some processes
 * @forest: with all events applied, and known which processes are alive
 *
 * From then on every chain of parents from them ends, in either world.
 *
 * Return: 0 or -ENOMEM
 */
int forest_conclude_of(struct forest *forest, const struct process_list *list)
{
	/*
	 * An init that no event shows may be added, which must not change the list during the loop.
	 */
	int err = process_table_make_room(&forest->table);

	settle_hops(list);
	if (!err)
		err = climb_from(&forest->table, list, WITH_SUBREAPERS);
	return err ? err : climb_from(&forest->table, list, WITHOUT_SUBREAPERS);
}

/**
 * forest_conclude() - draw the conclusions that only the whole trace allows
 * @forest: with all events applied
 *
 * This is about processes that remain: many more may be gone. Code that needs these asks
 * forest_conclude_of() first.
 *
 * Return: 0 or -ENOMEM
 */
int forest_conclude(struct forest *forest)
{
	lives_conclude(forest);
	bury_unlisted(forest);
	return forest_conclude_of(forest, &forest->table.remaining);
}
