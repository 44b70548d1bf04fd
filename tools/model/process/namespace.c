// SPDX-License-Identifier: GPL-2.0-or-later
#include "namespace.h"

static bool is_init_of(const struct process *process, unsigned int level)
{
	return process->nspid == INIT_PID && process->level == level;
}

static void list_init(struct process_table *table, struct process *init)
{
	struct process **first = &table->inits[init->level % INIT_LISTS];

	init->previous_init = NULL;
	init->next_init = *first;
	if (*first)
		(*first)->previous_init = init;
	*first = init;
}

static void unlist_init(struct process_table *table, struct process *init)
{
	if (init->next_init)
		init->next_init->previous_init = init->previous_init;
	if (init->previous_init)
		init->previous_init->next_init = init->next_init;
	else
		table->inits[init->level % INIT_LISTS] = init->next_init;
}

/**
 * namespace_place() - say in which pid namespace a process is
 * @table: the processes
 * @process: which of them
 * @nspid: its pid in there; 0 if unknown
 * @level: how deep that is
 */
void namespace_place(struct process_table *table, struct process *process, int32_t nspid,
		     unsigned int level)
{
	if (process->nspid == nspid && process->level == level)
		return;
	if (process->nspid == INIT_PID)
		unlist_init(table, process);
	process->nspid = nspid;
	process->level = level;
	if (nspid == INIT_PID)
		list_init(table, process);
}

/* The search ends here, because a forged trace may have circles. */
#define ANCESTORS_MAX 4096

/* The parent of an init is outside. */
static bool may_be_init(const struct process *process, unsigned int level)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	return !process->nspid && process->level == level && (!parent || parent->level != level);
}

/* On the way up there may be one of which it is not known whether it is the init. */
static struct process *find_above(const struct process *process, unsigned int level, bool *sure)
{
	size_t steps = 0;

	while (process && !is_init_of(process, level) && steps++ < ANCESTORS_MAX) {
		*sure &= !may_be_init(process, level);
		process = process->parent[WITH_SUBREAPERS];
	}
	return process && is_init_of(process, level) ? (struct process *)process : NULL;
}

/* With two namespaces of one depth this does not show which it was. */
static struct process *find_only(const struct process_table *table, unsigned int level)
{
	struct process *found = NULL;
	struct process *init;

	for (init = table->inits[level % INIT_LISTS]; init; init = init->next_init) {
		if (!is_init_of(init, level))
			continue;
		if (found)
			return NULL;
		found = init;
	}
	return found;
}

/**
 * namespace_init() - the init of a pid namespace
 * @table: the processes
 * @process: a process in it
 * @level: its depth
 * @sure: set to whether it can be no other process; or NULL
 *
 * Return: the init; NULL where it cannot be found out
 */
struct process *namespace_init(const struct process_table *table, const struct process *process,
			       unsigned int level, bool *sure)
{
	struct process *found;
	bool room;

	if (!sure)
		sure = &room;
	*sure = true;
	if (!level)
		return process_latest(table, INIT_PID);
	found = find_above(process, level, sure);
	if (found)
		return found;
	*sure = false;
	return find_only(table, level);
}
