// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The forest, built from one event after the other. A dump lists what is there, a reparent moves a
 * child, a walk shows that a parent is gone. The next dump repairs what lost events would have
 * changed.
 */
#include <errno.h>

#include "forest.h"
#include "../process/namespace.h"

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

/**
 * forest_meet() - the process that an event names
 * @pid: of it
 * @start: of it; 0 if the event does not show it
 * @ret: set to the process; NULL for pid 0, the kernel's idle task, which does not count as one
 *
 * Return: 0 or -ENOMEM
 */
int forest_meet(struct forest *forest, int32_t pid, uint64_t start, struct process **ret)
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

/* The depth of its descendants was derived from a wrong one. */
static void deepen_descendants(struct forest *forest, const struct process *process, int levels)
{
	struct process *list = deepen_children(forest, process, levels, NULL);

	while (list) {
		struct process *next = list;

		list = next->link;
		list = deepen_children(forest, next, levels, list);
	}
}

/**
 * forest_learn_namespace() - learn in which pid namespace a process is
 * @nspid: its pid there; 0 if unknown
 * @level: how deep that is, 0 for the initial one
 */
void forest_learn_namespace(struct forest *forest, struct process *process, int32_t nspid,
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
 * forest_learn_level() - learn how deep a dying parent was, and whether it was a namespace's init
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
	forest_learn_namespace(forest, parent, nspid, walk->level);
}

/* A dump and an event that come at once may be in the wrong order. */
static bool is_explained(const struct process *process, const struct process *parent)
{
	const struct hop *hop = history_last(&process->history);

	if (hop)
		return hop->doubts || hop->parent_doubts || hop->parent == parent;
	return !process->parent_told &&
	       (!process->birth.at.known || process->birth.by_fork || process->birth.clone_parent);
}

static void note_move(const struct forest *forest, struct process *process, struct process *parent)
{
	struct process *before = process->parent[WITH_SUBREAPERS];

	if (forest->inferring || !before || !parent || before == parent ||
	    is_explained(process, parent))
		return;
	process->moved_from = process_keep(before);
}

/**
 * forest_correct_parent() - correct the parent of a process
 * @parent: the parent; NULL for none
 * @tid: which thread of it; 0 if unknown
 *
 * If no reparent led to this parent, one was lost, or was before the trace: the parent counts in
 * both worlds. Without subreapers an orphan stays with its first adopter.
 */
void forest_correct_parent(const struct forest *forest, struct process *process,
			   struct process *parent, int32_t tid)
{
	bool same = process->parent[WITH_SUBREAPERS] == parent;

	note_move(forest, process, parent);
	if (!forest->inferring && !process->parent_told) {
		process->parent_told = true;
		process->birth.confirmed = parent && process->birth.parent == parent;
	}
	process_set_parent(process, parent, tid);
	if (same || process->hops)
		return;
	process->parent[WITHOUT_SUBREAPERS] = parent;
	process->stranded = NULL;
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
 * forest_break_off() - note that reading stops before the end of the trace
 * @forest: of what came until then
 * @next: what would come next; NULL if that is not known
 *
 * A process that a dump has not reached by then does not count as gone.
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
