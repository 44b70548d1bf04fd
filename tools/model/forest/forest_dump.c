// SPDX-License-Identifier: GPL-2.0-or-later
/* What a dump of all processes adds to a forest. */
#include "../process/flags.h"
#include "forest.h"
#include "lives.h"

/* A dump lists rising pids; a pid that is not higher begins the next dump. */
static void follow_dump(struct forest *forest, int32_t pid)
{
	if (!forest->dumps || pid <= forest->dump_pid) {
		forest->dumps++;
		forest->dump_begin = forest->events;
		forest->lost_in_dump = false;
	}
	forest->dump_pid = pid;
}

static struct listing listing_of(const struct forest *forest, const struct process_event *told)
{
	return (struct listing){
		.known = true,
		.at = forest->now,
		.cgroup = told->cgroup,
		.adopted_time = told->adopted_time,
		.adopted_number = told->adopted_number,
		.adopted_by_start = told->adopted_by_start,
		.adopted_by = told->adopted_by,
		.tracer = told->tracer_tgid,
		.pgrp = told->pgrp,
		.session = told->session,
		.threads_alive = told->threads_alive,
		.userspace = told->userspace,
		.exit_signal = told->exit_signal,
		.sigchld = told->sigchld,
		.pdeath_signal = told->pdeath_signal,
		.adopted_decision = told->adopted_decision,
	};
}

/* The module may have forgotten since. */
static void keep_adoption(struct listing *listing, const struct listing *before)
{
	listing->adopted_by = before->adopted_by;
	listing->adopted_by_start = before->adopted_by_start;
	listing->adopted_time = before->adopted_time;
	listing->adopted_number = before->adopted_number;
	listing->adopted_decision = before->adopted_decision;
}

/* Its exit would be in the trace, or the trace begins with the dump. */
static bool ended_before(const struct forest *forest, const struct process *process)
{
	bool seen = forest_holds(forest, EVENT_EXIT) && !forest->exits_unknown;

	return !process->listing.known && forest->dumps == 1 && !process->leader_ended &&
	       !process->ended.known && !forest->events_lost && (seen || !forest->dump_begin);
}

/* A dump without any of this was written by a person. */
static void learn_listing(struct forest *forest, struct process *process,
			  const struct process_event *told)
{
	bool dead = told->state == 'Z' || told->state == 'X';
	uint32_t met = threads_living(process) + !dead;
	struct listing before = process->listing;

	if (!told->threads_alive && !told->session && !told->pgrp && !told->cgroup &&
	    !told->exit_code && !told->userspace)
		return;
	if (dead && !told->threads_alive)
		process->ended_before |= ended_before(forest, process);
	process->listing = listing_of(forest, told);
	process->sigchld_changed |= before.known && before.sigchld != told->sigchld;
	if (!told->adopted_by && before.adopted_by)
		keep_adoption(&process->listing, &before);
	/* Only its main thread has exited; its other threads were not recorded. */
	if (told->threads_alive)
		process->ended.known = false;
	/* Some ended without an event, and it is unknown which. */
	if (met > told->threads_alive) {
		while (process->threads)
			thread_leave(&forest->threads, process->threads->tid);
		met = !dead;
	}
	process->threads_unmet = told->threads_alive > met ? told->threads_alive - met : 0;
	/* If it had ended, another thread has called exec since, and is the main thread now. */
	process->leader_ended = dead;
	if (dead && !told->threads_alive)
		process_learn_exit(process, told->exit_code);
}

/* A reparent in the trace is better: it names the old parent too. */
static void learn_adoption(struct process *process, struct process *parent)
{
	if (!process->listing.adopted_by || !parent || process->hops)
		return;
	process->decision = process->listing.adopted_decision;
	parent->adopter = true;
	if (process->decision == SUBREAPER_DECISION_SUBREAPER)
		process->stranded = parent;
}

/**
 * forest_list() - apply a process that a dump lists
 * @told: what the dump says of it
 *
 * Return: 0 or -ENOMEM
 */
int forest_list(struct forest *forest, const struct process_event *told)
{
	struct process *process, *parent;
	int err;

	err = forest_meet(forest, told->parent_tgid, told->parent_start, &parent);
	if (!err)
		err = forest_meet(forest, told->pid, told->start, &process);
	if (!err)
		err = lives_learn_thread(forest, told->parent_tid, parent);
	if (err || !process)
		return err;
	follow_dump(forest, told->pid);
	process_name(process, told->comm);
	forest_learn_namespace(forest, process, told->nspid, told->level);
	if (!forest->bare)
		flags_learn(process, told->subreaper, told->has_subreaper, forest->now);
	process->state = told->state;
	process->dump = forest->dumps;
	process->listed = forest->now;
	forest_correct_parent(forest, process, parent, told->parent_tid);
	learn_listing(forest, process, told);
	learn_adoption(process, parent);
	err = process_revive(&forest->table, process);
	if (err || !parent)
		return err;
	return lives_thread_met(forest, told->parent_tid, parent);
}
