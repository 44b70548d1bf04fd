// SPDX-License-Identifier: GPL-2.0-only
/*
 * Passes on what the hooks report: to statistics, history and the tables of adoptions always, to
 * the events while they are recorded. What that costs for each child must stay small.
 *
 * A hook says whether a decision is sure. An unsure one is neither kept nor published before it is
 * proved:
 *
 *	AWAITED	The kernel is expected to ask about one more ancestor. Or events are recorded, and
 *		the first child that moves will show the adopter, under the same tasklist_lock.
 *	KEPT	What is to be kept is ready. It is proved if the kernel asks nothing unexpected
 *		before it releases tasklist_lock. That has happened when the next decision begins,
 *		or when a reader has waited for an RCU grace period.
 *
 * A proved decision is MOVING until the last child that gets a reparent event has moved.
 *
 * tasklist_lock allows one decision at a time, but readers do not hold it. Hence a lock of our own,
 * which also keeps preemption off in each hook, on every processor and with PREEMPT_RT.
 */
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/spinlock.h>
#include <linux/timekeeping.h>

#include "adopters.h"
#include "adoptions.h"
#include "child_effects.h"
#include "events.h"
#include "history.h"
#include "hook_probe.h"
#include "process_table.h"
#include "reaper_walk.h"
#include "reports.h"
#include "statistics.h"

static DEFINE_RAW_SPINLOCK(lock);

/*
 * The decision that is being carried out.
 * @serial: distinguishes it from others
 * @walk: the hook's, as long as there is a stage
 * @father_start: identifies the dying thread, with walk->father, which is not followed
 * @children: how many it is about
 * @adopter_payer: of the process that adopts, see process_table_payer()
 * @missed: calls that the probes had missed by then; if there are more later, a question may be
 *	among them
 * @entry: what is kept
 * @reparents: events that are still to come
 * @next: the child that is to move next, and what it is before
 */
static struct {
	enum { NONE, AWAITED, KEPT, MOVING } stage;
	unsigned long serial;
	struct reaper_walk *walk;
	u64 father_start;
	unsigned int children;
	kuid_t adopter_payer;
	unsigned long missed;
	struct history_entry entry;
	unsigned int reparents;
	struct moving_child next;
} now;

static u64 decisions;
static u64 corrected;
static u64 dropped;
static u64 untold;
static bool is_open;
static u64 opened;
static bool seen;

/**
 * reports_lock() - begin to report a decision
 *
 * Context: any; must not be held already.
 * Return: for reports_unlock()
 */
unsigned long reports_lock(void) __acquires(&lock)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&lock, flags);
	return flags;
}

/**
 * reports_unlock() - undo reports_lock()
 * @flags: what that returned
 */
void reports_unlock(unsigned long flags) __releases(&lock)
{
	raw_spin_unlock_irqrestore(&lock, flags);
}

/* A child that another thread of its parent takes is not adopted: it stays in its family. */
static bool is_adoption(const struct reaper_walk *walk)
{
	return walk->adopter && !same_thread_group(walk->adopter, walk->father);
}

/*
 * Goes over the children once: counts them, and records the adoptions of the first. @moved has
 * moved already, and may have been released by that.
 */
static unsigned int take_children(const struct reaper_walk *walk, struct task_struct *moved,
				  u64 time)
{
	bool adopted = is_adoption(walk);
	struct task_struct *child;
	unsigned int count = 0;

	list_for_each_entry(child, &walk->father->children, sibling) {
		if (!child_is_orphaned(child) && child != moved)
			continue;
		if (adopted && count < SUBREAPER_CHILDREN_MAX)
			adoptions_record(child, walk->adopter->group_leader, time, walk->number,
					 walk->decision);
		count++;
	}
	if (adopted && count > SUBREAPER_CHILDREN_MAX)
		adoptions_skip(count - SUBREAPER_CHILDREN_MAX);
	return count;
}

