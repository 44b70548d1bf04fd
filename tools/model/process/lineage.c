// SPDX-License-Identifier: GPL-2.0-or-later
/* The tree by birth, and the tree as it is. */
#include "lineage.h"

/**
 * lineage_parent_at_birth() - the first parent of a process, as far as is known
 *
 * Return: the parent, or NULL
 */
struct process *lineage_parent_at_birth(const struct process *process)
{
	if (process->birth.at.known)
		return process->birth.parent;
	if (process->old_parent)
		return process->old_parent;
	return process->moved_from ? process->moved_from : process->parent[WITH_SUBREAPERS];
}

static struct process *parent_now(const struct process *process)
{
	return process->parent[WITH_SUBREAPERS];
}

/* A climb sets the link of each process on its way: to @above if that is above it, else to NULL. */
static void climb(struct process *process, struct process *above,
		  struct process *(*parent_of)(const struct process *), size_t before, size_t pass)
{
	struct process *end = process;
	struct process *at;

	while (end && end->pass <= before) {
		end->pass = pass;
		end->link = NULL;
		end = parent_of(end);
		if (end == above)
			break;
	}
	/* A forged trace can make a circle of births: there all links are NULL. */
	if (end != above && (!end || !end->link))
		return;
	for (at = process; at != end; at = parent_of(at))
		at->link = above;
}

static void link_below(struct process_table *table, struct process *above,
		       struct process *(*parent_of)(const struct process *))
{
	const struct process_list *remaining = &table->remaining;
	size_t before = table->passes;
	size_t i;

	for (i = 0; i < remaining->nr; i++) {
		size_t pass = ++table->passes;

		if (remaining->all[i] != above)
			climb(remaining->all[i], above, parent_of, before, pass);
	}
}

/**
 * lineage_find_escaped() - find live descendants by birth that are no longer below a process
 * @table: the processes of a concluded forest; the escaped fields are set
 * @from: the process that they descend from
 */
void lineage_find_escaped(struct process_table *table, struct process *from)
{
	const struct process_list *remaining = &table->remaining;
	size_t i;

	link_below(table, from, lineage_parent_at_birth);
	for (i = 0; i < remaining->nr; i++) {
		struct process *process = remaining->all[i];

		process->escaped = process->link && process != from && process->alive &&
				   !process_is_dead(process);
	}
	link_below(table, from, parent_now);
	table->nr_escaped = 0;
	for (i = 0; i < remaining->nr; i++) {
		remaining->all[i]->escaped &= !remaining->all[i]->link;
		table->nr_escaped += remaining->all[i]->escaped;
	}
}

/**
 * lineage_find_movers() - find the processes from which others may have escaped
 * @table: the processes of a concluded forest, which forgets none; the has_movers fields are set
 *
 * No descendant of any other process has escaped, because none has changed its parent.
 */
void lineage_find_movers(struct process_table *table)
{
	size_t i;

	for (i = 0; i < table->met.nr; i++)
		table->met.all[i]->has_movers = false;
	for (i = 0; i < table->met.nr; i++) {
		struct process *process = table->met.all[i];
		struct process *above = lineage_parent_at_birth(process);

		if (above == parent_now(process))
			continue;
		for (; above && !above->has_movers; above = lineage_parent_at_birth(above))
			above->has_movers = true;
	}
}

/**
 * lineage_marked_above() - the nearest marked ancestor
 * @process: in a concluded forest
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
