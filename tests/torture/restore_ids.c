// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * restore_ids [TRIALS]: PR_TIMER_CREATE_RESTORE_IDS and execve() against PR_SET_CHILD_SUBREAPER.
 *
 * Since Linux 6.15 a third flag, timer_create_restore_ids, stands beside the two of child
 * subreapers. Where these are bitfields, as in 6.18, it shares their word. prctl() stores it
 * without a lock as well, and execve() clears it. So there are three more ways to lose a store:
 *
 *	two threads of a process, one changes its subreaper flag, the other changes this flag
 *	a process changes this flag while its parent's PR_SET_CHILD_SUBREAPER reaches it
 *	a process executes a program while its parent's PR_SET_CHILD_SUBREAPER reaches it
 *
 * Prints TAP with how many were lost, as comments: whether that is a fault depends on the kernel.
 * Needs two processors, and no subreaper above.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef PR_TIMER_CREATE_RESTORE_IDS
#define PR_TIMER_CREATE_RESTORE_IDS	77
#define PR_TIMER_CREATE_RESTORE_IDS_GET 2
#endif

/* A call is cheap beside a process: threads make many more of them. */
#define CALLS_PER_TRIAL 100

static unsigned int trials = 20000;

/* What parent and child, or two threads, share. */
struct shared {
	atomic_uint ready;
	atomic_uint done;
	_Atomic pid_t orphan;
};

static struct shared *shared;

static int restore_ids(unsigned long argument)
{
	return prctl(PR_TIMER_CREATE_RESTORE_IDS, argument, 0, 0, 0);
}

static int is_subreaper(void)
{
	int value = -1;

	prctl(PR_GET_CHILD_SUBREAPER, &value, 0, 0, 0);
	return value;
}

/* Both loops change a flag to and fro, and count how often it is not what was stored. */

static void *change_subreaper(void *lost)
{
	for (unsigned int i = 0; i < trials * CALLS_PER_TRIAL; i++) {
		prctl(PR_SET_CHILD_SUBREAPER, i % 2UL, 0, 0, 0);
		*(unsigned int *)lost += is_subreaper() != (int)(i % 2);
	}
	return NULL;
}

static unsigned int change_restore_ids(void)
{
	unsigned int lost = 0;

	for (unsigned int i = 0; i < trials * CALLS_PER_TRIAL; i++) {
		restore_ids(i % 2);
		lost += restore_ids(PR_TIMER_CREATE_RESTORE_IDS_GET) != (int)(i % 2);
	}
	return lost;
}

static void report(unsigned int test, const char *what, unsigned int lost, unsigned int of)
{
	printf("# restore_ids: lost %u of %u\nok %u - %s, or is lost\n", lost, of, test, what);
	fflush(stdout);
}

static void race_of_threads(void)
{
	unsigned int subreaper_lost = 0, restore_lost;
	pthread_t thread;

	pthread_create(&thread, NULL, change_subreaper, &subreaper_lost);
	restore_lost = change_restore_ids();
	pthread_join(thread, NULL);
	report(1, "a subreaper flag is what it was set to while a thread sets the other flag",
	       subreaper_lost, trials * CALLS_PER_TRIAL);
	report(2, "the other flag is what it was set to while a thread sets the subreaper flag",
	       restore_lost, trials * CALLS_PER_TRIAL);
}

/* The child leaves a zombie, which its parent adopts if that was known to it. */
static void leave_orphan(unsigned int trial)
{
	pid_t orphan = fork();

	if (!orphan)
		_exit(0);
	shared->orphan = orphan;
	shared->ready = trial;
}

static pid_t start_child(unsigned int trial, void (*play)(unsigned int trial))
{
	pid_t child;

	prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
	child = fork();
	if (!child) {
		leave_orphan(trial);
		play(trial);
		_exit(0);
	}
	while (shared->ready != trial)
		sched_yield();
	return child;
}

static bool orphan_is_lost(pid_t child)
{
	waitpid(child, NULL, 0);
	return waitpid(shared->orphan, NULL, 0) < 0;
}

static void change_restore_ids_until_done(unsigned int trial)
{
	while (shared->done != trial) {
		restore_ids(1);
		restore_ids(0);
	}
}

static void race_of_processes(void)
{
	unsigned int lost = 0;
	pid_t child;

	for (unsigned int trial = 1; trial <= trials; trial++) {
		child = start_child(trial, change_restore_ids_until_done);
		prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
		shared->done = trial;
		lost += orphan_is_lost(child);
	}
	report(3, "an orphan of a process that sets the other flag is adopted", lost, trials);
}

/* This program again, and again until there is a byte to read. */
static void execute_until_done(__attribute__((unused)) unsigned int trial)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	char byte;

	if (!poll(&input, 1, 0))
		execl("/proc/self/exe", "restore_ids", "--execute", NULL);
	_exit(read(STDIN_FILENO, &byte, 1) != 1);
}

static void race_of_programs(void)
{
	unsigned int lost = 0;
	int ends[2];
	pid_t child;

	if (pipe(ends) || dup2(ends[0], STDIN_FILENO) < 0) {
		puts("Bail out! no pipe");
		exit(2);
	}
	for (unsigned int trial = trials + 1; trial <= 2 * trials; trial++) {
		child = start_child(trial, execute_until_done);
		/* Executing takes much longer than the call: it is to begin anywhere in that. */
		usleep(random() % 1000);
		prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
		if (write(ends[1], "", 1) != 1)
			break;
		lost += orphan_is_lost(child);
	}
	report(4, "an orphan of a process that executes a program is adopted", lost, trials);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "--execute"))
		execute_until_done(0);
	if (argc > 1)
		trials = strtoul(argv[1], NULL, 10);
	if (restore_ids(PR_TIMER_CREATE_RESTORE_IDS_GET) < 0) {
		puts("1..0 # SKIP the kernel has no PR_TIMER_CREATE_RESTORE_IDS");
		return 0;
	}
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	if (shared == MAP_FAILED || !trials) {
		puts("Bail out! usage: restore_ids [TRIALS]");
		return 2;
	}
	puts("1..4");
	race_of_threads();
	race_of_processes();
	race_of_programs();
	return 0;
}
