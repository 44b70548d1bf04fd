// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "folds.h"

static int difference(unsigned int one, unsigned int two)
{
	return (one > two) - (one < two);
}

/* All but the name that is shown of a process itself. */
static unsigned int marks_of(const struct process *process)
{
	return process_is_zombie(process) | process->subreaper << 1 |
	       process_may_be_thread(process) << 2;
}

static int compare_hops(const struct hop *one, const struct hop *two)
{
	int looks;

	if (!one || !two)
		return difference(!!one, !!two);
	looks = strncmp(one->parent_comm, two->parent_comm, sizeof(one->parent_comm));
	if (!looks)
		looks = difference(one->doubts, two->doubts);
	return looks ? looks : difference(one->parent_doubts, two->parent_doubts);
}

/* Any order will do in which equal ones are adjacent. */
static int compare_looks(const struct process *one, const struct process *two, enum world world)
{
	int looks = strncmp(one->comm, two->comm, sizeof(one->comm));

	if (!looks)
		looks = difference(marks_of(one), marks_of(two));
	if (looks || world == WITHOUT_SUBREAPERS)
		return looks;
	looks = difference(one->decision, two->decision);
	if (!looks)
		looks = difference(one->hops, two->hops);
	return looks ? looks
		     : compare_hops(history_last_adoption(&one->history),
				    history_last_adoption(&two->history));
}

struct leaf {
	const struct process *process;
	size_t place;
	enum world world;
};

static int compare_leaves(const void *a, const void *b)
{
	const struct leaf *one = a, *two = b;
	int looks = compare_looks(one->process, two->process, one->world);

	return looks ? looks : (one->place > two->place) - (one->place < two->place);
}

static bool is_leaf(const struct branches *branches, const struct process *process)
{
	size_t below = branches_below(branches, process);

	return below == branches->nr || branches->all[below].parent != process;
}

/* The first of them by birth stands for all. */
static void fold_run(struct folds *folds, const struct leaf *leaves, size_t nr)
{
	size_t i;

	if (nr < FOLDS_LEAST)
		return;
	folds->nr[leaves[0].place] = nr;
	for (i = 1; i < nr; i++)
		folds->nr[leaves[i].place] = 0;
}

static void fold_siblings(struct folds *folds, struct leaf *leaves, size_t nr)
{
	size_t i, first = 0;

	qsort(leaves, nr, sizeof(*leaves), compare_leaves);
	for (i = 1; i <= nr; i++) {
		if (i < nr &&
		    !compare_looks(leaves[first].process, leaves[i].process, leaves[i].world))
			continue;
		fold_run(folds, leaves + first, i - first);
		first = i;
	}
}

/**
 * folds_of() - find siblings without children that look the same
 * @branches: the shown processes
 * @world: in which they are shown
 *
 * Return: 0, to be followed by folds_deinit(), or -ENOMEM
 */
int folds_of(struct folds *ret, const struct branches *branches, enum world world)
{
	struct leaf *leaves = calloc(branches->nr + 1, sizeof(*leaves));
	size_t i, begin, nr = 0;

	ret->nr = calloc(branches->nr + 1, sizeof(*ret->nr));
	for (i = 0, begin = 0; leaves && ret->nr && i < branches->nr; i++) {
		if (branches->all[i].parent != branches->all[begin].parent) {
			fold_siblings(ret, leaves, nr);
			begin = i;
			nr = 0;
		}
		ret->nr[i] = 1;
		if (is_leaf(branches, branches->all[i].process))
			leaves[nr++] = (struct leaf){ branches->all[i].process, i, world };
	}
	if (leaves && ret->nr)
		fold_siblings(ret, leaves, nr);
	free(leaves);
	if (leaves && ret->nr)
		return 0;
	free(ret->nr);
	ret->nr = NULL;
	return -ENOMEM;
}

/**
 * folds_deinit() - free them
 */
void folds_deinit(struct folds *folds)
{
	free(folds->nr);
}
