// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The world without subreapers. Everything happens as it did, except that a walk is never done:
 * whom a subreaper adopted, the init of the father's pid namespace would have adopted. From then
 * on that orphan has a parent that does not die, so later deaths do not move it.
 */
#include <errno.h>
#include <string.h>

#include "counterfactual.h"

#define INIT_PID 1

/* The father's depth; a child that is 1 in its namespace was born into it from above. */
static unsigned int level_of(const struct process *father, const struct process *child)
{
	if (father && father->nspid)
		return father->level;
	return child->level && child->nspid == INIT_PID ? child->level - 1 : child->level;
}

static bool is_namespace_init(const struct process *process, unsigned int level)
{
	return process->nspid == INIT_PID && process->level == level;
}

static struct process *find_above(const struct process_table *table, struct process *process,
				  unsigned int level)
{
	size_t left = table->nr;

	while (process && left-- && !is_namespace_init(process, level))
		process = process->parent[WITH_SUBREAPERS];
	return process && is_namespace_init(process, level) ? process : NULL;
}

/* With two namespaces of one depth this is not the way to tell which it was. */
static struct process *find_only(const struct process_table *table, unsigned int level)
{
	struct process *found = NULL;
	size_t i;

	for (i = 0; i < table->nr; i++) {
		if (!table->all[i]->alive || !is_namespace_init(table->all[i], level))
			continue;
		if (found)
			return NULL;
		found = table->all[i];
	}
	return found;
}

static int find_init(struct process_table *table, struct process **ret)
{
	*ret = process_latest(table, INIT_PID);
	if (*ret)
		return 0;
	*ret = process_get(table, INIT_PID, 0);
	if (!*ret)
		return -ENOMEM;
	strcpy((*ret)->comm, "init");
	(*ret)->nspid = INIT_PID;
	return 0;
}

static int find_namespace_init(struct process_table *table, struct process *father,
			       const struct process *child, struct process **ret)
{
	unsigned int level = level_of(father, child);

	if (!level)
		return find_init(table, ret);
	*ret = find_above(table, father, level);
	if (!*ret)
		*ret = find_only(table, level);
	return 0;
}

/**
 * counterfactual_orphan() - move an orphan in the world without subreapers
 * @table: the processes; an init that was not known is added
 * @child: whose parent dies, its parents not yet changed
 * @father: who dies, or NULL
 * @adopter: who adopts in the world as it is, or NULL
 * @decision: on what ground
 *
 * Where the init of a namespace cannot be found out the child is left without a parent.
 *
 * Return: 0 or -ENOMEM
 */
int counterfactual_orphan(struct process_table *table, struct process *child,
			  struct process *father, struct process *adopter, unsigned int decision)
{
	if (child->parent[WITHOUT_SUBREAPERS] != father)
		return 0;
	if (decision == SUBREAPER_DECISION_SUBREAPER)
		return find_namespace_init(table, father, child,
					   &child->parent[WITHOUT_SUBREAPERS]);
	child->parent[WITHOUT_SUBREAPERS] = adopter;
	return 0;
}
