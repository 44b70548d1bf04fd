// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * exiting_threads ROUNDS: a process of several threads, each with a child, ends all at once. Its
 * threads begin to exit without a lock, so a child may move from thread to thread or straight to
 * us. Whichever way it took, the last event of each child must name us, which reap it.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/events.h"

#define THREADS 7

static int hold[2];
static atomic_int ready;

/* The child lives until the other end of the pipe is closed. */
static void *have_child(void *unused)
{
	char byte;

	(void)unused;
	if (fork() == 0)
		_exit(read(hold[0], &byte, 1) != 0);
	ready++;
	for (;;)
		pause();
}

static void end_all_at_once(void)
{
	pthread_t thread;

	close(hold[1]);
	for (int i = 0; i < THREADS; i++)
		pthread_create(&thread, NULL, have_child, NULL);
	while (ready < THREADS)
		usleep(100);
	_exit(0);
}

/* Returns whether the last event of the child names us. */
static int was_told(const struct event_log *log, pid_t child)
{
	const struct event *event = NULL, *last = NULL;

	while ((event = events_next_reparent(log, event, child)))
		last = event;
	if (last && last->adopter.pid == getpid())
		return 1;
	printf("# %d is ours; its last event names %d\n", child, last ? last->adopter.pid : 0);
	return 0;
}

static int play_round(void)
{
	struct event_log log;
	int told = 0;
	pid_t parent;

	events_clear();
	if (pipe(hold))
		return 0;
	parent = fork();
	if (parent == 0)
		end_all_at_once();
	waitpid(parent, NULL, 0);
	log = events_read();
	close(hold[0]);
	close(hold[1]);
	for (int i = 0; i < THREADS; i++)
		told += was_told(&log, wait(NULL));
	return told == THREADS;
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 1;
	int good = 0;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	events_name();
	events_start();
	for (int round = 0; round < rounds; round++)
		good += play_round();
	events_stop();
	printf("# %d of %d rounds with %d orphans each told the truth\n", good, rounds, THREADS);
	return good != rounds;
}
