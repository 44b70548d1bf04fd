// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "actors.h"
#include "jobs.h"

/**
 * job_mark() - make the process a subreaper, or no longer one
 * @argument: of PR_SET_CHILD_SUBREAPER, as it is
 */
long job_mark(long argument)
{
	return prctl(PR_SET_CHILD_SUBREAPER, (unsigned long)argument, 0, 0, 0) ? -errno : 0;
}

/**
 * job_get_mark() - is the process a subreaper?
 * @unused: nothing
 *
 * Return: what PR_GET_CHILD_SUBREAPER stores
 */
long job_get_mark(long unused)
{
	int mark = -1;

	(void)unused;
	return prctl(PR_GET_CHILD_SUBREAPER, &mark, 0, 0, 0) ? -errno : mark;
}

/**
 * job_getppid() - the parent that the process sees
 * @unused: nothing
 */
long job_getppid(long unused)
{
	(void)unused;
	return getppid();
}

/**
 * job_reap() - wait for the end of a child
 * @pid: which; -1 for any
 *
 * Return: its status, as wait() gives it
 */
long job_reap(long pid)
{
	int status;

	return waitpid(pid, &status, 0) < 0 ? -errno : status;
}

/**
 * job_try_to_reap() - see whether a child has ended
 * @pid: which; -1 for any
 *
 * Return: its status; -EAGAIN when none has ended
 */
long job_try_to_reap(long pid)
{
	int status;

	switch (waitpid(pid, &status, WNOHANG)) {
	case -1:
		return -errno;
	case 0:
		return -EAGAIN;
	default:
		return status;
	}
}

/**
 * job_take_signal() - take a signal that is pending, and let the scenario look at it
 * @signal: SIGCHLD, SIGUSR1 or SIGUSR2, which actors never let through
 *
 * Return: the pid that came with it; -EAGAIN when none is pending
 */
long job_take_signal(long signal)
{
	const struct timespec at_once = { 0 };
	siginfo_t *info = &actor_self()->signal;
	sigset_t wanted;

	sigemptyset(&wanted);
	sigaddset(&wanted, signal);
	return sigtimedwait(&wanted, info, &at_once) < 0 ? -errno : info->si_pid;
}

/**
 * job_ignore_signal() - have a signal ignored
 * @signal: which; SIGCHLD makes children vanish when they end
 */
long job_ignore_signal(long number)
{
	return signal(number, SIG_IGN) == SIG_ERR ? -errno : 0;
}

/**
 * job_set_pdeath_signal() - ask for a signal when the parent thread goes
 */
long job_set_pdeath_signal(long signal)
{
	return prctl(PR_SET_PDEATHSIG, signal) ? -errno : 0;
}

/**
 * job_enter_pid_namespace() - have future children be born in a pid namespace
 * @pid: of a process in it
 */
long job_enter_pid_namespace(long pid)
{
	char path[40];
	long err = 0;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/ns/pid", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setns(fd, CLONE_NEWPID))
		err = -errno;
	close(fd);
	return err;
}
