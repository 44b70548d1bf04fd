// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * witness [-v] [-r DIRECTORY] ORPHANS [SEED]: make orphans, and hold every reparent against what
 * the orphan says, what /proc says of its new parent, and what the rules say. README.md says how.
 * Prints TAP; needs root, the initial pid namespace, and subreaper_trace loaded.
 *
 * The test is played by a process of its own, so that a process is left to put everything in order.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../scenarios/lib/proc.h"
#include "../scenarios/lib/tap.h"
#include "../scenarios/lib/tasks.h"
#include "../scenarios/lib/words.h"
#include "audience.h"
#include "cast.h"
#include "recording.h"
#include "round.h"
#include "tally.h"
#include "trial.h"
#include "truth.h"

/* A round takes a fraction of a second; one that takes this long stands still. */
#define ROUND_SECONDS 300

static struct {
	bool verbose;
	const char *recordings;
	unsigned int orphans;
	uint64_t seed;
} options = { .seed = 1 };

/* That the player makes. */
#define CLAIMS 5

static unsigned int claims, failed;

static void claim(bool holds, const char *sentence)
{
	failed += !holds;
	printf("%sok %u - %s\n", holds ? "" : "not ", ++claims, sentence);
}

/* Adds a process that is there already, after all that are above it. */
static int add_with_ancestors(struct world *world, pid_t pid)
{
	int parent = NOBODY, process;
	struct tasks_row row = { 0 };

	if (pid) {
		parent = add_with_ancestors(world, proc_status_number(pid, "PPid"));
		if (!tasks_find(pid, &row))
			tap_bail("debugfs does not know %d", pid);
	}
	if (world->nr_processes == FOREIGN_MAX)
		tap_bail("the test is too deep in the tree of processes");
	process = world_add_foreign(world, parent, pid);
	world->processes[process].marked = row.subreaper;
	world->processes[process].covered = row.has_subreaper;
	return process;
}

static void describe_surroundings(struct world *world)
{
	world->self = add_with_ancestors(world, getpid());
	world->processes[world->self].foreign = false;
	world->nr_namespaces = 1;
	world->namespaces[0].reaper = world_find_thread(world, 1);
}

static void tell_progress(unsigned int percent)
{
	static unsigned int told;

	if (!options.verbose || percent < told + 5)
		return;
	told = percent;
	fprintf(stderr, "witness: %u %% of the orphans, wrong %u, missing %u\n", percent,
		tally.wrong, tally.missing);
}

static long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void play(void)
{
	static struct world world;
	long start = milliseconds();

	if (options.recordings) {
		char path[256];

		snprintf(path, sizeof(path), "%s/truth", options.recordings);
		truth_open(path);
		audience_seat(options.recordings);
	}
	describe_surroundings(&world);
	trial_prepare();
	for (unsigned int round = 1; tally.orphans < options.orphans; round++) {
		alarm(ROUND_SECONDS);
		round_play(&world, options.seed, round, options.orphans);
		tell_progress(tally.orphans * 100ull / options.orphans);
	}
	alarm(0);
	tally_print();
	printf("# lost by the buffer: %u events; time %ld ms\n", events_lost(),
	       milliseconds() - start);
}

/* No namespace has to die while there is any process to be asked. */
static bool every_decision_occurred(void)
{
	bool all = tally.by_later_thread;

	for (unsigned int i = 1; i < DECISIONS_END; i++) {
		if (tally.moves[i] || trial_is_blind_to(i) || i == SUBREAPER_DECISION_NS_DYING)
			continue;
		printf("# never: %s\n", decision_word(i));
		all = false;
	}
	return all;
}

static void __attribute__((noreturn)) play_it(void)
{
	sigset_t all;

	sigfillset(&all);
	sigdelset(&all, SIGALRM);
	sigprocmask(SIG_BLOCK, &all, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("# seed %llu\n", (unsigned long long)options.seed);
	recording_start();
	play();
	claim(tally.orphans == options.orphans, "as many processes are orphaned as were asked for");
	claim(tally.wrong == 0, "no witness contradicts an event, or the rules");
	claim(tally.missing <= events_lost(),
	      "no reparent, walk or mark is missing, but what the buffer lost");
	claim(every_decision_occurred(),
	      "every decision occurs, but ns_dying, and a later thread than the first adopts");
	claim(waitpid(-1, NULL, WNOHANG) < 0, "no process is left");
	exit(failed != 0);
}

/* Ends when the player does, or has to. */
static int watch(pid_t player, const sigset_t *watched)
{
	int status, ended_by;
	bool gone;

	sigwait(watched, &ended_by);
	if (ended_by != SIGCHLD)
		kill(player, SIGKILL);
	waitpid(player, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		cast_kill();
	gone = recording_stop();
	if (!WIFEXITED(status)) {
		printf("Bail out! %s\n", strsignal(WTERMSIG(status)));
		return 1;
	}
	claims = CLAIMS;
	claim(gone, "no tracefs instance is left");
	printf("1..%u\n", claims);
	return WEXITSTATUS(status) || failed;
}

static void read_options(int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "vr:")) != -1) {
		if (option == 'r')
			options.recordings = optarg;
		else if (option == 'v')
			options.verbose = true;
		else
			exit(2);
	}
	options.orphans = optind < argc ? atoi(argv[optind]) : 0;
	if (optind + 1 < argc)
		options.seed = strtoull(argv[optind + 1], NULL, 0);
	if (options.orphans)
		return;
	fputs("Usage: witness [-v] [-r DIRECTORY] ORPHANS [SEED]\n", stderr);
	exit(2);
}

static pid_t fork_player(void)
{
	pid_t player = fork();

	if (player < 0)
		tap_bail("cannot fork: %s", strerror(errno));
	return player;
}

int main(int argc, char **argv)
{
	sigset_t watched;
	pid_t player;

	if (argc == 4 && !strcmp(argv[1], "--actor"))
		cast_enter(argv[2], argv[3]);
	read_options(argc, argv);
	sigemptyset(&watched);
	sigaddset(&watched, SIGCHLD);
	sigaddset(&watched, SIGINT);
	sigaddset(&watched, SIGTERM);
	sigaddset(&watched, SIGHUP);
	sigprocmask(SIG_BLOCK, &watched, NULL);
	recording_name();
	cast_open();
	player = fork_player();
	if (!player)
		play_it();
	return watch(player, &watched);
}
