// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * views CASE: makes known things happen, and holds what debugfs says of them against it. No event
 * is enabled. Says in "#" lines what is wrong.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "orphans.h"
#include "view.h"

#define MANY 211

static void mark(int argument)
{
	prctl(PR_SET_CHILD_SUBREAPER, argument);
}

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static bool expect_column(const struct view_row *row, const char *column, long long expected)
{
	return expect(column, expected, view_number(row, column));
}

static bool expect_word(const struct view_row *row, const char *column, const char *expected)
{
	return expect_text(column, expected, view_text(row, column));
}

static bool expect_own_start(const struct view_row *row, const char *column)
{
	struct view_row tasks;

	return view_find("tasks", "pid", getpid(), &tasks) &&
	       expect_column(row, column, view_number(&tasks, "start"));
}

/* walks shows all of a decision, with names as hostile as they may be. */
static bool show_decision(void)
{
	long long before = now();
	struct orphans *orphans;
	struct view_row row;
	char steps[32];

	mark(1);
	prctl(PR_SET_NAME, "us");
	orphans = orphans_leave(3, 0, "a b\n\\");
	if (!view_find("walks", "parent", orphans->parent, &row))
		return expect("lines on the parent", 1, 0);
	snprintf(steps, sizeof(steps), "%d:adopts", getpid());
	return expect("time", true,
		      view_number(&row, "time") >= before && view_number(&row, "time") <= now()) &
	       expect_column(&row, "parent_tid", orphans->parent) &
	       expect_column(&row, "parent_start", orphans->parent_start) &
	       expect_column(&row, "level", 0) & expect_column(&row, "has_flag", 1) &
	       expect_word(&row, "decision", "subreaper") &
	       expect_column(&row, "adopter", getpid()) &
	       expect_column(&row, "adopter_tid", getpid()) &
	       expect_own_start(&row, "adopter_start") & expect_column(&row, "children", 3) &
	       expect_column(&row, "nr_steps", 1) & expect_word(&row, "steps", steps) &
	       expect_word(&row, "parent_comm", "a\\040b\\012\\134") &
	       expect_word(&row, "adopter_comm", "us") &
	       expect_column(&row, "parent_exit_code", 0) & expect_column(&row, "children_told", 3);
}

/* Of a walk of 131 steps walks keeps 16 and counts the others. */
static bool show_long_walk(void)
{
	struct orphans *orphans;
	const char *step;
	struct view_row row;
	int kept = 0;

	mark(1);
	orphans = orphans_leave(1, 130, "deep");
	if (!view_find("walks", "parent", orphans->parent, &row))
		return expect("lines on the parent", 1, 0);
	step = view_text(&row, "steps");
	for (; (step = strstr(step, ":not_subreaper,")); step++)
		kept++;
	step = strrchr(view_text(&row, "steps"), ',');
	return expect_column(&row, "nr_steps", 131) & expect("steps that are kept", 16, kept) &
	       expect_text("the rest", ",+115", step ? step : "");
}

static int be_init(void *unused)
{
	(void)unused;
	if (fork() == 0)
		pause();
	return 0;
}

/* No process adopts when a namespace dies. */
static bool show_dying_namespace(void)
{
	static char stack[65536];
	pid_t init = clone(be_init, stack + sizeof(stack), CLONE_NEWPID | SIGCHLD, NULL);
	struct view_row row;

	waitpid(init, NULL, 0);
	if (!view_find("walks", "parent", init, &row))
		return expect("lines on the init", 1, 0);
	return expect_column(&row, "level", 1) & expect_word(&row, "decision", "ns_dying") &
	       expect_word(&row, "adopter", "-") & expect_word(&row, "adopter_tid", "-") &
	       expect_word(&row, "adopter_start", "-") & expect_word(&row, "steps", "-") &
	       expect_word(&row, "adopter_comm", "-");
}

static const struct {
	const char *key;
	int more;
} expected_growth[] = {
	{ "no_flag", 1 },
	{ "subreaper", 3 },
	{ "reparented", 2 + 3 + 1 + 1 },
	{ "walks_truncated", 1 },
	{ "walk_steps_1", 1 },
	{ "walk_steps_2-3", 1 },
	{ "walk_steps_128-255", 1 },
	{ "marks", 2 },
	{ "unmarks", 1 },
};

static int growth_of(const char *key)
{
	for (size_t i = 0; i < sizeof(expected_growth) / sizeof(*expected_growth); i++) {
		if (!strcmp(key, expected_growth[i].key))
			return expected_growth[i].more;
	}
	return 0;
}

