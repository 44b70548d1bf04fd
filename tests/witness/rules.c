// SPDX-License-Identifier: GPL-2.0-or-later
/* The promises of the kernel about orphans, applied to a world. */
#include <signal.h>

#include "rules.h"

/*
 * The thread by which a process adopts: the oldest that has not begun to exit. One that dies in
 * this very moment may still do so; if it is the one that is claimed to have done, it did.
 */
static int adopting_thread(const struct world *world, int process, int except, pid_t claimed)
{
	const struct thread *thread;

	for (int i = 0; i < world->nr_threads; i++) {
		thread = &world->threads[i];
		if (thread->process != process || i == except)
			continue;
		if (thread->life == ALIVE || (thread->life == DYING && thread->tid == claimed))
			return i;
	}
	return NOBODY;
}

/* The init of a namespace without children hands over unseen when it dies in the same moment. */
static int namespace_init(const struct world *world, int pidns, pid_t claimed)
{
	int reaper = world->namespaces[pidns].reaper;
	int heir;

	if (world->threads[reaper].life == ALIVE || world->threads[reaper].tid == claimed)
		return reaper;
	heir = adopting_thread(world, world->threads[reaper].process, reaper, claimed);
	return heir == NOBODY ? reaper : heir;
}

/* Likewise, a thread of the same process may have become the init unseen. */
static bool is_reaper(const struct world *world, int thread, unsigned int claimed)
{
	int process = world->threads[thread].process;
	int reaper = world->namespaces[world->processes[process].pidns].reaper;

	if (reaper == thread)
		return true;
	return world->threads[reaper].process == process && world->threads[reaper].life != ALIVE &&
	       (claimed == SUBREAPER_DECISION_NS_DYING ||
		claimed == SUBREAPER_DECISION_NS_INIT_HANDOVER);
}

static void note(struct ruling *ruling, pid_t pid, enum subreaper_verdict verdict)
{
	ruling->steps[ruling->nr_steps++] = SUBREAPER_STEP(pid, verdict);
}

static bool is_root(const struct world *world, int process)
{
	return world->processes[process].parent == NOBODY;
}

static int level_of(const struct world *world, int process)
{
	return world->namespaces[world->processes[process].pidns].level;
}

/* Returns whether the walk ends at an ancestor. */
static bool visit(const struct world *world, int ancestor, int level, pid_t claimed,
		  struct ruling *ruling)
{
	const struct process *visited = &world->processes[ancestor];

	if (level_of(world, ancestor) != level) {
		note(ruling, visited->pid, SUBREAPER_VERDICT_OTHER_NS_LEVEL);
		ruling->decision = SUBREAPER_DECISION_NS_BOUNDARY;
		return true;
	}
	if (is_root(world, ancestor)) {
		note(ruling, visited->pid, SUBREAPER_VERDICT_ROOT);
		ruling->decision = SUBREAPER_DECISION_REACHED_ROOT;
		return true;
	}
	if (!visited->marked) {
		note(ruling, visited->pid, SUBREAPER_VERDICT_NOT_SUBREAPER);
		return false;
	}
	ruling->adopter = adopting_thread(world, ancestor, NOBODY, claimed);
	if (ruling->adopter == NOBODY) {
		note(ruling, visited->pid, SUBREAPER_VERDICT_SUBREAPER_DYING);
		return false;
	}
	note(ruling, visited->pid, SUBREAPER_VERDICT_ADOPTS);
	ruling->decision = SUBREAPER_DECISION_SUBREAPER;
	return true;
}

static void walk(const struct world *world, int process, struct claim claim, struct ruling *ruling)
{
	pid_t claimed = claim.decision == SUBREAPER_DECISION_SUBREAPER ? claim.adopter : 0;
	int level = level_of(world, process);
	int ancestor = process;

	do
		ancestor = world->threads[world->processes[ancestor].parent].process;
	while (!visit(world, ancestor, level, claimed, ruling));
}

