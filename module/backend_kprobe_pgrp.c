// SPDX-License-Identifier: GPL-2.0-only
/*
 * The hook kill_orphaned_pgrp(), for kernels whose compiler has inlined find_alive_thread(): called
 * inside write_lock_irq(&tasklist_lock) for each child that another process adopts, just after the
 * child has got its new parent, with (child, father). So it knows who adopts, and the walk that is
 * taken here once more has to arrive there: a marked ancestor that is passed over had no live
 * thread.
 *
 * What it cannot know: what happens to children that stay in their process, or that die with
 * their namespace, as the function is not called for them; and the exit signal, which has been
 * reset by then. A walk that does not arrive where the kernel's did, as prctl() has changed a mark
 * in between, is not reported but counted, as walks_abandoned in debugfs subreaper/info.
 */
#include <linux/kprobes.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>

#include "kprobe_hook.h"
#include "reaper_walk.h"
#include "reports.h"

/* An .isra version would be passed other arguments than these. */
static const char * const pgrp_symbols[] = { "kill_orphaned_pgrp" };

/*
 * The walk of the thread whose children are moving; its father is NULL when it is not reported.
 * Written and read under tasklist_lock, as is what identifies that thread.
 */
static struct reaper_walk walk;
static pid_t moving_tid;
static u64 moving_start;
static unsigned long walks_abandoned;

static bool is_first_child_of(struct task_struct *father)
{
	if (father->pid == moving_tid && father->start_boottime == moving_start)
		return false;
	moving_tid = father->pid;
	moving_start = father->start_boottime;
	return true;
}

/* Returns whether the way up leads to @adopter. */
static bool take_walk(struct task_struct *father, struct task_struct *adopter)
{
	struct task_struct *thread;
	int err;

	err = reaper_walk_begin(&walk, father, NULL);
	while (!err && walk.candidate) {
		thread = same_thread_group(walk.candidate, adopter) ? adopter : NULL;
		err = reaper_walk_answer(&walk, thread);
	}
	return !err && walk.adopter == adopter;
}

static void begin_to_move(struct task_struct *child, struct task_struct *father)
{
	struct task_struct *adopter = rcu_dereference_protected(child->real_parent, true);

	if (take_walk(father, adopter)) {
		report_walk(&walk, child->exit_state == EXIT_DEAD);
	} else {
		walk.father = NULL;
		walks_abandoned++;
	}
}

/*
 * tasklist_lock held for write, as a rule with irqs off; must not sleep, allocate or take
 * task_lock. Without a father it is the dying thread's own process group that is looked at.
 */
static int kill_orphaned_pgrp_entered(struct kprobe *probe, struct pt_regs *regs)
{
	struct task_struct *child = (struct task_struct *)regs_get_kernel_argument(regs, 0);
	struct task_struct *father = (struct task_struct *)regs_get_kernel_argument(regs, 1);

	if (!father)
		return 0;
	if (is_first_child_of(father))
		begin_to_move(child, father);
	if (walk.father)
		report_reparent(child, &walk, child->exit_state, child->exit_signal);
	return 0;
}

static struct kprobe pgrp_probe;

static int register_pgrp_probe(const char *symbol)
{
	pgrp_probe = (struct kprobe){
		.symbol_name = symbol,
		.pre_handler = kill_orphaned_pgrp_entered,
	};
	return register_kprobe(&pgrp_probe);
}

static int kill_orphaned_pgrp_attach(void)
{
	return kprobe_register_first(register_pgrp_probe, pgrp_symbols, ARRAY_SIZE(pgrp_symbols));
}

static void kill_orphaned_pgrp_detach(void)
{
	unregister_kprobe(&pgrp_probe);
}

static const char *kill_orphaned_pgrp_symbol(void)
{
	return pgrp_probe.symbol_name;
}

static void kill_orphaned_pgrp_describe(struct seq_file *m)
{
	seq_printf(m, "hook_missed %lu\n", pgrp_probe.nmissed);
	seq_printf(m, "walks_abandoned %lu\n", READ_ONCE(walks_abandoned));
}

const struct kprobe_hook kill_orphaned_pgrp_hook = {
	.name = "kill_orphaned_pgrp",
	.blind_to = "sibling_thread,ns_init_handover,ns_dying,exit_signal_reset,pgrp_orphaned",
	.attach = kill_orphaned_pgrp_attach,
	.detach = kill_orphaned_pgrp_detach,
	.symbol = kill_orphaned_pgrp_symbol,
	.describe = kill_orphaned_pgrp_describe,
};
