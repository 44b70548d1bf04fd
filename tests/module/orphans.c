// SPDX-License-Identifier: GPL-2.0-or-later
/* Makes processes whose parent dies, and which live until all are let go. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "orphans.h"
#include "view.h"

static int hold[2];

/**
 * orphans_hold() - begin to hold the orphans that are made from now on
 */
void orphans_hold(void)
{
	if (pipe(hold))
		exit(1);
}

/* Lives until the last writing end of the pipe is closed. */
static void be_held(void)
{
	char byte;

	close(hold[1]);
	_exit(read(hold[0], &byte, 1) != 0);
}

static void be_parent(struct orphans *orphans, const char *name)
{
	struct view_row row;
	pid_t child;

	prctl(PR_SET_NAME, name);
	orphans->parent = getpid();
	if (view_find("tasks", "pid", getpid(), &row))
		orphans->parent_start = view_number(&row, "start");
	for (int i = 0; i < orphans->count; i++) {
		child = fork();
		if (child == 0)
			be_held();
		orphans->pids[i] = child;
	}
	_exit(0);
}

/* Returns in the process that is @depth generations below; those between end with it. */
static void go_down(int depth)
{
	pid_t child;

	while (depth--) {
		child = fork();
		if (child == 0)
			continue;
		waitpid(child, NULL, 0);
		_exit(0);
	}
}

/**
 * orphans_leave() - have a descendant leave children behind
 * @count: how many children
 * @depth: how many generations there are between us and that descendant
 * @name: of that descendant
 *
 * Return: their pids, after the death of all but them
 */
struct orphans *orphans_leave(int count, int depth, const char *name)
{
	struct orphans *orphans = mmap(NULL, sizeof(*orphans), PROT_READ | PROT_WRITE,
				       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t child;

	if (orphans == MAP_FAILED)
		exit(1);
	orphans->count = count;
	child = fork();
	if (child == 0) {
		go_down(depth);
		be_parent(orphans, name);
	}
	waitpid(child, NULL, 0);
	return orphans;
}

/**
 * orphans_let_go() - have all orphans exit that are held
 */
void orphans_let_go(void)
{
	close(hold[0]);
	close(hold[1]);
}

/**
 * orphans_await_death() - wait until they are zombies of ours
 * @orphans: adopted by us and let go
 */
void orphans_await_death(const struct orphans *orphans)
{
	siginfo_t info;

	for (int i = 0; i < orphans->count; i++)
		waitid(P_PID, orphans->pids[i], &info, WEXITED | WNOWAIT);
}

/**
 * orphans_reap() - wait for them
 * @orphans: adopted by us and let go
 */
void orphans_reap(const struct orphans *orphans)
{
	for (int i = 0; i < orphans->count; i++)
		waitpid(orphans->pids[i], NULL, 0);
}
