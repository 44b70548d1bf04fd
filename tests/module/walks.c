// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * walks wrap SIZE:	 a history of SIZE decisions keeps the last ones, in their order
 * walks gap DECISIONS:	 a slow reader misses decisions, sees which, and gets the last
 * walks storm DECISIONS: every line is whole and true while others write; all read, in reads of
 *			 different sizes, until that many of the storm's decisions were seen
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/words.h"
#include "orphans.h"
#include "view.h"

#define WALKS	"/sys/kernel/debug/subreaper/walks"
#define COLUMNS 18
#define WORKERS 3

enum {
	NUMBER = 0,
	PARENT = 2,
	DECISION = 7,
	ADOPTER = 8,
	CHILDREN = 11,
	NR_STEPS = 12,
	STEPS = 13,
	PARENT_COMM = 14,
	ADOPTER_COMM = 15,
};

static char text[16 << 20];

/* Read what there is from @fd on, to its end, in reads of @chunk bytes. */
static void read_on(int fd, size_t chunk)
{
	size_t length = 0;
	ssize_t got = 0;

	while (length + chunk < sizeof(text) && (got = read(fd, text + length, chunk)) > 0)
		length += got;
	if (got < 0) {
		printf("# cannot read walks\n");
		exit(1);
	}
	/* If the room is used up, in the middle of a line. */
	while (length && text[length - 1] != '\n')
		length--;
	text[length] = '\0';
}

static bool wrap(int size)
{
	struct orphans *orphans = NULL;
	struct view_row row;
	char *rest, *line;
	long long number;
	int lines = -1;

	for (int i = 0; i < 3 * size + 1; i++)
		orphans = orphans_leave(1, 0, "parent");
	if (!view_find("walks", "parent", orphans->parent, &row))
		return expect("lines on the last parent", 1, 0);
	number = view_number(&row, "number");
	rest = view_read("walks");
	while ((line = strsep(&rest, "\n")) && *line) {
		if (lines >= 0 && !expect("number", number - size + 1 + lines, atoll(line)))
			return false;
		lines++;
	}
	return expect("decisions that are kept", size, lines);
}

/* Counts the steps by more than one in the numbers of the lines; -1 if they do not rise. */
static int count_gaps(long long *last)
{
	char *rest = text, *line;
	long long number;
	int gaps = 0;

	*last = 0;
	while ((line = strsep(&rest, "\n")) && *line) {
		number = atoll(line);
		if (!expect("rising numbers", true, number > *last))
			return -1;
		gaps += *last && number != *last + 1;
		*last = number;
	}
	return gaps;
}

static bool gap(int decisions)
{
	struct orphans *orphans = NULL;
	struct view_row row;
	long long last;
	int fd;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	for (int i = 0; i < decisions; i++)
		orphans_leave(1, 0, "parent");
	fd = open(WALKS, O_RDONLY);
	/* The kernel has a page ready then, of which the end of the header comes first. */
	while (read(fd, text, 1) == 1 && *text != '\n')
		;
	for (int i = 0; i < decisions; i++)
		orphans = orphans_leave(1, 0, "parent");
	read_on(fd, 4096);
	/* They have the file open too. */
	orphans_let_go();
	while (wait(NULL) > 0)
		;
	return expect("gaps", 1, count_gaps(&last)) &
		       expect("last parent", true,
			      view_find("walks", "parent", orphans->parent, &row)) &&
	       expect("last number", view_number(&row, "number"), last);
}

static void work(void)
{
	char name[16];
	pid_t child;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	signal(SIGCHLD, SIG_IGN);
	snprintf(name, sizeof(name), "w%d", getpid());
	prctl(PR_SET_NAME, name);
	for (;;) {
		child = fork();
		if (child == 0) {
			signal(SIGCHLD, SIG_DFL);
			snprintf(name, sizeof(name), "m%d", getpid());
			prctl(PR_SET_NAME, name);
			fork();
			_exit(0);
		}
		waitpid(child, NULL, 0);
	}
}

/* What the workers do is known, so each of their lines can be distinguished from a mixture of two.
 */
static bool is_true(const char **values)
{
	char parent[16], adopter[16], steps[32];

	snprintf(parent, sizeof(parent), "m%s", values[PARENT]);
	snprintf(adopter, sizeof(adopter), "w%s", values[ADOPTER]);
	snprintf(steps, sizeof(steps), "%s:adopts", values[ADOPTER]);
	return expect_text("parent_comm", parent, values[PARENT_COMM]) &
	       expect_text("adopter_comm", adopter, values[ADOPTER_COMM]) &
	       expect_text("decision", "subreaper", values[DECISION]) &
	       expect_text("children", "1", values[CHILDREN]) &
	       expect_text("nr_steps", "1", values[NR_STEPS]) &
	       expect_text("steps", steps, values[STEPS]);
}

/* Counts the storm's decisions behind *@number, which moves on; or returns -1. */
static int check_lines(long long *number)
{
	const char *values[VIEW_COLUMNS];
	char *rest = text, *line;
	int seen = 0;

	while ((line = strsep(&rest, "\n")) && *line) {
		if (!strncmp(line, "number ", 7))
			continue;
		if (!expect("columns", COLUMNS, view_split(line, values)) ||
		    !expect("rising numbers", true, atoll(values[NUMBER]) > *number) ||
		    !expect("known decisions", true, decision_number(values[DECISION]) != 0))
			return -1;
		*number = atoll(values[NUMBER]);
		if (*values[PARENT_COMM] != 'm')
			continue;
		if (!is_true(values))
			return -1;
		seen++;
	}
	return seen;
}

/* Reads one file on and on, and between that the whole of it anew. */
static bool read_in_storm(int decisions)
{
	static const size_t chunks[] = { 131072, 127, 4096, 1021 };
	int follower = open(WALKS, O_RDONLY), fd, seen = 0, found, round;
	long long followed = 0, number;

	for (round = 0; seen < decisions; round++) {
		read_on(follower, chunks[round % 4]);
		found = check_lines(&followed);
		if (found < 0)
			return false;
		seen += found;
		fd = open(WALKS, O_RDONLY);
		read_on(fd, chunks[(round + 1) % 4]);
		close(fd);
		number = 0;
		if (check_lines(&number) < 0)
			return false;
	}
	printf("# %d decisions of the storm in %d readings\n", seen, round);
	return true;
}

static bool storm(int decisions)
{
	pid_t workers[WORKERS];
	bool good;

	for (int i = 0; i < WORKERS; i++) {
		workers[i] = fork();
		if (workers[i] == 0)
			work();
	}
	good = read_in_storm(decisions);
	for (int i = 0; i < WORKERS; i++)
		kill(workers[i], SIGKILL);
	while (wait(NULL) > 0)
		;
	return good;
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	if (argc != 3)
		return 2;
	orphans_hold();
	if (!strcmp(argv[1], "wrap"))
		return !wrap(atoi(argv[2]));
	if (!strcmp(argv[1], "gap"))
		return !gap(atoi(argv[2]));
	return !storm(atoi(argv[2]));
}
