/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_CHILD_EFFECTS_H
#define SUBREAPER_CHILD_EFFECTS_H

#include <linux/sched.h>

/**
 * struct child_effects - what a change of parent does to one child
 * @bits:		a set of SUBREAPER_EFFECTS
 * @pdeath_signal:	the signal number when SUBREAPER_EFFECT_PDEATH is set, else 0
 */
struct child_effects {
	unsigned int bits;
	int pdeath_signal;
};

/**
 * struct moving_child - a child, and what it was before it moved
 * @child:		NULL after the last one
 * @exit_state:		before
 * @exit_signal:	before
 */
struct moving_child {
	struct task_struct *child;
	int exit_state;
	int exit_signal;
};

/**
 * child_is_orphaned() - does a child of a dying thread change its parent?
 * @child: not released
 *
 * One in EXIT_DEAD has been reaped already; only its release is still to come.
 *
 * Context: tasklist_lock held for write.
 */
static inline bool child_is_orphaned(const struct task_struct *child)
{
	return child->exit_state != EXIT_DEAD;
}

/**
 * moving_child_note() - note what a child is
 *
 * Context: tasklist_lock held for write.
 */
static inline void moving_child_note(struct moving_child *moving, struct task_struct *child)
{
	*moving = (struct moving_child){ child, child->exit_state, child->exit_signal };
}

void moving_child_first(struct moving_child *moving, const struct task_struct *father);
void moving_child_after(struct moving_child *moving, const struct task_struct *father);
struct child_effects child_effects_inside(struct task_struct *child);
struct child_effects child_effects_tell(struct task_struct *child, int exit_state, int exit_signal);

#endif /* SUBREAPER_CHILD_EFFECTS_H */
