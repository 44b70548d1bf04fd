// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's choice of an adopter, on the model of the processes. The conditions are in the order
 * of find_child_reaper() and find_new_reaper() in kernel/exit.c; module/reaper_walk.c does the same
 * on the kernel's own data. The walk does not stop at the namespace init.
 */
#include "../process/flags.h"
#include "../process/namespace.h"
#include "../process/threads.h"
#include "walk.h"

static void doubt(struct walk *walk, bool known, enum walk_doubt what)
{
	if (!known)
		walk->doubts |= what;
}

static void visit(struct walk *walk, struct process *ancestor, enum subreaper_verdict verdict)
{
	if (walk->nr_steps < SUBREAPER_STEPS_MAX)
		walk->steps[walk->nr_steps] = (struct walk_step){ ancestor, verdict };
	walk->nr_steps++;
}

static void adopt(struct walk *walk, enum subreaper_decision decision, struct process *adopter,
		  int32_t tid)
{
	walk->decision = decision;
	walk->adopter = adopter;
	walk->adopter_tid = tid;
}

static void adopt_by_init(struct walk *walk, const struct process_table *table,
			  const struct process *parent, enum subreaper_decision decision)
{
	bool sure;
	struct process *init = namespace_init(table, parent, parent->level, &sure);

	walk->guessed = !sure;
	doubt(walk, init, WALK_DOUBTS_ADOPTER);
	doubt(walk, parent->level_known, WALK_DOUBTS_LEVEL);
	adopt(walk, decision, init, init ? live_thread(init) : 0);
}

/**
 * walk_parent_doubts() - why the parent of a process may be another one
 *
 * Return: an OR of enum walk_doubt; 0 too if it has no parent
 */
unsigned int walk_parent_doubts(const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];
	const struct hop *hop = history_last(&process->history);
	unsigned int doubts = 0;

	if (!parent)
		return 0;
	if (hop)
		doubts |= hop->doubts | hop->parent_doubts;
	else if (process->birth.by_fork && !process->parent_told)
		doubts |= WALK_DOUBTS_BIRTH;
	return doubts | (process_may_be_thread(parent) ? WALK_DOUBTS_NUMBER : 0);
}

/* Returns whether the walk ends here. */
static bool try_ancestor(struct walk *walk, struct process *ancestor)
{
	int32_t tid = live_thread(ancestor);

	doubt(walk, ancestor->flags.mark_known, WALK_DOUBTS_MARK);
	if (!ancestor->subreaper) {
		visit(walk, ancestor, SUBREAPER_VERDICT_NOT_SUBREAPER);
		return false;
	}
	if (!tid) {
		visit(walk, ancestor, SUBREAPER_VERDICT_SUBREAPER_DYING);
		return false;
	}
	doubt(walk, !process_may_be_thread(ancestor), WALK_DOUBTS_NUMBER);
	visit(walk, ancestor, SUBREAPER_VERDICT_ADOPTS);
	adopt(walk, SUBREAPER_DECISION_SUBREAPER, ancestor, tid);
	return true;
}

/* Above the init of a machine, and above a process without a parent in the model. */
static void reach_root(struct walk *walk, const struct process_table *table,
		       const struct process *parent, const struct process *last)
{
	doubt(walk, last->pid == INIT_PID, WALK_DOUBTS_PARENT);
	if (parent->level) {
		visit(walk, NULL, SUBREAPER_VERDICT_OTHER_NS_LEVEL);
		adopt_by_init(walk, table, parent, SUBREAPER_DECISION_NS_BOUNDARY);
	} else {
		visit(walk, NULL, SUBREAPER_VERDICT_ROOT);
		adopt_by_init(walk, table, parent, SUBREAPER_DECISION_REACHED_ROOT);
	}
}

/* A forged trace may have circles: the process after a power of two steps comes up again.
 */
static bool is_met_again(const struct walk *walk, const struct process *ancestor,
			 const struct process **marked)
{
	if (ancestor == *marked)
		return true;
	if (!(walk->nr_steps & (walk->nr_steps - 1)))
		*marked = ancestor;
	return false;
}

static void go_up(struct walk *walk, const struct process_table *table,
		  const struct process *parent)
{
	const struct process *last = parent, *marked = parent;
	struct process *ancestor;

	/* No parent is deeper than its child, so above a process at depth 0 all are at depth 0. */
	doubt(walk, parent->level_known, WALK_DOUBTS_LEVEL);
	while ((ancestor = last->parent[WITH_SUBREAPERS]) &&
	       !is_met_again(walk, ancestor, &marked)) {
		doubt(walk, ancestor->level_known || !parent->level, WALK_DOUBTS_LEVEL);
		walk->doubts |= walk_parent_doubts(last) & ~WALK_DOUBTS_NUMBER;
		if (ancestor->level != parent->level) {
			visit(walk, ancestor, SUBREAPER_VERDICT_OTHER_NS_LEVEL);
			adopt_by_init(walk, table, parent, SUBREAPER_DECISION_NS_BOUNDARY);
			return;
		}
		if (try_ancestor(walk, ancestor))
			return;
		last = ancestor;
	}
	reach_root(walk, table, parent, last);
}

static bool is_decided(struct walk *walk, struct process *parent, int32_t sibling)
{
	bool init = process_is_init(parent);

	*walk = (struct walk){ 0 };
	doubt(walk, !process_may_be_thread(parent), WALK_DOUBTS_NUMBER);
	if (init && sibling)
		adopt(walk, SUBREAPER_DECISION_NS_INIT_HANDOVER, parent, sibling);
	else if (init)
		adopt(walk, SUBREAPER_DECISION_NS_DYING, NULL, 0);
	else if (sibling)
		adopt(walk, SUBREAPER_DECISION_SIBLING_THREAD, parent, sibling);
	return walk->decision;
}

/**
 * walk_decide() - find which process adopts the children of a dying thread
 * @table: the processes, as they are when the thread dies
 * @parent: its process
 * @sibling: another live thread of that; 0 when there is none
 */
void walk_decide(struct walk *walk, const struct process_table *table, const struct process *parent,
		 int32_t sibling)
{
	if (is_decided(walk, (struct process *)parent, sibling))
		return;
	doubt(walk, !parent->level || parent->nspid, WALK_DOUBTS_LEVEL);
	doubt(walk, !parent->threads_unmet, WALK_DOUBTS_THREADS);
	doubt(walk, !parent->birth.by_fork || parent->execs, WALK_DOUBTS_THREADS);
	doubt(walk, parent->flags.has_known, WALK_DOUBTS_FLAG);
	doubt(walk, flags_has_certain(parent) || !parent->flags.has_known, WALK_DOUBTS_LEVEL);
	if (parent->flags.has_subreaper)
		go_up(walk, table, parent);
	else
		adopt_by_init(walk, table, parent, SUBREAPER_DECISION_NO_FLAG);
}
