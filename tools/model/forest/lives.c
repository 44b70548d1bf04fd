// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * These events name threads. The process of a thread is known when its birth was seen or when
 * another event shows it; a tid that is unknown and is no process belongs to an older process, and
 * what it does is left out. They do not show when a process began either, so a birth always makes a
 * new process, and the first event that has its start completes it.
 */
#include <errno.h>
#include <sched.h>
#include <string.h>

#include "../process/flags.h"
#include "lives.h"
#include "../process/namespace.h"

/* Of Linux 7.1. */
#ifndef CLONE_AUTOREAP
#define CLONE_AUTOREAP (1ULL << 34)
#endif

/**
 * lives_owner() - the process of a thread
 * @tid: the thread
 *
 * Return: the process; NULL when it is not known
 */
struct process *lives_owner(const struct forest *forest, int32_t tid)
{
	struct process *process = thread_process(&forest->threads, tid);

	return process ? process : process_latest(&forest->table, tid);
}

/* Without a dump no process older than the trace is known, so each thread that acts is taken for a
 * process. */
static int find_actor(struct forest *forest, int32_t tid, const char *comm, struct process **ret)
{
	*ret = lives_owner(forest, tid);
	if (*ret && !(*ret)->comm[0])
		process_name(*ret, comm);
	if (*ret || tid <= 0 || forest->dumps)
		return 0;
	*ret = process_born(&forest->table, tid);
	if (!*ret)
		return -ENOMEM;
	process_name(*ret, comm);
	return 0;
}

/* It does something, so it is no longer stopped. */
static void note_act(struct process *process, const struct forest *forest)
{
	process->last_seen = forest->events;
	if (process->state == 'T' || process->state == 't')
		process->state = 0;
}

static void give_child(struct process *child, struct process *seeming, struct process *process)
{
	bool ended = child->ended_child;

	/* A forged trace may say that a process is its own parent. */
	process_set_parent(child, child == process ? NULL : process, seeming->pid);
	if (ended)
		process_end(child);
	if (child->parent[WITHOUT_SUBREAPERS] == seeming)
		child->parent[WITHOUT_SUBREAPERS] = child->parent[WITH_SUBREAPERS];
	if (child->birth.parent == seeming)
		child->birth.parent = child->parent[WITH_SUBREAPERS];
	if (child->birth.creator.process == seeming)
		child->birth.creator.process = process_keep(process);
}

/* Everything that was attributed to it belongs to the process. */
static int become_thread(struct forest *forest, struct process *seeming, struct process *process)
{
	int err = 0;

	seeming->thread_of = process_keep(process);
	seeming->alive = false;
	/* A later process with the number is another one. */
	seeming->freed = (struct instant){ true, forest->now };
	process_set_parent(seeming, NULL, 0);
	while (seeming->first_child)
		give_child(seeming->first_child, seeming, process);
	while (seeming->first_ended)
		give_child(seeming->first_ended, seeming, process);
	if (seeming->flags.marked.known && !process->flags.mark_known)
		flags_mark(process, seeming->subreaper, seeming->flags.argument,
			   seeming->flags.marked.time);
	seeming->subreaper = false;
	seeming->flags = (struct flags){ .has_subreaper = false };
	while (!err && seeming->threads) {
		int32_t tid = seeming->threads->tid;

		thread_leave(&forest->threads, tid);
		err = thread_join(&forest->threads, tid, process);
	}
	return err;
}

/**
 * lives_learn_thread() - take up that a number is or was that of a thread
 * @tid: the number, under which something may have acted that was taken for a process
 * @process: which it is a thread of
 *
 * Return: 0 or -ENOMEM
 */
int lives_learn_thread(struct forest *forest, int32_t tid, struct process *process)
{
	struct process *seeming = process_latest(&forest->table, tid);

	if (!seeming || !process || seeming == process || seeming->thread_of || forest->inferring ||
	    !process_may_be_thread(seeming) || thread_owner(&forest->threads, tid))
		return 0;
	return become_thread(forest, seeming, process);
}

/* Its other threads have ended, as at each exec. */
static void replace_leader(struct forest *forest, struct process *process)
{
	while (process->threads)
		thread_leave(&forest->threads, process->threads->tid);
	process->threads_unmet = 0;
	process->leader_ended = false;
}

/**
 * lives_thread_met() - note that a thread that has not exited is named, as thread_met() does
 * @tid: the thread. If it is the main thread, and that has exited, another thread has called exec
 *	 since, and has this number now
 * @process: which it is or was of
 *
 * Return: 0 or -ENOMEM
 */
int lives_thread_met(struct forest *forest, int32_t tid, struct process *process)
{
	int err = lives_learn_thread(forest, tid, process);

	if (tid == process->pid && process->leader_ended)
		replace_leader(forest, process);
	return err ? err : thread_met(&forest->threads, tid, process);
}

