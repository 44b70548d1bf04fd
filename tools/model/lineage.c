// SPDX-License-Identifier: GPL-2.0-or-later
/* The tree by birth, and the tree as it is. */
#include "lineage.h"

/* A forged trace can make a circle of births. */
#define GENERATIONS_MAX 4096

/**
 * lineage_parent_at_birth() - whose child a process was at first, as far as is known
 * @process: which
 *
 * Return: the parent, or NULL
 */
const struct process *lineage_parent_at_birth(const struct process *process)
{
	if (process->birth.at.known)
		return process->birth.parent;
	return process->father ? process->father : process->parent[WITH_SUBREAPERS];
}

static bool was_born_below(const struct process *process, const struct process *above)
{
	unsigned int generations = 0;

	do {
		process = lineage_parent_at_birth(process);
	} while (process && process != above && ++generations < GENERATIONS_MAX);
	return process == above;
}

static bool is_below(const struct process *process, const struct process *above)
{
	do {
		process = process->parent[WITH_SUBREAPERS];
	} while (process && process != above);
	return process == above;
}

/**
 * lineage_has_escaped() - is a process alive, but no longer below who it descends from by birth?
 * @process: which, in a concluded forest
 * @from: from whom
 *
 * Return: the answer
 */
bool lineage_has_escaped(const struct process *process, const struct process *from)
{
	return process->alive && !process_is_zombie(process) && process != from &&
	       !is_below(process, from) && was_born_below(process, from);
}

/**
 * lineage_marked_above() - the nearest marked ancestor
 * @process: of whom, in a concluded forest
 *
 * Return: it, or NULL
 */
const struct process *lineage_marked_above(const struct process *process)
{
	do {
		process = process->parent[WITH_SUBREAPERS];
	} while (process && !process->subreaper);
	return process;
}
