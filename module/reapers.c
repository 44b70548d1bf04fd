// SPDX-License-Identifier: GPL-2.0-only
/*
 * The subreapers and other adopters, and how many processes stand below each.
 *
 * The list of all processes is gone through in batches (process_list.h), first for the reapers,
 * then from each process up to the nearest reaper above it; so memory is needed for the reapers
 * alone. Who moves meanwhile is counted where it was or where it is; or, when it moves again at
 * each of some looks, not at all.
 */
#include <linux/err.h>
#include <linux/overflow.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "../tracing/subreaper_flags.h"
#include "adopters.h"
#include "adoptions.h"
#include "process_list.h"
#include "reaper_walk.h"
#include "reapers.h"

#define FIRST_ROOM 64

static bool is_dead(struct task_struct *leader)
{
	return READ_ONCE(leader->exit_state) && thread_group_empty(leader);
}

static void add_if_reaper(struct task_struct *task, void *data)
{
	struct reapers *reapers = data;
	struct reaper reaper = {
		.start = task->start_boottime,
		.adopted = adopters_adopted(task->pid, task->start_boottime),
		.pid = task->pid,
		.above = -ENOENT,
		.subreaper = subreaper_is_marked(task),
	};

	if (is_dead(task) || (!reaper.adopted && !reaper.subreaper))
		return;
	memcpy(reaper.comm, task->comm, TASK_COMM_LEN);
	if (reapers->count < reapers->room)
		reapers->list[reapers->count] = reaper;
	reapers->count++;
}

/* Returns the index of the reaper that @task is a thread of, or -ENOENT. */
static int index_of(const struct reapers *reapers, const struct task_struct *task)
{
	unsigned int low = 0, high = reapers->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (reapers->list[middle].pid < task->tgid)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < reapers->count && reapers->list[low].pid == task->tgid &&
	    reapers->list[low].start == task->group_leader->start_boottime)
		return low;
	return -ENOENT;
}

/* As in a walk (reaper_walk.c), -EAGAIN says that an ancestor was released meanwhile. */
static int try_to_find_above(const struct reapers *reapers, struct task_struct *task)
{
	struct task_struct *ancestor = task;
	int index = -ENOENT;

	while (index < 0 && ancestor != &init_task) {
		ancestor = rcu_dereference(ancestor->real_parent);
		if (!READ_ONCE(ancestor->thread_pid))
			return -EAGAIN;
		index = index_of(reapers, ancestor);
	}
	return index;
}

static int find_above(const struct reapers *reapers, struct task_struct *task)
{
	int tries = REAPER_WALK_TRIES;
	int index;

	do {
		index = try_to_find_above(reapers, task);
	} while (index == -EAGAIN && --tries);
	return index;
}

static void count_below_nearest(struct task_struct *task, void *data)
{
	struct reapers *reapers = data;
	int above = find_above(reapers, task);
	int own = index_of(reapers, task);

	if (above < 0)
		return;
	reapers->list[above].descendants++;
	if (own >= 0) {
		reapers->list[own].above = above;
		reapers->list[above].waiting++;
	}
}

/* Who has been added up hands on to the one above. */
static void hand_up(struct reapers *reapers, struct reaper *reaper)
{
	struct reaper *above;

	while (reaper->above >= 0 && !reaper->waiting) {
		above = &reapers->list[reaper->above];
		above->descendants += reaper->descendants;
		above->waiting--;
		reaper->above = -ENOENT;
		reaper = above;
	}
}

/*
 * From below upwards, each once. Processes move while they are counted; should that have made a
 * ring of reapers, all in it wait for each other, and it is left.
 */
static void count_descendants(struct reapers *reapers)
{
	unsigned int i;

	for (i = 0; i < reapers->count; i++)
		hand_up(reapers, &reapers->list[i]);
}

static void count_if_unreaped(struct reapers *reapers, const struct adoption *adoption)
{
	struct task_struct *child, *parent;
	int index;

	child = process_list_find(adoption->child, adoption->child_start);
	if (!child || !is_dead(child) || READ_ONCE(child->exit_state) == EXIT_DEAD)
		return;
	parent = rcu_dereference(child->real_parent);
	index = index_of(reapers, parent);
	if (index >= 0 && reapers->list[index].pid == adoption->adopter &&
	    reapers->list[index].start == adoption->adopter_start)
		reapers->list[index].unreaped++;
}

static void count_unreaped(struct reapers *reapers)
{
	struct adoption adoption;
	unsigned int i;

	for (i = 0; i < adoptions_size(); i++) {
		if (adoptions_copy(i, &adoption)) {
			rcu_read_lock();
			count_if_unreaped(reapers, &adoption);
			rcu_read_unlock();
		}
		cond_resched();
	}
}

/* Returns what its count says there is no room for, if that is above its room. */
static struct reapers *list_up_to(unsigned int room)
{
	struct reapers *reapers;

	reapers = kvmalloc(struct_size(reapers, list, room), GFP_KERNEL);
	if (!reapers)
		return NULL;
	reapers->count = 0;
	reapers->room = room;
	process_list_each(add_if_reaper, reapers);
	return reapers;
}

/**
 * reapers_find() - find the reapers as they are now
 *
 * Context: process context; sleeps.
 * Return: for the caller to kvfree(), or an ERR_PTR() of -ENOMEM
 */
struct reapers *reapers_find(void)
{
	unsigned int room = FIRST_ROOM;
	struct reapers *reapers;

	while ((reapers = list_up_to(room)) && reapers->count > reapers->room) {
		room = reapers->count + reapers->count / 4;
		kvfree(reapers);
	}
	if (!reapers)
		return ERR_PTR(-ENOMEM);
	process_list_each(count_below_nearest, reapers);
	count_descendants(reapers);
	count_unreaped(reapers);
	return reapers;
}