/* Both events may come for one birth, task_newtask first. */
static bool is_told_already(const struct forest *forest, const struct event *event)
{
	const struct process *process;

	if (event->type != EVENT_FORK)
		return false;
	if (thread_process(&forest->threads, event->birth.tid))
		return true;
	process = process_latest(&forest->table, event->birth.tid);
	return process && process->birth.at.known && !process->birth.by_fork &&
	       !process->ended.known;
}

/* Depths are right relative to each other even where the depth of the creator is unknown. */
static void inherit_namespace(struct forest *forest, struct process *child,
			      const struct process *creator, uint64_t flags)
{
	int32_t nspid = 0;

	if (!creator)
		return;
	child->level_inherited = creator->level_known || creator->level_inherited;
	if (flags & CLONE_NEWPID)
		nspid = INIT_PID;
	else if (!creator->level && child->level_inherited)
		nspid = child->pid;
	namespace_place(&forest->table, child, nspid, creator->level + !!(flags & CLONE_NEWPID));
}

static void give_parent(struct process *child, struct process *creator,
			const struct birth_event *birth)
{
	struct process *parent = creator;
	int32_t tid = birth->parent_tid;

	if (birth->flags & CLONE_PARENT) {
		parent = creator ? creator->parent[WITH_SUBREAPERS] : NULL;
		tid = creator ? creator->parent_tid : 0;
	}
	process_set_parent(child, parent, tid);
	child->parent[WITHOUT_SUBREAPERS] = parent;
	if (parent != creator && creator) {
		child->parent[WITHOUT_SUBREAPERS] = creator->parent[WITHOUT_SUBREAPERS];
		child->stranded = creator->stranded;
	}
	child->birth.parent = parent;
	child->birth.parent_tid = tid;
	child->birth.creator = (struct creator){ process_keep(creator), birth->parent_tid, "" };
	memcpy(child->birth.creator.comm, birth->comm, sizeof(birth->comm));
	if (parent == creator)
		memcpy(child->birth.comm, birth->comm, sizeof(child->birth.comm));
}

static int bear_process(struct forest *forest, const struct event *event, struct process *creator)
{
	const struct birth_event *birth = &event->birth;
	struct process *child = process_born(&forest->table, birth->tid);

	if (!child)
		return -ENOMEM;
	thread_leave(&forest->threads, birth->tid);
	child->last_seen = forest->events;
	memcpy(child->comm, birth->comm, sizeof(child->comm));
	child->birth.at = (struct instant){ true, forest->now };
	child->birth.by_fork = event->type == EVENT_FORK;
	child->proven = !child->birth.by_fork;
	child->birth.clone_parent = birth->flags & CLONE_PARENT;
	child->birth.new_namespace = birth->flags & CLONE_NEWPID;
	child->birth.autoreap = birth->flags & CLONE_AUTOREAP;
	give_parent(child, creator, birth);
	inherit_namespace(forest, child, creator, birth->flags);
	flags_inherit(child, child->birth.parent, forest_hears_marks(forest));
	return 0;
}

static int apply_birth(struct forest *forest, const struct event *event)
{
	const struct birth_event *birth = &event->birth;
	struct process *creator;
	int err;

	if (birth->tid <= 0 || is_told_already(forest, event))
		return 0;
	err = find_actor(forest, birth->parent_tid, birth->comm, &creator);
	if (err)
		return err;
	if (creator)
		note_act(creator, forest);
	if (!(birth->flags & CLONE_THREAD))
		return bear_process(forest, event, creator);
	return creator ? thread_join(&forest->threads, birth->tid, creator) : 0;
}

/* A thread that calls exec goes on under the number of the main thread. */
static void renumber_parent(const struct process *process, int32_t old_tid)
{
	const struct process *child = NULL;

	while ((child = process_next_child(process, child))) {
		if (child->parent_tid == old_tid)
			((struct process *)child)->parent_tid = process->pid;
	}
}

/* All other threads end, and the one that calls exec becomes the main thread. */
static int apply_exec(struct forest *forest, const struct exec_event *exec)
{
	struct process *process;
	int err = find_actor(forest, exec->tid, exec->comm, &process);

	if (err || !process)
		return err;
	process->proven = true;
	err = lives_learn_thread(forest, exec->old_tid, process);
	if (err)
		return err;
	thread_leave(&forest->threads, exec->old_tid);
	renumber_parent(process, exec->old_tid);
	process->leader_ended = false;
	process->threads_unmet = 0;
	process->execs++;
	process->executed = (struct instant){ true, forest->now };
	process->file = profiles_file(&forest->profiles, &exec->filename);
	note_act(process, forest);
	process_name(process, exec->comm);
	return process_go_on(&forest->table, process);
}

