// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A manager marks itself while a process below it changes its own mark. Linux as it comes then now
 * and then forgets that a subreaper is above that process: its orphans go to init, past a manager
 * that is marked. tests/scenarios/38_lost_mark.c says more. Tries until it has happened.
 *
 *	manager, thread on one processor	waits for the daemon, then sets, once a trial
 *	manager, thread on another one		makes the daemons, and looks for their orphans
 *	daemon					clears meanwhile, leaves an orphan, exits
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TRIALS_SECONDS 120
#define LIVE_SECONDS   60
#define CACHE_LINE     64

/* Each is an event: without a limit there would be too many to record. */
#define CLEARS_MAX 100

/* What comes sooner after a mark may have been decided before it, so that it cannot be known. */
#define SETTLE_US 5000

/* Turns of an empty loop; about as long as it takes to spread a mark to one descendant. */
#define DELAY_MAX 1000

/* Trials count from 1. */
struct meeting {
	_Alignas(CACHE_LINE) _Atomic unsigned int begun;
	_Alignas(CACHE_LINE) _Atomic unsigned int ready;
	_Alignas(CACHE_LINE) _Atomic unsigned int set;
	_Alignas(CACHE_LINE) pid_t orphan;
};

static struct meeting *meeting;

/* Of a pipe: main() waits until no process has it any more. */
static int told;

static void mark(unsigned long argument)
{
	prctl(PR_SET_CHILD_SUBREAPER, argument, 0, 0, 0);
}

static void stay_on_processor(int which)
{
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(which, &one);
	sched_setaffinity(0, sizeof(one), &one);
}

static void *set_in_each_trial(void *unused)
{
	unsigned int trial;

	(void)unused;
	stay_on_processor(0);
	for (trial = 1;; trial++) {
		while (meeting->begun != trial)
			;
		meeting->ready = trial;
		for (volatile int turns = random() % DELAY_MAX; turns; turns--)
			;
		mark(1);
		meeting->set = trial;
	}
	return NULL;
}

static void __attribute__((noreturn)) live_on(const char *name)
{
	prctl(PR_SET_NAME, name);
	alarm(LIVE_SECONDS);
	for (;;)
		pause();
}

static void __attribute__((noreturn)) be_daemon(unsigned int trial)
{
	unsigned int clears = 0;
	pid_t orphan;

	close(told);
	prctl(PR_SET_NAME, "daemon");
	meeting->begun = trial;
	while (meeting->ready != trial)
		;
	while (meeting->set != trial) {
		if (clears++ < CLEARS_MAX)
			mark(0);
	}
	usleep(SETTLE_US);
	orphan = fork();
	if (!orphan)
		live_on("orphan");
	meeting->orphan = orphan;
	_exit(0);
}

/* Returns whether the orphan has gone past the manager. */
static bool play_trial(unsigned int trial, pid_t *daemon)
{
	siginfo_t info;

	mark(0);
	*daemon = fork();
	if (!*daemon)
		be_daemon(trial);
	waitpid(*daemon, NULL, 0);
	if (*daemon < 0 || meeting->orphan < 0)
		exit(1);
	if (waitid(P_PID, meeting->orphan, &info, WEXITED | WNOHANG) && errno == ECHILD)
		return true;
	kill(meeting->orphan, SIGKILL);
	waitpid(meeting->orphan, NULL, 0);
	return false;
}

static time_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void __attribute__((noreturn)) be_manager(void)
{
	time_t end = seconds() + TRIALS_SECONDS;
	unsigned int trial = 0;
	bool lost = false;
	pthread_t setter;
	pid_t daemon = 0;

	prctl(PR_SET_NAME, "manager");
	stay_on_processor(1);
	pthread_create(&setter, NULL, set_in_each_trial, NULL);
	while (!lost && seconds() < end)
		lost = play_trial(++trial, &daemon);
	pthread_cancel(setter);
	if (lost)
		dprintf(told, "manager=%d\ndaemon=%d\norphan=%d\n", getpid(), daemon,
			meeting->orphan);
	dprintf(told, "# it took %u trials\n", trial);
	close(told);
	live_on("manager");
}

int main(void)
{
	char line[256];
	int ends[2];
	ssize_t got;

	meeting = mmap(NULL, sizeof(*meeting), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		       -1, 0);
	if (meeting == MAP_FAILED || pipe(ends))
		return 1;
	told = ends[1];
	if (!fork())
		be_manager();
	close(told);
	while ((got = read(ends[0], line, sizeof(line))) > 0)
		fwrite(line, 1, got, stdout);
	return 0;
}
