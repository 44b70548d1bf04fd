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

static bool is_older(const struct process *child, const struct process *other)
{
	return !other || child->ended.time < other->ended.time ||
	       (child->ended.time == other->ended.time && child->pid < other->pid);
}

static void count(struct adopter *adopter, const struct process *child)
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
	if (is_unreaped(child) && is_older(child, adopter->oldest))
		adopter->oldest = child;
}

/**
 * adopter_of() - how a process treats those that it adopted
 * @process: which, in a concluded forest
 *
 * Return: what is known
 */
struct adopter adopter_of(const struct process *process)
{
	const struct process *child = NULL;
	struct adopter adopter = {
		.adopted = process->forgotten.adopted,
		.ended = process->forgotten.adopted,
		.reaped = process->forgotten.adopted - process->forgotten.vanished,
		.vanished = process->forgotten.vanished,
	};

	while ((child = process_next_child(process, child))) {
		if (process_was_adopted(child))
			count(&adopter, child);
	}
	return adopter;
}