static void prepare(struct reaper_walk *walk, struct task_struct *moved)
{
	u64 time = ktime_get_mono_fast_ns();

	now.walk = walk;
	now.father_start = walk->father->start_boottime;
	walk->number = decisions + 1;
	now.children = take_children(walk, moved, time);
	now.reparents = walk->adopter ? min(now.children, SUBREAPER_CHILDREN_MAX) : 0;
	if (is_adoption(walk))
		now.adopter_payer = process_table_payer(walk->adopter);
	history_fill(&now.entry, walk, time, now.children);
}

/* Follows no pointer to a task, because the tasks may be gone. */
static void commit(void)
{
	const struct reaper_walk *walk = now.walk;

	decisions = walk->number;
	corrected += walk->corrected;
	untold += walk->adopter ? now.children - now.reparents : 0;
	statistics_count_walk(walk, now.children);
	history_keep(&now.entry);
	if (now.entry.adopter && now.entry.adopter != now.entry.parent)
		adopters_count(now.entry.adopter, now.entry.adopter_start, now.adopter_payer,
			       now.children);
}

/* Stays in the family, so the children only move. */
static void publish_moves_inside(const struct reaper_walk *walk)
{
	struct child_effects effects;
	struct task_struct *child;

	list_for_each_entry(child, &walk->father->children, sibling) {
		if (!now.reparents)
			break;
		if (!child_is_orphaned(child))
			continue;
		effects = child_effects_inside(child);
		events_publish_reparent(child, walk, &effects);
		now.reparents--;
	}
}

/* @moved has moved already; what it was before is in now.next. */
static void publish(struct reaper_walk *walk, struct task_struct *moved)
{
	now.stage = NONE;
	prepare(walk, moved);
	if (!now.children)
		return;
	commit();
	events_publish_walk(walk, now.children, now.reparents);
	if (!now.reparents || !events_reparent_wanted())
		return;
	if (!is_adoption(walk)) {
		publish_moves_inside(walk);
		return;
	}
	if (!moved)
		moving_child_first(&now.next, walk->father);
	now.stage = MOVING;
}

static bool is_about_current(void)
{
	return now.stage != NONE && now.walk->father == current &&
	       now.father_start == current->start_boottime;
}

/* Adoptions may have been recorded with its number: no other decision gets that. */
static void drop(void)
{
	decisions = max(decisions, now.entry.number);
	dropped++;
	now.stage = NONE;
}

/* The section of the decision is over. */
static void settle(void)
{
	if (now.stage == KEPT && now.children) {
		if (now.missed == probes_missed())
			commit();
		else
			drop();
	} else if (now.stage == AWAITED && now.next.child) {
		drop();
	}
	now.stage = NONE;
}

/**
 * report_begin() - a thread is dying, and the kernel begins to decide on its children
 *
 * Context: that of all the following up to report_dropped(): tasklist_lock held for write, in
 * reports_lock(); does not sleep, allocate or take task_lock.
 */
void report_begin(void)
{
	seen = true;
	settle();
	now.serial++;
}

/**
 * report_decision() - the kernel has chosen the adopter of the children of current, which is dying
 * @walk: what was decided; the children are still in its father's list
 * @moved: the first of them, if it has moved already
 *
 * A thread without children is ignored: there is no decision.
 */
void report_decision(struct reaper_walk *walk, struct task_struct *moved)
{
	if (!is_open)
		return;
	if (moved)
		moving_child_note(&now.next, moved);
	publish(walk, moved);
}

/**
 * report_doubtful() - report_decision() while the kernel may take another way
 * @walk: as far as it is known; may have a candidate. More may be reported of it
 */
void report_doubtful(struct reaper_walk *walk)
{
	if (!is_open)
		return;
	if (!walk->candidate && !events_moves_wanted()) {
		prepare(walk, NULL);
		now.missed = probes_missed();
		now.stage = KEPT;
		return;
	}
	now.walk = walk;
	now.father_start = walk->father->start_boottime;
	moving_child_first(&now.next, walk->father);
	now.stage = AWAITED;
}

/**
 * report_dropped() - there was a decision that the hook could not follow
 */
void report_dropped(void)
{
	dropped += is_open;
}