static void apply_exit(struct forest *forest, const struct end_event *end)
{
	struct process *process = lives_owner(forest, end->tid);

	forest->exits_unknown |= !process;
	if (!process || process->ended.known)
		return;
	process->last_seen = forest->events;
	if (process->pid == end->tid) {
		process->leader_ended = true;
		process_name(process, end->comm);
	}
	thread_leave(&forest->threads, end->tid);
	if (!process->leader_ended || process->threads || process->threads_unmet)
		return;
	process->ended = (struct instant){ true, forest->now };
	process->alive = false;
	process_end(process);
}

static bool is_dead_in_dump(const struct process *process)
{
	return process->leader_ended && process->listing.known && !process->listing.threads_alive;
}

/* Threads that are older than the trace end without a name for their process. */
static bool has_exited(const struct process *process)
{
	return process->ended.known || is_dead_in_dump(process) ||
	       (process->leader_ended && process->threads_unmet);
}

/* It comes late, when another process may already have the pid. */
static void apply_free(struct forest *forest, const struct end_event *end)
{
	struct process *process = process_latest(&forest->table, end->tid);

	while (process && !has_exited(process) && process->namesake)
		process = process->namesake;
	if (!process || process->freed.known || thread_process(&forest->threads, end->tid))
		return;
	/* It is that of one before, which is not known. */
	if (!has_exited(process) && (forest->heard | forest->held) & EVENT_BIT(EVENT_EXIT))
		return;
	if (!process->ended.known && !is_dead_in_dump(process))
		process->ended = (struct instant){ true, forest->now };
	process->freed = (struct instant){ true, forest->now };
	process->alive = false;
	process_end(process);
}

static int apply_prctl(struct forest *forest, const struct prctl_event *prctl)
{
	static const char nameless[SUBREAPER_COMM_LEN];
	struct process *process;
	int err = find_actor(forest, prctl->tid, nameless, &process);

	if (err || !process)
		return err;
	note_act(process, forest);
	flags_mark(process, prctl->argument, prctl->argument, forest->now);
	return 0;
}

/**
 * lives_apply() - take up an event about the life of a process
 * @forest: the forest as of just before
 * @event: what happened
 *
 * Return: 0 or -ENOMEM
 */
int lives_apply(struct forest *forest, const struct event *event)
{
	switch (event->type) {
	case EVENT_BIRTH:
	case EVENT_FORK:
		return apply_birth(forest, event);
	case EVENT_EXEC:
		return apply_exec(forest, &event->exec);
	case EVENT_EXIT:
		apply_exit(forest, &event->end);
		break;
	case EVENT_FREE:
		apply_free(forest, &event->end);
		break;
	case EVENT_PRCTL:
		return apply_prctl(forest, &event->prctl);
	default:
		break;
	}
	return 0;
}

/* The event of a reap comes late, so a trace may end before it. */
static bool is_just_dead(const struct forest *forest, uint64_t ended)
{
	return ended + PATIENCE_NS > forest->now;
}

static bool was_listed_since(const struct process *process, uint64_t ended)
{
	return process->listing.known && process->listing.at >= ended;
}

/* One that ended before the trace may have been handed over dead in it. */
static bool find_end(const struct process *process, uint64_t *ret)
{
	const struct hop *last = history_last(&process->history);

	*ret = process->ended.time;
	if (process->ended.known || !last || !(last->effects & SUBREAPER_EFFECT_ZOMBIE))
		return process->ended.known;
	*ret = last->time;
	return process->alive;
}

/*
 * A zombie is handed over when its parent ends, which nothing shows where decisions were not
 * recorded: which process is its parent now is unknown then.
 */
static void lose_parent(const struct forest *forest, struct process *zombie)
{
	const struct process *parent = zombie->parent[WITH_SUBREAPERS];

	if (parent && parent->ended.known && !forest_holds(forest, EVENT_REPARENT))
		process_set_parent(zombie, NULL, 0);
}

/**
 * lives_conclude() - find the zombies
 * @forest: with all events applied
 *
 * Only a trace that holds reaps can show which processes were not reaped.
 */
void lives_conclude(struct forest *forest)
{
	struct process_list *remaining = &forest->table.remaining;
	size_t i;

	if (!(forest->heard & EVENT_BIT(EVENT_FREE)))
		return;
	for (i = 0; i < remaining->nr; i++) {
		struct process *process = remaining->all[i];
		uint64_t ended;

		if (!find_end(process, &ended) || process->freed.known ||
		    is_just_dead(forest, ended))
			continue;
		if (process->effects & SUBREAPER_EFFECT_AUTOREAPED || process->birth.autoreap ||
		    was_listed_since(process, ended))
			continue;
		process->alive = true;
		process->state = 'Z';
		process->threads_unmet = 0;
		lose_parent(forest, process);
	}
}
