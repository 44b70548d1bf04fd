// SPDX-License-Identifier: GPL-2.0-or-later
/* Trouble that an orphan's change of parent shows. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "diagnosis.h"
#include "../forest/lives.h"

/* The processes of a reparent. */
struct move {
	const struct event *event;
	struct process *child;
	struct process *parent;
	struct process *adopter;
	bool retold;
};

/* What happened to the child cannot be inferred. */
static bool is_counted(enum finding_kind kind, const struct move *move)
{
	return move->retold && kind != FINDING_IGNORES && kind != FINDING_PDEATH;
}

static int add(struct diagnosis *diagnosis, enum finding_kind kind, struct process *about,
	       const struct move *move, const char *name)
{
	struct finding *finding;

	if (!about)
		return 0;
	finding = diagnosis_find(diagnosis, kind, about, move->event->time);
	if (!finding)
		return -ENOMEM;
	if (finding->count) {
		finding->count += !is_counted(kind, move);
		return 0;
	}
	finding->count = 1;
	finding->example = process_keep(move->child);
	finding->parent = process_keep(move->parent);
	finding->value = move->event->reparent.pdeath_signal;
	snprintf(finding->name, sizeof(finding->name), "%s", name);
	return 0;
}

/* The kernel names the threads that io_uring starts after the thread that asked for them. */
static bool is_io_worker(const struct reparent_event *reparent)
{
	const char *comm = reparent->adopter_comm;

	return reparent->adopter_tid != reparent->adopter_tgid &&
	       (!strncmp(comm, "iou-sqp-", 8) || !strncmp(comm, "iou-wrk-", 8)) &&
	       strspn(comm + 8, "0123456789") == strlen(comm + 8);
}

/* The middle process of a double fork ends within this time after its fork. */
#define MIDDLE_NS 100000000ULL

/*
 * A process adopts the child of its child, which exited with status 0 at once, as after a double
 * fork. None of the three has called exec or renamed itself, so they are one program.
 */
static bool is_caught(const struct move *move)
{
	const struct process *middle = move->parent;
	const struct process *child = move->child;
	const struct reparent_event *reparent = &move->event->reparent;

	if (!middle || !child || !move->adopter || !middle->birth.at.known ||
	    !child->birth.at.known || strcmp(reparent->child_comm, reparent->parent_comm) ||
	    strcmp(reparent->parent_comm, reparent->adopter_comm))
		return false;
	if (middle->birth.creator.process != move->adopter ||
	    child->birth.creator.process != middle || middle->execs || child->execs ||
	    child->level != move->adopter->level)
		return false;
	return middle->exit_known && WIFEXITED(middle->exit_code) &&
	       !WEXITSTATUS(middle->exit_code) &&
	       move->event->time - child->birth.at.time < MIDDLE_NS;
}

/* The mark is kept across exec, whatever program comes then. */
static bool is_marked_by_another(const struct process *adopter)
{
	return adopter && adopter->flags.marked.known &&
	       adopter->execs > adopter->flags.marked_execs;
}

/* Its parent is outside, so no process inside created it. */
static bool has_entered(const struct diagnosis *diagnosis, const struct reparent_event *reparent)
{
	return reparent->decision == SUBREAPER_DECISION_NS_BOUNDARY &&
	       diagnosis->walk_parent == reparent->parent_tid && diagnosis->walk_steps == 1 &&
	       diagnosis->walk_end == SUBREAPER_VERDICT_OTHER_NS_LEVEL;
}

/* The kernel releases what an ending init adopts. */
static bool is_ending(const struct process *adopter)
{
	return adopter && adopter->ended.known;
}

static int add_adoption(struct diagnosis *diagnosis, const struct move *move)
{
	const struct reparent_event *reparent = &move->event->reparent;
	int err = 0;

	if (reparent->effects & SUBREAPER_EFFECT_AUTOREAPED &&
	    !(reparent->effects & SUBREAPER_EFFECT_AUTOREAP) && !is_ending(move->adopter))
		err = add(diagnosis, FINDING_IGNORES, move->adopter, move, "");
	if (!err && is_caught(move))
		err = add(diagnosis, FINDING_CAUGHT, move->adopter, move, "");
	if (!err && is_marked_by_another(move->adopter))
		err = add(diagnosis, FINDING_INHERITED_MARK, move->adopter, move,
			  move->adopter->flags.marked_as);
	return err;
}

