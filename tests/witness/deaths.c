// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Deaths, one at a time or several at once. First the world learns which are going to die, then
 * they do, then the events, the orphans and the children files are heard.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/tap.h"
#include "cast.h"
#include "deaths.h"
#include "hearing.h"
#include "tally.h"
#include "trial.h"
#include "truth.h"

static void doom_process(struct world *world, int process)
{
	for (int i = 0; i < world->nr_threads; i++) {
		if (world->threads[i].process == process && world->threads[i].life == ALIVE)
			world_doom(world, i);
	}
}

static void doom(struct world *world, const struct death *death)
{
	if (death->manner == DEATH_OF_THREAD)
		world_doom(world, death->thread);
	else
		doom_process(world, world->threads[death->thread].process);
}

/* Lives on, and its parent's process does not. */
static bool outlives_parent(const struct world *world, int process)
{
	int parent = world->threads[world->processes[process].parent].process;

	return world->processes[process].alive && world_is_dying(world, parent);
}

/* Returns false, and counts none, when there would be more than @orphans_max. */
static bool count_orphans(struct world *world, unsigned int orphans_max)
{
	unsigned int orphans = 0;

	for (int i = world->self + 1; i < world->nr_processes; i++)
		orphans += !world->processes[i].orphaned && outlives_parent(world, i);
	if (orphans > orphans_max)
		return false;
	for (int i = world->self + 1; i < world->nr_processes; i++)
		world->processes[i].orphaned |= outlives_parent(world, i);
	tally.orphans += orphans;
	return true;
}

/* Returns a pidfd to wait with when the whole process dies, else -1. */
static int watch(const struct world *world, const struct death *death)
{
	int process = world->threads[death->thread].process;
	int pidfd;

	if (!world_is_dying(world, process))
		return -1;
	pidfd = syscall(SYS_pidfd_open, world->processes[process].pid, 0);
	if (pidfd < 0)
		tap_bail("no pidfd of %d: %s", world->processes[process].pid, strerror(errno));
	return pidfd;
}

static void exit_each_thread(const struct world *world, int process)
{
	for (int i = 0; i < world->nr_threads; i++) {
		if (world->threads[i].process == process && world->threads[i].life == DYING)
			cast_begin(i, DEED_EXIT_THREAD, 0);
	}
}

static int exit_status(const struct death *death)
{
	return death->thread % 4;
}

/* As wait() has it. */
static void tell(const struct world *world, const struct death *death)
{
	pid_t pid = world->processes[world->threads[death->thread].process].pid;

	switch (death->manner) {
	case DEATH_BY_EXIT:
		truth_tell("exit pid=%d status=%d", pid, exit_status(death) << 8);
		break;
	case DEATH_BY_KILL:
		truth_tell("exit pid=%d status=%d", pid, SIGKILL);
		break;
	case DEATH_OF_THREAD:
		truth_tell("thread_exit pid=%d tid=%d", pid, world->threads[death->thread].tid);
		break;
	case DEATH_OF_EACH_THREAD:
		truth_tell("exit pid=%d status=0", pid);
	}
}

static void begin(const struct world *world, const struct death *death)
{
	int process = world->threads[death->thread].process;

	switch (death->manner) {
	case DEATH_BY_EXIT:
		cast_begin(death->thread, DEED_EXIT, exit_status(death));
		break;
	case DEATH_BY_KILL:
		kill(world->processes[process].pid, SIGKILL);
		break;
	case DEATH_OF_THREAD:
		cast_begin(death->thread, DEED_EXIT_THREAD, 0);
		break;
	case DEATH_OF_EACH_THREAD:
		exit_each_thread(world, process);
	}
}

static void await(const struct world *world, const struct death *death, int pidfd)
{
	const struct thread *thread = &world->threads[death->thread];

	if (pidfd >= 0)
		cast_await_death(pidfd);
	else
		cast_await_thread_death(world->processes[thread->process].pid, thread->tid);
}

static void hear(struct world *world)
{
	trial_deaths(world);
	trial_settle(world);
	hearing_of_moved(world);
}

/**
 * deaths_play() - have some die at the same time, and hear the witnesses
 * @world: all there are
 * @deaths: by threads of different processes
 * @count: of @deaths, DEATHS_MAX at most
 * @orphans_max: how many may be orphaned by it for the first time
 *
 * Return: false when there would be more, and nothing was done
 */
bool deaths_play(struct world *world, const struct death *deaths, unsigned int count,
		 unsigned int orphans_max)
{
	struct world before = *world;
	int pidfds[DEATHS_MAX];

	for (unsigned int i = 0; i < count; i++)
		doom(world, &deaths[i]);
	if (!count_orphans(world, orphans_max)) {
		*world = before;
		return false;
	}
	for (unsigned int i = 0; i < count; i++)
		tally_plan(DEED_EXIT, deaths[i].thread - world->self, deaths[i].manner);
	for (unsigned int i = 0; i < count; i++)
		tell(world, &deaths[i]);
	for (unsigned int i = 0; i < count; i++)
		pidfds[i] = watch(world, &deaths[i]);
	for (unsigned int i = 0; i < count; i++)
		begin(world, &deaths[i]);
	for (unsigned int i = 0; i < count; i++)
		await(world, &deaths[i], pidfds[i]);
	hear(world);
	return true;
}

/**
 * deaths_by_exec() - have a thread execute this program anew, which ends the other threads
 * @world: all there are
 * @orphans_max: as for deaths_play()
 *
 * Return: as for deaths_play()
 */
bool deaths_by_exec(struct world *world, int thread, unsigned int orphans_max)
{
	struct world before = *world;
	long err;

	doom_process(world, world->threads[thread].process);
	world_spare(world, thread);
	if (!count_orphans(world, orphans_max)) {
		*world = before;
		return false;
	}
	tally_plan(DEED_EXEC, thread - world->self, 0);
	err = cast_do(thread, DEED_EXEC, 0);
	if (err)
		tap_bail("cannot execute: %s", strerror(-err));
	trial_deaths(world);
	trial_settle(world);
	world_exec(world, thread);
	truth_tell("name pid=%d comm=exe", world->processes[world->threads[thread].process].pid);
	hearing_of_moved(world);
	return true;
}

static void doom_all(struct world *world)
{
	for (int i = world->self + 1; i < world->nr_processes; i++) {
		doom_process(world, i);
		world->processes[i].elusive = true;
	}
}

/**
 * deaths_of_all() - kill all that is left, and see that none remains
 * @world: all there are; all there were, afterwards
 *
 * They are reaped in no order, and none can be asked afterwards; but the events are
 * still held against the rules.
 */
void deaths_of_all(struct world *world)
{
	doom_all(world);
	for (int i = world->self + 1; i < world->nr_processes; i++) {
		if (world_is_dying(world, i))
			kill(world->processes[i].pid, SIGKILL);
	}
	while (waitpid(-1, NULL, __WALL) > 0)
		;
	for (int i = world->self + 1; i < world->nr_processes; i++) {
		if (world->processes[i].state != GONE)
			cast_await_release(world->processes[i].pid);
	}
	trial_deaths(world);
}
