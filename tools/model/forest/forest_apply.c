// SPDX-License-Identifier: GPL-2.0-or-later
/* What each event changes in a forest. */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "counterfactual.h"
#include "../process/flags.h"
#include "forest.h"
#include "lives.h"
#include "walk.h"

/* A thread's name may differ from its process's, and is better than none. */
static void name_by_thread(struct process *process, const char *comm, int32_t tid)
{
	if (process && (process->pid == tid || !process->comm[0]))
		process_name(process, comm);
}

/* A recorded event that was already inferred must not count twice. */
static bool was_inferred(const struct process *child, const struct hop *hop)
{
	const struct hop *last = history_last(&child->history);

	return last && hop_replaces(hop, last);
}

/* A thread that was supposed to take over may have ended with its process, and vice versa. */
static void take_back(struct process *child, const struct hop *hop)
{
	const struct hop *last = history_last(&child->history);

	if (!was_inferred(child, hop) || last->adopter == last->parent)
		return;
	child->hops--;
	child->decision = child->listing.adopted_by ? child->listing.adopted_decision : 0;
	if (last->adopter && !last->doubts)
		last->adopter->adoptions--;
}

/* Those of a walk that names not all children are counted with it, whichever they are. */
static void count_adoption(const struct hop *hop)
{
	if (!hop->adopter || hop->doubts)
		return;
	if (hop->inferred && hop->parent && hop->parent->children_unnamed)
		hop->parent->children_unnamed--;
	else
		hop->adopter->adoptions++;
}

static void note_adoption(struct process *child, const struct hop *hop)
{
	if (!child->hops++) {
		child->old_parent = hop->parent;
		memcpy(child->old_parent_comm, hop->parent_comm, sizeof(child->old_parent_comm));
	}
	count_adoption(hop);
	child->decision = hop->decision;
	child->effects = hop->effects;
}

static bool ends_process(unsigned int decision)
{
	return decision != SUBREAPER_DECISION_SIBLING_THREAD &&
	       decision != SUBREAPER_DECISION_NS_INIT_HANDOVER;
}

/* A live thread may be new here: threads that are older than the trace have no known number. */
static int end_or_go_on(struct forest *forest, struct process *parent, int32_t tid,
			unsigned int decision)
{
	if (!parent)
		return 0;
	if (!ends_process(decision)) {
		parent->leader_ended |= tid == parent->pid;
		return process_go_on(&forest->table, parent);
	}
	parent->alive = false;
	process_end(parent);
	if (!parent->ended.known)
		parent->ended = (struct instant){ true, forest->now };
	return 0;
}

static struct hop hop_of(const struct forest *forest, struct process *parent,
			 struct process *adopter, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	struct hop hop = {
		.time = forest->now,
		.parent = parent,
		.adopter = adopter,
		.parent_tid = reparent->parent_tid,
		.adopter_tid = reparent->adopter_tid,
		.decision = reparent->decision,
		.effects = reparent->effects,
		.pdeath_signal = reparent->pdeath_signal,
		.doubts = reparent->doubts,
		.parent_doubts = reparent->parent_doubts,
		.inferred = event->inferred,
		.probed = reparent->probed,
	};

	memcpy(hop.child_comm, reparent->child_comm, sizeof(hop.child_comm));
	memcpy(hop.parent_comm, reparent->parent_comm, sizeof(hop.parent_comm));
	memcpy(hop.adopter_comm, reparent->adopter_comm, sizeof(hop.adopter_comm));
	return hop;
}

static void adopt(const struct forest *forest, struct process *child, const struct hop *hop)
{
	forest_correct_parent(forest, child, hop->parent, hop->parent_tid);
	counterfactual_orphan(child, hop->parent, hop->adopter, hop->decision);
	process_set_parent(child, hop->adopter, hop->adopter_tid);
	child->moved_from = NULL;
	if (!(hop->effects & SUBREAPER_EFFECT_AUTOREAP))
		child->listing.exit_signal = SIGCHLD;
	note_adoption(child, hop);
	process_keep(hop->parent);
	if (hop->adopter)
		hop->adopter->adopter = true;
}

