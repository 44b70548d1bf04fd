// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where a trace has only births, ends and prctl(), what the kernel decided follows from them by its
 * rules: at the end of a thread with children a walk and a reparent for each of them, at
 * prctl(PR_SET_CHILD_SUBREAPER) a mark. Children that have ended are left out, as the trace does
 * not show at that moment whether they were reaped.
 *
 * Of a parent with very many children the module emits a reparent for each of the first ones, and
 * records how many there were by the walk. The others that the model knows of went the same way.
 *
 * Where probes record which process adopts each orphan, only what they do not see is inferred: what
 * a process hands over to another of its threads, and that nothing adopts the children of an init.
 *
 * Where the decisions are recorded too, they are compared with what the model would have decided,
 * but only if it knows all that the decision depends on. What it cannot know is which process is
 * exiting just then, and which of two that happen at once the kernel saw first.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "inference.h"
#include "lives.h"
#include "../process/namespace.h"
#include "walk.h"

/* What happens closer together than this may have been seen in another order. */
#define RACE_NS 1000000

/**
 * inference_deinit() - forget what was inferred
 */
void inference_deinit(struct inference *inference)
{
	free(inference->events);
	*inference = (struct inference){ 0 };
}

static int add(struct inference *inference, const struct event *event)
{
	int err = array_reserve(&inference->events, &inference->capacity, inference->nr + 1,
				sizeof(*event));

	if (!err)
		inference->events[inference->nr++] = *event;
	return err;
}

static struct event event_like(const struct event *cause, enum event_type type)
{
	return (struct event){
		.time = cause->time,
		.cpu = cause->cpu,
		.host = cause->host,
		.inferred = true,
		.type = type,
	};
}

/* Children are those that have not ended; of one thread among several, its own. */
static bool is_left_behind(const struct process *child, const struct process *parent, int32_t tid)
{
	return parent->ended.known || child->parent_tid == tid;
}

static uint32_t count_left_behind(const struct process *parent, int32_t tid)
{
	const struct process *child;
	uint32_t count = 0;

	for (child = parent->first_child; child; child = child->next_sibling)
		count += is_left_behind(child, parent, tid);
	return count;
}

static void keep_steps(struct inference *inference, const struct walk *walk,
		       struct walk_event *event)
{
	size_t i;

	event->nr_steps = walk->nr_steps;
	event->kept_steps = walk->nr_steps < SUBREAPER_STEPS_MAX ? walk->nr_steps
								 : SUBREAPER_STEPS_MAX;
	event->truncated = event->nr_steps > event->kept_steps;
	event->steps = inference->steps;
	for (i = 0; i < event->kept_steps; i++) {
		const struct process *visited = walk->steps[i].process;

		inference->steps[i] =
			SUBREAPER_STEP(visited ? visited->pid : 0, walk->steps[i].verdict);
	}
}

static struct event infer_walk(struct inference *inference, const struct event *cause,
			       const struct process *parent, const struct walk *walk,
			       uint32_t children)
{
	struct event event = event_like(cause, EVENT_WALK);

	event.walk.parent_tid = cause->end.tid;
	event.walk.parent_tgid = parent->pid;
	event.walk.parent_start = parent->start;
	memcpy(event.walk.parent_comm, cause->end.comm, sizeof(event.walk.parent_comm));
	if (walk->adopter) {
		event.walk.adopter_tgid = walk->adopter->pid;
		event.walk.adopter_tid = walk->adopter_tid;
		event.walk.adopter_start = walk->adopter->start;
		memcpy(event.walk.adopter_comm, walk->adopter->comm, SUBREAPER_COMM_LEN);
	}
	event.walk.children = children;
	event.walk.children_told = children;
	event.walk.level = parent->level;
	event.walk.has_flag = parent->flags.has_subreaper;
	event.walk.decision = walk->decision;
	event.walk.doubts = walk->doubts & WALK_DOUBTS_TOLD;
	event.walk.parent_doubts = process_may_be_thread(parent) ? WALK_DOUBTS_NUMBER : 0;
	event.walk.parent_exit_code = EXIT_CODE_UNKNOWN;
	keep_steps(inference, walk, &event.walk);
	return event;
}

