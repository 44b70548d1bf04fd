// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decisions and marks of a kernel that does not report them, by kprobes. There are two hooks on
 * decisions, backend_kprobe_*.c, and the first is taken that this kernel has.
 *
 * Marks are seen at security_task_prctl(), the one call that every prctl() makes with plain
 * arguments, whatever the architecture's system call convention. It runs just before the flag
 * changes.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/prctl.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/string.h>

#include "../tracing/subreaper_flags.h"
#include "backend.h"
#include "kprobe_hook.h"
#include "reports.h"

static const struct kprobe_hook * const hooks[] = {
	&find_alive_thread_hook,
	&kill_orphaned_pgrp_hook,
};

static const struct kprobe_hook *hook;

static char *hook_name = "auto";
module_param_named(hook, hook_name, charp, 0444);
MODULE_PARM_DESC(hook, "to probe: auto, find_alive_thread or kill_orphaned_pgrp (default auto)");

/**
 * kprobe_hook_is_named() - does the hook parameter ask for one hook?
 *
 * Return: false while the choice is left to the backend
 */
bool kprobe_hook_is_named(void)
{
	return strcmp(hook_name, "auto");
}

/* Without CONFIG_SECURITY the first is inlined into a call of the second. */
static const char * const mark_symbols[] = {
	"security_task_prctl",
	"cap_task_prctl",
};

/* Process context of the caller of prctl(); preemption is off in a kprobe. */
static int task_prctl_entered(struct kprobe *probe, struct pt_regs *regs)
{
	if (subreaper_flags_exist() &&
	    (int)regs_get_kernel_argument(regs, 0) == PR_SET_CHILD_SUBREAPER)
		report_mark(current, regs_get_kernel_argument(regs, 1),
			    subreaper_is_marked(current), -1);
	return 0;
}

static struct kprobe mark_probe;

static int register_mark_probe(const char *symbol)
{
	mark_probe = (struct kprobe){
		.symbol_name = symbol,
		.pre_handler = task_prctl_entered,
	};
	return register_kprobe(&mark_probe);
}

/**
 * kprobe_register_first() - register a probe by the first symbol that this kernel has
 * @register_probe: registers it by one symbol; starts from a cleared probe, as a failed try leaves
 *		    traces in it
 * @symbols: names of the function, the likeliest first
 * @count: of @symbols
 *
 * Return: 0, -ENOENT when the kernel has none of them, or another negative errno
 */
int kprobe_register_first(int (*register_probe)(const char *symbol), const char * const *symbols,
			  unsigned int count)
{
	unsigned int i;
	int err = -ENOENT;

	for (i = 0; i < count && err == -ENOENT; i++)
		err = register_probe(symbols[i]);
	return err;
}

static int attach_hook(const struct kprobe_hook *candidate)
{
	int err = candidate->attach();

	if (!err)
		hook = candidate;
	return err;
}

/* That memory is short says nothing about the kernel's functions. */
static const char *remedy_for(int err, const char *otherwise)
{
	return err == -ENOMEM ? "memory is short, free some" : otherwise;
}

static void complain_of_both(const char *one, const char *other, int err)
{
	pr_err("cannot probe %s nor %s (error %d): %s\n", one, other, err,
	       remedy_for(err, "this kernel must have kprobes and one of them"));
}

static int attach_first_hook(void)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		err = attach_hook(hooks[i]);
		if (!err || err == -ENOMEM)
			break;
	}
	if (err)
		complain_of_both(hooks[0]->name, hooks[1]->name, err);
	return err;
}

static int attach_named_hook(const char *name)
{
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		if (strcmp(name, hooks[i]->name))
			continue;
		err = attach_hook(hooks[i]);
		if (err)
			pr_err("cannot probe %s (error %d): %s\n", name, err,
			       remedy_for(err, "load with hook=auto"));
		return err;
	}
	pr_err("no hook '%s'; load with hook=auto, %s or %s\n", name, hooks[0]->name,
	       hooks[1]->name);
	return -EINVAL;
}

static int kprobe_attach(void)
{
	int err;

	err = kprobe_hook_is_named() ? attach_named_hook(hook_name) : attach_first_hook();
	if (err)
		return err;
	err = kprobe_register_first(register_mark_probe, mark_symbols, ARRAY_SIZE(mark_symbols));
	if (err) {
		complain_of_both(mark_symbols[0], mark_symbols[1], err);
		goto detach_hook;
	}
	return 0;

detach_hook:
	hook->detach();
	return err;
}

static void kprobe_detach(void)
{
	unregister_kprobe(&mark_probe);
	hook->detach();
}

static const char *kprobe_hook_symbol(void)
{
	return hook->symbol();
}

static void kprobe_describe(struct seq_file *m)
{
	seq_printf(m, "hook %s\n", hook->symbol());
	hook->describe(m);
	seq_printf(m, "mark_hook %s\n", mark_probe.symbol_name);
	seq_printf(m, "mark_hook_missed %lu\n", mark_probe.nmissed);
	seq_printf(m, "blind_to %s,mark_descendants\n", hook->blind_to);
}

const struct backend kprobe_backend = {
	.name = "kprobe",
	.needs = "kprobes and the symbol find_alive_thread or kill_orphaned_pgrp",
	.attach = kprobe_attach,
	.detach = kprobe_detach,
	.hook = kprobe_hook_symbol,
	.describe = kprobe_describe,
};
