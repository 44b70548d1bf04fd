// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reaps, while the event reap is enabled: release_task() begins for each task that it releases with
 * a call of cgroup_release(), also where it goes on from the last thread of a process to the first
 * one, which has exited before. Without cgroups only release_task() itself can be probed, which
 * misses such a process.
 */
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "events.h"
#include "hook.h"
#include "hook_probe.h"

/*
 * A thread that releases itself, or others while it exits, has not waited for them: the parent
 * ignores SIGCHLD. Only the init of a pid namespace waits while it exits, for all that are left.
 */
static enum subreaper_release release_of(struct task_struct *task)
{
	struct pid_namespace *ns = task_active_pid_ns(current);

	if (!(current->flags & PF_EXITING))
		return SUBREAPER_RELEASE_WAITED;
	/* A task that has just released itself is in no pid namespace any more. */
	if (task != current && ns && READ_ONCE(ns->child_reaper) == current)
		return SUBREAPER_RELEASE_WAITED;
	return SUBREAPER_RELEASE_UNWAITED;
}

/* Process context, preemption off, no lock held. The task cannot be released meanwhile. */
static int release_entered(struct kprobe *kprobe, struct pt_regs *regs)
{
	struct task_struct *task = (struct task_struct *)regs_get_kernel_argument(regs, 0);

	if (thread_group_leader(task))
		events_publish_reap(task, release_of(task));
	return 0;
}

static struct probe probe = {
	.role = "reap_hook",
	.symbols = { "cgroup_release", "cgroup_task_release", "release_task" },
	.entered = release_entered,
	.on_demand = true,
};

/**
 * hook_reap_use() - begin to look: the event reap is being enabled
 *
 * Return: as probe_use()
 */
int hook_reap_use(void)
{
	return probe_use(&probe);
}

/**
 * hook_reap_unuse() - undo hook_reap_use()
 */
void hook_reap_unuse(void)
{
	probe_unuse(&probe);
}

/**
 * hook_reap_attach() - report reaps whenever the event is enabled
 *
 * On a kernel where this is impossible, enabling the event fails later.
 *
 * Return: 0 or -ENOMEM
 */
int hook_reap_attach(void)
{
	return probe_register(&probe) == -ENOMEM ? -ENOMEM : 0;
}

/**
 * hook_reap_detach() - undo hook_reap_attach()
 */
void hook_reap_detach(void)
{
	probe_unregister(&probe);
}

/**
 * hook_reap_symbol() - the function at which reaps are seen
 */
const char *hook_reap_symbol(void)
{
	return probe_symbol(&probe);
}
