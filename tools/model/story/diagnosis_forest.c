// SPDX-License-Identifier: GPL-2.0-or-later
/* Findings that need the whole trace. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "adopter.h"
#include "diagnosis.h"
#include "../forest/evidence.h"
#include "../process/flags.h"
#include "../forest/lives.h"

/* Fewer living orphans of one name are no crowd. */
#define CROWD 10

/* A process that ends later did not end because its process group was orphaned. */
#define GROUP_NS 1000000000ULL

static uint64_t time_of_adoption(const struct process *child)
{
	const struct hop *hop = history_last(&child->history);

	return hop ? hop->time : 0;
}

/* A parent may take its time. */
static bool is_left_dead(const struct forest *forest, const struct process *child)
{
	return !child->ended.known || child->ended.time + PATIENCE_NS <= forest->now;
}

/* Whether an orphan can detect by getppid() == 1 that it is one. */
static bool is_hidden_orphan(const struct process *child, const struct process *parent)
{
	return child->alive && !process_is_dead(child) && child->level_known &&
	       parent->level_known && parent->level == child->level && parent->nspid != INIT_PID;
}

/* getppid() of these is 0: a process inside sees no process outside. */
static bool is_child_from_inside(const struct process *child, const struct process *parent)
{
	return child->alive && !process_is_dead(child) && child->level_known &&
	       parent->level_known && parent->level < child->level;
}

/* One more zombie of @about; an example is best one of which the end is in the trace. */
static int add_zombie(struct diagnosis *diagnosis, enum finding_kind kind, struct process *about,
		      struct process *child, uint64_t time)
{
	struct finding *finding;
	int err = diagnosis_count(diagnosis, kind, about, child, time);

	if (err)
		return err;
	finding = diagnosis_find(diagnosis, kind, about, time);
	finding->early += !child->ended.known;
	if (!finding->example->ended.known && child->ended.known)
		finding->example = process_keep(child);
	return 0;
}

/* A process that reaps others may only be slow. */
static int add_unreaped(struct diagnosis *diagnosis, const struct forest *forest,
			struct process *parent, struct process *child)
{
	struct adopter adopter;
	struct finding *finding;
	int err = add_zombie(diagnosis, FINDING_UNREAPED, parent, child, time_of_adoption(child));

	if (err)
		return err;
	finding = diagnosis_find(diagnosis, FINDING_UNREAPED, parent, 0);
	if (finding->of)
		return 0;
	adopter = adopter_of(forest, parent);
	finding->of = adopter.ended;
	finding->parent = child->old_parent;
	if (adopter.reaped)
		finding->level = LEVEL_NOTE;
	return 0;
}

static enum finding_kind kind_of_unreaped(const struct process *child)
{
	if (process_was_adopted(child))
		return FINDING_UNREAPED;
	return evidence_origin(child) == ORIGIN_OWN ? FINDING_OWN_UNREAPED : FINDING_SOME_UNREAPED;
}

static int diagnose_zombie(struct diagnosis *diagnosis, const struct forest *forest,
			   struct process *child, struct process *parent)
{
	uint64_t time = child->ended.time;
	enum finding_kind kind;

	if (!is_left_dead(forest, child))
		return 0;
	switch (evidence_holdup(forest, child)) {
	case HOLDUP_TRACER:
		return add_zombie(diagnosis, FINDING_TRACER,
				  (struct process *)evidence_tracer(forest, child), child, time);
	case HOLDUP_EXIT_SIGNAL:
		return add_zombie(diagnosis, FINDING_EXIT_SIGNAL, parent, child, time);
	case HOLDUP_STOPPED:
		return add_zombie(diagnosis, FINDING_STOPPED, parent, child, time);
	case HOLDUP_PARENT:
		if (parent->recorder || !parent->alive)
			return 0;
		kind = kind_of_unreaped(child);
		if (kind == FINDING_UNREAPED)
			return add_unreaped(diagnosis, forest, parent, child);
		return add_zombie(diagnosis, kind, parent, child, time);
	default:
		return 0;
	}
}

static int diagnose_adopted(struct diagnosis *diagnosis, struct process *child,
			    struct process *parent)
{
	uint64_t time = time_of_adoption(child);
	int err = 0;

	if (is_hidden_orphan(child, parent))
		err = diagnosis_count(diagnosis, FINDING_GETPPID, parent, child, time);
	if (!err && is_child_from_inside(child, parent))
		err = diagnosis_count(diagnosis, FINDING_OUTSIDE, parent, child, time);
	return err;
}