/* A thread that takes over from another thread of its process adopts no other process's child. */
static const struct hop *adoption_before(const struct history *history, const struct hop *hop,
					 const struct process *adopter)
{
	for (; hop > history->hops && hop[-1].adopter == adopter; hop--) {
		if (hop[-1].parent != adopter)
			return &hop[-1];
	}
	return NULL;
}

/* Only until its adopter dies: the next adopter may wait for it. */
static bool was_left_dead(const struct process *child, const struct hop *adoption,
			  const struct hop *hop)
{
	uint64_t since = adoption->time;

	if (!(hop->effects & SUBREAPER_EFFECT_ZOMBIE) || !child->ended.known)
		return false;
	if (since < child->ended.time)
		since = child->ended.time;
	return since + PATIENCE_NS <= hop->time;
}

static int add_unreaped(struct diagnosis *diagnosis, struct process *child)
{
	const struct hop *hop = history_last(&child->history);
	const struct hop *adoption;

	if (!hop || hop->adopter == hop->parent)
		return 0;
	adoption = adoption_before(&child->history, hop, hop->parent);
	if (!adoption || !was_left_dead(child, adoption, hop))
		return 0;
	return diagnosis_count(diagnosis, FINDING_UNREAPED, hop->parent, child, adoption->time);
}

/* Its adopter has ended, so that it goes to the next: a kill of the adopter's tree may miss it. */
static int add_outlived(struct diagnosis *diagnosis, const struct move *move)
{
	const struct hop *hop = history_last(&move->child->history);
	const struct hop *adoption;
	struct finding *finding;

	if (!hop || hop->adopter == hop->parent || !hop->parent ||
	    hop->effects & (SUBREAPER_EFFECT_ZOMBIE | SUBREAPER_EFFECT_AUTOREAPED))
		return 0;
	adoption = adoption_before(&move->child->history, hop, hop->parent);
	if (!adoption)
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_OUTLIVED, hop->parent, hop->time);
	if (!finding)
		return -ENOMEM;
	if (!finding->count++) {
		finding->example = process_keep(move->child);
		finding->other = process_keep(hop->adopter);
		finding->value = hop->time - adoption->time;
	}
	return 0;
}

/**
 * diagnose_reparent() - look for trouble in a change of parent
 * @forest: to which the event has been applied
 * @event: of type EVENT_REPARENT
 *
 * Return: 0 or -ENOMEM
 */
int diagnose_reparent(struct diagnosis *diagnosis, const struct forest *forest,
		      const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	struct move move = {
		event,
		process_latest(&forest->table, reparent->child),
		process_latest(&forest->table, reparent->parent_tgid),
		process_latest(&forest->table, reparent->adopter_tgid),
		forest->retold,
	};
	int err = move.child ? add_unreaped(diagnosis, move.child) : 0;

	if (!err && move.child)
		err = add_outlived(diagnosis, &move);

	if (!err && reparent->decision == SUBREAPER_DECISION_SUBREAPER)
		err = add_adoption(diagnosis, &move);
	if (!err && has_entered(diagnosis, reparent))
		err = add(diagnosis, FINDING_NS_EDGE, move.parent, &move, "");
	if (!err && reparent->decision == SUBREAPER_DECISION_SIBLING_THREAD &&
	    reparent->effects & SUBREAPER_EFFECT_PDEATH)
		err = add(diagnosis, FINDING_PDEATH, move.parent, &move, reparent->parent_comm);
	if (!err && is_io_worker(reparent))
		err = add(diagnosis, FINDING_IO_WORKER, move.adopter, &move,
			  reparent->adopter_comm);
	return err;
}
