// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * processes: what forking, dying and being orphaned costs, printed as "NAME VALUE" lines.
 *
 * For a guest under --icount, where a nanosecond is an instruction. Each value is the least of
 * several rounds, since what disturbs a round, such as a timer, only adds to it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS	    7
#define LOOPS	    200
#define DESCENDANTS 10000
#define SET_ROUNDS  3

static void must(int result, const char *what)
{
	if (result < 0) {
		perror(what);
		exit(1);
	}
}

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void vfork_exit_wait(void)
{
	pid_t child = vfork();

	if (!child)
		_exit(0);
	must(waitpid(child, NULL, 0), "waitpid");
}

static void fork_exit_wait(void)
{
	pid_t child = fork();

	if (!child)
		_exit(0);
	must(waitpid(child, NULL, 0), "waitpid");
}

/* The subreaper ignores SIGCHLD, so the orphan needs no wait; and waiting for M ends in ECHILD. */
static void orphan(void)
{
	pid_t middle = fork();

	if (!middle) {
		if (!vfork())
			_exit(0);
		_exit(0);
	}
	waitpid(middle, NULL, 0);
}

static double cost_of(void (*once)(void))
{
	long long start, least = -1, cost;

	for (int round = 0; round < ROUNDS; round++) {
		start = now();
		for (int i = 0; i < LOOPS; i++)
			once();
		cost = now() - start;
		if (least < 0 || cost < least)
			least = cost;
	}
	return (double)least / LOOPS;
}

/* Prints what @once costs, below a subreaper that is @levels up from who is born there. */
static void tell(const char *name, void (*once)(void), int levels)
{
	pid_t child = fork();

	must(child, "fork");
	if (child) {
		must(waitpid(child, NULL, 0), "waitpid");
		return;
	}
	if (levels) {
		signal(SIGCHLD, SIG_IGN);
		must(prctl(PR_SET_CHILD_SUBREAPER, 1), "prctl");
	}
	for (int level = 1; level < levels; level++) {
		child = fork();
		must(child, "fork");
		if (child) {
			waitpid(child, NULL, 0);
			_exit(0);
		}
	}
	printf("%s %.1f\n", name, cost_of(once));
	fflush(stdout);
	_exit(0);
}

static long long set_once(void)
{
	static pid_t children[DESCENDANTS];
	long long start, cost;

	for (int i = 0; i < DESCENDANTS; i++) {
		children[i] = fork();
		must(children[i], "fork");
		if (!children[i]) {
			pause();
			_exit(0);
		}
	}
	start = now();
	must(prctl(PR_SET_CHILD_SUBREAPER, 1), "prctl");
	cost = now() - start;
	must(prctl(PR_SET_CHILD_SUBREAPER, 0), "prctl");
	for (int i = 0; i < DESCENDANTS; i++)
		kill(children[i], SIGKILL);
	while (wait(NULL) > 0)
		;
	return cost;
}

static void tell_set(void)
{
	long long least = -1, cost;

	for (int round = 0; round < SET_ROUNDS; round++) {
		cost = set_once();
		if (least < 0 || cost < least)
			least = cost;
	}
	printf("set_with_10000_descendants %lld\n", least);
}

int main(void)
{
	must(mlockall(MCL_CURRENT), "mlockall");
	tell("vfork_exit_wait", vfork_exit_wait, 0);
	tell("fork_exit_wait", fork_exit_wait, 0);
	tell("orphan_1_level", orphan, 1);
	tell("orphan_10_levels", orphan, 10);
	tell("orphan_100_levels", orphan, 100);
	tell("orphan_1000_levels", orphan, 1000);
	tell_set();
	return 0;
}
