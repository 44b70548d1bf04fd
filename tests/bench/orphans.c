// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * orphans fork | vfork | cycle | light_cycle | thousand | once | pids | many N: what processes cost
 * that end, and ones that are orphaned, printed as "NAME VALUE" with a nanosecond as the unit. The
 * program itself is the subreaper. "once" orphans a thousand and "many" N times eight, and both
 * print nothing; "pids" sees to it that all further pids are above 4096.
 *
 * Each value is the least of several rounds, as what disturbs a round only adds to it.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "family.h"
#include "light_process.h"
#include "measure.h"

#define CYCLE_ORPHANS	8
#define THOUSAND	1000
#define THOUSAND_ROUNDS 3

static void vfork_exit_wait(void)
{
	pid_t child = vfork();

	if (!child)
		_exit(0);
	must(waitpid(child, NULL, 0), "waitpid");
}

static void fork_exit_wait(void)
{
	pid_t child = must(fork(), "fork");

	if (!child)
		_exit(0);
	must(waitpid(child, NULL, 0), "waitpid");
}

static void outlive_parent(int hold)
{
	char none;

	for (int i = 0; i < CYCLE_ORPHANS; i++) {
		if (must(fork(), "fork") == 0)
			_exit(read(hold, &none, 1) != 0);
	}
	_exit(0);
}

/* A parent leaves orphans, which live until it has been reaped. */
static void cycle(void)
{
	pid_t parent;
	int hold[2];

	must(pipe(hold), "pipe");
	parent = must(fork(), "fork");
	if (!parent) {
		close(hold[1]);
		outlive_parent(hold[0]);
	}
	close(hold[0]);
	must(waitpid(parent, NULL, 0), "waitpid");
	close(hold[1]);
	for (int i = 0; i < CYCLE_ORPHANS; i++)
		must(wait(NULL), "wait for an orphan");
}

static int light_child(void *hold)
{
	char byte;

	return read(*(int *)hold, &byte, 1) != 1;
}

static int light_parent(void *hold)
{
	for (int i = 1; i <= CYCLE_ORPHANS; i++)
		light_process_start(i, light_child, hold);
	return 0;
}

/* The same with processes that share memory and files: what the module adds weighs most here. */
static void light_cycle(void)
{
	const char bytes[CYCLE_ORPHANS] = "";
	pid_t parent;
	int hold[2];

	must(pipe(hold), "pipe");
	parent = light_process_start(0, light_parent, hold);
	must(waitpid(parent, NULL, 0), "waitpid");
	must(write(hold[1], bytes, sizeof(bytes)), "write");
	for (int i = 0; i < CYCLE_ORPHANS; i++)
		must(wait(NULL), "wait for an orphan");
	close(hold[0]);
	close(hold[1]);
}

/* For a trace with many of them in it. */
static void orphan_many(int times)
{
	while (times--)
		light_cycle();
}

static long long orphan_thousand(void)
{
	struct family family;
	long long cost;

	family_start(&family, THOUSAND);
	settle();
	cost = family_bereave(&family);
	family_bury(&family);
	return cost;
}

static long long thousand(void)
{
	long long cost = -1;

	for (int round = 0; round < THOUSAND_ROUNDS; round++)
		cost = least(cost, orphan_thousand());
	return cost;
}

static void use_up_pids(int below)
{
	pid_t child;

	do {
		child = vfork();
		if (!child)
			_exit(0);
		must(waitpid(child, NULL, 0), "waitpid");
	} while (child < below);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	must(mlockall(MCL_CURRENT), "mlockall");
	must(prctl(PR_SET_CHILD_SUBREAPER, 1), "prctl");
	if (!strcmp(what, "fork"))
		printf("fork %lld\n", cost_of(fork_exit_wait));
	else if (!strcmp(what, "vfork"))
		printf("vfork %lld\n", cost_of(vfork_exit_wait));
	else if (!strcmp(what, "cycle"))
		printf("cycle %lld\n", cost_of(cycle));
	else if (!strcmp(what, "light_cycle"))
		printf("light_cycle %lld\n", cost_of(light_cycle));
	else if (!strcmp(what, "thousand"))
		printf("thousand %lld\n", thousand());
	else if (!strcmp(what, "pids"))
		use_up_pids(4096);
	else if (!strcmp(what, "once"))
		orphan_thousand();
	else if (!strcmp(what, "many"))
		orphan_many(argc > 2 ? atoi(argv[2]) : 1);
	else
		return 2;
	return 0;
}
