// SPDX-License-Identifier: GPL-2.0-or-later
/* What can be chosen for what. */
#include "choice.h"

static int choose(const struct world *world, struct random *random, int end, choice_criterion meets)
{
	int found[THREADS_MAX];
	unsigned int count = 0;

	for (int i = world->self + 1; i < end; i++) {
		if (meets(world, i))
			found[count++] = i;
	}
	return count ? found[random_below(random, count)] : NOBODY;
}

/**
 * choose_process() - any process of the cast that meets a criterion
 * @world: to choose from
 * @random: decides
 * @meets: the criterion
 *
 * Return: NOBODY if none does
 */
int choose_process(const struct world *world, struct random *random, choice_criterion meets)
{
	return choose(world, random, world->nr_processes, meets);
}

/**
 * choose_thread() - any thread of the cast that meets a criterion
 * @world: to choose from
 * @random: decides
 * @meets: the criterion
 *
 * Return: NOBODY if none does
 */
int choose_thread(const struct world *world, struct random *random, choice_criterion meets)
{
	return choose(world, random, world->nr_threads, meets);
}

/**
 * thread_is_alive() - does a thread live?
 */
bool thread_is_alive(const struct world *world, int thread)
{
	return world->threads[thread].life == ALIVE;
}

/**
 * thread_is_leader() - does a thread live, and is it the first of its process?
 */
bool thread_is_leader(const struct world *world, int thread)
{
	return thread_is_alive(world, thread) &&
	       world->threads[thread].tid == world->processes[world->threads[thread].process].pid;
}

/**
 * process_is_living() - does any thread of a process live?
 */
bool process_is_living(const struct world *world, int process)
{
	return world->processes[process].state == LIVING;
}

/**
 * thread_can_trace() - may a thread trace others?
 *
 * In the initial namespace, from where all pids can be seen.
 */
bool thread_can_trace(const struct world *world, int thread)
{
	return thread_is_alive(world, thread) &&
	       world->processes[world->threads[thread].process].pidns == 0;
}

/**
 * process_can_be_traced() - can a process be seized by its first thread?
 */
bool process_can_be_traced(const struct world *world, int process)
{
	return process_is_living(world, process) && world->processes[process].tracer == NOBODY &&
	       thread_is_alive(world, world_leader(world, process));
}

/**
 * process_can_die() - may a process die before the round is over?
 *
 * That of a traced process might have to wait for its tracer; that of an init takes a namespace
 * with it.
 */
bool process_can_die(const struct world *world, int process)
{
	return process_is_living(world, process) && !world_is_init(world, process) &&
	       world->processes[process].tracer == NOBODY;
}

static bool is_living_parent(const struct world *world, int process)
{
	for (int i = world->self + 1; i < world->nr_processes; i++) {
		if (process_is_living(world, i) && world_is_parent(world, process, i))
			return true;
	}
	return false;
}

/**
 * process_can_leave_children() - may a process die, and would any process be orphaned by it?
 */
bool process_can_leave_children(const struct world *world, int process)
{
	return process_can_die(world, process) && is_living_parent(world, process);
}

/**
 * thread_can_die() - may a thread die, and does its process live on?
 */
bool thread_can_die(const struct world *world, int thread)
{
	int process = world->threads[thread].process;

	return thread_is_alive(world, thread) && world->processes[process].alive > 1 &&
	       world->processes[process].tracer == NOBODY;
}

static bool is_reaper(const struct world *world, int thread)
{
	int process = world->threads[thread].process;

	return world->namespaces[world->processes[process].pidns].reaper == thread;
}

/**
 * thread_can_hand_over() - may a thread die, and is it the init of its pid namespace?
 */
bool thread_can_hand_over(const struct world *world, int thread)
{
	return thread_can_die(world, thread) && is_reaper(world, thread);
}

/**
 * thread_can_leave_its_mark() - may a thread die, and was it the first of a subreaper?
 */
bool thread_can_leave_its_mark(const struct world *world, int thread)
{
	int process = world->threads[thread].process;

	return thread_can_die(world, thread) && world->processes[process].marked &&
	       world->threads[thread].tid == world->processes[process].pid;
}

/**
 * thread_can_die_in_a_crowd() - may a thread die while others do?
 *
 * An init that hands over unseen would leave open which is the next.
 */
bool thread_can_die_in_a_crowd(const struct world *world, int thread)
{
	return thread_can_die(world, thread) && !is_reaper(world, thread);
}

/**
 * thread_can_execute() - may a thread execute a program?
 *
 * A process that ignores SIGCHLD and has executed loses its dead by other rules.
 */
bool thread_can_execute(const struct world *world, int thread)
{
	const struct process *process = &world->processes[world->threads[thread].process];

	return thread_is_alive(world, thread) && process->tracer == NOBODY && !process->ignores;
}

/**
 * thread_can_have_siblings() - may a thread use CLONE_PARENT?
 *
 * The kernel lets no init do that.
 */
bool thread_can_have_siblings(const struct world *world, int thread)
{
	return thread_is_alive(world, thread) &&
	       !world_is_init(world, world->threads[thread].process);
}

/**
 * process_is_init() - is a process the living init of a pid namespace?
 */
bool process_is_init(const struct world *world, int process)
{
	return process_is_living(world, process) && world_is_init(world, process);
}
