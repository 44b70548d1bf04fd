// SPDX-License-Identifier: GPL-2.0-or-later
#include "alias.h"
#include "namespace.h"

static bool shares_namespace(const struct forest *forest, const struct process *process,
			     const struct process *member)
{
	const struct process *init;

	if (process->level != member->level || !process->level_known)
		return false;
	init = namespace_init(&forest->table, member, member->level, NULL);
	return init && namespace_init(&forest->table, process, process->level, NULL) == init;
}

/**
 * alias_in_namespace() - the process that has a pid in some pid namespace
 * @forest: concluded
 * @member: any process of that namespace
 * @nspid: the pid in there
 *
 * Return: the latest such process, one that is alive if there is one; NULL for none
 */
struct process *alias_in_namespace(const struct forest *forest, const struct process *member,
				   int32_t nspid)
{
	const struct process_list *remaining = &forest->table.remaining;
	struct process *found = NULL;
	size_t i;

	for (i = 0; i < remaining->nr; i++) {
		struct process *process = remaining->all[i];

		if (process->nspid != nspid || !shares_namespace(forest, process, member))
			continue;
		if (!found || process->alive > found->alive ||
		    (process->alive == found->alive && process->start > found->start))
			found = process;
	}
	return found;
}

/**
 * alias_next() - go through the processes that have a pid in a pid namespace of their own
 * @forest: concluded
 * @nspid: the pid in there
 * @place: 0 to begin; updated
 *
 * Return: the next that is there, or may be; NULL at the end
 */
const struct process *alias_next(const struct forest *forest, int32_t nspid, size_t *place)
{
	const struct process_list *remaining = &forest->table.remaining;

	while (*place < remaining->nr) {
		const struct process *process = remaining->all[(*place)++];

		if (process->level && process->nspid == nspid && process->alive)
			return process;
	}
	return NULL;
}
