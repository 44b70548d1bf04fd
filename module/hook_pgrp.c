// SPDX-License-Identifier: GPL-2.0-only
/*
 * The function kill_orphaned_pgrp(): called inside write_lock_irq(&tasklist_lock) for each child
 * that another process adopts, just after the child has got its new parent, with (child, father).
 *
 * With another hook it is probed while events are recorded, and shows each move. It is also a hook
 * by itself, for kernels where the compiler has inlined find_alive_thread(). It sees the adopter,
 * and the walk that is repeated here has to end there.
 *
 * As a hook it is blind to children that stay in their process or die with their namespace, because
 * the function is not called for them; and to the first child's exit signal, which has been reset
 * by then. If an init sets its mark just while it adopts, the decision can be either subreaper or
 * reached_root: the adopter is the same.
 */
#include <linux/sched/signal.h>

#include "hook.h"
#include "hook_probe.h"
#include "reaper_walk.h"
#include "reports.h"

/*
 * The walk of the dying thread, and what identifies that thread; protected by tasklist_lock.
 */
static struct reaper_walk walk;
static pid_t moving_tid;
static u64 moving_start;

static bool is_first_child_of(struct task_struct *father)
{
	if (father->pid == moving_tid && father->start_boottime == moving_start)
		return false;
	moving_tid = father->pid;
	moving_start = father->start_boottime;
	return true;
}

static void decide(struct task_struct *child, struct task_struct *father)
{
	struct task_struct *adopter = rcu_dereference_protected(child->real_parent, true);
	unsigned long flags = reports_lock();

	report_begin();
	if (reaper_walk_to(&walk, father, adopter))
		report_decision(&walk, child);
	else
		report_dropped();
	reports_unlock(flags);
}

static bool beside_another(void);

/*
 * tasklist_lock held for write, as a rule with irqs off; must not sleep, allocate or take
 * task_lock. Without a father the kernel checks the dying thread's own process group.
 */
static int kill_orphaned_pgrp_entered(struct kprobe *kprobe, struct pt_regs *regs)
{
	struct task_struct *child = (struct task_struct *)regs_get_kernel_argument(regs, 0);
	struct task_struct *father = (struct task_struct *)regs_get_kernel_argument(regs, 1);

	if (father != current)
		return 0;
	if (!beside_another() && is_first_child_of(father))
		decide(child, father);
	report_move(child);
	return 0;
}

/* An .isra version would be passed other arguments than these. */
static struct probe probe = {
	.role = "moves_hook",
	.symbols = { "kill_orphaned_pgrp" },
	.entered = kill_orphaned_pgrp_entered,
};

/* If not, this hook reports the decisions. */
static bool beside_another(void)
{
	return probe.on_demand;
}

/**
 * hook_moves_attach() - report moves whenever an event needs them
 *
 * On a kernel where this is impossible, enabling these events fails later.
 *
 * Return: 0 or -ENOMEM
 */
int hook_moves_attach(void)
{
	probe.on_demand = true;
	return probe_register(&probe) == -ENOMEM ? -ENOMEM : 0;
}

/**
 * hook_moves_detach() - undo hook_moves_attach()
 */
void hook_moves_detach(void)
{
	probe_unregister(&probe);
}

/**
 * hook_moves_symbol() - the function at which moves are seen
 */
const char *hook_moves_symbol(void)
{
	return probe_symbol(&probe);
}

/**
 * hook_moves_use() - begin to look at moves: one of the events that need it is being enabled
 *
 * Return: as probe_use()
 */
int hook_moves_use(void)
{
	return probe_use(&probe);
}

/**
 * hook_moves_unuse() - undo hook_moves_use()
 */
void hook_moves_unuse(void)
{
	probe_unuse(&probe);
}

static int kill_orphaned_pgrp_attach(void)
{
	probe.on_demand = false;
	return probe_register(&probe);
}

const struct hook kill_orphaned_pgrp_hook = {
	.name = "kill_orphaned_pgrp",
	.needs = "kprobes and the symbols kill_orphaned_pgrp and security_task_prctl",
	.blind_to = "sibling_thread,ns_init_handover,ns_dying,exit_signal_reset,mark_descendants",
	.is_kprobe = true,
	.attach = kill_orphaned_pgrp_attach,
	.detach = hook_moves_detach,
	.symbol = hook_moves_symbol,
};