static bool stats_grew(char *before)
{
	unsigned int lines = 0;
	bool good = true;
	char *line, *key;

	while ((line = strsep(&before, "\n")) && *line) {
		key = strsep(&line, " ");
		good &= expect(key, atoll(line) + growth_of(key), view_value("stats", key));
		lines++;
	}
	return good && expect("more than 20 counters", true, lines > 20);
}

/* stats counts what happens, and nothing else. */
static bool count_exactly(void)
{
	char *before = view_read("stats");

	orphans_leave(2, 0, "to init");
	mark(42);
	orphans_leave(3, 0, "one step");
	orphans_leave(1, 1, "two steps");
	orphans_leave(1, 130, "131 steps");
	mark(1);
	mark(0);
	return stats_grew(before);
}

static bool reaper_is(pid_t pid, bool subreaper, int descendants, int adopted, int unreaped)
{
	struct view_row row;

	if (!view_find("reapers", "pid", pid, &row))
		return expect("lines on the reaper", 1, 0);
	return expect_column(&row, "subreaper", subreaper) &
	       expect_column(&row, "descendants", descendants) &
	       expect_column(&row, "adopted", adopted) & expect_column(&row, "unreaped", unreaped);
}

static bool is_no_reaper(pid_t pid)
{
	struct view_row row;

	return expect("lines on the process", 0, view_find("reapers", "pid", pid, &row));
}

/* reapers distinguishes adopted children that no process waits for from a zombie of one's own. */
static bool adopt_and_reap(void)
{
	struct orphans *orphans;
	siginfo_t info;
	bool good;
	pid_t own;

	good = is_no_reaper(getpid());
	mark(1);
	good &= reaper_is(getpid(), true, 0, 0, 0);
	orphans = orphans_leave(3, 0, "parent");
	own = fork();
	if (own == 0)
		_exit(0);
	waitid(P_PID, own, &info, WEXITED | WNOWAIT);
	good &= reaper_is(getpid(), true, 4, 3, 0);
	orphans_let_go();
	orphans_await_death(orphans);
	good &= reaper_is(getpid(), true, 4, 3, 3);
	orphans_reap(orphans);
	waitpid(own, NULL, 0);
	mark(0);
	return good & reaper_is(getpid(), false, 0, 3, 0);
}

static pid_t fork_inner_reaper(void)
{
	int ready[2];
	pid_t inner;
	char byte;

	if (pipe(ready))
		exit(1);
	inner = fork();
	if (inner == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		mark(1);
		orphans_leave(2, 0, "parent");
		if (write(ready[1], "", 1) == 1)
			pause();
		_exit(1);
	}
	if (read(ready[0], &byte, 1) != 1)
		exit(1);
	close(ready[0]);
	close(ready[1]);
	return inner;
}

/* What stands below the inner reaper stands below the outer one too. */
static bool count_nested(void)
{
	pid_t inner;
	bool good;

	mark(1);
	inner = fork_inner_reaper();
	good = reaper_is(inner, true, 2, 2, 0) & reaper_is(getpid(), true, 3, 0, 0);
	kill(inner, SIGKILL);
	waitpid(inner, NULL, 0);
	return good & is_no_reaper(inner) & reaper_is(getpid(), true, 2, 2, 0);
}

static long long adopted_by(const pid_t *reapers, int count)
{
	struct view_row row;
	long long sum = 0;

	for (int i = 0; i < count; i++) {
		if (view_find("reapers", "pid", reapers[i], &row))
			sum += view_number(&row, "adopted");
	}
	return sum;
}

/* More adopters than before they died, where the table gives the place of the dead to others. */
static bool count_many(void)
{
	pid_t inner[MANY];
	long long forgotten = view_value("stats", "adopters_forgotten");
	bool good = true;

	for (int generation = 0; generation < 4; generation++) {
		long long adopted;

		for (int i = 0; i < MANY; i++)
			inner[i] = fork_inner_reaper();
		adopted = adopted_by(inner, MANY);
		adopted += view_value("stats", "adopters_forgotten") - forgotten;
		forgotten = view_value("stats", "adopters_forgotten");
		good &= expect("adopted, or forgotten", 2 * MANY, adopted);
		for (int i = 0; i < MANY; i++)
			kill(inner[i], SIGKILL);
		while (wait(NULL) > 0)
			;
	}
	return good & expect("forgotten of so few", 0, forgotten);
}

