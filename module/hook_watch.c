// SPDX-License-Identifier: GPL-2.0-only
/*
 * Notices what the hooks do not see: once a second, and whenever info is read. The kernel can
 * switch all kprobes off without notice (kernel.ftrace_enabled, debugfs kprobes/enabled), so there
 * is one on a function of our own, the canary: as long as its calls are seen, so are the kernel's.
 *
 * The work is deferrable: while a processor sleeps, it has nothing to miss.
 */
#include <linux/kprobes.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/timekeeping.h>
#include <linux/workqueue.h>

#include "events.h"
#include "hook_probe.h"
#include "hook_watch.h"
#include "reports.h"

static bool heard;

static int canary_entered(struct kprobe *kprobe, struct pt_regs *regs)
{
	WRITE_ONCE(heard, true);
	return 0;
}

static struct probe canary = {
	.role = "canary",
	.symbols = { "subreaper_trace_canary" },
	.entered = canary_entered,
};

void subreaper_trace_canary(void);
noinline void subreaper_trace_canary(void)
{
	/* Keeps the compiler from leaving out the call of a function that does nothing. */
	barrier();
}

/*
 * The state at the last check: when the canary was last seen; since when it is not seen, else 0;
 * and the numbers of missed calls and of dropped decisions.
 */
static DEFINE_MUTEX(mutex);
static u64 looked_at;
static u64 seen_at;
static u64 blind_since;
static u64 blind_time;
static u64 missed;
static u64 dropped;

static struct workqueue_struct *workqueue;

/**
 * hook_watch_attach() - set the canary, for hooks that are kprobes
 *
 * Return: as probe_register()
 */
int hook_watch_attach(void)
{
	return probe_register(&canary);
}

/**
 * hook_watch_detach() - undo hook_watch_attach()
 */
void hook_watch_detach(void)
{
	probe_unregister(&canary);
}

/**
 * hook_watch_sees() - are the hooks called?
 *
 * Context: process context; one at a time.
 * Return: false when kprobes are switched off; without a canary, always true
 */
bool hook_watch_sees(void)
{
	if (canary.state <= 0)
		return true;
	WRITE_ONCE(heard, false);
	subreaper_trace_canary();
	return READ_ONCE(heard);
}

static void look_for_blindness(u64 time)
{
	bool sees = hook_watch_sees();

	if (!sees && !blind_since) {
		blind_since = seen_at;
		events_publish_gap(SUBREAPER_GAP_DISARMED, blind_since, 0, 0);
	} else if (sees && blind_since) {
		events_publish_gap(SUBREAPER_GAP_DISARMED, blind_since, time, 0);
		blind_time += time - blind_since;
		blind_since = 0;
	}
	if (sees)
		seen_at = time;
}

static void look_at_count(enum subreaper_gap gap, u64 *before, u64 count, u64 time)
{
	if (count != *before)
		events_publish_gap(gap, looked_at, time, count - *before);
	*before = count;
}

static void look(void)
{
	u64 time = ktime_get_ns();

	look_for_blindness(time);
	look_at_count(SUBREAPER_GAP_MISSED, &missed, probes_missed(), time);
	look_at_count(SUBREAPER_GAP_DROPPED, &dropped, reports_dropped(), time);
	looked_at = time;
}

static void look_regularly(struct work_struct *work)
{
	mutex_lock(&mutex);
	look();
	mutex_unlock(&mutex);
	queue_delayed_work(workqueue, to_delayed_work(work), HZ);
}

static DECLARE_DEFERRABLE_WORK(work, look_regularly);

/**
 * hook_watch_start() - begin to look once a second
 *
 * Return: 0 or -ENOMEM
 */
int hook_watch_start(void)
{
	workqueue = alloc_workqueue("subreaper_trace", WQ_UNBOUND, 1);
	if (!workqueue)
		return -ENOMEM;
	looked_at = ktime_get_ns();
	seen_at = looked_at;
	queue_delayed_work(workqueue, &work, HZ);
	return 0;
}

/**
 * hook_watch_stop() - undo hook_watch_start()
 */
void hook_watch_stop(void)
{
	cancel_delayed_work_sync(&work);
	destroy_workqueue(workqueue);
}

/**
 * hook_watch_announce() - repeat a gap that goes on, for a recording that has just begun
 *
 * Context: process context; sleeps.
 */
void hook_watch_announce(void)
{
	bool was_blind;

	mutex_lock(&mutex);
	was_blind = blind_since;
	look();
	if (was_blind && blind_since)
		events_publish_gap(SUBREAPER_GAP_DISARMED, blind_since, 0, 0);
	mutex_unlock(&mutex);
}

/**
 * hook_watch_describe() - look, and write what was seen
 * @m: the open file info
 */
void hook_watch_describe(struct seq_file *m)
{
	u64 time;

	mutex_lock(&mutex);
	look();
	time = blind_time;
	if (blind_since) {
		time += looked_at - blind_since;
		seq_printf(m, "blind since %llu disarmed\n", blind_since);
	} else {
		seq_puts(m, "blind no\n");
	}
	seq_printf(m, "blind_time %llu\n", time);
	mutex_unlock(&mutex);
}
