// SPDX-License-Identifier: GPL-2.0-or-later
/* How actors come into the world. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "actor_birth.h"
#include "scenario.h"
#include "tap.h"

/* Job of a parent to be, and what the scenario does itself for the first of its actors. */
static long give_birth(long argument)
{
	struct actor *child = (struct actor *)argument;
	int pidfd = -1;
	struct clone_args how = {
		.flags = child->clone_flags | CLONE_PIDFD,
		.pidfd = (uintptr_t)&pidfd,
		.exit_signal = child->exit_signal,
	};
	long pid = syscall(SYS_clone3, &how, sizeof(how));

	if (pid == 0)
		actor_live(child);
	return pid < 0 ? -errno : pidfd;
}

static long close_fd(long fd)
{
	return close(fd);
}

/* The pid of what a pidfd stands for, in the initial namespace whatever its own is. */
static pid_t pid_of(int pidfd)
{
	char line[80], path[40];
	pid_t pid = -1;
	FILE *info;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", pidfd);
	info = fopen(path, "re");
	while (info && fgets(line, sizeof(line), info))
		sscanf(line, "Pid: %d", &pid);
	if (info)
		fclose(info);
	return pid;
}

/* The parent's descriptor is of no use here; pidfd_getfd() makes it one of the scenario's. */
static int born_pidfd(struct actor *parent, struct actor *child)
{
	long pidfd, theirs;

	if (!parent)
		return give_birth((long)child);
	theirs = actor_do(parent, give_birth, (long)child);
	if (theirs < 0)
		return theirs;
	pidfd = syscall(SYS_pidfd_getfd, parent->pidfd, (int)theirs, 0);
	if (pidfd < 0)
		pidfd = -errno;
	actor_do(parent, close_fd, theirs);
	return pidfd;
}

static void identify(struct actor *actor, pid_t pid, pid_t tid)
{
	if (proc_identity(pid, tid, &actor->id))
		tap_bail("actor %s has died already", actor->id.comm);
}

/**
 * actor_clone() - have a process made in a way of one's own
 * @parent: its maker; NULL for the scenario itself
 * @name: its command name, which events show
 * @flags: CLONE_* that leave it a process with memory of its own
 * @exit_signal: the signal of its death; 0 for nothing, or with CLONE_PARENT
 *
 * Return: the new actor, waiting for jobs
 */
struct actor *actor_clone(struct actor *parent, const char *name, uint64_t flags, int exit_signal)
{
	struct actor *child = actor_new(name);
	pid_t pid;

	child->clone_flags = flags;
	child->exit_signal = exit_signal;
	child->pidfd = born_pidfd(parent, child);
	if (child->pidfd < 0)
		tap_bail("cannot make actor %s: %s", name, strerror(-child->pidfd));
	actor_await(child);
	pid = pid_of(child->pidfd);
	identify(child, pid, pid);
	return child;
}

/**
 * actor_fork() - have a process forked
 * @parent: the one that forks; NULL for the scenario itself
 * @name: its command name, which events show
 *
 * Return: the new actor, waiting for jobs
 */
struct actor *actor_fork(struct actor *parent, const char *name)
{
	return actor_clone(parent, name, 0, SIGCHLD);
}

/* For a newborn actor that has no pidfd yet. */
static void await_in_initial_namespace(struct actor *actor)
{
	actor_await(actor);
	actor->pidfd = syscall(SYS_pidfd_open, actor->own_tid, 0);
	identify(actor, actor->own_tid, actor->own_tid);
}

/* The child of vfork() has the memory of its parent, and so overwrites which actor that is. */
static long give_birth_by_forker(long argument)
{
	struct actor *child = (struct actor *)argument;
	struct actor *parent = actor_self();
	pid_t pid = child->forker == BY_VFORK ? vfork() : fork();

	if (pid == 0)
		actor_live(child);
	actor_be(parent);
	return pid < 0 ? -errno : 0;
}

/**
 * actor_fork_by() - have a process made by fork() or vfork() themselves
 * @parent: the caller; in the initial pid namespace
 * @name: the child's command name, which events show
 * @forker: which of them
 *
 * The parent is busy, by vfork() as long as the child lives: the next that is asked of it must be
 * actor_finish().
 *
 * Return: the new actor, waiting for jobs
 */
struct actor *actor_fork_by(struct actor *parent, const char *name, enum forker forker)
{
	struct actor *child = actor_new(name);

	child->forker = forker;
	actor_begin(parent, give_birth_by_forker, (long)child);
	await_in_initial_namespace(child);
	return child;
}

/* A child, and the processes between it and its ancestor: their pids, the child's parent first. */
struct descent {
	struct actor *child;
	unsigned int generations;
	pid_t pids[];
};

/*
 * No actor, but it dies with its parent, which is one or does so too. The processes in between
 * share their memory and one stack, as each stands still in vfork() while the next lives: with
 * memory of its own, each would cost the kernel a look at all above it, for where each page comes
 * from.
 */
static void __attribute__((noreturn)) be_between(struct descent *descent, unsigned int generations)
{
	descent->pids[generations - 1] = getpid();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	alarm(SCENARIO_SECONDS + 5);
	if (generations == 1) {
		if (fork() == 0)
			actor_live(descent->child);
	} else if (vfork() == 0) {
		be_between(descent, generations - 1);
	}
	for (;;)
		pause();
}

static long begin_descent(long argument)
{
	struct descent *descent = (struct descent *)argument;
	pid_t pid = fork();

	if (pid == 0)
		be_between(descent, descent->generations);
	return pid < 0 ? -errno : 0;
}

/**
 * actor_fork_below() - have a process forked far below another
 * @ancestor: above it; in the initial pid namespace
 * @name: the new actor's command name, which events show
 * @generations: how many processes there are in between, at least one. They do nothing, and die
 *		 one after the other when the ancestor does
 * @between: returns their pids, the new actor's parent first
 *
 * Return: the new actor, waiting for jobs
 */
struct actor *actor_fork_below(struct actor *ancestor, const char *name, unsigned int generations,
			       pid_t *between)
{
	size_t size = generations * sizeof(*between);
	struct descent *descent = actors_share(sizeof(*descent) + size);
	struct actor *child = actor_new(name);

	descent->child = child;
	descent->generations = generations;
	if (actor_do(ancestor, begin_descent, (long)descent))
		tap_bail("cannot fork below %s", ancestor->id.comm);
	await_in_initial_namespace(child);
	memcpy(between, descent->pids, size);
	return child;
}

static void *live_in_thread(void *argument)
{
	actor_live(argument);
}

static long make_thread(long argument)
{
	pthread_t ignored;

	return -pthread_create(&ignored, NULL, live_in_thread, (void *)argument);
}

/**
 * actor_thread() - have a thread made
 * @process: the actor that makes it
 * @name: its command name, which events show
 *
 * Return: the new actor, waiting for jobs
 */
struct actor *actor_thread(struct actor *process, const char *name)
{
	struct actor *thread = actor_new(name);
	pid_t pid = process->id.pid;

	thread->leader = process->leader;
	thread->pidfd = process->pidfd;
	if (actor_do(process, make_thread, (long)thread))
		tap_bail("cannot make thread %s", name);
	actor_await(thread);
	identify(thread, pid, proc_find_thread(pid, thread->own_tid));
	return thread;
}
