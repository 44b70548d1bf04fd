// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * processes: what forking, dying, being orphaned and marking cost, printed as "NAME VALUE" lines
 * with a nanosecond as the unit.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

#define DESCENDANTS 10000
#define SET_ROUNDS  3

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

/* Prints what @once costs, below a subreaper that is @levels up from the process that is born
 * there. */
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
	printf("%s %lld\n", name, cost_of(once));
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
	settle();
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
	long long cost = -1;

	for (int round = 0; round < SET_ROUNDS; round++)
		cost = least(cost, set_once());
	printf("set_with_10000_descendants %lld\n", cost);
}

int main(void)
{
	must(mlockall(MCL_CURRENT), "mlockall");
	tell("fork_exit_wait", fork_exit_wait, 0);
	tell("orphan_1_level", orphan, 1);
	tell("orphan_10_levels", orphan, 10);
	tell("orphan_100_levels", orphan, 100);
	tell("orphan_1000_levels", orphan, 1000);
	tell_set();
	return 0;
}