static int infer_reparent(struct inference *inference, const struct event *cause,
			  const struct walk_event *walk, const struct process *child)
{
	struct event event = event_like(cause, EVENT_REPARENT);

	event.reparent.number = walk->number;
	event.reparent.child = child->pid;
	event.reparent.child_start = child->start;
	event.reparent.child_nspid = child->nspid;
	memcpy(event.reparent.child_comm, child->comm, SUBREAPER_COMM_LEN);
	event.reparent.parent_tid = walk->parent_tid;
	event.reparent.parent_tgid = walk->parent_tgid;
	event.reparent.parent_start = walk->parent_start;
	memcpy(event.reparent.parent_comm, walk->parent_comm, SUBREAPER_COMM_LEN);
	event.reparent.adopter_tid = walk->adopter_tid;
	event.reparent.adopter_tgid = walk->adopter_tgid;
	event.reparent.adopter_start = walk->adopter_start;
	memcpy(event.reparent.adopter_comm, walk->adopter_comm, SUBREAPER_COMM_LEN);
	event.reparent.level = child->level;
	event.reparent.decision = walk->decision;
	event.reparent.parent_doubts = walk_parent_doubts(child);
	event.reparent.doubts = (walk->doubts | event.reparent.parent_doubts) & WALK_DOUBTS_TOLD;
	event.reparent.may_be_thread = process_may_be_thread(child);
	event.reparent.effects = child->ended.known ? SUBREAPER_EFFECT_ZOMBIE : 0;
	return add(inference, &event);
}

/* Only the first thread of a namespace's init is the reaper of the namespace. */
static int decide(struct forest *forest, struct process *parent, int32_t tid, struct walk *walk)
{
	walk_decide(walk, &forest->table, parent, live_thread(parent));
	if (walk->decision == SUBREAPER_DECISION_NS_INIT_HANDOVER && tid != parent->pid)
		walk->decision = SUBREAPER_DECISION_SIBLING_THREAD;
	if (walk->adopter || walk->decision == SUBREAPER_DECISION_NS_DYING || parent->level)
		return 0;
	walk->adopter = process_get(&forest->table, INIT_PID, 0);
	if (!walk->adopter)
		return -ENOMEM;
	walk->adopter_tid = INIT_PID;
	if (!walk->adopter->comm[0])
		strcpy(walk->adopter->comm, "init");
	return 0;
}

static int infer_death(struct inference *inference, struct forest *forest,
		       const struct event *cause, struct process *parent)
{
	int32_t tid = cause->end.tid;
	uint32_t children = count_left_behind(parent, tid);
	const struct process *child;
	struct event decided;
	struct walk walk;
	int err;

	if (!children)
		return 0;
	err = decide(forest, parent, tid, &walk);
	if (err || (!walk.adopter && walk.decision != SUBREAPER_DECISION_NS_DYING))
		return err;
	if (forest_is_probed(forest) && walk.adopter != parent && walk.adopter)
		return 0;
	decided = infer_walk(inference, cause, parent, &walk, children);
	err = add(inference, &decided);
	if (!walk.adopter)
		return err;
	for (child = parent->first_child; !err && child; child = child->next_sibling) {
		if (is_left_behind(child, parent, tid))
			err = infer_reparent(inference, cause, &decided.walk, child);
	}
	return err;
}

static bool may_be_zombie(const struct process *child)
{
	return child->ended.known && !child->freed.known && !child->reaping.at.known;
}

/*
 * The zombies among the children. What was released just before is not yet known to be gone, so
 * only if there are as many as are missing they are known to be the ones.
 */
