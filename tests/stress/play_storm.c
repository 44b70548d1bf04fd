// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Families die in all ways: the head, a subreaper, has an heir, which marks and unmarks itself and
 * forks parents, whose children are orphaned alive or dead; the heir dies in time or before they
 * do, so that they move once or twice. All end up with a process that reaps them.
 */
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "actor.h"

static void mark(bool wanted)
{
	prctl(PR_SET_CHILD_SUBREAPER, wanted);
	actor_did(DEED_MARKS);
}

static void live_a_moment(void)
{
	actor_seed(getpid());
	if (actor_random(2))
		actor_pause(10);
	_exit(0);
}

static void *have_child(void *unused)
{
	(void)unused;
	if (fork() == 0)
		live_a_moment();
	return NULL;
}

/* Children of threads move inside the process first, when the thread ends. */
static void have_child_in_thread(void)
{
	pthread_t thread;

	if (!pthread_create(&thread, NULL, have_child, NULL))
		pthread_join(thread, NULL);
}

static void play_parent(void)
{
	for (int i = actor_random(5); i >= 0; i--)
		have_child(NULL);
	if (actor_random(3) == 0)
		have_child_in_thread();
	_exit(0);
}

/* The fork's random numbers are to be others than its parent's. */
static pid_t start(void (*play)(void))
{
	unsigned int number = actor_random(1 << 30);
	pid_t pid = fork();

	if (pid == 0) {
		actor_seed(number);
		play();
		_exit(0);
	}
	return pid;
}

/* Reaps until @own, or all if that is 0, has gone; all others were adopted. */
static void reap(pid_t own, pid_t other)
{
	pid_t pid;

	while ((pid = wait(NULL)) > 0) {
		if (pid == own)
			return;
		if (pid != other)
			actor_did(DEED_ORPHANS);
	}
}

static void play_heir(void)
{
	pid_t parent;

	for (int i = actor_random(4); i >= 0; i--) {
		if (actor_random(2))
			mark(actor_random(3));
		parent = start(play_parent);
		if (actor_random(3))
			reap(parent, 0);
	}
}

void play_storm(void)
{
	pid_t heir;

	/* The others are to have their turns. */
	nice(5);
	mark(true);
	while (actor_goes_on()) {
		heir = start(play_heir);
		reap(heir, 0);
		reap(0, 0);
	}
}
