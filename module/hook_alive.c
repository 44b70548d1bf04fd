// SPDX-License-Identifier: GPL-2.0-only
/*
 * The hook find_alive_thread(): where the kernel asks whether a process has a thread that can
 * adopt, first for the dying thread's own process, then for each marked ancestor that the walk
 * meets, inside write_lock_irq(&tasklist_lock) and before anything has moved. A kretprobe sees
 * question and answer, so the walk that is repeated here uses what the kernel found.
 *
 * prctl() changes is_child_subreaper without a lock, between our look at an ancestor and the
 * kernel's. If the kernel asks about another ancestor than expected, the walk continues from there.
 * While it might still do so, the decision is reported as doubtful. The kernel's answers need no
 * proof.
 */
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "hook.h"
#include "hook_probe.h"
#include "reaper_walk.h"
#include "reports.h"

/*
 * The present walk, and the task that the kernel is asking about. There is one walk at a time:
 * tasklist_lock is held for write from its first question to its last answer. @father_start
 * distinguishes its father from a later task at the same address. @heir is set between the two
 * questions about an init that has children and hands its namespace over: at the second question it
 * is no longer init.
 */
static struct reaper_walk walk;
static u64 father_start;
static struct task_struct *asked;
static struct task_struct *heir;

/* An .isra version of find_alive_thread() gets task->signal, which is all that it reads. */
static bool asks_about(struct task_struct *task, unsigned long argument)
{
	return argument == (unsigned long)task || argument == (unsigned long)task->signal;
}

static bool is_walk_of_current(void)
{
	return walk.father == current && father_start == current->start_boottime;
}

static struct task_struct *ancestor_asked_about(unsigned long argument)
{
	struct task_struct *ancestor = walk.from;

	if (walk.candidate && asks_about(walk.candidate, argument))
		return walk.candidate;
	do {
		ancestor = rcu_dereference_protected(ancestor->real_parent, true);
		if (asks_about(ancestor, argument))
			return ancestor;
	} while (ancestor != &init_task);
	return NULL;
}

/*
 * Both: tasklist_lock held for write, as a rule with irqs off; must not sleep, allocate or take
 * task_lock. Returns 1 where the answer is of no interest.
 */
static int find_alive_thread_asked(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	unsigned long argument = regs_get_kernel_argument(regs, 0);
	unsigned long flags = reports_lock();

	asked = NULL;
	if (asks_about(current, argument)) {
		asked = current;
		if (!heir || !is_walk_of_current())
			report_begin();
	} else if (is_walk_of_current()) {
		asked = ancestor_asked_about(argument);
	}
	reports_unlock(flags);
	return !asked;
}

static void begin_walk(struct task_struct *thread)
{
	bool second = heir && is_walk_of_current();

	if (second) {
		/* The heir is init now, and adopts if there is no other. */
		walk.adopter = thread ?: heir;
		heir = NULL;
		return;
	}
	heir = NULL;
	father_start = current->start_boottime;
	reaper_walk_begin(&walk, current, thread);
	if (walk.decision == SUBREAPER_DECISION_NS_INIT_HANDOVER && !list_empty(&current->children))
		heir = thread;
}

static void go_on(struct task_struct *thread)
{
	if (asked != walk.candidate)
		reaper_walk_meet(&walk, asked);
	reaper_walk_answer(&walk, thread);
}

static int find_alive_thread_answered(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct task_struct *thread = (struct task_struct *)regs_return_value(regs);
	unsigned long flags = reports_lock();

	if (asked == current)
		begin_walk(thread);
	else
		go_on(thread);
	if (!reaper_walk_is_sure(&walk))
		report_doubtful(&walk);
	else if (!heir)
		report_decision(&walk, NULL);
	reports_unlock(flags);
	return 0;
}

/* Compilers rename a function when they trim its arguments (.isra) or fix them (.constprop). */
static struct probe probe = {
	.role = "decision_hook",
	.symbols = { "find_alive_thread", "find_alive_thread.isra.0",
		     "find_alive_thread.constprop.0" },
	.asked = find_alive_thread_asked,
	.answered = find_alive_thread_answered,
};

static int find_alive_thread_attach(void)
{
	int err = probe_register(&probe);

	if (err)
		return err;
	err = hook_moves_attach();
	if (err)
		probe_unregister(&probe);
	return err;
}

static void find_alive_thread_detach(void)
{
	hook_moves_detach();
	probe_unregister(&probe);
}

static const char *find_alive_thread_symbol(void)
{
	return probe_symbol(&probe);
}

const struct hook find_alive_thread_hook = {
	.name = "find_alive_thread",
	.needs = "kprobes and the symbols find_alive_thread and security_task_prctl",
	.blind_to = "mark_descendants",
	.is_kprobe = true,
	.attach = find_alive_thread_attach,
	.detach = find_alive_thread_detach,
	.symbol = find_alive_thread_symbol,
};
