// SPDX-License-Identifier: GPL-2.0-or-later
#include "adopter.h"

/**
 * process_was_adopted() - is its present parent, or its last, one that adopted it?
 * @process: which
 *
 * Return: the answer
 */
bool process_was_adopted(const struct process *process)
{
	return process->decision && process->parent[WITH_SUBREAPERS];
}

static bool is_unreaped(const struct process *child)
{
	return child->alive && process_is_zombie(child);
}

/**
 * adopter_count() - count one more that a process adopted
 * @adopter: of those before it
 * @child: in a concluded forest
 */
void adopter_count(struct adopter *adopter, const struct process *child)
{
	adopter->adopted++;
	if (child->effects & SUBREAPER_EFFECT_AUTOREAPED)
		adopter->vanished++;
	else if (is_unreaped(child))
		adopter->unreaped++;
	else if (child->freed.known)
		adopter->reaped++;
	if (child->ended.known || is_unreaped(child))
		adopter->ended++;
	if (is_unreaped(child) && !adopter->oldest)
		adopter->oldest = child;
}

/**
 * adopter_of() - how a process treats those that it adopted
 * @table: the processes of a concluded forest
 * @process: which
 *
 * Return: what is known
 */
struct adopter adopter_of(const struct process_table *table, const struct process *process)
{
	struct adopter adopter = { 0 };
	size_t i;

	for (i = 0; i < table->met.nr; i++) {
		const struct process *child = table->met.all[i];

		if (process_was_adopted(child) && child->parent[WITH_SUBREAPERS] == process)
			adopter_count(&adopter, child);
	}
	return adopter;
}
