// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The forest, built from one event after the other. A dump lists what is there, a reparent
 * moves a child, a walk shows that a parent is gone. What a trace has lost, the next dump repairs.
 */
#include <errno.h>
#include <string.h>

#include "counterfactual.h"
#include "flags.h"
#include "forest.h"
#include "lives.h"
#include "namespace.h"
#include "walk.h"

/**
 * forest_deinit() - free a forest, which is then empty
 */
void forest_deinit(struct forest *forest)
{
	process_table_deinit(&forest->table);
	threads_deinit(&forest->threads);
	profiles_deinit(&forest->profiles);
	*forest = (struct forest){ 0 };
}

/* Pid 0 is the kernel's idle task, which does not count as a process. */
static int meet(struct forest *forest, int32_t pid, uint64_t start, struct process **ret)
{
	*ret = NULL;
	if (pid <= 0)
		return 0;
	*ret = process_get(&forest->table, pid, start);
	if (!*ret)
		return -ENOMEM;
	(*ret)->last_seen = forest->events;
	(*ret)->proven |= !forest->inferring;
	return 0;
}

/* A thread's name may differ from its process's, and is better than none. */
static void name_by_thread(struct process *process, const char *comm, int32_t tid)
{
	if (process && (process->pid == tid || !process->comm[0]))
		process_name(process, comm);
}

static struct process *deepen_children(struct forest *forest, const struct process *process,
				       int levels, struct process *list)
{
	struct process *child;

	for (child = process->first_child; child; child = child->next_sibling) {
		if (child->level_known || !child->level_inherited)
			continue;
		namespace_place(&forest->table, child, 0, child->level + levels);
		child->link = list;
		list = child;
	}
	return list;
}

/* The depth of those born below was taken from one that was wrong. */
static void deepen_descendants(struct forest *forest, const struct process *process, int levels)
{
	struct process *list = deepen_children(forest, process, levels, NULL);

	while (list) {
		struct process *next = list;

		list = next->link;
		list = deepen_children(forest, next, levels, list);
	}
}

static void learn_namespace(struct forest *forest, struct process *process, int32_t nspid,
			    unsigned int level)
{
	int levels = (int)level - (int)process->level;
	bool corrects = !process->level_known && process->level_inherited && levels;

	namespace_place(&forest->table, process, nspid, level);
	process->level_known = true;
	if (corrects)
		deepen_descendants(forest, process, levels);
}

/**
 * forest_learn_level() - take up how deep a dying parent was, and whether it was a namespace's init
 * @walk: the decision about its children
 */
void forest_learn_level(struct forest *forest, struct process *parent,
			const struct walk_event *walk)
{
	int32_t nspid = parent->level == walk->level ? parent->nspid : 0;

	if (!walk->level)
		nspid = parent->pid;
	else if (walk->decision == SUBREAPER_DECISION_NS_DYING ||
		 walk->decision == SUBREAPER_DECISION_NS_INIT_HANDOVER)
		nspid = INIT_PID;
	learn_namespace(forest, parent, nspid, walk->level);
}

/* A dump goes up the pids; one that does not follow begins the next dump. */
static void follow_dump(struct forest *forest, int32_t pid)
{
	if (!forest->dumps || pid <= forest->dump_pid) {
		forest->dumps++;
		forest->dump_begin = forest->events;
		forest->lost_in_dump = false;
	}
	forest->dump_pid = pid;
}

/* A parent that no reparent led to was lost, or was there before: it counts in both worlds. */
static void correct_parent(const struct forest *forest, struct process *process,
			   struct process *parent, int32_t tid)
{
	bool same = process->parent[WITH_SUBREAPERS] == parent;

