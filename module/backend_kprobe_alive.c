// SPDX-License-Identifier: GPL-2.0-only
/*
 * The hook find_alive_thread(): where the kernel asks whether a process has a thread that can
 * adopt, first for the dying thread's own process, then for each marked ancestor that the walk
 * meets, inside write_lock_irq(&tasklist_lock) and before anything has moved. A kretprobe sees
 * question and answer, so the walk that is taken here once more goes by what the kernel found, and
 * is reported in the moment in which it is decided.
 *
 * What is left to chance: prctl() changes is_child_subreaper without a lock, between our look at
 * an ancestor and the kernel's. A walk that the kernel then takes another way is not reported
 * but counted, as walks_abandoned in debugfs subreaper/info.
 */
#include <linux/kprobes.h>
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>

#include "kprobe_hook.h"
#include "reaper_walk.h"
#include "reports.h"

/* Compilers rename a function whose arguments they trim (.isra) or fix (.constprop). */
static const char * const decision_symbols[] = {
	"find_alive_thread",
	"find_alive_thread.isra.0",
	"find_alive_thread.constprop.0",
};

/*
 * The dying thread that last handed its namespace over and has children. The kernel asks
 * find_alive_thread() about it twice, and at the second time it is the namespace's reaper no more.
 * Written and read under tasklist_lock. It is forgotten then, as the thread that is init now takes
 * over tid and birth of the first one when it calls execve().
 */
static struct {
	pid_t tid;
	u64 start;
} handed_over;

static bool is_second_look(struct task_struct *father)
{
	if (father->pid != handed_over.tid || father->start_boottime != handed_over.start)
		return false;
	handed_over.tid = 0;
	return true;
}

static void remember_handover(struct task_struct *father, struct task_struct *heir)
{
	if (!heir || list_empty(&father->children) ||
	    task_active_pid_ns(father)->child_reaper != father)
		return;
	handed_over.tid = father->pid;
	handed_over.start = father->start_boottime;
}

/* An .isra version of find_alive_thread() is passed what it reads of the task: its signal. */
static bool asks_about(struct task_struct *task, unsigned long argument)
{
	return argument == (unsigned long)task || argument == (unsigned long)task->signal;
}

/*
 * The walk that is being taken, the task that the kernel is asking about, and how many walks the
 * kernel went on with in another way. There is one walk at a time: tasklist_lock is held for
 * write from its first question to its last answer.
 */
static struct reaper_walk walk;
static struct task_struct *asked;
static unsigned long walks_abandoned;

/* A question about the dying task itself ends the walk before, if that was abandoned. */
static bool begins_walk(unsigned long argument)
{
	if (!asks_about(current, argument))
		return false;
	if (walk.candidate)
		walks_abandoned++;
	walk.candidate = NULL;
	return true;
}

static bool is_next_question(unsigned long argument)
{
	return walk.candidate && walk.father == current && asks_about(walk.candidate, argument);
}

/*
 * Both: tasklist_lock held for write, as a rule with irqs off; must not sleep, allocate or take
 * task_lock. Returns 1 where the answer is of no interest.
 */
static int find_alive_thread_entered(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	unsigned long argument = regs_get_kernel_argument(regs, 0);

	if (begins_walk(argument)) {
		asked = current;
		return is_second_look(current);
	}
	asked = walk.candidate;
	return !is_next_question(argument);
}

static int find_alive_thread_left(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct task_struct *thread = (struct task_struct *)regs_return_value(regs);
	int err;

	if (asked == current) {
		remember_handover(current, thread);
		err = reaper_walk_begin(&walk, current, thread);
	} else {
		err = reaper_walk_answer(&walk, thread);
	}
	/* On arm64's 6.1 with PREEMPT_RT nothing else keeps a reader from preempting us. */
	preempt_disable();
	if (!err && !walk.candidate)
		report_decision(&walk);
	preempt_enable();
	return 0;
}

static struct kretprobe decision_probe;

/* A probe that could not be registered keeps leftovers that would spoil the next try. */
static int register_decision_probe(const char *symbol)
{
	decision_probe = (struct kretprobe){
		.kp.symbol_name = symbol,
		.entry_handler = find_alive_thread_entered,
		.handler = find_alive_thread_left,
	};
	return register_kretprobe(&decision_probe);
}

static int find_alive_thread_attach(void)
{
	return kprobe_register_first(register_decision_probe, decision_symbols,
				     ARRAY_SIZE(decision_symbols));
}

static void find_alive_thread_detach(void)
{
	unregister_kretprobe(&decision_probe);
}

static const char *find_alive_thread_symbol(void)
{
	return decision_probe.kp.symbol_name;
}

static void find_alive_thread_describe(struct seq_file *m)
{
	seq_printf(m, "hook_missed %lu\n",
		   decision_probe.kp.nmissed + (unsigned long)decision_probe.nmissed);
	seq_printf(m, "walks_abandoned %lu\n", READ_ONCE(walks_abandoned));
}

const struct kprobe_hook find_alive_thread_hook = {
	.name = "find_alive_thread",
	.blind_to = "pgrp_orphaned",
	.attach = find_alive_thread_attach,
	.detach = find_alive_thread_detach,
	.symbol = find_alive_thread_symbol,
	.describe = find_alive_thread_describe,
};
