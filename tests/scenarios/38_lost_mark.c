// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * 38_lost_mark [-v] [TRIALS]: a process and its ancestor change their marks at the same time, and
 * neither may undo what the other does. Needs no module. Without TRIALS, LOST_MARK_TRIALS in the
 * environment says how often.
 *
 * Before 7.2.13 Linux fails now and then: a process's own mark and its being covered by an
 * ancestor's are bits of one word there, and either is stored by reading and writing back the
 * other. How often is printed for any kernel, and is a failure on one that has mainline's fix or
 * this project's.
 *
 * Each trial takes a process that was not covered before, as that lasts. So what it costs is to
 * make processes, and they share all they can:
 *
 *	ancestor, thread on one processor	waits for the descendant, then sets, once a trial
 *	ancestor, thread on another one		makes descendants, and reaps all
 *	    descendant				changes its mark meanwhile, leaves an orphan, exits
 *	        orphan				a zombie from the start
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "lib/actors.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/kernel.h"
#include "lib/surroundings.h"
#include "lib/tap.h"

#define TRIALS	   5000
#define STACK_SIZE 16384
#define CACHE_LINE 64

/* However slow the machine, it does so many trials in so many seconds. */
#define STRIDE	       500
#define STRIDE_SECONDS 60

/* Turns of an empty loop; about as long as it takes to spread a mark to one descendant. */
#define DELAY_MAX 1000

/**
 * struct race - a way to change one's mark while an ancestor sets
 * @claim: what holds if nothing is lost
 * @play: runs in the descendant; returns whether its mark was always what it had set
 * @leaves_orphan: the descendant is not marked in the end, so its orphan shows if it is covered
 */
struct race {
	const char *claim;
	bool (*play)(unsigned int trial);
	bool leaves_orphan;
};

/* What both sides of the race look at; trials count from 1. */
static struct {
	_Alignas(CACHE_LINE) _Atomic unsigned int begun;
	_Alignas(CACHE_LINE) _Atomic unsigned int set;
} progress;

/* What came of a trial: written by the descendant, in the ancestor's memory. */
static struct {
	bool mark_lost;
	pid_t orphan;
} outcome;

static char descendant_stack[STACK_SIZE] __attribute__((aligned(16)));
static char orphan_stack[STACK_SIZE] __attribute__((aligned(16)));

static unsigned int trials = TRIALS;
static bool verbose;

/* Those that this program may run on. */
static cpu_set_t processors;

/* Xorshift: cheap, and the same numbers each time. */
static unsigned int random_below(unsigned int *state, unsigned int limit)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state % limit;
}

static void delay(unsigned int turns)
{
	for (volatile unsigned int i = 0; i < turns; i++)
		;
}

static bool clear_again_and_again(unsigned int trial)
{
	progress.begun = trial;
	while (progress.set != trial)
		job_mark(0);
	return true;
}

static bool set_and_get(unsigned int trial)
{
	bool kept = true;

	progress.begun = trial;
	while (progress.set != trial) {
		job_mark(1);
		kept &= job_get_mark(0) == 1;
		job_mark(0);
		kept &= job_get_mark(0) == 0;
	}
	return kept;
}

/* The ancestor takes longer to come to the descendant than this to itself, hence the delay. */
static bool set_once(unsigned int trial)
{
	static unsigned int state = 1;
	unsigned int turns = random_below(&state, DELAY_MAX);
	bool kept;

	progress.begun = trial;
	delay(turns);
	job_mark(1);
	while (progress.set != trial)
		;
	kept = job_get_mark(0) == 1;
	job_mark(0);
	return kept;
}

static const struct race races[] = {
	{ "who clears again and again while an ancestor sets is covered by it",
	  clear_again_and_again, true },
	{ "who sets and clears while an ancestor sets always reads what it stored", set_and_get,
	  false },
	{ "who sets in the same moment as an ancestor is marked and covered", set_once, true },
};

#define RACES (sizeof(races) / sizeof(races[0]))

static pid_t make_process(int (*live)(void *), char *stack, int flags, const void *argument)
{
	flags |= CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | SIGCHLD;
	return clone(live, stack + STACK_SIZE, flags, (void *)argument);
}

static int die(void *unused)
{
	(void)unused;
	_exit(0);
}

struct part {
	const struct race *race;
	unsigned int trial;
};

static int play_descendant(void *argument)
{
	const struct part *part = argument;

	job_set_pdeath_signal(SIGKILL);
	outcome.mark_lost = !part->race->play(part->trial);
	if (part->race->leaves_orphan)
		outcome.orphan = make_process(die, orphan_stack, CLONE_VFORK, NULL);
	_exit(0);
}