static int move_child(struct forest *forest, struct process *child, const struct hop *hop)
{
	int err = end_or_go_on(forest, hop->parent, hop->parent_tid, hop->decision);

	if (!err && hop->adopter)
		err = lives_thread_met(forest, hop->adopter_tid, hop->adopter);
	if (err)
		return err;
	forest->retold = was_inferred(child, hop);
	take_back(child, hop);
	if (hop->adopter != hop->parent)
		adopt(forest, child, hop);
	else
		forest_correct_parent(forest, child, hop->parent, hop->adopter_tid);
	return history_add(&child->history, hop, &forest->table.arena);
}

/* The flag is read only where nothing before it decides. */
static void learn_from_decision(struct forest *forest, struct process *parent,
				unsigned int decision)
{
	if (decision == SUBREAPER_DECISION_NO_FLAG)
		flags_learn_has(parent, false, forest->now);
	else if (decision == SUBREAPER_DECISION_SUBREAPER ||
		 decision == SUBREAPER_DECISION_NS_BOUNDARY ||
		 decision == SUBREAPER_DECISION_REACHED_ROOT)
		flags_learn_has(parent, true, forest->now);
}

static void learn_from_probe(struct forest *forest, struct process *parent, struct process *adopter,
			     unsigned int decision)
{
	if (parent)
		learn_from_decision(forest, parent, decision);
	if (adopter && decision == SUBREAPER_DECISION_SUBREAPER)
		adopter->subreaper = true;
}

/* A probe does not see it in a namespace. */
static int32_t nspid_of(const struct process *child, const struct reparent_event *reparent)
{
	bool kept = reparent->probed && child->level == reparent->level;

	return kept && !reparent->child_nspid ? child->nspid : reparent->child_nspid;
}

static int apply_reparent(struct forest *forest, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	struct process *child, *parent, *adopter;
	struct hop hop;
	int err;

	err = forest_meet(forest, reparent->parent_tgid, reparent->parent_start, &parent);
	if (!err)
		err = forest_meet(forest, reparent->adopter_tgid, reparent->adopter_start,
				  &adopter);
	if (!err)
		err = forest_meet(forest, reparent->child, reparent->child_start, &child);
	if (!err)
		err = lives_learn_thread(forest, reparent->parent_tid, parent);
	if (err || !child)
		return err;
	process_name(child, reparent->child_comm);
	name_by_thread(parent, reparent->parent_comm, reparent->parent_tid);
	name_by_thread(adopter, reparent->adopter_comm, reparent->adopter_tid);
	if (!event->inferred)
		forest_learn_namespace(forest, child, nspid_of(child, reparent), reparent->level);
	if (reparent->probed)
		learn_from_probe(forest, parent, adopter, reparent->decision);
	if (reparent->effects & SUBREAPER_EFFECT_AUTOREAPED)
		child->alive = false;
	hop = hop_of(forest, parent, adopter, event);
	return move_child(forest, child, &hop);
}

static void learn_from_steps(struct forest *forest, const struct walk_event *walk)
{
	uint32_t i;

	for (i = 0; i < walk->kept_steps; i++) {
		unsigned int verdict = SUBREAPER_STEP_VERDICT(walk->steps[i]);
		struct process *visited =
			process_latest(&forest->table, SUBREAPER_STEP_PID(walk->steps[i]));

		if (visited && (verdict == SUBREAPER_VERDICT_ADOPTS ||
				verdict == SUBREAPER_VERDICT_SUBREAPER_DYING))
			visited->subreaper = true;
	}
}

static int apply_walk(struct forest *forest, const struct event *event)
{
	const struct walk_event *walk = &event->walk;
	struct process *parent, *adopter;
	int err;

	err = forest_meet(forest, walk->parent_tgid, walk->parent_start, &parent);
	if (!err)
		err = forest_meet(forest, walk->adopter_tgid, walk->adopter_start, &adopter);
	if (!err)
		err = lives_learn_thread(forest, walk->parent_tid, parent);
	if (err || !parent)
		return err;
	name_by_thread(parent, walk->parent_comm, walk->parent_tid);
	name_by_thread(adopter, walk->adopter_comm, walk->adopter_tid);
	if (!event->inferred)
		forest_learn_level(forest, parent, walk);
	err = end_or_go_on(forest, parent, walk->parent_tid, walk->decision);
	if (!event->inferred)
		learn_from_decision(forest, parent, walk->decision);
	if (!event->inferred && ends_process(walk->decision))
		process_learn_exit(parent, walk->parent_exit_code);
	parent->children_untold |= walk->children_told < walk->children;
	if (adopter && adopter != parent && walk->children_told < walk->children) {
		parent->children_unnamed = walk->children - walk->children_told;
		adopter->adoptions += parent->children_unnamed;
	}
	learn_from_steps(forest, walk);
	if (err || !adopter)
		return err;
	return lives_thread_met(forest, walk->adopter_tid, adopter);
}