static int infer_untold_zombies(struct inference *inference, const struct process *parent,
				const struct event *cause, const struct walk_event *walk,
				uint32_t untold)
{
	const struct process *child;
	uint32_t zombies = 0;
	int err = 0;

	for (child = parent->first_ended; child && zombies <= untold; child = child->next_sibling)
		zombies += may_be_zombie(child);
	if (zombies != untold)
		return 0;
	for (child = parent->first_ended; !err && child; child = child->next_sibling) {
		if (may_be_zombie(child))
			err = infer_reparent(inference, cause, walk, child);
	}
	return err;
}

/* The children in the reparent events are children of the adopter by now. */
static int infer_untold(struct inference *inference, const struct forest *forest,
			const struct event *cause)
{
	const struct walk_event *walk = &inference->partial;
	const struct process *parent = process_latest(&forest->table, walk->parent_tgid);
	uint32_t untold = walk->children - walk->children_told;
	const struct process *child;
	int err = 0;

	inference->children_left = 0;
	if (!parent || parent->start != walk->parent_start ||
	    walk->parent_tgid == walk->adopter_tgid)
		return 0;
	for (child = parent->first_child; !err && child && untold; child = child->next_sibling) {
		err = infer_reparent(inference, cause, walk, child);
		untold--;
	}
	return err || !untold ? err : infer_untold_zombies(inference, parent, cause, walk, untold);
}

/* Notes a walk that does not list all children, and the last child that it lists. */
static int count_told(struct inference *inference, const struct forest *forest,
		      const struct event *event)
{
	const struct walk_event *walk = &event->walk;

	if (event->type == EVENT_WALK && !forest_holds(forest, EVENT_REPARENT)) {
		inference->partial = *walk;
		inference->partial.steps = NULL;
		inference->partial.children_told = 0;
		return walk->adopter_tgid ? infer_untold(inference, forest, event) : 0;
	}
	if (event->type == EVENT_WALK && walk->children_told < walk->children) {
		inference->partial = *walk;
		inference->partial.steps = NULL;
		inference->children_left = walk->adopter_tgid ? walk->children_told : 0;
	} else if (event->type == EVENT_REPARENT && inference->children_left &&
		   event->reparent.number == inference->partial.number &&
		   event->reparent.parent_tid == inference->partial.parent_tid &&
		   !--inference->children_left) {
		return infer_untold(inference, forest, event);
	}
	return 0;
}

static int infer_mark(struct inference *inference, const struct event *cause,
		      const struct process *process, bool old)
{
	struct event event = event_like(cause, EVENT_MARK);

	event.mark.tgid = process->pid;
	event.mark.tid = cause->prctl.tid;
	event.mark.start = process->start;
	event.mark.argument = cause->prctl.argument;
	event.mark.old = old;
	event.mark.new = process->subreaper;
	event.mark.descendants = -1;
	event.mark.may_be_thread = process_may_be_thread(process);
	memcpy(event.mark.comm, process->comm, sizeof(event.mark.comm));
	return add(inference, &event);
}

static bool has_dying(const struct walk_event *recorded, const struct walk *walk)
{
	uint32_t i;

	for (i = 0; i < recorded->kept_steps; i++) {
		if (SUBREAPER_STEP_VERDICT(recorded->steps[i]) == SUBREAPER_VERDICT_SUBREAPER_DYING)
			return true;
	}
	for (i = 0; i < walk->nr_steps && i < SUBREAPER_STEPS_MAX; i++) {
		if (walk->steps[i].verdict == SUBREAPER_VERDICT_SUBREAPER_DYING)
			return true;
	}
	return false;
}

static bool is_recent(const struct instant *moment, uint64_t now)
{
	return moment->known && moment->time + RACE_NS > now;
}

