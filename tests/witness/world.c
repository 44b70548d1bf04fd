// SPDX-License-Identifier: GPL-2.0-or-later
/* How processes change, as far as it matters to adoptions. */
#include <signal.h>

#include "world.h"

/**
 * world_reset() - leave nothing but the test itself and those above it
 */
void world_reset(struct world *world)
{
	world->nr_threads = world->self + 1;
	world->nr_processes = world->self + 1;
	world->nr_namespaces = 1;
}

/**
 * world_add_thread() - a process has got another thread
 *
 * Return: the thread, whose tid is still to be filled in
 */
int world_add_thread(struct world *world, int process)
{
	world->threads[world->nr_threads] = (struct thread){ .process = process };
	world->processes[process].alive++;
	return world->nr_threads++;
}

static int add_namespace(struct world *world, int parent)
{
	struct pidns *added = &world->namespaces[world->nr_namespaces];

	added->level = world->namespaces[parent].level + 1;
	added->reaper = NOBODY;
	return world->nr_namespaces++;
}

/* The signal of a sibling's child is the creator's, that of its own is as asked for. */
static void set_parent(struct world *world, struct process *child, const struct birth *birth)
{
	const struct process *creator = &world->processes[world->threads[birth->creator].process];

	child->parent = birth->as_sibling ? creator->parent : birth->creator;
	child->exit_signal = birth->as_sibling ? creator->exit_signal : birth->exit_signal;
}

/**
 * world_add_process() - a process was born
 * @birth: how
 *
 * Return: the process, whose pids are still to be filled in, as is the tid of its only thread
 */
int world_add_process(struct world *world, const struct birth *birth)
{
	struct process *child = &world->processes[world->nr_processes];
	const struct process *parent;
	int thread;

	*child = (struct process){
		.pidns = birth->pidns,
		.ignores = birth->ignores,
		.pdeath_signal = birth->pdeath_signal,
		.tracer = NOBODY,
	};
	thread = world_add_thread(world, world->nr_processes);
	set_parent(world, child, birth);
	parent = &world->processes[world->threads[child->parent].process];
	child->covered = parent->covered || parent->marked;
	if (birth->new_namespace) {
		child->pidns = add_namespace(world, birth->pidns);
		world->namespaces[child->pidns].reaper = thread;
	}
	return world->nr_processes++;
}

/**
 * world_add_foreign() - add a process in the initial namespace that is there already
 * @parent: a thread; NOBODY for the root of all processes
 * @pid: its pid
 *
 * Return: the process, which has one thread
 */
int world_add_foreign(struct world *world, int parent, pid_t pid)
{
	struct process *process = &world->processes[world->nr_processes];

	*process = (struct process){
		.pid = pid,
		.nspid = pid,
		.parent = parent,
		.foreign = true,
		.exit_signal = SIGCHLD,
		.tracer = NOBODY,
	};
	world->threads[world_add_thread(world, world->nr_processes)].tid = pid;
	return world->nr_processes++;
}

/* What is covered has only covered ones below; what is in another namespace never comes back. */
static void cover_below(struct world *world, int process, struct cover *cover)
{
	struct process *child;

	for (int i = 0; i < world->nr_processes; i++) {
		child = &world->processes[i];
		if (!world_is_parent(world, process, i) || child->state == GONE || child->covered ||
		    world_is_init(world, i))
			continue;
		child->covered = true;
		if (child->state == ZOMBIE && child->elusive)
			cover->more++;
		else
			cover->certain++;
		cover_below(world, i, cover);
	}
}

/**
 * world_mark() - a process has set or cleared its mark
 * @mark: set?
 *
 * Return: how many descendants that newly covers
 */
struct cover world_mark(struct world *world, int process, bool mark)
{
	struct cover cover = { 0 };

	world->processes[process].marked = mark;
	if (mark)
		cover_below(world, process, &cover);
	return cover;
}

/**
 * world_exec() - a thread has executed another program; the other threads are buried already
 * @thread: which; it is its process's first thread now, by name and by number
 */
void world_exec(struct world *world, int thread)
{
	struct process *process = &world->processes[world->threads[thread].process];
	int leader = world_leader(world, world->threads[thread].process);

	process->exit_signal = SIGCHLD;
	if (leader == thread)
		return;
	process->pdeath_signal = 0;
	world->threads[leader].tid = NOBODY;
	world->threads[thread].tid = process->pid;
}

/**
 * world_reap() - a process has waited for all of its children that had ended
 */