static int apply_mark(struct forest *forest, const struct mark_event *mark)
{
	struct process *process;
	int err;

	err = forest_meet(forest, mark->tgid, mark->start, &process);
	if (err || !process)
		return err;
	name_by_thread(process, mark->comm, mark->tid);
	flags_mark(process, mark->new, mark->argument, forest->now);
	return lives_thread_met(forest, mark->tid, process);
}

/* It comes before sched_process_free, which comes when nothing refers to the process any more. */
static int apply_reap(struct forest *forest, const struct reap_event *reap)
{
	struct process *process, *parent, *reaper;
	bool moved;
	int err;

	err = forest_meet(forest, reap->parent_tgid, reap->parent_start, &parent);
	if (!err)
		err = forest_meet(forest, reap->reaper_tgid, reap->reaper_start, &reaper);
	if (!err)
		err = forest_meet(forest, reap->pid, reap->start, &process);
	if (err || !process)
		return err;
	process_name(process, reap->comm);
	name_by_thread(reaper, reap->reaper_comm, reap->reaper_tid);
	moved = parent && parent != process->parent[WITH_SUBREAPERS];
	if (moved)
		forest_correct_parent(forest, process, parent, 0);
	process_learn_exit(process, reap->exit_code);
	process->reaping = (struct reaping){
		.at = { true, forest->now },
		.reaper = process_keep(reaper),
		.reaper_tid = reap->reaper_tid,
		.release = reap->release,
		.moved = moved,
	};
	memcpy(process->reaping.reaper_comm, reap->reaper_comm, SUBREAPER_COMM_LEN);
	process->freed = (struct instant){ true, forest->now };
	process->alive = false;
	process_end(process);
	return 0;
}

static int apply_children(struct forest *forest, const struct children_event *children)
{
	struct process *process;
	int err = forest_meet(forest, children->pid, 0, &process);

	if (err || !process)
		return err;
	process->emigrates = true;
	process->stranded_forks = children->ended;
	return 0;
}

/**
 * forest_apply() - apply one event
 * @forest: the forest as of just before
 * @event: what happened
 *
 * Return: 0 or -ENOMEM
 */
int forest_apply(struct forest *forest, const struct event *event)
{
	if (event->type == EVENT_READING || event->type == EVENT_PROFILE)
		return profiles_learn(&forest->profiles, event);
	forest->events++;
	forest->now = event->time;
	forest->inferring = event->inferred;
	if (!event->inferred)
		forest->heard |= EVENT_BIT(event->type);
	switch (event->type) {
	case EVENT_REPARENT:
		return apply_reparent(forest, event);
	case EVENT_WALK:
		return apply_walk(forest, event);
	case EVENT_MARK:
		return apply_mark(forest, &event->mark);
	case EVENT_PROCESS:
		return forest_list(forest, &event->process);
	case EVENT_REAP:
		return apply_reap(forest, &event->reap);
	case EVENT_GAP:
		forest->gaps++;
		forest->lost = true;
		return 0;
	case EVENT_LOST:
		forest->events_lost = true;
		forest->lost_time = event->time;
		forest->lost_event = forest->events;
		forest->lost_in_dump = true;
		forest->lost = true;
		return 0;
	case EVENT_CHILDREN:
		return apply_children(forest, &event->children);
	case EVENT_NOTE:
		return 0;
	case EVENT_RECORDER:
		forest->held = event->recorder.held;
		if (forest_is_probed(forest))
			forest->held |= EVENT_BIT(EVENT_REPARENT);
		return 0;
	default:
		return lives_apply(forest, event);
	}
}
