// SPDX-License-Identifier: GPL-2.0-only
/*
 * subreaper_trace: make the kernel's choice of adopters for orphans visible.
 *
 *	hook_*.c         learn that a thread with children dies, that a process marks itself or is
 *			 released, and whether they would; hooks.c chooses among them
 *	reaper_walk.c    which process adopts, and why
 *	child_effects.c  what the move does to each child
 *	reports.c        takes what a hook reports to all that keep or emit it, once it is sure:
 *	statistics.c     counts decisions and marks
 *	history.c        keeps the last decisions
 *	adopters.c       counts the children that each process has adopted
 *	adoptions.c      knows which living processes were adopted, and their adopters
 *	events.c         emits it as the trace events of tracing/subreaper_events.h
 *	process_table.c  keeps what the last two know, in a bounded and fair way
 *	view_*.c         debugfs subreaper/: what these keep, and the list of all processes
 *			 (process_list.c, process_state.c), with what would become of their children
 *			 (prediction.c), and of the reapers (reapers.c)
 *
 * What is kept is written under reports_lock(), so by one at a time, and read at any time without a
 * lock. Hence it outlives the hooks and the open files: made before them, freed after them.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/tracepoint.h>

#include "adopters.h"
#include "adoptions.h"
#include "events.h"
#include "history.h"
#include "hook.h"
#include "hook_watch.h"
#include "reports.h"
#include "views.h"

/* Set once everything that a dump reads is initialised. */
static bool is_ready;

/*
 * The file is there before init and after exit. sysfs holds no reference meanwhile, and unloading
 * takes the events away before the file.
 */
static int dump_set(const char *value, const struct kernel_param *param)
{
	/* Pairs with the release in init. */
	if (!smp_load_acquire(&is_ready) || !try_module_get(THIS_MODULE))
		return -ENODEV;
	reports_settle();
	events_dump();
	hook_watch_announce();
	module_put(THIS_MODULE);
	return 0;
}

static const struct kernel_param_ops dump_ops = { .set = dump_set };
module_param_cb(dump, &dump_ops, NULL, 0200);
MODULE_PARM_DESC(dump, "write anything to emit one subreaper:process event for each process");

static int __init subreaper_trace_init(void)
{
	int err;

	err = history_create();
	if (err)
		return err;
	err = adoptions_create();
	if (err)
		goto destroy_history;
	err = adopters_create();
	if (err)
		goto destroy_adoptions;
	err = hooks_attach();
	if (err)
		goto destroy_adopters;
	err = hook_watch_start();
	if (err) {
		pr_err("no memory for a workqueue\n");
		goto detach_hooks;
	}
	err = views_create();
	if (err)
		goto stop_watch;
	pr_info("version %s, hook %s, symbol %s\n", SUBREAPER_TRACE_VERSION, hooks_name(),
		hooks_symbol());
	/* Pairs with the acquire in dump_set(). */
	smp_store_release(&is_ready, true);
	return 0;

stop_watch:
	hook_watch_stop();
detach_hooks:
	hooks_detach();
destroy_adopters:
	adopters_destroy();
destroy_adoptions:
	adoptions_destroy();
destroy_history:
	history_destroy();
	return err;
}

static void __exit subreaper_trace_exit(void)
{
	views_destroy();
	hook_watch_stop();
	hooks_detach();
	adopters_destroy();
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
