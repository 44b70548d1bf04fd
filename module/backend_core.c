// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decisions and marks as the kernel itself reports them: the bare tracepoints of kernel-patch/,
 * CONFIG_SUBREAPER_TRACEPOINTS.
 *
 * A walk comes as a step for each ancestor, then the decision, then a reparent for each child
 * that has moved, all by the dying thread in one section under tasklist_lock. So there is one
 * walk at a time, and it needs no lock of its own.
 *
 * The tracepoints are found by name, as the kernel that a module is built for need not have them.
 * If it has, the probes' types are checked against its header.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/tracepoint.h>

#ifdef CONFIG_SUBREAPER_TRACEPOINTS
#include <trace/events/subreaper.h>
#endif

#include "backend.h"
#include "reaper_walk.h"
#include "reports.h"

/* Its father is NULL until one was seen from its first step on. */
static struct reaper_walk walk;

/* The thread that hands its namespace over is about to be told of once more. */
static bool handover;

/*
 * All: tasklist_lock held, for write but by probe_mark(); must not sleep, allocate or take
 * task_lock.
 */
static void probe_step(void *data, struct task_struct *father, struct task_struct *ancestor,
		       unsigned int verdict, struct task_struct *thread)
{
	if (ancestor == rcu_access_pointer(father->real_parent)) {
		walk.father = father;
		walk.nr_steps = 0;
	}
	if (walk.father)
		reaper_walk_record(&walk, ancestor, verdict);
}

static bool comes_after_steps(unsigned int decision)
{
	return decision == SUBREAPER_DECISION_SUBREAPER ||
	       decision == SUBREAPER_DECISION_NS_BOUNDARY ||
	       decision == SUBREAPER_DECISION_REACHED_ROOT;
}

static void probe_decide(void *data, struct task_struct *father, struct task_struct *adopter,
			 unsigned int decision)
{
	if (handover) {
		handover = false;
		if (decision == SUBREAPER_DECISION_SIBLING_THREAD)
			return;
	}
	if (!comes_after_steps(decision)) {
		walk.father = father;
		walk.nr_steps = 0;
	}
	handover = decision == SUBREAPER_DECISION_NS_INIT_HANDOVER &&
		   !list_empty(&father->children);
	if (!walk.father)
		return;
	walk.adopter = adopter;
	walk.decision = decision;
	report_walk(&walk, 0);
}

static void probe_reparent(void *data, struct task_struct *child, struct task_struct *father,
			   struct task_struct *adopter, int exit_state, int exit_signal)
{
	if (walk.father == father && exit_state != EXIT_DEAD)
		report_reparent(child, &walk, exit_state, exit_signal);
}

static void probe_mark(void *data, struct task_struct *task, unsigned long value, bool was_marked,
		       unsigned int covered)
{
	report_mark(task, value, was_marked, covered);
}

#ifdef CONFIG_SUBREAPER_TRACEPOINTS
static void __maybe_unused check_types(void)
{
	check_trace_callback_type_subreaper_step_tp(probe_step);
	check_trace_callback_type_subreaper_decide_tp(probe_decide);
	check_trace_callback_type_subreaper_reparent_tp(probe_reparent);
	check_trace_callback_type_subreaper_mark_tp(probe_mark);

	BUILD_BUG_ON(REAPER_SIBLING_THREAD != (int)SUBREAPER_DECISION_SIBLING_THREAD);
	BUILD_BUG_ON(REAPER_NO_FLAG != (int)SUBREAPER_DECISION_NO_FLAG);
	BUILD_BUG_ON(REAPER_SUBREAPER != (int)SUBREAPER_DECISION_SUBREAPER);
	BUILD_BUG_ON(REAPER_NS_BOUNDARY != (int)SUBREAPER_DECISION_NS_BOUNDARY);
	BUILD_BUG_ON(REAPER_REACHED_ROOT != (int)SUBREAPER_DECISION_REACHED_ROOT);
	BUILD_BUG_ON(REAPER_NS_INIT_HANDOVER != (int)SUBREAPER_DECISION_NS_INIT_HANDOVER);
	BUILD_BUG_ON(REAPER_NS_DYING != (int)SUBREAPER_DECISION_NS_DYING);

	BUILD_BUG_ON(REAPER_NOT_SUBREAPER != (int)SUBREAPER_VERDICT_NOT_SUBREAPER);
	BUILD_BUG_ON(REAPER_SUBREAPER_DYING != (int)SUBREAPER_VERDICT_SUBREAPER_DYING);
	BUILD_BUG_ON(REAPER_ADOPTS != (int)SUBREAPER_VERDICT_ADOPTS);
	BUILD_BUG_ON(REAPER_OTHER_NS_LEVEL != (int)SUBREAPER_VERDICT_OTHER_NS_LEVEL);
	BUILD_BUG_ON(REAPER_ROOT != (int)SUBREAPER_VERDICT_ROOT);
}
#endif

/*
 * In the order in which they are attached, and against it they are detached: a walk that is decided
 * has had its steps seen, and a child that moves the decision on it.
 */
static struct {
	const char *name;
	void *probe;
	struct tracepoint *tracepoint;
} hooks[] = {
	{ "subreaper_step_tp", probe_step },
	{ "subreaper_decide_tp", probe_decide },
	{ "subreaper_reparent_tp", probe_reparent },
	{ "subreaper_mark_tp", probe_mark },
};

static void find_hook(struct tracepoint *tracepoint, void *unused)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		if (!strcmp(tracepoint->name, hooks[i].name))
			hooks[i].tracepoint = tracepoint;
	}
}

static void detach_hooks(unsigned int count)
{
	while (count--)
		tracepoint_probe_unregister(hooks[count].tracepoint, hooks[count].probe, NULL);
	tracepoint_synchronize_unregister();
}

static int core_attach(void)
{
	unsigned int i;
	int err;

	for_each_kernel_tracepoint(find_hook, NULL);
	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		if (!hooks[i].tracepoint)
			return -EOPNOTSUPP;
	}

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		err = tracepoint_probe_register(hooks[i].tracepoint, hooks[i].probe, NULL);
		if (err)
			goto detach;
	}
	return 0;

detach:
	detach_hooks(i);
	pr_err("cannot attach to the tracepoint %s (error %d)\n", hooks[i].name, err);
	return err;
}

static void core_detach(void)
{
	detach_hooks(ARRAY_SIZE(hooks));
}

static const char *core_hook(void)
{
	return "subreaper_decide_tp";
}

static void core_describe(struct seq_file *m)
{
	seq_printf(m, "hook %s\n", core_hook());
	seq_puts(m, "mark_hook subreaper_mark_tp\n");
	seq_puts(m, "blind_to pgrp_orphaned\n");
}

const struct backend core_backend = {
	.name = "core",
	.needs = "a kernel with CONFIG_SUBREAPER_TRACEPOINTS",
	.attach = core_attach,
	.detach = core_detach,
	.hook = core_hook,
	.describe = core_describe,
};
