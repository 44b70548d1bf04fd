// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * stress MODULE SECONDS: load and unload the module for SECONDS of the guest's time, while events
 * are enabled in instances that come and go, debugfs is read in all ways, the state is dumped, and
 * families of processes fall apart. Prints TAP: that each actor did something, and that everything
 * was done; what the kernel has to say of it, its caller hears. In the end the module is loaded,
 * and nothing should hold it.
 *
 * On a busy machine to load the module once may take seconds, and a look for its files
 * meanwhile finds none: then the play goes on until all has been done; but not without end.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "actor.h"

/* How many times longer it may take. */
#define PATIENCE 10

static const struct {
	const char *name;
	void (*play)(void);
} cast[] = {
	{ "loader", play_loader }, { "tracer", play_tracer }, { "tracer", play_tracer },
	{ "tracer", play_tracer }, { "reader", play_reader }, { "reader", play_reader },
	{ "dumper", play_dumper }, { "storm", play_storm },   { "storm", play_storm },
};

#define ACTORS (sizeof(cast) / sizeof(cast[0]))
_Static_assert(ACTORS <= ACTORS_MAX, "each actor has its own count");

static pid_t actors[ACTORS];
static unsigned int tests, bad;

static void report(bool good, const char *what)
{
	printf("%sok %u - %s\n", good ? "" : "not ", ++tests, what);
	bad += !good;
}

static void start_actors(void)
{
	for (unsigned int i = 0; i < ACTORS; i++) {
		actors[i] = fork();
		if (actors[i] == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			actor_enter(i);
			cast[i].play();
			exit(0);
		}
	}
}

static bool await_actors(void)
{
	bool good = true;
	int status;

	for (unsigned int i = 0; i < ACTORS; i++) {
		status = -1;
		if (actors[i] > 0 && waitpid(actors[i], &status, 0) == actors[i] && !status)
			continue;
		printf("# %s %u ended with status 0x%x\n", cast[i].name, i, status);
		good = false;
	}
	return good;
}

static bool each_acted(void)
{
	for (unsigned int i = 0; i < ACTORS; i++) {
		if (!actor_deeds(i))
			return false;
	}
	return true;
}

static bool everything_was_done(void)
{
	for (unsigned int i = 0; i < DEED_COUNT; i++) {
		if (!actor_count(i))
			return false;
	}
	return each_acted();
}

static void let_play(unsigned int seconds)
{
	struct timespec now, begin;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	do {
		sleep(1);
		clock_gettime(CLOCK_MONOTONIC, &now);
		now.tv_sec -= begin.tv_sec;
	} while (now.tv_sec < seconds ||
		 (now.tv_sec < seconds * PATIENCE && !everything_was_done()));
	printf("# it went on for %ld s\n", now.tv_sec);
}

static void report_actors(void)
{
	for (unsigned int i = 0; i < ACTORS; i++)
		printf("# %s %u did %lu things\n", cast[i].name, i, actor_deeds(i));
	report(each_acted(), "each actor did something");
}

static void report_deeds(void)
{
#define DEED_WORDS(name, words) words,
	static const char * const deeds[] = { DEEDS(DEED_WORDS) };
	char what[80];

	for (unsigned int i = 0; i < DEED_COUNT; i++) {
		printf("# %lu %s\n", actor_count(i), deeds[i]);
		snprintf(what, sizeof(what), "there are %s", deeds[i]);
		report(actor_count(i), what);
	}
}

int main(int argc, char **argv)
{
	if (argc != 3 || actor_open_stage(argv[1]))
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	start_actors();
	let_play(atoi(argv[2]));
	actor_end_play();
	report(await_actors(), "nothing fails but for the module's absence");
	report_actors();
	report_deeds();
	printf("1..%u\n", tests);
	return bad > 0;
}
