// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * chain COUNT: what is foretold for COUNT processes each of which is the child of the one before,
 * and how long it takes to read that, against as many side by side. The topmost is a subreaper, so
 * the kernel would go all the way up. Prints "#" lines with both; ends with 1 if a value is wrong,
 * or if the chain takes more than three times as long.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "view.h"

static int wanted;
static int ready[2];

/* The time that reading takes this thread, at best, in ns. */
static long long cost(const char *view)
{
	long long least = -1, took;
	struct timespec before, after;
	static char buffer[131072];
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/sys/kernel/debug/subreaper/%s", view);
	for (int i = 0; i < 7; i++) {
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
		fd = open(path, O_RDONLY);
		while (read(fd, buffer, sizeof(buffer)) > 0)
			;
		close(fd);
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
		took = (after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec -
		       before.tv_nsec;
		if (least < 0 || took < least)
			least = took;
	}
	return least;
}

static void stay(void)
{
	for (;;)
		pause();
}

static void say_last(void)
{
	pid_t us = getpid();

	if (write(ready[1], &us, sizeof(us)) < 0)
		_exit(1);
	stay();
}

/* Returns one of them, the last of a chain. */
static pid_t start(pid_t *top, bool flat)
{
	pid_t last;

	*top = fork();
	if (*top == 0) {
		setpgid(0, 0);
		prctl(PR_SET_CHILD_SUBREAPER, 1);
		for (int i = 1; i < wanted; i++) {
			if ((fork() == 0) == flat)
				stay();
		}
		say_last();
	}
	if (read(ready[0], &last, sizeof(last)) != sizeof(last))
		exit(1);
	return last;
}

static void end(pid_t top)
{
	kill(-top, SIGKILL);
	while (wait(NULL) > 0)
		;
}

static bool reads_linearly(const char *view, long long flat, long long chain)
{
	printf("# %s: %lld us for %d side by side, %lld us for a chain\n", view, flat / 1000,
	       wanted, chain / 1000);
	return expect("at most three times as much", true, chain <= 3 * flat);
}

/* Of all ancestors of the last but the top, 16 are shown, and the others counted. */
static bool foretells_end(pid_t last, pid_t top)
{
	struct view_row row, reaper;
	char begin[64], end[32];
	const char *steps;

	if (!view_find("tasks", "pid", last, &row))
		return expect("lines on the last", 1, 0);
	steps = view_text(&row, "steps");
	snprintf(begin, sizeof(begin), "%s:not_subreaper,", view_text(&row, "ppid"));
	snprintf(end, sizeof(end), ",+%d", wanted - 1 - 16);
	return expect_text("decision", "subreaper", view_text(&row, "decision")) &
	       expect("adopter", top, view_number(&row, "adopter")) &
	       expect("adopter_tid", top, view_number(&row, "adopter_tid")) &
	       expect("begin of the steps", 0, strncmp(steps, begin, strlen(begin))) &
	       expect_text("rest of the steps", end, strrchr(steps, ',')) &
	       (view_find("reapers", "pid", top, &reaper) &&
		expect("descendants", wanted - 1, view_number(&reaper, "descendants")));
}

int main(int argc, char **argv)
{
	long long tasks[2], reapers[2];
	pid_t top, last;
	bool good = true;

	setvbuf(stdout, NULL, _IONBF, 0);
	wanted = argc > 1 ? atoi(argv[1]) : 2000;
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (pipe(ready))
		return 1;
	for (int flat = 0; flat < 2; flat++) {
		last = start(&top, flat);
		tasks[flat] = cost("tasks");
		reapers[flat] = cost("reapers");
		if (!flat)
			good = foretells_end(last, top);
		end(top);
	}
	return !(good & reads_linearly("tasks", tasks[1], tasks[0]) &
		 reads_linearly("reapers", reapers[1], reapers[0]));
}