void world_reap(struct world *world, int parent)
{
	for (int i = 0; i < world->nr_processes; i++) {
		if (world_is_parent(world, parent, i) && world->processes[i].state == ZOMBIE)
			world->processes[i].state = GONE;
	}
}

static bool may_lose_its_dead(const struct world *world, int thread)
{
	const struct process *parent = &world->processes[world->threads[thread].process];

	return parent->ignores || parent->foreign;
}

/**
 * world_adopt() - a process has got another parent
 * @adopter: the thread that is the parent now
 */
void world_adopt(struct world *world, int process, int adopter)
{
	struct process *child = &world->processes[process];
	bool stays = world->threads[child->parent].process == world->threads[adopter].process;

	child->parent = adopter;
	child->moved = true;
	child->elusive |= may_lose_its_dead(world, adopter);
	if (!stays)
		child->exit_signal = SIGCHLD;
}

/**
 * world_doom() - a thread is about to die, together with all that are DYING
 */
void world_doom(struct world *world, int thread)
{
	struct process *process = &world->processes[world->threads[thread].process];

	world->threads[thread].life = DYING;
	process->alive--;
	process->elusive |= may_lose_its_dead(world, process->parent);
}

/**
 * world_spare() - a thread is not about to die after all
 * @thread: which; it was doomed
 */
void world_spare(struct world *world, int thread)
{
	world->threads[thread].life = ALIVE;
	world->processes[world->threads[thread].process].alive++;
}

static void release_tracees(struct world *world)
{
	struct process *tracee;

	for (int i = 0; i < world->nr_processes; i++) {
		tracee = &world->processes[i];
		if (tracee->tracer != NOBODY && world->threads[tracee->tracer].life != ALIVE)
			tracee->tracer = NOBODY;
	}
}

static void replace_reapers(struct world *world)
{
	struct pidns *pidns;
	int heir;

	for (int i = 0; i < world->nr_namespaces; i++) {
		pidns = &world->namespaces[i];
		if (world->threads[pidns->reaper].life == ALIVE)
			continue;
		heir = world_live_thread(world, world->threads[pidns->reaper].process);
		if (heir != NOBODY)
			pidns->reaper = heir;
	}
}

/**
 * world_bury() - all that were DYING are dead now, and their children have been adopted
 */
void world_bury(struct world *world)
{
	struct process *process;

	for (int i = 0; i < world->nr_threads; i++) {
		if (world->threads[i].life == DYING)
			world->threads[i].life = EXITED;
	}
	for (int i = 0; i < world->nr_processes; i++) {
		process = &world->processes[i];
		if (process->state == LIVING && !process->alive)
			process->state = ZOMBIE;
	}
	release_tracees(world);
	replace_reapers(world);
}

/**
 * world_is_parent() - is a process, by any of its threads, the parent of another?
 */
bool world_is_parent(const struct world *world, int parent, int process)
{
	int thread = world->processes[process].parent;

	return thread != NOBODY && world->threads[thread].process == parent;
}

/**
 * world_is_init() - is a process the init of its pid namespace?
 */
bool world_is_init(const struct world *world, int process)
{
	return world->processes[process].nspid == 1;
}

/**
 * world_leader() - the first thread of a process, by its number
 *
 * Return: it may have exited
 */
int world_leader(const struct world *world, int process)
{
	return world_find_thread(world, world->processes[process].pid);
}

/**
 * world_live_thread() - the oldest thread of a process that lives, and is not about to die
 *
 * Return: NOBODY if there is none
 */
int world_live_thread(const struct world *world, int process)
{
	for (int i = 0; i < world->nr_threads; i++) {
		if (world->threads[i].process == process && world->threads[i].life == ALIVE)
			return i;
	}
	return NOBODY;
}

/**
 * world_is_dying() - is a process about to die as a whole?
 */
bool world_is_dying(const struct world *world, int process)
{
	return world->processes[process].state == LIVING && !world->processes[process].alive;
}

/**
 * world_find_thread() - the thread of a tid
 * @tid: its number
 *
 * Return: NOBODY if it is none of the world's
 */
int world_find_thread(const struct world *world, pid_t tid)
{
	for (int i = 0; i < world->nr_threads; i++) {
		if (world->threads[i].tid == tid)
			return i;
	}
	return NOBODY;
}

/**
 * world_find_process() - the process of a pid
 * @pid: its number
 *
 * Return: NOBODY if it is none of the world's
 */
int world_find_process(const struct world *world, pid_t pid)
{
	for (int i = 0; i < world->nr_processes; i++) {
		if (world->processes[i].pid == pid)
			return i;
	}
	return NOBODY;
}
