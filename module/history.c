// SPDX-License-Identifier: GPL-2.0-only
/*
 * The last decisions, numbered from 1 since load; a ring of slots, allocated once.
 *
 * Decisions are kept under reports_lock(), so there is one writer at a time. A reader takes no
 * lock: each slot has a sequence count, which shows that the copy it made is consistent,
 * and the number in the copy shows whether the decision that it wanted has been overwritten.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>
#include <linux/seqlock.h>
#include <linux/slab.h>

#include "../tracing/subreaper_flags.h"
#include "history.h"
#include "process_state.h"
#include "reaper_walk.h"

#define HISTORY_MAX 1000000

struct slot {
	seqcount_t seqcount;
	struct history_entry entry;
};

static unsigned int size = 1024;
module_param_named(history, size, uint, 0444);
MODULE_PARM_DESC(history, "decisions kept for the file walks, up to 1000000 (default 1024)");

static struct slot *slots;
static atomic64_t last = ATOMIC64_INIT(0);

/**
 * history_create() - allocate as many slots as the parameter history says
 *
 * Return: 0, or a negative errno after one line in the log
 */
int history_create(void)
{
	unsigned int i;

	if (size > HISTORY_MAX) {
		pr_err("history=%u is too large: at most %u decisions can be kept\n", size,
		       HISTORY_MAX);
		return -EINVAL;
	}
	if (!size)
		return 0;
	slots = kvcalloc(size, sizeof(*slots), GFP_KERNEL | __GFP_NOWARN);
	if (!slots) {
		pr_err("no memory for history=%u, which needs %zu bytes\n", size, history_bytes());
		return -ENOMEM;
	}
	for (i = 0; i < size; i++)
		seqcount_init(&slots[i].seqcount);
	return 0;
}

/**
 * history_destroy() - free what history_create() allocated; with no writer and no reader left
 */
void history_destroy(void)
{
	kvfree(slots);
}

static struct slot *slot_of(u64 number)
{
	u32 index;

	div_u64_rem(number, size, &index);
	return &slots[index];
}

static void fill_parent(struct history_entry *entry, struct task_struct *father)
{
	entry->parent = father->tgid;
	entry->parent_tid = father->pid;
	entry->parent_start = father->group_leader->start_boottime;
	entry->level = task_pid(father)->level;
	entry->has_flag = subreaper_is_above(father);
	entry->parent_exit_code = subreaper_wait_status(father);
	memcpy(entry->parent_comm, father->comm, TASK_COMM_LEN);
}

static void fill_adopter(struct history_entry *entry, struct task_struct *adopter)
{
	entry->adopter = adopter ? adopter->tgid : 0;
	entry->adopter_tid = adopter ? adopter->pid : 0;
	entry->adopter_start = adopter ? adopter->group_leader->start_boottime : 0;
	if (adopter)
		memcpy(entry->adopter_comm, adopter->comm, TASK_COMM_LEN);
}

static void fill_steps(struct history_entry *entry, const struct reaper_walk *walk)
{
	unsigned int kept = min_t(unsigned int, walk->nr_steps, HISTORY_STEPS);

	entry->nr_steps = walk->nr_steps;
	memcpy(entry->steps, walk->steps, kept * sizeof(*walk->steps));
}

/**
 * history_fill() - note what is kept of a decision, for history_keep()
 * @entry: set to it
 * @walk: what was decided, with its number
 * @time: when, in ns of CLOCK_MONOTONIC
 * @children: for how many
 *
 * Context: tasklist_lock held for write.
 */
void history_fill(struct history_entry *entry, const struct reaper_walk *walk, u64 time,
		  unsigned int children)
{
	entry->number = walk->number;
	entry->time = time;
	entry->decision = walk->decision;
	entry->children = children;
	entry->children_told = walk->adopter ? min_t(u32, children, SUBREAPER_CHILDREN_MAX) : 0;
	fill_parent(entry, walk->father);
	fill_adopter(entry, walk->adopter);
	fill_steps(entry, walk);
}

/**
 * history_keep() - keep a decision, in place of the oldest one
 * @entry: all of it; its number is above that of the last
 *
 * Context: reports_lock().
 */
void history_keep(const struct history_entry *entry)
{
	struct slot *slot;

	if (!size)
		return;
	slot = slot_of(entry->number);
	write_seqcount_begin(&slot->seqcount);
	slot->entry = *entry;
	write_seqcount_end(&slot->seqcount);
	/* A reader of the number finds its entry. */
	atomic64_set_release(&last, entry->number);
}

/**
 * history_last() - the number of the latest decision; 0 when none was kept
 */
u64 history_last(void)
{
	/* With the release in history_keep(). */
	return atomic64_read_acquire(&last);
}

/**
 * history_first() - the number of the oldest decision that is still kept
 *
 * Return: never 0; above history_last() when none was kept
 */
u64 history_first(void)
{
	u64 latest = history_last();

	return latest > size ? latest - size + 1 : 1;
}

/**
 * history_copy() - read one decision
 * @number: of it, up to history_last() and not 0
 * @ret: set to it, or to another one that has its place now
 *
 * Context: process context.
 * Return: false when it has been overwritten
 */
bool history_copy(u64 number, struct history_entry *ret)
{
	struct slot *slot = slot_of(number);
	unsigned int seen;

	do {
		seen = read_seqcount_begin(&slot->seqcount);
		*ret = slot->entry;
	} while (read_seqcount_retry(&slot->seqcount, seen));
	return ret->number == number;
}

/**
 * history_size() - how many decisions are kept
 */
unsigned int history_size(void)
{
	return size;
}

/**
 * history_bytes() - the memory that they take
 */
size_t history_bytes(void)
{
	return size * sizeof(*slots);
}
