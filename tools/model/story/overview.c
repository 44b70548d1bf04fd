// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "overview.h"

/* Longer chains of parents are those of a circle, which a forged copy can have. */
#define DEPTH_MAX 4096

/**
 * overview_deinit() - free it; it is empty then
 */
void overview_deinit(struct overview *overview)
{
	snapshot_deinit(&overview->snapshot);
	free(overview->parents);
	*overview = (struct overview){ 0 };
}

/**
 * overview_add_walk() - take up a decision
 * @walk: it, after all that came before it
 */
void overview_add_walk(struct overview *overview, const struct event *walk)
{
	size_t kept = overview->nr_walks < OVERVIEW_WALKS ? overview->nr_walks++
							  : OVERVIEW_WALKS - 1;

	memmove(overview->walks + 1, overview->walks, kept * sizeof(*walk));
	overview->walks[0] = *walk;
	overview->walks[0].walk.steps = NULL;
	overview->walks[0].walk.kept_steps = 0;
}

static size_t place_of(const struct snapshot *snapshot, int32_t pid)
{
	const struct snapshot_task *task = snapshot_find(snapshot, pid);

	return task ? (size_t)(task - snapshot->tasks) : SIZE_MAX;
}

/* What is counted of each process, by its place. */
struct counts {
	uint64_t below;
	uint64_t zombies;
};

static void count(struct overview *overview, struct counts *counts)
{
	const struct snapshot *snapshot = &overview->snapshot;
	size_t i;

	for (i = 0; i < snapshot->nr; i++) {
		const struct process_event *process = &snapshot->tasks[i].process;
		size_t parent = place_of(snapshot, process->parent_tgid);
		bool zombie = process->state == 'Z';
		size_t depth;

		overview->zombies += zombie;
		if (parent != SIZE_MAX)
			counts[parent].zombies += zombie;
		for (depth = 0; parent != SIZE_MAX && depth < DEPTH_MAX; depth++) {
			counts[parent].below++;
			parent = place_of(snapshot, snapshot->tasks[parent].process.parent_tgid);
		}
	}
}

static struct overview_parent parent_of_task(const struct snapshot_task *task,
					     const struct counts *counts)
{
	struct overview_parent ret = {
		.task = task,
		.pid = task->process.pid,
		.below = counts->below,
		.zombies = counts->zombies,
		.pids = -1,
		.pids_max = -1,
	};

	memcpy(ret.comm, task->process.comm, sizeof(ret.comm));
	return ret;
}

static void add_reaper(struct overview *overview, const struct counts *counts,
		       const struct reaper *reaper)
{
	size_t place = place_of(&overview->snapshot, reaper->pid);
	struct overview_parent *parent = &overview->parents[overview->nr++];

	if (place != SIZE_MAX)
		*parent = parent_of_task(&overview->snapshot.tasks[place], &counts[place]);
	else
		*parent = (struct overview_parent){ .pids = -1, .pids_max = -1 };
	parent->pid = reaper->pid;
	memcpy(parent->comm, reaper->comm, sizeof(parent->comm));
	parent->listed = true;
	parent->subreaper = reaper->subreaper;
	parent->below = reaper->descendants;
	parent->adopted = reaper->adopted;
	parent->adopted_known = reaper->adopted_known;
	parent->unreaped = reaper->unreaped;
	parent->unreaped_known = reaper->unreaped_known;
}

static bool is_listed(const struct reapers *reapers, int32_t pid)
{
	size_t i;

	for (i = 0; i < reapers->nr; i++) {
		if (reapers->list[i].pid == pid)
			return true;
	}
	return false;
}

/* Beside those that adopt, whatever has children that it has not reaped; or all that have any. */
static void add_parents(struct overview *overview, const struct counts *counts,
			const struct reapers *reapers)
{
	size_t i;

	for (i = 0; i < reapers->nr; i++)
		add_reaper(overview, counts, &reapers->list[i]);
	for (i = 0; i < overview->snapshot.nr; i++) {
		const struct snapshot_task *task = &overview->snapshot.tasks[i];

		if (!(overview->module ? counts[i].zombies : counts[i].below) ||
		    snapshot_task_is_kernel(task) || is_listed(reapers, task->process.pid))
			continue;
		overview->parents[overview->nr] = parent_of_task(task, &counts[i]);
		overview->parents[overview->nr++].listed = overview->module;
	}
}

/**
 * overview_conclude() - find those to show
 * @overview: with the snapshot
 * @reapers: those of the module; none if it was not asked
 *
 * Return: 0 or -ENOMEM
 */
int overview_conclude(struct overview *overview, const struct reapers *reapers)
{
	struct counts *counts = calloc(overview->snapshot.nr + 1, sizeof(*counts));

	overview->parents =
		calloc(overview->snapshot.nr + reapers->nr + 1, sizeof(*overview->parents));
	if (counts && overview->parents) {
		count(overview, counts);
		add_parents(overview, counts, reapers);
	}
	free(counts);
	return counts && overview->parents ? 0 : -ENOMEM;
}

/* The most first; of equals the lower pid. */
static int compare(uint64_t first, uint64_t second, const struct overview_parent *a,
		   const struct overview_parent *b)
{
	if (first != second)
		return first < second ? 1 : -1;
	return (a->pid > b->pid) - (a->pid < b->pid);
}

static int by_unreaped(const void *first, const void *second)
{
	const struct overview_parent *a = first, *b = second;

	if (a->unreaped != b->unreaped || a->zombies != b->zombies)
		return compare(a->unreaped + a->zombies, b->unreaped + b->zombies, a, b);
	return compare(a->below, b->below, a, b);
}

static int by_adopted(const void *first, const void *second)
{
	const struct overview_parent *a = first, *b = second;

	return compare(a->adopted, b->adopted, a, b);
}

static int by_below(const void *first, const void *second)
{
	const struct overview_parent *a = first, *b = second;

	return compare(a->below, b->below, a, b);
}

static int by_pid(const void *first, const void *second)
{
	return compare(0, 0, first, second);
}

/**
 * overview_sort() - put those to show in order
 * @order: by what
 */
void overview_sort(struct overview *overview, enum overview_order order)
{
	static int (* const orders[])(const void *first, const void *second) = {
		[ORDER_UNREAPED] = by_unreaped,
		[ORDER_ADOPTED] = by_adopted,
		[ORDER_BELOW] = by_below,
		[ORDER_PID] = by_pid,
	};

	if (overview->nr)
		qsort(overview->parents, overview->nr, sizeof(*overview->parents), orders[order]);
}