/* An init that dies adopts as such even when it does so no more as a sibling or a subreaper. */
static int adopting_sibling(const struct world *world, int parent, struct claim claim)
{
	bool claimed = claim.decision == SUBREAPER_DECISION_SIBLING_THREAD ||
		       claim.decision == SUBREAPER_DECISION_NS_INIT_HANDOVER;

	return adopting_thread(world, world->threads[parent].process, parent,
			       claimed ? claim.adopter : 0);
}

/**
 * rules_decide() - the process that adopts the children of a dying thread
 * @world: as it is before the children move
 * @parent: the thread
 * @claim: what is said of it; it settles which threads that die at the same time were still fit to
 *	   adopt, or had an office to hand over, and nothing else. All zero: none of them was or had
 * @ret: returns the decision
 */
void rules_decide(const struct world *world, int parent, struct claim claim, struct ruling *ret)
{
	int process = world->threads[parent].process;
	const struct process *dying = &world->processes[process];
	int sibling = adopting_sibling(world, parent, claim);

	*ret = (struct ruling){ .adopter = sibling };
	if (is_reaper(world, parent, claim.decision)) {
		ret->decision = sibling == NOBODY ? SUBREAPER_DECISION_NS_DYING
						  : SUBREAPER_DECISION_NS_INIT_HANDOVER;
		return;
	}
	if (sibling != NOBODY) {
		ret->decision = SUBREAPER_DECISION_SIBLING_THREAD;
		return;
	}
	if (dying->covered)
		walk(world, process, claim, ret);
	else
		ret->decision = SUBREAPER_DECISION_NO_FLAG;
	if (ret->decision != SUBREAPER_DECISION_SUBREAPER)
		ret->adopter = namespace_init(world, dying->pidns, claim.adopter);
}

/**
 * rules_effects() - what a change of parent does to a child
 * @world: as it is before
 * @child: the process
 * @parent: the thread that dies
 * @adopter: the thread that adopts
 *
 * Return: SUBREAPER_EFFECT_* bits, those of rules_uncertain_effects() at a guess
 */
unsigned int rules_effects(const struct world *world, int child, int parent, int adopter)
{
	const struct process *moved = &world->processes[child];
	const struct process *heir = &world->processes[world->threads[adopter].process];
	unsigned int effects = 0;

	if (moved->state == ZOMBIE)
		effects |= SUBREAPER_EFFECT_ZOMBIE;
	if (moved->tracer != NOBODY)
		effects |= SUBREAPER_EFFECT_PTRACED;
	/* Nothing is sent to what is dead. */
	if (moved->pdeath_signal && moved->state != ZOMBIE)
		effects |= SUBREAPER_EFFECT_PDEATH;
	if (world->threads[parent].process == world->threads[adopter].process)
		return effects;

	if (moved->exit_signal != SIGCHLD)
		effects |= SUBREAPER_EFFECT_EXIT_SIGNAL_RESET;
	if (moved->state == ZOMBIE && moved->tracer == NOBODY && heir->ignores)
		effects |= SUBREAPER_EFFECT_AUTOREAPED;
	return effects;
}

/**
 * rules_uncertain_effects() - which effects depend on what happens at the same time
 * @world: as it is before the move
 * @child: the process that moves
 * @adopter: the thread that adopts it
 *
 * Return: SUBREAPER_EFFECT_* bits
 */
unsigned int rules_uncertain_effects(const struct world *world, int child, int adopter)
{
	const struct process *moved = &world->processes[child];
	int parent = world->threads[adopter].process;
	unsigned int uncertain = 0;

	if (world_is_dying(world, child))
		uncertain |= SUBREAPER_EFFECT_ZOMBIE | SUBREAPER_EFFECT_AUTOREAPED |
			     SUBREAPER_EFFECT_PDEATH;
	if (world->processes[parent].foreign)
		uncertain |= SUBREAPER_EFFECT_AUTOREAPED;
	/* An init begins to ignore SIGCHLD when its namespace dies. */
	if (world_is_init(world, parent) && world_is_dying(world, parent))
		uncertain |= SUBREAPER_EFFECT_AUTOREAPED;
	if (moved->tracer != NOBODY && world->threads[moved->tracer].life != ALIVE)
		uncertain |= SUBREAPER_EFFECT_PTRACED;
	return uncertain;
}
