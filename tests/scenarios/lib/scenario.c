// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * main() of every scenario. The scenario is played by a process of its own, so that a process is
 * left to put everything in order whatever becomes of it: the watcher shares its descriptors, and
 * with them the pidfds of all actors.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "actors.h"
#include "events.h"
#include "scenario.h"
#include "tap.h"

/* What PROC_PID_INIT_INO of the kernel is: the namespace that events count pids in. */
#define INITIAL_PID_NAMESPACE 0xeffffffc

static void demand_initial_namespace(void)
{
	struct stat namespace;

	if (stat("/proc/self/ns/pid", &namespace) || namespace.st_ino != INITIAL_PID_NAMESPACE)
		tap_bail("not in the initial pid namespace");
}

static _Noreturn void play_it(unsigned int number, unsigned int claims, void (*play)(void))
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	demand_initial_namespace();
	tap_plan(number, claims + 1);
	events_start();
	play();
	events_end_audience();

	claim_begin("no event was lost");
	claim_expect("events lost", 0, events_lost());
	claim_end();
	actors_reap();
	exit(tap_status());
}

static void watched_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGCHLD);
	sigaddset(set, SIGHUP);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
}

static pid_t fork_sharing_descriptors(void)
{
	return syscall(SYS_clone, CLONE_FILES | SIGCHLD, NULL, NULL, NULL, NULL);
}

/* Ends when the scenario does, or has to. */
static int watch(pid_t player, const sigset_t *watched)
{
	const struct timespec limit = { .tv_sec = SCENARIO_SECONDS };
	int ended_by = sigtimedwait(watched, NULL, &limit);
	int status;

	if (ended_by != SIGCHLD)
		kill(player, SIGKILL);
	waitpid(player, &status, 0);
	actors_kill();
	/* An instance cannot be removed while one of its files is open. */
	close_range(STDERR_FILENO + 1, ~0U, 0);
	events_stop();
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	printf("Bail out! %s\n", ended_by < 0 ? "it took too long" : strsignal(WTERMSIG(status)));
	return 1;
}

/**
 * scenario_main() - play a scenario, and leave nothing of it behind
 * @number: in the list of scenarios; every claim begins with it
 * @claims: how many claims it makes
 * @play: makes them
 *
 * Return: the exit status for the program: 0 when all claims hold
 */
int scenario_main(unsigned int number, unsigned int claims, void (*play)(void))
{
	sigset_t watched;
	pid_t player;

	watched_signals(&watched);
	sigprocmask(SIG_BLOCK, &watched, NULL);
	actors_start();
	events_name();
	player = fork_sharing_descriptors();
	if (player < 0)
		tap_bail("cannot fork: %s", strerror(errno));
	if (!player) {
		sigprocmask(SIG_UNBLOCK, &watched, NULL);
		play_it(number, claims, play);
	}
	return watch(player, &watched);
}