/* Dying is slow where a process has to be woken on another processor. */
static void stay_on_processor(unsigned int which)
{
	cpu_set_t one;

	CPU_ZERO(&one);
	for (unsigned int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (CPU_ISSET(cpu, &processors) && !which--)
			CPU_SET(cpu, &one);
	}
	sched_setaffinity(0, sizeof(one), &one);
}

/* The ancestor's part: to set in each trial, somewhere in the descendant's loop if that has one. */
static void *set_in_each_trial(void *argument)
{
	const struct race *race = argument;
	unsigned int state = 1;
	unsigned int turns;

	stay_on_processor(0);
	for (unsigned int trial = 1; trial <= trials; trial++) {
		turns = race->play == set_once ? 0 : random_below(&state, DELAY_MAX);
		while (progress.begun != trial)
			;
		delay(turns);
		job_mark(1);
		progress.set = trial;
	}
	return NULL;
}

/* Returns whether something was lost. An orphan that is not covered is no child of the ancestor. */
static bool play_trial(const struct race *race, unsigned int trial)
{
	const struct part part = { race, trial };
	pid_t descendant;
	bool astray;

	outcome.orphan = 0;
	job_mark(0);
	descendant = make_process(play_descendant, descendant_stack, 0, &part);
	if (descendant < 0 || job_reap(descendant) || outcome.orphan < 0)
		tap_bail("cannot make processes");
	astray = outcome.orphan && job_reap(outcome.orphan);
	return outcome.mark_lost || astray;
}

static void tell_progress(const struct race *race, unsigned int trial, unsigned int lost)
{
	alarm(STRIDE_SECONDS);
	if (verbose)
		fprintf(stderr, "S38: race %zu of %zu: %u of %u trials, %u lost\n",
			race - races + 1, RACES, trial, trials, lost);
}

static unsigned int play_race(const struct race *race)
{
	unsigned int lost = 0;
	pthread_t setter;

	progress.begun = 0;
	progress.set = 0;
	errno = pthread_create(&setter, NULL, set_in_each_trial, (void *)race);
	if (errno)
		tap_bail("cannot make a thread: %s", strerror(errno));
	for (unsigned int trial = 1; trial <= trials; trial++) {
		if (trial % STRIDE == 1)
			tell_progress(race, trial - 1, lost);
		lost += play_trial(race, trial);
	}
	pthread_join(setter, NULL);
	return lost;
}

/* A subreaper further up would have covered the descendants from the start. */
static bool is_covered(void)
{
	struct surroundings around;

	actors_start();
	surroundings_explore(&around);
	actors_reap();
	return around.unmarked == SUBREAPER_DECISION_SUBREAPER;
}

static const char *find_obstacle(void)
{
	if (!kernel_has_subreapers())
		return "the kernel has no subreapers";
	if (sched_getaffinity(0, sizeof(processors), &processors) || CPU_COUNT(&processors) < 2)
		return "it takes two processors";
	if (is_covered())
		return "a subreaper covers this program";
	return NULL;
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

static void check_race(const struct race *race, const char *obstacle, bool fixed)
{
	double started = seconds();
	unsigned int lost;

	claim_begin("%s", race->claim);
	if (obstacle) {
		claim_skip(obstacle);
		return;
	}
	lost = play_race(race);
	printf("# S38: race %zu: lost %u of %u trials, %.3f %%, in %.0f s\n", race - races + 1,
	       lost, trials, 100. * lost / trials, seconds() - started);
	if (fixed)
		claim_expect("trials in which something was lost", 0, lost);
	claim_end();
}

int main(int argc, char **argv)
{
	const char *obstacle = find_obstacle();
	bool fixed = kernel_keeps_marks();

	verbose = argc > 1 && !strcmp(argv[1], "-v");
	if (argc > 1 + verbose)
		trials = strtoul(argv[1 + verbose], NULL, 10);
	else if (getenv("LOST_MARK_TRIALS"))
		trials = strtoul(getenv("LOST_MARK_TRIALS"), NULL, 10);
	if (!trials)
		tap_bail("usage: 38_lost_mark [-v] [TRIALS]");
	tap_plan(38, RACES);
	/* There is nothing to print, and printing would make losses rarer. */
	events_end_audience();
	stay_on_processor(1);
	for (unsigned int i = 0; i < RACES; i++)
		check_race(&races[i], obstacle, fixed);
	return tap_status();
}
