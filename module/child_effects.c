// SPDX-License-Identifier: GPL-2.0-only
#include <linux/sched/signal.h>

#include "../tracing/vocabulary.h"
#include "child_effects.h"

static int pdeath_signal_of(struct task_struct *child)
{
	struct task_struct *thread;

	for_each_thread(child, thread) {
		if (thread->pdeath_signal)
			return thread->pdeath_signal;
	}
	return 0;
}

/* Read without siglock: the kernel decides a moment later, and a sigaction() may come between. */
static bool ignores_sigchld(struct task_struct *task)
{
	/* A task that is not released keeps its sighand, and tasklist_lock keeps it from that. */
	const struct sighand_struct *sighand = rcu_dereference_protected(task->sighand, true);
	const struct sigaction *action = &sighand->action[SIGCHLD - 1].sa;

	return action->sa_handler == SIG_IGN || action->sa_flags & SA_NOCLDWAIT;
}

/* What does not depend on whether the child has moved already. */
static struct child_effects lasting_effects(struct task_struct *child, int exit_state)
{
	struct child_effects effects = { .pdeath_signal = pdeath_signal_of(child) };

	/* EXIT_TRACE: dead, and just being reaped by its tracer. */
	if (exit_state && thread_group_empty(child))
		effects.bits |= SUBREAPER_EFFECT_ZOMBIE;
	if (child->ptrace)
		effects.bits |= SUBREAPER_EFFECT_PTRACED;
	if (effects.pdeath_signal)
		effects.bits |= SUBREAPER_EFFECT_PDEATH;
	return effects;
}

/**
 * child_effects_foretell() - say what the move to @adopter is going to do to @child
 * @child: a child of @father, not yet moved
 * @father: the dying thread
 * @adopter: the thread that takes @child
 *
 * pgrp_orphaned is never foretold: the kernel looks at the process group only after the move.
 *
 * Context: tasklist_lock held for write.
 * Return: the effects, by value
 */
struct child_effects child_effects_foretell(struct task_struct *child, struct task_struct *father,
					    struct task_struct *adopter)
{
	struct child_effects effects = lasting_effects(child, child->exit_state);

	if (same_thread_group(father, adopter))
		return effects;

	if (effects.bits & SUBREAPER_EFFECT_ZOMBIE && !child->ptrace &&
	    child->exit_state == EXIT_ZOMBIE && ignores_sigchld(adopter))
		effects.bits |= SUBREAPER_EFFECT_AUTOREAPED;
	if (child->exit_signal != SIGCHLD)
		effects.bits |= SUBREAPER_EFFECT_EXIT_SIGNAL_RESET;
	return effects;
}

/**
 * child_effects_tell() - say what the move has done to @child
 * @child: just moved
 * @exit_state: of it before
 * @exit_signal: of it before
 *
 * pgrp_orphaned is never told: the kernel does not say it.
 *
 * Context: tasklist_lock held for write.
 * Return: the effects, by value
 */
struct child_effects child_effects_tell(struct task_struct *child, int exit_state, int exit_signal)
{
	struct child_effects effects = lasting_effects(child, exit_state);

	if (child->exit_state == EXIT_DEAD)
		effects.bits |= SUBREAPER_EFFECT_AUTOREAPED;
	if (child->exit_signal != exit_signal)
		effects.bits |= SUBREAPER_EFFECT_EXIT_SIGNAL_RESET;
	return effects;
}