/* A chain of reapers, each of which stands above all that follow. */
static bool count_chain(void)
{
	int ready[2];
	bool good;
	pid_t top;
	char byte;

	if (pipe(ready))
		exit(1);
	mark(1);
	top = fork();
	if (top == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (int i = 1; i < MANY; i++) {
			mark(1);
			if (fork())
				for (;;)
					pause();
			prctl(PR_SET_PDEATHSIG, SIGKILL);
		}
		if (write(ready[1], "", 1) == 1)
			pause();
		_exit(1);
	}
	if (read(ready[0], &byte, 1) != 1)
		exit(1);
	good = reaper_is(top, true, MANY - 1, 0, 0);
	kill(top, SIGKILL);
	while (wait(NULL) > 0)
		;
	mark(0);
	return good;
}

/* init is no subreaper, and adopts. */
static bool show_init(void)
{
	struct view_row row;
	int before = 0;

	if (view_find("reapers", "pid", 1, &row))
		before = view_number(&row, "adopted");
	orphans_leave(5, 0, "parent");
	if (!view_find("reapers", "pid", 1, &row))
		return expect("lines on init", 1, 0);
	return expect_column(&row, "subreaper", 0) & expect_column(&row, "adopted", before + 5) &
	       expect("processes below init", true, view_number(&row, "descendants") > 5);
}

/* With adoptions=0: that a zombie was adopted is not known, nor is that it was not. */
static bool show_unknown_zombie(void)
{
	struct orphans *orphans;
	struct view_row row;
	bool good;

	mark(1);
	orphans = orphans_leave(1, 0, "parent");
	orphans_let_go();
	orphans_await_death(orphans);
	good = view_find("reapers", "pid", getpid(), &row) &&
	       expect_column(&row, "adopted", 1) & expect_word(&row, "unreaped", "-");
	orphans_reap(orphans);
	return good;
}

/*
 * With adoptions=16: of 23 zombies 7 are forgotten, so how many wait is unknown. Once they are
 * gone, there is room for 3 others, of which all is known.
 */
static bool forget_and_say_so(void)
{
	struct orphans *orphans;
	struct view_row row;
	bool good;

	mark(1);
	orphans = orphans_leave(23, 0, "parent");
	orphans_let_go();
	orphans_await_death(orphans);
	good = view_find("reapers", "pid", getpid(), &row) &&
	       expect_column(&row, "adopted", 23) & expect_word(&row, "unreaped", "-");
	good &= expect("adoptions_forgotten", 7, view_value("stats", "adoptions_forgotten")) &
		expect("adoptions_kept", 16, view_value("info", "adoptions_kept"));
	orphans_reap(orphans);
	good &= expect("adoptions_kept", 0, view_value("info", "adoptions_kept"));
	orphans_hold();
	orphans = orphans_leave(3, 0, "parent");
	orphans_let_go();
	orphans_await_death(orphans);
	return good & reaper_is(getpid(), true, 3, 26, 3) &
	       expect("adoptions_forgotten", 7, view_value("stats", "adoptions_forgotten"));
}

/* With adoptions=127: 29 that live are remembered while 307 others come and go. */
static bool remember_the_living(void)
{
	struct orphans *daemons, *others;
	int reaped;

	mark(1);
	daemons = orphans_leave(29, 0, "parent");
	for (reaped = 0; reaped < 307; reaped++) {
		others = orphans_leave(1, 0, "parent");
		kill(others->pids[0], SIGKILL);
		orphans_reap(others);
	}
	orphans_let_go();
	orphans_await_death(daemons);
	return reaper_is(getpid(), true, 29, 29 + 307, 29) &
	       expect("adoptions_forgotten", 0, view_value("stats", "adoptions_forgotten"));
}

static const struct {
	const char *name;
	bool (*run)(void);
} cases[] = {
	{ "decision", show_decision },
	{ "long_walk", show_long_walk },
	{ "ns_dying", show_dying_namespace },
	{ "stats", count_exactly },
	{ "reapers", adopt_and_reap },
	{ "nested", count_nested },
	{ "many", count_many },
	{ "chain", count_chain },
	{ "init", show_init },
	{ "unknown", show_unknown_zombie },
	{ "forget", forget_and_say_so },
	{ "remember", remember_the_living },
};

int main(int argc, char **argv)
{
	bool good = false;

	setvbuf(stdout, NULL, _IONBF, 0);
	orphans_hold();
	for (size_t i = 0; argc > 1 && i < sizeof(cases) / sizeof(*cases); i++) {
		if (!strcmp(argv[1], cases[i].name))
			good = cases[i].run();
	}
	return !good;
}
