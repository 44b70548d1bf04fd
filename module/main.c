// SPDX-License-Identifier: GPL-2.0-only
/*
 * subreaper_trace: make the kernel's choice of adopters for orphans visible.
 *
 *	backend_*.c      learns that a thread with children dies, or that a process marks itself
 *	reaper_walk.c    who adopts, and why; for a backend exactly, for a view as a prediction
 *	child_effects.c  what the move does to each child
 *	reports.c        takes what a backend reports to all who keep or tell it:
 *	statistics.c     counts decisions and marks
 *	history.c        keeps the last decisions
 *	adopters.c       counts the children that each process has adopted
 *	adoptions.c      knows which living processes were adopted, and by whom
 *	events.c         tells of it as the trace events of tracing/subreaper_events.h
 *	view_*.c         debugfs subreaper/: what these keep, and the list of all processes
 *			 (process_list.c) and reapers (reapers.c)
 *	state_dump.c     all processes as trace events
 *
 * What is kept is written by whoever decides, under tasklist_lock and so by one at a time, and read
 * at any time without a lock. Hence it outlives the backend's hooks and the open files: made before
 * them, freed after them.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "adoptions.h"
#include "backend.h"
#include "history.h"
#include "kprobe_hook.h"
#include "state_dump.h"
#include "views.h"

static const struct backend * const backends[] = { &core_backend, &kprobe_backend };
static const struct backend *backend;

static char *backend_name = "auto";
module_param_named(backend, backend_name, charp, 0444);
MODULE_PARM_DESC(backend, "how to learn of decisions: auto, core or kprobe (default auto)");

/* sysfs holds no reference meanwhile, and unloading takes the events away before the file. */
static int dump_set(const char *value, const struct kernel_param *param)
{
	if (!try_module_get(THIS_MODULE))
		return -ENODEV;
	state_dump();
	module_put(THIS_MODULE);
	return 0;
}

static const struct kernel_param_ops dump_ops = { .set = dump_set };
module_param_cb(dump, &dump_ops, NULL, 0200);
MODULE_PARM_DESC(dump, "write anything to emit one subreaper:process event for each process");

const struct backend *backend_current(void)
{
	return backend;
}

static int attach(const struct backend *candidate)
{
	int err = candidate->attach();

	if (!err)
		backend = candidate;
	return err;
}

static int attach_first_backend(void)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < ARRAY_SIZE(backends); i++) {
		err = attach(backends[i]);
		if (err != -EOPNOTSUPP)
			break;
	}
	return err;
}

static int attach_named_backend(const char *name)
{
	unsigned int i;
	int err;

	if (kprobe_hook_is_named() && strcmp(name, kprobe_backend.name)) {
		pr_err("hook= goes with backend=kprobe, not with backend=%s\n", name);
		return -EINVAL;
	}
	for (i = 0; i < ARRAY_SIZE(backends); i++) {
		if (strcmp(name, backends[i]->name))
			continue;
		err = attach(backends[i]);
		if (err == -EOPNOTSUPP)
			pr_err("backend %s needs %s; load with backend=auto\n", name,
			       backends[i]->needs);
		return err;
	}
	pr_err("no backend '%s'; load with backend=auto, core or kprobe\n", name);
	return -EINVAL;
}

/* Only one backend has hooks to choose from, so the name of one chooses the backend as well. */
static int attach_wanted_backend(void)
{
	if (strcmp(backend_name, "auto"))
		return attach_named_backend(backend_name);
	if (kprobe_hook_is_named())
		return attach_named_backend(kprobe_backend.name);
	return attach_first_backend();
}

static int __init subreaper_trace_init(void)
{
	int err;

	err = history_create();
	if (err)
		return err;
	err = adoptions_create();
	if (err)
		goto destroy_history;
	err = attach_wanted_backend();
	if (err)
		goto destroy_adoptions;
	err = views_create();
	if (err) {
		pr_err("cannot create debugfs subreaper/ (error %d)\n", err);
		goto detach_backend;
	}
	pr_info("version %s, backend %s, hook %s\n", SUBREAPER_TRACE_VERSION, backend->name,
		backend->hook());
	return 0;

detach_backend:
	backend->detach();
destroy_adoptions:
	adoptions_destroy();
destroy_history:
	history_destroy();
	return err;
}

static void __exit subreaper_trace_exit(void)
{
	views_destroy();
	backend->detach();
	adoptions_destroy();
	history_destroy();
	tracepoint_synchronize_unregister();
}

module_init(subreaper_trace_init);
module_exit(subreaper_trace_exit);
MODULE_DESCRIPTION("Trace which process adopts an orphan, and why (child subreapers)");
MODULE_AUTHOR("The subreaper-trace authors");
MODULE_VERSION(SUBREAPER_TRACE_VERSION);
MODULE_LICENSE("GPL");
