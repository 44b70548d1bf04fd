// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decisions and marks of a kernel that does not report them, by kprobes.
 *
 * find_alive_thread() is first called for the dying thread itself, inside
 * write_lock_irq(&tasklist_lock) and before anything has moved. The decision that is taken there
 * once more sees the very state that the kernel is about to decide on. Further calls of the same
 * exit ask about ancestors and are recognised by their argument.
 *
 * security_task_prctl() is the one call that every prctl() makes with plain arguments, whatever
 * the architecture's system call convention. It runs just before the flag changes.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kprobes.h>
#include <linux/prctl.h>
#include <linux/sched/signal.h>
#include <linux/pid_namespace.h>
#include <linux/seq_file.h>

#include "backend.h"
#include "events.h"
#include "reaper_walk.h"

/* Compilers rename a function whose arguments they trim (.isra) or fix (.constprop). */
static const char * const decision_symbols[] = {
	"find_alive_thread",
	"find_alive_thread.isra.0",
	"find_alive_thread.constprop.0",
};

/* Without CONFIG_SECURITY the first is inlined into a call of the second. */
static const char * const mark_symbols[] = {
	"security_task_prctl",
	"cap_task_prctl",
};

/*
 * The dying thread that last handed its namespace over. The kernel asks find_alive_thread() about
 * it twice, and at the second time it is the namespace's reaper no more. Written and read under
 * tasklist_lock.
 */
static struct {
	pid_t tid;
	u64 start;
} handed_over;

static bool is_second_look(struct task_struct *father)
{
	return father->pid == handed_over.tid && father->start_boottime == handed_over.start;
}

static void remember_handover(struct task_struct *father)
{
	if (task_active_pid_ns(father)->child_reaper != father)
		return;
	handed_over.tid = father->pid;
	handed_over.start = father->start_boottime;
}

/* An .isra version of find_alive_thread() is passed what it reads of the task: its signal. */
static bool asks_about(struct task_struct *task, unsigned long argument)
{
	return argument == (unsigned long)task || argument == (unsigned long)task->signal;
}

/* tasklist_lock held for write, as a rule with irqs off; must not sleep, allocate, task_lock. */
static int find_alive_thread_entered(struct kprobe *probe, struct pt_regs *regs)
{
	struct task_struct *father = current;
	struct reaper_walk walk;

	if (!events_decision_wanted() || !asks_about(father, regs_get_kernel_argument(regs, 0)) ||
	    is_second_look(father))
		return 0;

	remember_handover(father);
	reaper_walk_decide(father, &walk);
	events_publish_decision(father, &walk);
	return 0;
}

/* Process context of the caller of prctl(); preemption is off in a kprobe. */
static int task_prctl_entered(struct kprobe *probe, struct pt_regs *regs)
{
	if ((int)regs_get_kernel_argument(regs, 0) == PR_SET_CHILD_SUBREAPER)
		events_publish_mark(current, regs_get_kernel_argument(regs, 1), -1);
	return 0;
}

static struct kprobe decision_probe = { .pre_handler = find_alive_thread_entered };
static struct kprobe mark_probe = { .pre_handler = task_prctl_entered };

/* A kprobe that could not be registered keeps leftovers that would spoil the next try. */
static int register_at(struct kprobe *probe, const char *symbol)
{
	kprobe_pre_handler_t handler = probe->pre_handler;

	memset(probe, 0, sizeof(*probe));
	probe->pre_handler = handler;
	probe->symbol_name = symbol;
	return register_kprobe(probe);
}

static int register_first(struct kprobe *probe, const char * const *symbols, unsigned int count)
{
	unsigned int i;
	int err = -ENOENT;

	for (i = 0; i < count && err == -ENOENT; i++)
		err = register_at(probe, symbols[i]);
	if (err)
		pr_err("cannot probe %s (error %d): this kernel must have kprobes and the symbol\n",
		       symbols[0], err);
	return err;
}

static int kprobe_attach(void)
{
	int err;

	err = register_first(&decision_probe, decision_symbols, ARRAY_SIZE(decision_symbols));
	if (err)
		return err;
	err = register_first(&mark_probe, mark_symbols, ARRAY_SIZE(mark_symbols));
	if (err)
		goto unregister_decision;
	return 0;

unregister_decision:
	unregister_kprobe(&decision_probe);
	return err;
}

static void kprobe_detach(void)
{
	unregister_kprobe(&mark_probe);
	unregister_kprobe(&decision_probe);
}

static void kprobe_describe(struct seq_file *m)
{
	seq_printf(m, "hook %s\n", decision_probe.symbol_name);
	seq_printf(m, "hook_missed %lu\n", decision_probe.nmissed);
	seq_printf(m, "mark_hook %s\n", mark_probe.symbol_name);
	seq_printf(m, "mark_hook_missed %lu\n", mark_probe.nmissed);
	seq_puts(m, "blind_to pgrp_orphaned,mark_descendants\n");
}

const struct backend kprobe_backend = {
	.name = "kprobe",
	.attach = kprobe_attach,
	.detach = kprobe_detach,
	.describe = kprobe_describe,
};
