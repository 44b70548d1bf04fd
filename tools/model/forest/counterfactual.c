// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The world without subreapers. Everything happens as it did, except that a walk is never done: the
 * init of the parent's pid namespace would have adopted what a subreaper adopted. That init does
 * not die, so the end of the subreaper does not move the orphan again. Which process is that init
 * may be known only at the end of the trace.
 */
#include <errno.h>
#include <string.h>

#include "counterfactual.h"
#include "../trace/event.h"
#include "../process/namespace.h"

/**
 * counterfactual_orphan() - move an orphan in the world without subreapers
 * @child: the child of the dying parent, its parents not yet changed
 * @parent: the dying parent, or NULL
 * @adopter: the adopter in the world as it is, or NULL
 * @decision: why
 */
void counterfactual_orphan(struct process *child, struct process *parent, struct process *adopter,
			   unsigned int decision)
{
	/* Without subreapers the namespace's init would have adopted. */
	if (decision == SUBREAPER_DECISION_SUBREAPER || decision == DECISION_UNTOLD)
		child->stranded = parent;
	else
		child->parent[WITHOUT_SUBREAPERS] = adopter;
}

/* The parent's depth; a child that is 1 in its namespace was born into it from above. */
static unsigned int level_of(const struct process *parent, const struct process *child)
{
	if (parent->level_known)
		return parent->level;
	return child->level && child->nspid == INIT_PID ? child->level - 1 : child->level;
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
	return 0;
}

static int find_namespace_init(struct process_table *table, const struct process *child,
			       struct process **ret)
{
	unsigned int level = level_of(child->stranded, child);

	if (!level)
		return find_init(table, ret);
	*ret = namespace_init(table, child->stranded, level, NULL);
	return 0;
}

/**
 * counterfactual_settle() - give an orphan the init of its parent's namespace
 * @table: the processes, at the end of the trace; an init that was not known is added
 * @process: which, whether it is an orphan or not
 *
 * If that init is unknown, the orphan has no parent. Chains of recorded parents must end.
 *
 * Return: 0 or -ENOMEM
 */
int counterfactual_settle(struct process_table *table, struct process *process)
{
	if (!process->stranded)
		return 0;
	return find_namespace_init(table, process, &process->parent[WITHOUT_SUBREAPERS]);
}