/* Whether a visited ancestor set its flag just now, or the parent got has_subreaper just now. */
static bool may_have_raced(const struct process *parent, const struct walk *walk, uint64_t now)
{
	size_t i;

	if (is_recent(&parent->flags.covered, now) && !is_recent(&parent->birth.at, now))
		return true;
	for (i = 0; i < walk->nr_steps && i < SUBREAPER_STEPS_MAX; i++) {
		if (walk->steps[i].process && is_recent(&walk->steps[i].process->flags.marked, now))
			return true;
	}
	return false;
}

/* A thread exits some time before its event, so the kernel may have found it dead. */
static bool is_unsure_of_threads(const struct walk_event *recorded, const struct walk *walk)
{
	return walk->decision == SUBREAPER_DECISION_SIBLING_THREAD &&
	       recorded->decision != SUBREAPER_DECISION_SIBLING_THREAD;
}

/* Threads that are older than the trace are unknown, and after a loss nothing is certain. */
static bool is_comparable(const struct forest *forest, const struct process *parent)
{
	return forest->heard & EVENT_BIT(EVENT_EXIT) && !forest->lost && parent->birth.at.known &&
	       !parent->birth.by_fork;
}

static void compare(struct inference *inference, struct forest *forest, struct event *event)
{
	struct walk_event *recorded = &event->walk;
	struct process *parent = process_latest(&forest->table, recorded->parent_tgid);
	struct walk walk;
	int32_t adopter;

	if (!parent || !is_comparable(forest, parent))
		return;
	forest_learn_level(forest, parent, recorded);
	walk_decide(&walk, &forest->table, parent, live_thread(parent));
	if (walk.doubts || walk.guessed || has_dying(recorded, &walk) || process_is_init(parent) ||
	    is_unsure_of_threads(recorded, &walk) || may_have_raced(parent, &walk, event->time))
		return;
	inference->compared++;
	adopter = walk.adopter ? walk.adopter->pid : 0;
	if (walk.decision == recorded->decision && adopter == recorded->adopter_tgid)
		return;
	inference->disagreed++;
	recorded->expected_decision = walk.decision;
	recorded->expected_adopter = adopter;
}

static bool is_of_module(const struct event *event)
{
	if (event->type == EVENT_REPARENT && event->reparent.probed)
		return false;
	return !event->inferred && EVENT_BIT(event->type) & EVENTS_SUBREAPER;
}

/**
 * inference_apply() - take up an event, and infer what follows from it
 * @inference: what was inferred before has been taken
 * @forest: the processes; the event is applied to it, and what is inferred is yet to be
 * @event: what happened; in a walk that the model does not expect, set to what it does expect
 *
 * Return: 0 or -ENOMEM
 */
int inference_apply(struct inference *inference, struct forest *forest, struct event *event)
{
	struct process *who = NULL;
	bool old = false;
	int err;

	inference->nr = 0;
	inference->next = 0;
	inference->recorded |= is_of_module(event);
	if (event->type == EVENT_WALK && !event->inferred)
		compare(inference, forest, event);
	if (event->type == EVENT_EXIT)
		who = lives_owner(forest, event->end.tid);
	else if (event->type == EVENT_PRCTL)
		who = lives_owner(forest, event->prctl.tid);
	if (who)
		old = who->subreaper;
	err = forest_apply(forest, event);
	forest_number(forest, event);
	if (!err && !event->inferred)
		err = count_told(inference, forest, event);
	if (!who && event->type == EVENT_PRCTL)
		who = lives_owner(forest, event->prctl.tid);
	if (err || !who || inference->recorded)
		return err;
	return event->type == EVENT_EXIT ? infer_death(inference, forest, event, who)
					 : infer_mark(inference, event, who, old);
}

/**
 * inference_next() - take what follows from the latest event
 * @ret: filled in; yet to be applied to the forest
 *
 * Return: false when there is nothing more
 */
bool inference_next(struct inference *inference, struct event *ret)
{
	if (inference->next == inference->nr)
		return false;
	*ret = inference->events[inference->next++];
	return true;
}
