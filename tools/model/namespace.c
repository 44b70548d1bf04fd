// SPDX-License-Identifier: GPL-2.0-or-later
#include "namespace.h"

static bool is_init_of(const struct process *process, unsigned int level)
{
	return process->nspid == INIT_PID && process->level == level;
}

/* A forged trace may have circles. */
static struct process *find_above(const struct process_table *table, const struct process *process,
				  unsigned int level)
{
	size_t steps = 0;

	while (process && !is_init_of(process, level) && steps++ <= table->nr)
		process = process->parent[WITH_SUBREAPERS];
	return process && is_init_of(process, level) ? (struct process *)process : NULL;
}

/* With two namespaces of one depth this is not the way to tell which it was. */
static struct process *find_only(const struct process_table *table, unsigned int level)
{
	struct process *found = NULL;
	size_t i;

	for (i = 0; i < table->nr; i++) {
		if (!is_init_of(table->all[i], level))
			continue;
		if (found)
			return NULL;
		found = table->all[i];
	}
	return found;
}

/**
 * namespace_init() - the init of a pid namespace
 * @table: the processes
 * @process: who is in it
 * @level: its depth
 *
 * Return: the init; NULL where it cannot be found out
 */
struct process *namespace_init(const struct process_table *table, const struct process *process,
			       unsigned int level)
{
	struct process *found;

	if (!level)
		return process_latest(table, INIT_PID);
	found = find_above(table, process, level);
	return found ? found : find_only(table, level);
}
