// SPDX-License-Identifier: GPL-2.0-only
/*
 * Chooses a hook: the one that the parameter names, or the first that this kernel has and calls. To
 * test that, a shell is started that leaves an orphan.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/umh.h>

#include "hook.h"
#include "hook_probe.h"
#include "hook_watch.h"
#include "reports.h"

/* The first is exact; each other one is blind to more than the one before. */
static const struct hook * const hooks[] = {
	&core_hook,
	&find_alive_thread_hook,
	&kill_orphaned_pgrp_hook,
};

static const struct hook *hook;

static char *hook_name = "auto";
module_param_named(hook, hook_name, charp, 0444);
MODULE_PARM_DESC(hook, "auto, core, find_alive_thread or kill_orphaned_pgrp (default auto)");

/* The exit status that proves that the shell ran, as a wait status. */
#define HELPER_STATUS (7 << 8)

/* A shell that has a SIGCHLD handler would collect a child that ends at once. */
static bool leaves_an_orphan(void)
{
	static char *argv[] = { "/bin/sh", "-c", "sleep 0.1 & exit 7", NULL };
	static char *envp[] = { "PATH=/sbin:/bin:/usr/sbin:/usr/bin", NULL };

	return call_usermodehelper(argv[0], argv, envp, UMH_WAIT_PROC) == HELPER_STATUS;
}

/* If no shell can be run, the hook stays unproven, and info says so. */
static int prove(const struct hook *candidate)
{
	if (!hook_watch_sees()) {
		pr_err("kprobes are switched off: kernel.ftrace_enabled and debugfs kprobes/enabled must be 1\n");
		return -EPERM;
	}
	if (reports_seen() || !leaves_an_orphan() || reports_seen())
		return 0;
	pr_warn("hook %s: this kernel orphaned a child without calling %s\n", candidate->name,
		candidate->symbol());
	return -ENXIO;
}

static void detach(const struct hook *attached)
{
	if (attached->is_kprobe) {
		hook_watch_detach();
		hook_mark_detach();
	}
	attached->detach();
}

static int attach(const struct hook *candidate)
{
	int err = candidate->attach();

	if (err)
		return err;
	if (candidate->is_kprobe) {
		err = hook_mark_attach();
		if (!err)
			err = hook_watch_attach();
	}
	if (!err)
		err = prove(candidate);
	if (err)
		detach(candidate);
	else
		hook = candidate;
	return err;
}

static int attach_first(void)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		err = attach(hooks[i]);
		if (!err || err == -ENOMEM || err == -EPERM)
			break;
	}
	if (err == -ENOMEM)
		pr_err("no hook can be attached: not enough memory\n");
	else if (err && err != -EPERM)
		pr_err("no hook can be attached (error %d): this needs %s, or %s, or %s\n", err,
		       hooks[0]->needs, hooks[1]->needs, hooks[2]->needs);
	return err;
}

static int attach_named(const char *name)
{
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		if (strcmp(name, hooks[i]->name))
			continue;
		err = attach(hooks[i]);
		if (err == -ENOMEM)
			pr_err("hook %s cannot be attached: not enough memory\n", name);
		else if (err && err != -EPERM && err != -ENXIO)
			pr_err("hook %s cannot be attached (error %d): it needs %s; load with hook=auto\n",
			       name, err, hooks[i]->needs);
		return err;
	}
	pr_err("no hook '%s'; load with hook=auto, %s, %s or %s\n", name, hooks[0]->name,
	       hooks[1]->name, hooks[2]->name);
	return -EINVAL;
}

/**
 * hooks_attach() - choose a hook, and start to observe decisions and marks
 *
 * Return: 0, or a negative errno after one line in the log, or more if hooks were found uncalled
 */
int hooks_attach(void)
{
	int err;

	err = strcmp(hook_name, "auto") ? attach_named(hook_name) : attach_first();
	if (err)
		return err;
	err = hook_reap_attach();
	if (err) {
		pr_err("reaps cannot be observed: not enough memory\n");
		detach(hook);
		return err;
	}
	reports_open();
	return 0;
}

/**
 * hooks_detach() - undo hooks_attach(); when it returns, no hook runs any more
 */
void hooks_detach(void)
{
	hook_reap_detach();
	detach(hook);
}

/**
 * hooks_name() - the hook that was chosen
 */
const char *hooks_name(void)
{
	return hook->name;
}

/**
 * hooks_symbol() - the kernel's function or tracepoint that it observes
 */
const char *hooks_symbol(void)
{
	return hook->symbol();
}

/**
 * hooks_describe() - write which hooks are in use, and what they do not see
 * @m: the open file info
 */
void hooks_describe(struct seq_file *m)
{
	seq_printf(m, "hook %s\n", hook->name);
	seq_printf(m, "symbol %s\n", hook->symbol());
	seq_printf(m, "blind_to %s\n", hook->blind_to);
	seq_puts(m,
		 reports_seen() ? "hook_proven yes\n" : "hook_proven no (nothing was orphaned)\n");
	seq_printf(m, "moves_hook %s\n",
		   hook == &core_hook ? "subreaper_reparent_tp" : hook_moves_symbol());
	seq_printf(m, "mark_hook %s\n",
		   hook == &core_hook ? "subreaper_mark_tp" : hook_mark_symbol());
	seq_printf(m, "reap_hook %s\n", hook_reap_symbol());
	probes_describe(m);
	hook_watch_describe(m);
	reports_describe(m);
}