	if (!forest->inferring && !process->parent_told) {
		process->parent_told = true;
		process->birth.confirmed = parent && process->birth.parent == parent;
	}
	process_set_parent(process, parent, tid);
	if (same)
		return;
	process->parent[WITHOUT_SUBREAPERS] = parent;
	process->stranded = NULL;
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

/* The first wait status recorded of a process is its own: it exits once. */
static void learn_exit(struct process *process, int32_t code)
{
	if (process->exit_known || code == EXIT_CODE_UNKNOWN)
		return;
	process->exit_code = code;
	process->exit_known = true;
}

/* A dump without any of this was written by a person. */
static void learn_listing(struct forest *forest, struct process *process,
			  const struct process_event *told)
{
	bool dead = told->state == 'Z' || told->state == 'X';
	uint32_t met = threads_living(process) + !dead;
	struct listing before = process->listing;

	if (!told->threads_alive && !told->session && !told->pgrp && !told->cgroup &&
	    !told->exit_code)
		return;
	process->listing = listing_of(forest, told);
	if (!told->adopted_by && before.adopted_by)
		keep_adoption(&process->listing, &before);
	/* Only its main thread has: that there are others was not told. */
	if (told->threads_alive)
		process->ended.known = false;
	/* Some have ended unseen, and which is not known. */
	if (met > told->threads_alive) {
		while (process->threads)
			thread_leave(&forest->threads, process->threads->tid);
		met = !dead;
	}
	process->threads_unmet = told->threads_alive > met ? told->threads_alive - met : 0;
	process->leader_ended |= dead;
	if (dead && !told->threads_alive)
		learn_exit(process, told->exit_code);
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

static int apply_process(struct forest *forest, const struct process_event *told)
{
	struct process *process, *parent;
	int err;

	err = meet(forest, told->parent_tgid, told->parent_start, &parent);
	if (!err)
		err = meet(forest, told->pid, told->start, &process);
	if (!err)
		err = lives_learn_thread(forest, told->parent_tid, parent);
	if (err || !process)
		return err;
	follow_dump(forest, told->pid);
	process_name(process, told->comm);
	learn_namespace(forest, process, told->nspid, told->level);
	flags_learn(process, told->subreaper, told->has_subreaper, forest->now);
	process->state = told->state;
	process->dump = forest->dumps;
	correct_parent(forest, process, parent, told->parent_tid);
	learn_listing(forest, process, told);
	learn_adoption(process, parent);
	err = process_revive(&forest->table, process);
	if (err || !parent)
		return err;
	return lives_thread_met(forest, told->parent_tid, parent);
}

/* What was inferred before it was recorded is not to count twice. */
static bool was_inferred(const struct process *child, const struct hop *hop)
{
	const struct hop *last = history_last(&child->history);

	return last && hop_replaces(hop, last);
}

static void note_adoption(struct process *child, const struct hop *hop)
{
	bool counted = was_inferred(child, hop) && !history_last(&child->history)->doubts;

	if (!was_inferred(child, hop) && !child->hops++) {
		child->old_parent = hop->parent;
		memcpy(child->old_parent_comm, hop->parent_comm, sizeof(child->old_parent_comm));
	}
	if (hop->adopter && !hop->doubts && !counted)
		hop->adopter->adoptions++;
	child->decision = hop->decision;
	child->effects = hop->effects;
}

static bool ends_process(unsigned int decision)
{
	return decision != SUBREAPER_DECISION_SIBLING_THREAD &&
	       decision != SUBREAPER_DECISION_NS_INIT_HANDOVER;
}

/* That a thread is left may be news: those older than the trace are not known by number. */
static int end_or_go_on(struct forest *forest, struct process *parent, unsigned int decision)
{
	if (!parent)
		return 0;
	if (!ends_process(decision))
		return process_go_on(&forest->table, parent);
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
	correct_parent(forest, child, hop->parent, hop->parent_tid);
	counterfactual_orphan(child, hop->parent, hop->adopter, hop->decision);
	process_set_parent(child, hop->adopter, hop->adopter_tid);
	note_adoption(child, hop);
	process_keep(hop->parent);
	if (hop->adopter)
		hop->adopter->adopter = true;
}

static int move_child(struct forest *forest, struct process *child, const struct hop *hop)
{
	int err = end_or_go_on(forest, hop->parent, hop->decision);

	if (!err && hop->adopter)
		err = lives_thread_met(forest, hop->adopter_tid, hop->adopter);
	if (err)
		return err;
	forest->retold = was_inferred(child, hop);
	if (hop->adopter != hop->parent)
		adopt(forest, child, hop);
	else
		correct_parent(forest, child, hop->parent, hop->adopter_tid);
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

	err = meet(forest, reparent->parent_tgid, reparent->parent_start, &parent);
	if (!err)
		err = meet(forest, reparent->adopter_tgid, reparent->adopter_start, &adopter);
	if (!err)
		err = meet(forest, reparent->child, reparent->child_start, &child);
	if (!err)
		err = lives_learn_thread(forest, reparent->parent_tid, parent);
	if (err || !child)
		return err;
	process_name(child, reparent->child_comm);
	name_by_thread(parent, reparent->parent_comm, reparent->parent_tid);
	name_by_thread(adopter, reparent->adopter_comm, reparent->adopter_tid);
	if (!event->inferred)
		learn_namespace(forest, child, nspid_of(child, reparent), reparent->level);
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

	err = meet(forest, walk->parent_tgid, walk->parent_start, &parent);
	if (!err)
		err = meet(forest, walk->adopter_tgid, walk->adopter_start, &adopter);
	if (!err)
		err = lives_learn_thread(forest, walk->parent_tid, parent);
	if (err || !parent)
		return err;
	name_by_thread(parent, walk->parent_comm, walk->parent_tid);
	name_by_thread(adopter, walk->adopter_comm, walk->adopter_tid);
	if (!event->inferred)
		forest_learn_level(forest, parent, walk);
	err = end_or_go_on(forest, parent, walk->decision);
	if (!event->inferred)
		learn_from_decision(forest, parent, walk->decision);
	if (!event->inferred && ends_process(walk->decision))
		learn_exit(parent, walk->parent_exit_code);
	learn_from_steps(forest, walk);
	if (err || !adopter)
		return err;
	return lives_thread_met(forest, walk->adopter_tid, adopter);
}

static int apply_mark(struct forest *forest, const struct mark_event *mark)
{
	struct process *process;
	int err;

	err = meet(forest, mark->tgid, mark->start, &process);
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
	int err;

	err = meet(forest, reap->parent_tgid, reap->parent_start, &parent);
	if (!err)
		err = meet(forest, reap->reaper_tgid, reap->reaper_start, &reaper);
	if (!err)
		err = meet(forest, reap->pid, reap->start, &process);
	if (err || !process)
		return err;
	process_name(process, reap->comm);
	name_by_thread(reaper, reap->reaper_comm, reap->reaper_tid);
	if (!process->parent[WITH_SUBREAPERS])
		correct_parent(forest, process, parent, 0);
	learn_exit(process, reap->exit_code);
	process->reaping = (struct reaping){
		.at = { true, forest->now },
		.reaper = process_keep(reaper),
		.reaper_tid = reap->reaper_tid,
		.release = reap->release,
	};
	memcpy(process->reaping.reaper_comm, reap->reaper_comm, SUBREAPER_COMM_LEN);
	/* A zombie that a dump listed has ended some time before. */
	if (!process->ended.known && !(forest->heard & EVENT_BIT(EVENT_EXIT)) &&
	    process->state != 'Z')
		process->ended = (struct instant){ true, forest->now };
	process->freed = (struct instant){ true, forest->now };
	process->alive = false;
	process_end(process);
	return 0;
}

static int apply_children(struct forest *forest, const struct children_event *children)
{
	struct process *process;
	int err = meet(forest, children->pid, 0, &process);

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
		return apply_process(forest, &event->process);
	case EVENT_REAP:
		return apply_reap(forest, &event->reap);
	case EVENT_GAP:
		forest->gaps++;
		forest->lost = true;
		return 0;
	case EVENT_LOST:
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

static uint32_t number(struct forest *forest, int32_t pid, uint64_t start)
{
	const struct process *process = pid > 0 ? process_find(&forest->table, pid, start) : NULL;

	return process ? process->ordinal : 0;
}

/**
 * forest_number() - set in an event which process of its pid each of its pids means
 * @forest: to which it has been applied
 *
 * This is the one place where such numbers come from.
 */
void forest_number(struct forest *forest, struct event *event)
{
	uint32_t *numbers = event->ordinals;

	switch (event->type) {
	case EVENT_REPARENT:
		numbers[PARTY_ITSELF] =
			number(forest, event->reparent.child, event->reparent.child_start);
		numbers[PARTY_PARENT] =
			number(forest, event->reparent.parent_tgid, event->reparent.parent_start);
		numbers[PARTY_OTHER] =
			number(forest, event->reparent.adopter_tgid, event->reparent.adopter_start);
		break;
	case EVENT_WALK:
		numbers[PARTY_PARENT] =
			number(forest, event->walk.parent_tgid, event->walk.parent_start);
		numbers[PARTY_OTHER] =
			number(forest, event->walk.adopter_tgid, event->walk.adopter_start);
		break;
	case EVENT_MARK:
		numbers[PARTY_ITSELF] = number(forest, event->mark.tgid, event->mark.start);
		break;
	case EVENT_PROCESS:
		numbers[PARTY_ITSELF] = number(forest, event->process.pid, event->process.start);
		numbers[PARTY_PARENT] =
			number(forest, event->process.parent_tgid, event->process.parent_start);
		break;
	case EVENT_REAP:
		numbers[PARTY_ITSELF] = number(forest, event->reap.pid, event->reap.start);
		numbers[PARTY_PARENT] =
			number(forest, event->reap.parent_tgid, event->reap.parent_start);
		numbers[PARTY_OTHER] =
			number(forest, event->reap.reaper_tgid, event->reap.reaper_start);
		break;
	default:
		break;
	}
}

/**
 * forest_holds() - would an event of a type be in the trace, had it happened?
 * @forest: of the trace
 *
 * Return: the answer, as far as the trace says which events were enabled
 */
bool forest_holds(const struct forest *forest, enum event_type type)
{
	return !forest->held || (forest->held | forest->heard) & EVENT_BIT(type);
}

/**
 * forest_is_probed() - was the trace recorded by probes, without the module?
 * @forest: of the trace
 *
 * Return: the answer
 */
bool forest_is_probed(const struct forest *forest)
{
	return forest->held & EVENT_BIT(EVENT_MOVE);
}

/**
 * forest_hears_marks() - does the trace hold the prctl() calls that set the flag?
 * @forest: of the trace
 *
 * Return: the answer
 */
bool forest_hears_marks(const struct forest *forest)
{
	return forest_holds(forest, EVENT_PRCTL) || forest_holds(forest, EVENT_MARK);
}

/**
 * forest_break_off() - note that the trace is left before its end
 * @forest: of what came until then
 * @next: what would come next; NULL if that is not known
 *
 * A process that a dump has not reached by then is not taken for gone.
 */
void forest_break_off(struct forest *forest, const struct event *next)
{
	if (!next || (next->type == EVENT_PROCESS && next->process.pid > forest->dump_pid))
		forest->lost_in_dump = true;
}

/**
 * forest_is_unlisted() - is a process neither in the latest dump, nor heard of since that began?
 * @process: known before
 *
 * Return: the answer; then it is gone, unless @lost_in_dump
 */
bool forest_is_unlisted(const struct forest *forest, const struct process *process)
{
	return process->dump != forest->dumps && process->last_seen < forest->dump_begin;
}

/* A dump lists all processes that exist. */
static void bury_unlisted(struct forest *forest)
{
	struct process_list *remaining = &forest->table.remaining;
	size_t i;

	if (!forest->dumps || forest->lost_in_dump)
		return;
	for (i = 0; i < remaining->nr; i++) {
		if (forest_is_unlisted(forest, remaining->all[i]))
			remaining->all[i]->alive = false;
	}
}

/* Events in a wrong order, of a forged trace, must not make a circle of ancestors. */
static void cut(struct process *process, enum world world)
{
	if (world == WITH_SUBREAPERS)
		process_set_parent(process, NULL, 0);
	else
		process->parent[world] = NULL;
}

/* Where an earlier climb came by, all ends above; where this one did, it is in a circle. */
static int climb(struct process_table *table, struct process *at, enum world world, size_t before)
{
	size_t pass = ++table->passes;
	struct process *child = NULL;
	int err = 0;

	while (!err && at && at->pass <= before) {
		at->pass = pass;
		child = at;
		if (world == WITHOUT_SUBREAPERS)
			err = counterfactual_settle(table, at);
		at = at->parent[world];
	}
	if (at && child && at->pass == pass)
		cut(child, world);
	return err;
}

static int climb_from(struct process_table *table, const struct process_list *list,
		      enum world world)
{
	size_t before = table->passes;
	size_t i;
	int err = 0;

	for (i = 0; !err && i < list->nr; i++)
		err = climb(table, list->all[i], world, before);
	return err;
}

/**
 * forest_settle_hop() - take back a doubt about a change of parent that was resolved since
 * @hop: the change
 *
 * What was known by a number that may be a thread's may have turned out to be a process.
 */
void forest_settle_hop(struct hop *hop)
{
	if ((hop->parent && process_may_be_thread(hop->parent)) ||
	    (hop->adopter && process_may_be_thread(hop->adopter)))
		return;
	hop->doubts &= ~WALK_DOUBTS_NUMBER;
	hop->parent_doubts &= ~WALK_DOUBTS_NUMBER;
}

static void settle_hops(const struct process_list *list)
{
	size_t i;
	uint32_t j;

	for (i = 0; i < list->nr; i++) {
		for (j = 0; j < list->all[i]->history.nr; j++)
			forest_settle_hop(&list->all[i]->history.hops[j]);
	}
}

/**
 * forest_conclude_of() - find the ancestors of some processes
 * @forest: with all events applied, and known which processes are alive
 *
 * From then on every chain of parents from them ends, in either world.
 *
 * Return: 0 or -ENOMEM
 */
int forest_conclude_of(struct forest *forest, const struct process_list *list)
{
	/* An init that no event shows may come up, which must not change the list on the way. */
	int err = process_table_make_room(&forest->table);

	settle_hops(list);
	if (!err)
		err = climb_from(&forest->table, list, WITH_SUBREAPERS);
	return err ? err : climb_from(&forest->table, list, WITHOUT_SUBREAPERS);
}

/**
 * forest_conclude() - draw the conclusions that only the whole trace allows
 * @forest: with all events applied
 *
 * This is about processes that remain: many more may be gone. Code that needs these asks
 * forest_conclude_of() first.
 *
 * Return: 0 or -ENOMEM
 */
int forest_conclude(struct forest *forest)
{
	lives_conclude(forest);
	bury_unlisted(forest);
	return forest_conclude_of(forest, &forest->table.remaining);
}