/* Those that are left in the namespace of an init that is exiting. */
static int diagnose_stuck(struct diagnosis *diagnosis, const struct forest *forest,
			  struct process *init)
{
	const struct process_list *remaining = &forest->table.remaining;
	int err = 0;
	size_t i;

	if (init->nspid != INIT_PID || init->pid == INIT_PID ||
	    evidence_being(forest, init) != BEING_EXITING || !is_left_dead(forest, init))
		return 0;
	for (i = 0; !err && i < remaining->nr; i++) {
		struct process *process = remaining->all[i];

		if (process->alive && evidence_may_be_inside(forest, process, init))
			err = diagnosis_count(diagnosis, FINDING_NS_STUCK, init, process,
					      init->ended.time);
	}
	return err;
}

static int diagnose_leader(struct diagnosis *diagnosis, const struct forest *forest,
			   struct process *process)
{
	struct finding *finding;

	if (evidence_being(forest, process) != BEING_LEADERLESS)
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_LEADER, process, process->ended.time);
	if (!finding)
		return -ENOMEM;
	finding->count = process_threads_left(process);
	finding->other = process_keep(process->parent[WITH_SUBREAPERS]);
	return 0;
}

/* The kernel checks the signal only when the parent ends. */
static int diagnose_pdeath(struct diagnosis *diagnosis, struct process *process)
{
	const struct hop *hop = history_last(&process->history);
	struct finding *finding;

	if (!hop || hop->inferred || hop->probed || hop->effects & SUBREAPER_EFFECT_PDEATH ||
	    !process->alive || !process->listing.pdeath_signal || process->listing.at <= hop->time)
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_PDEATH_LATE, process, hop->time);
	if (!finding)
		return -ENOMEM;
	finding->count = 1;
	finding->parent = process_keep(hop->parent);
	finding->value = process->listing.pdeath_signal;
	return 0;
}

static bool was_hung_up(const struct process *process, const struct hop *hop)
{
	return process->exit_known && WIFSIGNALED(process->exit_code) &&
	       WTERMSIG(process->exit_code) == SIGHUP && process->ended.known &&
	       process->ended.time >= hop->time && process->ended.time - hop->time < GROUP_NS;
}

/**
 * diagnose_group() - see whether a process was killed as its process group became orphaned
 * @process: which, of which the end is known
 *
 * Return: 0 or -ENOMEM
 */
int diagnose_group(struct diagnosis *diagnosis, struct process *process)
{
	const struct hop *hop = history_last(&process->history);
	struct finding *finding;

	if (!hop || !(hop->effects & SUBREAPER_EFFECT_PGRP_ORPHANED) || !was_hung_up(process, hop))
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_GROUP, process, hop->time);
	if (!finding)
		return -ENOMEM;
	finding->count = 1;
	finding->parent = process_keep(hop->parent);
	finding->value = process->ended.time - hop->time;
	return 0;
}

/* The child that was pid 1 of the namespace, if that is known. */
static struct process *first_inside(const struct process *parent)
{
	const struct process *child = NULL;

	while ((child = process_next_child(parent, child))) {
		if (child->nspid == INIT_PID && child->birth.parent == parent &&
		    child->birth.at.known && !child->birth.new_namespace && child->ended.known)
			break;
	}
	return (struct process *)child;
}

/* Then it went back, by setns(). */
static bool has_forked_since(const struct process *parent, const struct process *first)
{
	const struct process *child = NULL;

	while ((child = process_next_child(parent, child))) {
		if (child->birth.at.known && child->birth.creator.process == parent &&
		    child->birth.at.time > first->ended.time)
			return true;
	}
	return false;
}

static int diagnose_forks(struct diagnosis *diagnosis, struct process *parent)
{
	struct process *first = first_inside(parent);
	struct finding *finding;

	if (!parent->alive || (!parent->stranded_forks && !(first && !process_is_zombie(first) &&
							    !has_forked_since(parent, first))))
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_NS_GONE, parent, first ? first->ended.time : 0);
	if (!finding)
		return -ENOMEM;
	finding->count = 1;
	finding->example = process_keep(first);
	return 0;
}

