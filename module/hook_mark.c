// SPDX-License-Identifier: GPL-2.0-only
/*
 * Marks, for the hooks that need another probe for them: security_task_prctl() is the one call that
 * every prctl() makes with plain arguments, whatever the architecture's system call convention.
 * With -ENOSYS no security module refused, and the flag changes right after; any other answer is
 * prctl()'s own.
 *
 * A prctl() that seccomp stops, or with junk in its later arguments, never gets here.
 */
#include <linux/prctl.h>
#include <linux/sched/signal.h>

#include "../tracing/subreaper_flags.h"
#include "hook.h"
#include "hook_probe.h"
#include "reports.h"

/* Both: process context of the caller of prctl(), with preemption off in the first. */
static int task_prctl_asked(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	if (!subreaper_flags_exist() ||
	    (int)regs_get_kernel_argument(regs, 0) != PR_SET_CHILD_SUBREAPER)
		return 1;
	*(unsigned long *)instance->data = regs_get_kernel_argument(regs, 1);
	return 0;
}

static int task_prctl_answered(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	if ((int)regs_return_value(regs) == -ENOSYS)
		report_mark(current, *(unsigned long *)instance->data, subreaper_is_marked(current),
			    -1);
	return 0;
}

/* Without CONFIG_SECURITY the first is inlined into a call of the second. */
static struct probe probe = {
	.role = "mark_hook",
	.symbols = { "security_task_prctl", "cap_task_prctl" },
	.asked = task_prctl_asked,
	.answered = task_prctl_answered,
	.data_size = sizeof(unsigned long),
};

/**
 * hook_mark_attach() - begin to report marks
 *
 * Return: as probe_register()
 */
int hook_mark_attach(void)
{
	return probe_register(&probe);
}

/**
 * hook_mark_detach() - undo hook_mark_attach()
 */
void hook_mark_detach(void)
{
	probe_unregister(&probe);
}

/**
 * hook_mark_symbol() - the function at which marks are seen
 */
const char *hook_mark_symbol(void)
{
	return probe_symbol(&probe);
}
