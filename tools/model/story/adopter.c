// SPDX-License-Identifier: GPL-2.0-or-later
#include "adopter.h"
#include "../forest/evidence.h"

/**
 * process_was_adopted() - is its present parent, or its last, one that adopted it?
 *
 * Return: the answer
 */
bool process_was_adopted(const struct process *process)
{
	return process->parent[WITH_SUBREAPERS] &&
	       (process->decision || evidence_moved_from(process));
}

static bool is_older(const struct process *child, const struct process *other)
{
	return !other || child->ended.time < other->ended.time ||
	       (child->ended.time == other->ended.time && child->pid < other->pid);
}

static void count(struct adopter *adopter, const struct forest *forest, const struct process *child)
{
	enum way_out out = evidence_way_out(child);
	enum holdup holdup = evidence_holdup(forest, child);
	bool dead = holdup != HOLDUP_NONE;

	adopter->adopted++;
	adopter->ended += child->ended.known || dead || out != OUT_UNKNOWN ||
			  evidence_being(forest, child) == BEING_GONE;
	if (out == OUT_UNWAITED || out == OUT_IGNORED || out == OUT_AUTOREAPED)
		adopter->vanished++;
	else if (dead)
		adopter->zombies++;
	else if (child->freed.known)
		adopter->reaped++;
	if (holdup != HOLDUP_PARENT)
		return;
	adopter->unreaped++;
	if (is_older(child, adopter->oldest))
		adopter->oldest = child;
}

/**
 * adopter_of() - how a process treats those that it adopted
 * @forest: concluded
 *
 * Return: what is known
 */
struct adopter adopter_of(const struct forest *forest, const struct process *process)
{
	const struct process *child = NULL;
	struct adopter adopter = {
		.adopted = process->forgotten.adopted,
		.ended = process->forgotten.adopted,
		.reaped = process->forgotten.adopted - process->forgotten.vanished,
		.vanished = process->forgotten.vanished,
	};

	while ((child = process_next_child(process, child))) {
		if (process_was_adopted(child) && !evidence_parent_is_doubtful(forest, child))
			count(&adopter, forest, child);
	}
	return adopter;
}

/**
 * adopter_remembered() - the same, for siblings that ask one after the other
 * @memo: of the same forest, which does not change in between; NULL for none
 *
 * Return: the same
 */
struct adopter adopter_remembered(const struct forest *forest, const struct process *process,
				  struct adopter_memo *memo)
{
	if (!memo)
		return adopter_of(forest, process);
	if (memo->process != process)
		memo->adopter = adopter_of(forest, process);
	memo->process = process;
	return memo->adopter;
}