/* Of the children of one process. */
static int diagnose_children(struct diagnosis *diagnosis, struct process *parent)
{
	const struct process *child = NULL;
	int err = 0;

	/* No process waits for kernel threads, nor should it. */
	if (!parent->alive || parent->recorder || evidence_is_kernel_thread(parent))
		return 0;
	while (!err && (child = process_next_child(parent, child))) {
		enum way_out out = evidence_way_out(child);

		if (evidence_ignores_children(parent) && !process_was_adopted(child) &&
		    !evidence_autoreaps(child) && (out == OUT_UNWAITED || out == OUT_IGNORED))
			err = diagnosis_count(diagnosis, FINDING_STATUS_LOST, parent,
					      (struct process *)child, child->ended.time);
	}
	return err;
}

static int compare_names(const void *a, const void *b)
{
	const struct process *one = *(struct process * const *)a;
	const struct process *two = *(struct process * const *)b;
	int order = memcmp(one->comm, two->comm, sizeof(one->comm));

	if (order)
		return order;
	if (time_of_adoption(one) != time_of_adoption(two))
		return time_of_adoption(one) < time_of_adoption(two) ? -1 : 1;
	return (one->pid > two->pid) - (one->pid < two->pid);
}

static int add_crowd(struct diagnosis *diagnosis, struct process *adopter, struct process *oldest,
		     size_t nr)
{
	struct finding *finding;

	if (nr < CROWD)
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_CROWD, oldest, time_of_adoption(oldest));
	if (!finding)
		return -ENOMEM;
	finding->count = nr;
	finding->other = process_keep(adopter);
	finding->parent = process_keep(oldest->old_parent);
	return 0;
}

static bool is_living_orphan(const struct process *child)
{
	return child->alive && !process_is_dead(child) && process_was_adopted(child);
}

/* Living orphans of one name below one adopter. */
static int diagnose_crowds(struct diagnosis *diagnosis, struct process *adopter)
{
	struct process *child, **orphans;
	size_t nr = 0, i, first = 0;
	int err = 0;

	for (child = adopter->first_child; child; child = child->next_sibling)
		nr += is_living_orphan(child);
	if (nr < CROWD)
		return 0;
	orphans = calloc(nr, sizeof(*orphans));
	if (!orphans)
		return -ENOMEM;
	nr = 0;
	for (child = adopter->first_child; child; child = child->next_sibling) {
		if (is_living_orphan(child))
			orphans[nr++] = child;
	}
	qsort(orphans, nr, sizeof(*orphans), compare_names);
	for (i = 1; !err && i <= nr; i++) {
		if (i < nr && !memcmp(orphans[i]->comm, orphans[first]->comm, SUBREAPER_COMM_LEN))
			continue;
		err = add_crowd(diagnosis, adopter, orphans[first], i - first);
		first = i;
	}
	free(orphans);
	return err;
}

static int diagnose_process(struct diagnosis *diagnosis, const struct forest *forest,
			    struct process *process)
{
	struct process *parent = process->parent[WITH_SUBREAPERS];
	int err = 0;

	if (!diagnosis->lost && process->alive && process->dump && forest_hears_marks(forest) &&
	    flags_lack(process, forest->now))
		err = diagnose_flag(diagnosis, process, forest->now);
	if (!err)
		err = diagnose_stuck(diagnosis, forest, process);
	if (!err)
		err = diagnose_leader(diagnosis, forest, process);
	if (!err)
		err = diagnose_children(diagnosis, process);
	if (!err)
		err = diagnose_forks(diagnosis, process);
	if (!err)
		err = diagnose_crowds(diagnosis, process);
	if (err || !parent)
		return err;
	err = diagnose_zombie(diagnosis, forest, process, parent);
	if (!err)
		err = diagnose_pdeath(diagnosis, process);
	if (!err)
		err = diagnose_group(diagnosis, process);
	if (!err && process_was_adopted(process))
		err = diagnose_adopted(diagnosis, process, parent);
	return err;
}

/**
 * diagnose_forest() - look for trouble at the end of a trace
 * @forest: concluded
 *
 * Return: 0 or -ENOMEM
 */
int diagnose_forest(struct diagnosis *diagnosis, const struct forest *forest)
{
	const struct process_list *remaining = &forest->table.remaining;
	int err = 0;
	size_t i;

	for (i = 0; !err && i < remaining->nr; i++)
		err = diagnose_process(diagnosis, forest, remaining->all[i]);
	return err;
}
