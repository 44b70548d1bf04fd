// SPDX-License-Identifier: GPL-2.0-or-later
/* Trouble that is seen when the whole trace is known. */
#include <errno.h>

#include "adopter.h"
#include "diagnosis.h"
#include "flags.h"

/* Who was waited for is heard of late, and a parent may take its time. */
#define PATIENCE_NS 1000000000ULL

static int add(struct diagnosis *diagnosis, enum finding_kind kind, struct process *about,
	       const struct process *child, uint64_t time)
{
	struct finding *finding = diagnosis_find(diagnosis, kind, about, time);

	if (!finding)
		return -ENOMEM;
	if (!finding->count++)
		finding->example = child;
	return 0;
}

static uint64_t time_of_adoption(const struct process *child)
{
	const struct hop *hop = history_last(&child->history);

	return hop ? hop->time : 0;
}

static bool is_left_dead(const struct forest *forest, const struct process *child)
{
	return child->alive && process_is_zombie(child) &&
	       (!child->ended.known || child->ended.time + PATIENCE_NS <= forest->now);
}

/* Whether an orphan could see by getppid() == 1 that it is one. */
static bool is_hidden_orphan(const struct process *child, const struct process *parent)
{
	return child->alive && !process_is_zombie(child) && child->level_known &&
	       parent->level_known && parent->level == child->level && parent->nspid != INIT_PID;
}

/* Whose getppid() is 0, as those inside see nobody outside. */
static bool is_child_from_inside(const struct process *child, const struct process *parent)
{
	return child->alive && !process_is_zombie(child) && child->level_known &&
	       parent->level_known && parent->level < child->level;
}

static int diagnose_adopted(struct diagnosis *diagnosis, const struct forest *forest,
			    const struct process *child, struct process *parent)
{
	uint64_t time = time_of_adoption(child);
	int err = 0;

	if (is_left_dead(forest, child))
		err = add(diagnosis, FINDING_UNREAPED, parent, child, time);
	if (!err && is_hidden_orphan(child, parent))
		err = add(diagnosis, FINDING_GETPPID, parent, child, time);
	if (!err && is_child_from_inside(child, parent))
		err = add(diagnosis, FINDING_OUTSIDE, parent, child, time);
	return err;
}

/* A thread that takes over from another of its process adopts nobody. */
static const struct hop *adoption_before(const struct history *history, const struct hop *hop,
					 const struct process *adopter)
{
	for (; hop > history->hops && hop[-1].adopter == adopter; hop--) {
		if (hop[-1].father != adopter)
			return &hop[-1];
	}
	return NULL;
}

/* By the time its adopter died itself, so that it came to another, who may wait for it. */
static bool was_left_dead(const struct process *child, const struct hop *adoption,
			  const struct hop *hop)
{
	uint64_t since = adoption->time;

	if (!(hop->effects & SUBREAPER_EFFECT_ZOMBIE) || !child->ended.known)
		return false;
	if (since < child->ended.time)
		since = child->ended.time;
	return since + PATIENCE_NS <= hop->time;
}

static int diagnose_history(struct diagnosis *diagnosis, const struct process *child)
{
	const struct history *history = &child->history;
	int err = 0;
	size_t i;

	for (i = 1; !err && i < history->nr; i++) {
		const struct hop *hop = &history->hops[i];
		const struct hop *adoption = adoption_before(history, hop, hop->father);

		if (adoption && hop->adopter != hop->father && was_left_dead(child, adoption, hop))
			err = add(diagnosis, FINDING_UNREAPED, hop->father, child, adoption->time);
	}
	return err;
}

static int diagnose_process(struct diagnosis *diagnosis, const struct forest *forest,
			    struct process *child)
{
	struct process *parent = child->parent[WITH_SUBREAPERS];
	int err = 0;

	if (!diagnosis->lost && child->alive && child->dump && flags_lack(child, forest->now))
		err = diagnose_flag(diagnosis, child, forest->now);
	if (!err)
		err = diagnose_history(diagnosis, child);
	if (err || !parent)
		return err;
	if (process_was_adopted(child))
		return diagnose_adopted(diagnosis, forest, child, parent);
	if (is_left_dead(forest, child) && parent->alive && !parent->recorder)
		err = add(diagnosis, FINDING_OWN_UNREAPED, parent, child, child->ended.time);
	return err;
}

/**
 * diagnose_forest() - look for trouble at the end of a trace
 * @diagnosis: where it goes
 * @forest: concluded
 *
 * Return: 0 or -ENOMEM
 */
int diagnose_forest(struct diagnosis *diagnosis, const struct forest *forest)
{
	int err = 0;
	size_t i;

	for (i = 0; !err && i < forest->table.nr; i++)
		err = diagnose_process(diagnosis, forest, forest->table.all[i]);
	return err;
}