/* The adopter is known, so the walk can be found, however the marks have changed. */
static bool prove(struct task_struct *child)
{
	struct task_struct *adopter = rcu_dereference_protected(child->real_parent, true);
	struct reaper_walk *walk = now.walk;

	if (!walk->candidate && walk->adopter == adopter)
		return true;
	if (!reaper_walk_to(walk, current, adopter))
		return false;
	walk->corrected = true;
	return true;
}

static void publish_move(struct task_struct *child, int exit_state, int exit_signal)
{
	struct child_effects effects = child_effects_tell(child, exit_state, exit_signal);

	events_publish_reparent(child, now.walk, &effects);
	if (!--now.reparents)
		now.stage = NONE;
}

/**
 * report_move_told() - report_move(), by a hook that knows what the child was before
 * @child: one that current's adopter has taken
 * @exit_state: of @child before
 * @exit_signal: of @child before
 *
 * Context: as report_move().
 */
void report_move_told(struct task_struct *child, int exit_state, int exit_signal)
{
	if (now.stage == MOVING && is_about_current())
		publish_move(child, exit_state, exit_signal);
}

static void prove_by_move(struct task_struct *child)
{
	unsigned long flags = reports_lock();

	if (prove(child))
		publish(now.walk, child);
	else
		drop();
	reports_unlock(flags);
}

/**
 * report_move() - a child of current has moved to an adopter
 * @child: the next one in the list, dead ones apart
 *
 * This is called for each child, so it takes the lock once at most: no reader touches a decision
 * while children are moving.
 *
 * Context: tasklist_lock held for write; does not sleep, allocate or take task_lock.
 */
void report_move(struct task_struct *child)
{
	if (now.stage == NONE || !is_about_current())
		return;
	/* A call was missed. */
	if (now.next.child != child)
		moving_child_note(&now.next, child);
	if (now.stage == AWAITED)
		prove_by_move(child);
	if (now.stage != MOVING)
		return;
	publish_move(child, now.next.exit_state, now.next.exit_signal);
	moving_child_after(&now.next, current);
}

/**
 * report_mark() - a process calls prctl(PR_SET_CHILD_SUBREAPER)
 * @task: the caller
 * @argument: as it was passed
 * @was_marked: the mark before
 * @descendants: how many descendants it newly covers, -1 if unknown
 *
 * Context: any.
 */
void report_mark(struct task_struct *task, unsigned long argument, bool was_marked, int descendants)
{
	if (!READ_ONCE(is_open))
		return;
	statistics_count_mark(argument);
	events_publish_mark(task, argument, was_marked, descendants);
}

/**
 * reports_open() - from now on pass on what is reported
 */
void reports_open(void)
{
	WRITE_ONCE(is_open, true);
	opened = ktime_get_boottime_ns();
}

/**
 * reports_opened() - when that began, in ns of CLOCK_BOOTTIME
 */
u64 reports_opened(void)
{
	return opened;
}

/**
 * reports_seen() - has a hook reported anything, passed on or not?
 */
bool reports_seen(void)
{
	return READ_ONCE(seen);
}

/**
 * reports_settle() - make sure that all decisions until now are kept, before they are read
 *
 * The section under tasklist_lock is an RCU read section too, with PREEMPT_RT as well.
 *
 * Context: process context; sleeps.
 */
void reports_settle(void)
{
	unsigned long flags, serial;
	bool waiting;

	flags = reports_lock();
	waiting = now.stage == KEPT || now.stage == AWAITED;
	serial = now.serial;
	reports_unlock(flags);
	if (!waiting)
		return;

	synchronize_rcu();
	flags = reports_lock();
	if (now.serial == serial)
		settle();
	reports_unlock(flags);
}

/**
 * reports_dropped() - how many decisions were lost because the module could not follow them
 */
u64 reports_dropped(void)
{
	return READ_ONCE(dropped);
}

/**
 * reports_describe() - write how many walks were corrected or lost, and children without an event
 * @m: the open file info
 */
void reports_describe(struct seq_file *m)
{
	seq_printf(m, "walks_corrected %llu\n", READ_ONCE(corrected));
	seq_printf(m, "walks_dropped %llu\n", READ_ONCE(dropped));
	seq_printf(m, "children_untold %llu\n", READ_ONCE(untold));
}
