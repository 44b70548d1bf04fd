// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The forest as the events tell it, one after the other. A dump lists what is there, a reparent
 * moves a child, a walk tells that a father is gone. What a trace has lost, the next dump mends.
 */
#include <errno.h>
#include <string.h>

#include "counterfactual.h"
#include "forest.h"

/**
 * forest_deinit() - free a forest, which is then empty
 * @forest: the forest
 */
void forest_deinit(struct forest *forest)
{
	process_table_deinit(&forest->table);
	*forest = (struct forest){ 0 };
}

/* Pid 0 is the kernel's idle task, which nobody counts as a process. */
static int meet(struct forest *forest, int32_t pid, uint64_t start, struct process **ret)
{
	*ret = NULL;
	if (pid <= 0)
		return 0;
	*ret = process_get(&forest->table, pid, start);
	if (!*ret)
		return -ENOMEM;
	(*ret)->last_seen = forest->events;
	return 0;
}

/* A thread's name may differ from its process's, and is better than none. */
static void name_by_thread(struct process *process, const char *comm, int32_t tid)
{
	if (process && (process->pid == tid || !process->comm[0]))
		process_name(process, comm);
}

static void learn_namespace(struct process *process, int32_t nspid, unsigned int level)
{
	process->nspid = nspid;
	process->level = level;
	process->level_known = true;
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
static void correct_parent(struct process *process, struct process *parent)
{
	if (process->parent[WITH_SUBREAPERS] == parent)
		return;
	process->parent[WITH_SUBREAPERS] = parent;
	process->parent[WITHOUT_SUBREAPERS] = parent;
	process->stranded = NULL;
}

static int apply_task(struct forest *forest, const struct task_event *task)
{
	struct process *process, *parent;
	int err;

	err = meet(forest, task->parent_tgid, task->parent_start, &parent);
	if (!err)
		err = meet(forest, task->pid, task->start, &process);
	if (err || !process)
		return err;
	follow_dump(forest, task->pid);
	process_name(process, task->comm);
	learn_namespace(process, task->nspid, task->level);
	process->subreaper = task->subreaper;
	process->state = task->state;
	process->alive = true;
	process->dump = forest->dumps;
	correct_parent(process, parent);
	return 0;
}

static void note_adoption(struct process *child, struct process *father,
			  const struct reparent_event *reparent)
{
	if (!child->hops++) {
		child->father = father;
		memcpy(child->father_comm, reparent->father_comm, sizeof(child->father_comm));
	}
	child->decision = reparent->decision;
	child->effects = reparent->effects;
}

static bool ends_process(unsigned int decision)
{
	return decision != SUBREAPER_DECISION_SIBLING_THREAD &&
	       decision != SUBREAPER_DECISION_NS_INIT_HANDOVER;
}

static int apply_reparent(struct forest *forest, const struct reparent_event *reparent)
{
	struct process *child, *father, *adopter;
	int err;

	err = meet(forest, reparent->father_tgid, reparent->father_start, &father);
	if (!err)
		err = meet(forest, reparent->adopter_tgid, reparent->adopter_start, &adopter);
	if (!err)
		err = meet(forest, reparent->child, reparent->child_start, &child);
	if (err || !child)
		return err;
	process_name(child, reparent->child_comm);
	name_by_thread(father, reparent->father_comm, reparent->father_tid);
	name_by_thread(adopter, reparent->adopter_comm, reparent->adopter_tid);
	learn_namespace(child, reparent->child_nspid, reparent->level);
	if (reparent->effects & SUBREAPER_EFFECT_AUTOREAPED)
		child->alive = false;
	if (adopter == father)
		return 0;
	if (father && ends_process(reparent->decision))
		father->alive = false;
	correct_parent(child, father);
	counterfactual_orphan(child, father, adopter, reparent->decision);
	child->parent[WITH_SUBREAPERS] = adopter;
	note_adoption(child, father, reparent);
	if (adopter)
		adopter->adopter = true;
	return 0;
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

static int apply_walk(struct forest *forest, const struct walk_event *walk)
{
	struct process *father, *adopter;
	int err;

	err = meet(forest, walk->father_tgid, walk->father_start, &father);
	if (!err)
		err = meet(forest, walk->adopter_tgid, walk->adopter_start, &adopter);
	if (err || !father)
		return err;
	name_by_thread(father, walk->father_comm, walk->father_tid);
	name_by_thread(adopter, walk->adopter_comm, walk->adopter_tid);
	father->level = walk->level;
	father->level_known = true;
	if (ends_process(walk->decision))
		father->alive = false;
	learn_from_steps(forest, walk);
	return 0;
}

static int apply_mark(struct forest *forest, const struct mark_event *mark)
{
	struct process *process;
	int err;

	err = meet(forest, mark->tgid, mark->start, &process);
	if (err || !process)
		return err;
	name_by_thread(process, mark->comm, mark->tid);
	process->subreaper = mark->new;
	return 0;
}

/**
 * forest_apply() - take up what one event tells
 * @forest: the forest as of just before
 * @event: what happened
 *
 * Return: 0 or -ENOMEM
 */
int forest_apply(struct forest *forest, const struct event *event)
{
	forest->events++;
	switch (event->type) {
	case EVENT_REPARENT:
		return apply_reparent(forest, &event->reparent);
	case EVENT_WALK:
		return apply_walk(forest, &event->walk);
	case EVENT_MARK:
		return apply_mark(forest, &event->mark);
	case EVENT_TASK:
		return apply_task(forest, &event->task);
	case EVENT_LOST:
		forest->lost_in_dump = true;
		break;
	default:
		break;
	}
	return 0;
}

/* Who was known before the last dump, and is neither in it nor heard of since, is gone. */
static void bury_unlisted(struct forest *forest)
{
	size_t i;

	if (!forest->dumps || forest->lost_in_dump)
		return;
	for (i = 0; i < forest->table.nr; i++) {
		struct process *process = forest->table.all[i];

		if (process->dump != forest->dumps && process->last_seen < forest->dump_begin)
			process->alive = false;
	}
}

/* Events in a wrong order, of a forged trace, must not make a circle of ancestors. */
static void cut_circles(struct forest *forest, enum world world)
{
	size_t i;

	for (i = 0; i < forest->table.nr; i++) {
		struct process *slow = forest->table.all[i];
		struct process *fast = slow->parent[world];

		while (fast && fast != slow) {
			fast = fast->parent[world];
			if (fast)
				fast = fast->parent[world];
			slow = slow->parent[world];
		}
		if (fast)
			fast->parent[world] = NULL;
	}
}

/**
 * forest_conclude() - draw the conclusions that only the whole trace allows
 * @forest: with all events applied
 *
 * From then on every chain of parents ends, in either world.
 *
 * Return: 0 or -ENOMEM
 */
int forest_conclude(struct forest *forest)
{
	int err;

	bury_unlisted(forest);
	cut_circles(forest, WITH_SUBREAPERS);
	err = counterfactual_settle(&forest->table);
	cut_circles(forest, WITHOUT_SUBREAPERS);
	return err;
}
