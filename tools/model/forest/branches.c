// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "branches.h"

static int compare_births(const struct process *one, const struct process *two)
{
	if (one->start != two->start)
		return one->start < two->start ? -1 : 1;
	return (one->pid > two->pid) - (one->pid < two->pid);
}

static int compare_branches(const void *a, const void *b)
{
	const struct branch *one = a;
	const struct branch *two = b;

	if (one->parent != two->parent)
		return one->parent < two->parent ? -1 : 1;
	return compare_births(one->process, two->process);
}

/* Processes between get a hint, so that all searches together take as long as one pass.
 */
static struct process *find_parent(const struct process *process, enum world world, size_t pass)
{
	struct process *found = process->parent[world];
	struct process *hidden;

	while (found && !found->shown && found->pass != pass)
		found = found->parent[world];
	if (found && !found->shown)
		found = found->link;
	for (hidden = process->parent[world]; hidden && !hidden->shown && hidden->pass != pass;
	     hidden = hidden->parent[world]) {
		hidden->pass = pass;
		hidden->link = found;
	}
	return found;
}

/**
 * branches_of() - sort the shown processes by their parents
 * @table: the processes of a concluded forest, and the shown fields set
 * @list: all of them that may be shown
 * @world: which of the two parents of each process to follow
 *
 * Return: 0 or -ENOMEM
 */
int branches_of(struct branches *ret, struct process_table *table, const struct process_list *list,
		enum world world)
{
	size_t pass = ++table->passes;
	size_t i;

	ret->nr = 0;
	ret->all = calloc(list->nr + 1, sizeof(*ret->all));
	if (!ret->all)
		return -ENOMEM;
	for (i = 0; i < list->nr; i++) {
		struct process *process = list->all[i];

		if (process->shown)
			ret->all[ret->nr++] =
				(struct branch){ process, find_parent(process, world, pass) };
	}
	qsort(ret->all, ret->nr, sizeof(*ret->all), compare_branches);
	return 0;
}

/**
 * branches_deinit() - free them
 * @branches: of branches_of()
 */
void branches_deinit(struct branches *branches)
{
	free(branches->all);
}

/**
 * branches_below() - find the children of a process
 * @parent: the parent; NULL for the roots
 *
 * Return: the place of the first; its siblings follow it, and then those of others
 */
size_t branches_below(const struct branches *branches, const struct process *parent)
{
	size_t low = 0;
	size_t high = branches->nr;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (branches->all[middle].parent < parent)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
