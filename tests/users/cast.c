// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <unistd.h>

#include "../scenarios/lib/jobs.h"
#include "../scenarios/lib/tap.h"
#include "cast.h"

static struct actor *introduce(const char *role, struct actor *actor)
{
	printf("%s=%d\n", role, actor->id.pid);
	fflush(stdout);
	return actor;
}

static void succeed(long answer, const struct actor *who)
{
	if (answer < 0)
		tap_bail("%s: %s", who->id.comm, strerror(-answer));
}

/**
 * cast_as() - have a process forked
 * @parent: the one that forks; NULL for the program itself
 * @role: what it is called on stdout
 * @name: its command name
 *
 * Return: the new process
 */
struct actor *cast_as(struct actor *parent, const char *role, const char *name)
{
	return introduce(role, actor_fork(parent, name));
}

/**
 * cast() - have a process forked
 * @parent: the one that forks; NULL for the program itself
 * @role: what it is called, everywhere
 *
 * Return: the new process
 */
struct actor *cast(struct actor *parent, const char *role)
{
	return cast_as(parent, role, role);
}

/**
 * cast_subreaper() - have a process forked that marks itself
 * @parent: the one that forks; NULL for the program itself
 * @role: what it is called
 *
 * Return: the new process
 */
struct actor *cast_subreaper(struct actor *parent, const char *role)
{
	struct actor *actor = cast(parent, role);

	succeed(actor_do(actor, job_mark, 1), actor);
	return actor;
}

/**
 * cast_init() - have the init of a new pid namespace made
 * @parent: its maker
 * @role: what it is called
 *
 * Return: the new process
 */
struct actor *cast_init(struct actor *parent, const char *role)
{
	return introduce(role, actor_clone(parent, role, CLONE_NEWPID, SIGCHLD));
}

/**
 * cast_entering() - have a process forked that enters a pid namespace, as for "exec" in a container
 * @parent: the one that forks
 * @role: what it is called
 * @init: of the namespace
 *
 * Return: the new process; it stays outside, its children will be inside
 */
struct actor *cast_entering(struct actor *parent, const char *role, const struct actor *init)
{
	struct actor *actor = cast(parent, role);

	succeed(actor_do(actor, job_enter_pid_namespace, init->id.pid), actor);
	return actor;
}

/**
 * cast_ends() - have a process end, and no process wait for it
 */
void cast_ends(struct actor *actor)
{
	actor_exit(actor, 0);
}

/**
 * cast_is_gone() - have a process end, and its parent wait for it
 * @parent: its present parent
 */
void cast_is_gone(struct actor *parent, struct actor *child)
{
	actor_exit(child, 0);
	succeed(actor_do(parent, job_reap, child->id.pid), parent);
}

/**
 * cast_cloned() - have a process cloned in an unusual way
 * @parent: which process clones
 * @role: what it is called
 * @flags: of clone3()
 * @exit_signal: what its parent is sent at its end; 0 for nothing
 *
 * Return: the new process
 */
struct actor *cast_cloned(struct actor *parent, const char *role, uint64_t flags, int exit_signal)
{
	return introduce(role, actor_clone(parent, role, flags, exit_signal));
}

/**
 * cast_does() - have a process do something that must succeed
 * @argument: of the job
 */
void cast_does(struct actor *actor, actor_job job, long argument)
{
	succeed(actor_do(actor, job, argument), actor);
}

/**
 * job_seize() - trace a process, and never wait for it
 */
long job_seize(long pid)
{
	return ptrace(PTRACE_SEIZE, (pid_t)pid, 0, 0) ? -errno : 0;
}

/**
 * job_unshare_pid() - have the next child be pid 1 of a new pid namespace
 * @unused: nothing
 */
long job_unshare_pid(long unused)
{
	(void)unused;
	return unshare(CLONE_NEWPID) ? -errno : 0;
}

/**
 * job_new_group() - have a process group of one's own
 * @unused: nothing
 */
long job_new_group(long unused)
{
	(void)unused;
	return setpgid(0, 0) ? -errno : 0;
}

/**
 * job_new_session() - have a session of one's own
 * @unused: nothing
 */
long job_new_session(long unused)
{
	(void)unused;
	return setsid() < 0 ? -errno : 0;
}
