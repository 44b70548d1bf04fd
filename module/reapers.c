// SPDX-License-Identifier: GPL-2.0-only
/*
 * The subreapers and other adopters, and how many processes are below each.
 *
 * One pass over the list of all processes, in batches (process_list.h), makes a small note of each.
 * The rest works on the notes, which do not change, without a lock. A process that gets a new
 * parent meanwhile is counted below the old or the new one.
 */
#include <linux/err.h>
#include <linux/overflow.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "../tracing/subreaper_flags.h"
#include "adopters.h"
#include "adoptions.h"
#include "process_list.h"
#include "process_state.h"
#include "reapers.h"

#define FIRST_ROOM 1024

/*
 * A process as it was when it was looked at.
 * @parent_start, @parent_pid: its parent
 * @parent: index of its note; negative if there is none, or the sum has been handed up
 * @waiting: how many children have not been added to @reaper.descendants
 * @unreaped_by_parent: has the parent adopted it, and not waited for it since it died?
 */
struct note {
	u64 parent_start;
	pid_t parent_pid;
	int parent;
	unsigned int waiting;
	enum { NO, YES, UNKNOWN } unreaped_by_parent;
	bool dead;
	struct reaper reaper;
};

struct notes {
	unsigned int count;
	unsigned int room;
	struct note list[];
};

static void note_parent(struct note *note, const struct task_struct *parent)
{
	note->parent_pid = parent->tgid;
	note->parent_start = parent->group_leader->start_boottime;
}

static void take_note(struct task_struct *task, void *data)
{
	struct task_struct *parent = rcu_dereference(task->real_parent);
	struct notes *notes = data;
	struct adoption adoption;
	struct note *note;

	if (notes->count++ >= notes->room)
		return;
	note = &notes->list[notes->count - 1];
	*note = (struct note){
		.dead = process_state_is_dead(task),
		.reaper = {
			.start = task->start_boottime,
			.pid = task->pid,
			.subreaper = subreaper_is_marked(task),
			.unreaped_is_sure = true,
		},
	};
	memcpy(note->reaper.comm, task->comm, TASK_COMM_LEN);
	note_parent(note, parent);
	if (!note->dead || READ_ONCE(task->exit_state) == EXIT_DEAD)
		return;
	if (adoptions_find(task, parent, &adoption))
		note->unreaped_by_parent = YES;
	else if (!adoptions_is_sure(task->start_boottime))
		note->unreaped_by_parent = UNKNOWN;
}

static struct notes *take_notes(void)
{
	unsigned int room = FIRST_ROOM;
	struct notes *notes;

	for (;;) {
		notes = kvmalloc(struct_size(notes, list, room), GFP_KERNEL);
		if (!notes)
			return NULL;
		notes->count = 0;
		notes->room = room;
		process_list_each(take_note, notes);
		if (notes->count <= room)
			return notes;
		room = notes->count + notes->count / 4;
		kvfree(notes);
	}
}

/* The notes are sorted by pid. */
static int index_of(const struct notes *notes, pid_t pid, u64 start)
{
	unsigned int low = 0, high = notes->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (notes->list[middle].reaper.pid < pid)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < notes->count && notes->list[low].reaper.pid == pid &&
	    notes->list[low].reaper.start == start)
		return low;
	return -ENOENT;
}

/*
 * A parent that had a higher pid and died before we came to it is in no note: then the child has
 * another parent now.
 */
static int find_parent(const struct notes *notes, struct note *note)
{
	int parent = index_of(notes, note->parent_pid, note->parent_start);
	struct task_struct *task;

	if (parent >= 0 || !note->parent_pid)
		return parent;
	rcu_read_lock();
	task = process_list_find(note->reaper.pid, note->reaper.start);
	if (task)
		note_parent(note, rcu_dereference(task->real_parent));
	rcu_read_unlock();
	return index_of(notes, note->parent_pid, note->parent_start);
}

static void find_parents(struct notes *notes)
{
	struct note *note, *parent;
	unsigned int i;

	for (i = 0; i < notes->count; i++) {
		note = &notes->list[i];
		note->parent = find_parent(notes, note);
		if (note->parent < 0)
			continue;
		parent = &notes->list[note->parent];
		parent->waiting++;
		parent->reaper.unreaped += note->unreaped_by_parent == YES;
		parent->reaper.unreaped_is_sure &= note->unreaped_by_parent != UNKNOWN;
		if (i % 1024 == 0)
			cond_resched();
	}
}

/*
 * From the leaves up: each process hands its sum to its parent, once. Processes may move while they
 * are noted; if the notes form a ring, its members wait for each other and are left out.
 */
static void count_descendants(struct notes *notes)
{
	struct note *note, *parent;
	unsigned int i;

	for (i = 0; i < notes->count; i++) {
		note = &notes->list[i];
		while (note->parent >= 0 && !note->waiting) {
			parent = &notes->list[note->parent];
			parent->reaper.descendants += note->reaper.descendants + 1;
			parent->waiting--;
			note->parent = -ENOENT;
			note = parent;
		}
	}
}

static bool is_reaper(struct note *note)
{
	struct reaper *reaper = &note->reaper;

	reaper->adopted_is_sure = adopters_adopted(reaper->pid, reaper->start, &reaper->adopted);
	return !note->dead && (reaper->subreaper || reaper->adopted);
}

/**
 * reapers_find() - find the reapers as they are now
 *
 * Context: process context; sleeps.
 * Return: for the caller to kvfree(), or an ERR_PTR() of -ENOMEM
 */
struct reapers *reapers_find(void)
{
	struct reapers *reapers = NULL;
	unsigned int i, count = 0;
	struct notes *notes;

	notes = take_notes();
	if (!notes)
		return ERR_PTR(-ENOMEM);
	find_parents(notes);
	count_descendants(notes);
	for (i = 0; i < notes->count; i++) {
		if (is_reaper(&notes->list[i]))
			notes->list[count++].reaper = notes->list[i].reaper;
	}
	reapers = kvmalloc(struct_size(reapers, list, count), GFP_KERNEL);
	if (reapers) {
		reapers->count = count;
		for (i = 0; i < count; i++)
			reapers->list[i] = notes->list[i].reaper;
	}
	kvfree(notes);
	return reapers ?: ERR_PTR(-ENOMEM);
}
