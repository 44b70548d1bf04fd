// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decisions and marks as the kernel itself reports them: the bare tracepoints of kernel-patch/,
 * CONFIG_SUBREAPER_TRACEPOINTS.
 *
 * A walk comes as a step for each ancestor, then the decision, then a reparent for each child
 * that has moved, all by the dying thread in one section under tasklist_lock. So there is one
 * walk at a time.
 *
 * The tracepoints are found by name, as the kernel that a module is built for need not have them.
 * If it has, the probes' types are checked against its header.
 */
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

#ifdef CONFIG_SUBREAPER_TRACEPOINTS
#include <trace/events/subreaper.h>
#else
enum reaper_decision { REAPER_NO_DECISION };
enum reaper_verdict { REAPER_NO_VERDICT };
#endif

#include "hook.h"
#include "reaper_walk.h"
#include "reports.h"

/* Its father is NULL unless the walk was seen from its first step. */
static struct reaper_walk walk;

/* The thread that hands its namespace over, until the adopter of its children is known. */
static struct task_struct *handing_over;

/*
 * All: tasklist_lock held, for write but by probe_mark(); must not sleep, allocate or take
 * task_lock.
 */
static void probe_step(void *data, struct task_struct *father, struct task_struct *ancestor,
		       enum reaper_verdict verdict, struct task_struct *thread)
{
	if (ancestor == rcu_access_pointer(father->real_parent)) {
		walk.father = father;
		walk.nr_steps = 0;
	}
	if (walk.father == father)
		reaper_walk_record(&walk, ancestor, (enum subreaper_verdict)verdict);
}

static bool comes_after_steps(enum reaper_decision decision)
{
	switch ((unsigned int)decision) {
	case SUBREAPER_DECISION_SUBREAPER:
	case SUBREAPER_DECISION_NS_BOUNDARY:
	case SUBREAPER_DECISION_REACHED_ROOT:
		return true;
	}
	return false;
}

/*
 * After a handover the kernel looks for an adopter as for any other thread, and may find another
 * thread than the heir. The decision for the children is ns_init_handover in any case.
 */
static bool take_decision(struct task_struct *father, struct task_struct *adopter,
			  enum reaper_decision decision)
{
	walk.adopter = adopter;
	walk.decision = (enum subreaper_decision)decision;
	if (handing_over == father) {
		handing_over = NULL;
		walk.father = father;
		walk.nr_steps = 0;
		walk.decision = SUBREAPER_DECISION_NS_INIT_HANDOVER;
		return true;
	}
	handing_over = NULL;
	if (walk.decision == SUBREAPER_DECISION_NS_INIT_HANDOVER &&
	    !list_empty(&father->children)) {
		handing_over = father;
		return false;
	}
	if (comes_after_steps(decision))
		return walk.father == father;
	walk.father = father;
	walk.nr_steps = 0;
	return true;
}

static void probe_decide(void *data, struct task_struct *father, struct task_struct *adopter,
			 enum reaper_decision decision)
{
	unsigned long flags = reports_lock();

	report_begin();
	if (take_decision(father, adopter, decision))
		report_decision(&walk, NULL);
	reports_unlock(flags);
}

static void probe_reparent(void *data, struct task_struct *child, struct task_struct *father,
			   struct task_struct *adopter, int exit_state, int exit_signal)
{
	if (exit_state != EXIT_DEAD)
		report_move_told(child, exit_state, exit_signal);
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
 * Attached in this order and detached in reverse: so the steps of a decided walk were seen, and the
 * decision on a child that moves.
 */
static struct {
	const char *name;
	void *probe;
	struct tracepoint *tracepoint;
} tracepoints[] = {
	{ "subreaper_step_tp", probe_step },
	{ "subreaper_decide_tp", probe_decide },
	{ "subreaper_reparent_tp", probe_reparent },
	{ "subreaper_mark_tp", probe_mark },
};

static void find_tracepoint(struct tracepoint *tracepoint, void *unused)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(tracepoints); i++) {
		if (!strcmp(tracepoint->name, tracepoints[i].name))
			tracepoints[i].tracepoint = tracepoint;
	}
}

static void detach_first(unsigned int count)
{
	while (count--)
		tracepoint_probe_unregister(tracepoints[count].tracepoint, tracepoints[count].probe,
					    NULL);
	tracepoint_synchronize_unregister();
}

static int core_attach(void)
{
	unsigned int i;
	int err;

	for_each_kernel_tracepoint(find_tracepoint, NULL);
	for (i = 0; i < ARRAY_SIZE(tracepoints); i++) {
		if (!tracepoints[i].tracepoint)
			return -ENOENT;
	}

	for (i = 0; i < ARRAY_SIZE(tracepoints); i++) {
		err = tracepoint_probe_register(tracepoints[i].tracepoint, tracepoints[i].probe,
						NULL);
		if (err)
			goto detach;
	}
	return 0;

detach:
	detach_first(i);
	return err;
}

static void core_detach(void)
{
	detach_first(ARRAY_SIZE(tracepoints));
}

static const char *core_symbol(void)
{
	return "subreaper_decide_tp";
}

const struct hook core_hook = {
	.name = "core",
	.needs = "a kernel with CONFIG_SUBREAPER_TRACEPOINTS",
	.blind_to = "nothing",
	.attach = core_attach,
	.detach = core_detach,
	.symbol = core_symbol,
};
