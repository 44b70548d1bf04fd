// SPDX-License-Identifier: GPL-2.0-or-later
/* Trouble that is seen when the whole trace is known. */
#include <errno.h>

#include "adopter.h"
#include "diagnosis.h"
#include "flags.h"
#include "lives.h"

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
			    struct process *child, struct process *parent)
{
	uint64_t time = time_of_adoption(child);
	int err = 0;

	if (is_left_dead(forest, child))
		err = diagnosis_count(diagnosis, FINDING_UNREAPED, parent, child, time);
	if (!err && is_hidden_orphan(child, parent))
		err = diagnosis_count(diagnosis, FINDING_GETPPID, parent, child, time);
	if (!err && is_child_from_inside(child, parent))
		err = diagnosis_count(diagnosis, FINDING_OUTSIDE, parent, child, time);
	return err;
}

static int diagnose_process(struct diagnosis *diagnosis, const struct forest *forest,
			    struct process *child)
{
	struct process *parent = child->parent[WITH_SUBREAPERS];
	int err = 0;

	if (!diagnosis->lost && child->alive && child->dump && flags_lack(child, forest->now))
		err = diagnose_flag(diagnosis, child, forest->now);
	if (err || !parent)
		return err;
	if (process_was_adopted(child))
		return diagnose_adopted(diagnosis, forest, child, parent);
	if (is_left_dead(forest, child) && parent->alive && !parent->recorder)
		err = diagnosis_count(diagnosis, FINDING_OWN_UNREAPED, parent, child,
				      child->ended.time);
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
	const struct process_list *remaining = &forest->table.remaining;
	int err = 0;
	size_t i;

	for (i = 0; !err && i < remaining->nr; i++)
		err = diagnose_process(diagnosis, forest, remaining->all[i]);
	return err;
}
