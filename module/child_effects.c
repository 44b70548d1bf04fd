// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cred.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>

#include "../tracing/vocabulary.h"
#include "child_effects.h"

/**
 * moving_child_first() - note the first child that is to move
 * @moving: set to it
 * @father: its children, none of which has moved
 *
 * Context: tasklist_lock held for write.
 */
void moving_child_first(struct moving_child *moving, const struct task_struct *father)
{
	moving->child = list_entry(&father->children, struct task_struct, sibling);
	moving_child_after(moving, father);
}

/**
 * moving_child_after() - note the next child that is to move
 * @moving: the one before it; changed
 * @father: the parent of both
 *
 * Context: tasklist_lock held for write.
 */
void moving_child_after(struct moving_child *moving, const struct task_struct *father)
{
	struct task_struct *child = moving->child;

	list_for_each_entry_continue(child, &father->children, sibling) {
		if (child_is_orphaned(child)) {
			moving_child_note(moving, child);
			return;
		}
	}
	moving->child = NULL;
}

/* Like the check of kill(2) by current, which is dying, but without security modules. */
static bool may_be_signalled(const struct task_struct *child)
{
	const struct cred *from = current_cred();
	const struct cred *to;
	bool may;

	rcu_read_lock();
	to = __task_cred(child);
	may = uid_eq(from->euid, to->suid) || uid_eq(from->euid, to->uid) ||
	      uid_eq(from->uid, to->suid) || uid_eq(from->uid, to->uid) ||
	      cap_raised(from->cap_effective, CAP_KILL);
	rcu_read_unlock();
	return may;
}

static bool is_dead(struct task_struct *child, int exit_state)
{
	/* EXIT_TRACE: dead, and just being reaped by its tracer. */
	return exit_state && thread_group_empty(child);
}

/* The signal goes to the whole process, so an exiting thread counts, too. */
static int pdeath_signal_of(struct task_struct *child)
{
	struct task_struct *thread;

	for_each_thread(child, thread) {
		if (thread->pdeath_signal && may_be_signalled(thread))
			return thread->pdeath_signal;
	}
	return 0;
}

static bool is_autoreap(const struct task_struct *child)
{
#ifdef SUBREAPER_KERNEL_HAS_AUTOREAP
	return child->signal->autoreap;
#else
	return false;
#endif
}

static struct child_effects lasting_effects(struct task_struct *child, int exit_state)
{
	struct child_effects effects = {};

	if (is_dead(child, exit_state))
		effects.bits |= SUBREAPER_EFFECT_ZOMBIE;
	else
		effects.pdeath_signal = pdeath_signal_of(child);
	if (effects.pdeath_signal)
		effects.bits |= SUBREAPER_EFFECT_PDEATH;
	if (child->ptrace)
		effects.bits |= SUBREAPER_EFFECT_PTRACED;
	if (is_autoreap(child))
		effects.bits |= SUBREAPER_EFFECT_AUTOREAP;
	return effects;
}

static bool links_its_group(struct task_struct *member, const struct pid *pgrp)
{
	struct task_struct *parent = rcu_dereference_protected(member->real_parent, true);

	return !is_dead(member, member->exit_state) && !is_global_init(parent) &&
	       task_pgrp(parent) != pgrp && task_session(parent) == task_session(member);
}

/*
 * Did the move orphan the process group of @child? Repeats will_become_orphaned_pgrp(), which the
 * kernel calls at this moment; what it reads cannot change, so it needs no probe. The kernel also
 * calls it for a dead child, which had not linked its group before.
 */
static bool orphans_group(struct task_struct *child, struct task_struct *father)
{
	struct pid *pgrp = task_pgrp(child);
	struct task_struct *member;

	if (task_pgrp(father) == pgrp || task_session(father) != task_session(child))
		return false;
	hlist_for_each_entry(member, &pgrp->tasks[PIDTYPE_PGID], pid_links[PIDTYPE_PGID]) {
		if (links_its_group(member, pgrp))
			return false;
	}
	return true;
}

/**
 * child_effects_inside() - say what a move to another thread of its parent does to a child
 * @child: about to move
 *
 * Context: tasklist_lock held for write.
 * Return: the effects, by value
 */
struct child_effects child_effects_inside(struct task_struct *child)
{
	return lasting_effects(child, child->exit_state);
}

/**
 * child_effects_tell() - say what the move to another process has done to a child
 * @child: just moved, by current
 * @exit_state: of it before
 * @exit_signal: of it before
 *
 * Context: tasklist_lock held for write.
 * Return: the effects, by value
 */
struct child_effects child_effects_tell(struct task_struct *child, int exit_state, int exit_signal)
{
	struct child_effects effects = lasting_effects(child, exit_state);

	if (child->exit_state == EXIT_DEAD)
		effects.bits |= SUBREAPER_EFFECT_AUTOREAPED;
	if (child->exit_signal != exit_signal && !is_autoreap(child))
		effects.bits |= SUBREAPER_EFFECT_EXIT_SIGNAL_RESET;
	if (!is_dead(child, exit_state) && orphans_group(child, current))
		effects.bits |= SUBREAPER_EFFECT_PGRP_ORPHANED;
	return effects;
}
