// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * chain COUNT: what it costs to read the views when COUNT processes are children of one, and when
 * each is the child of the one before. The topmost is a subreaper, so that the kernel would go all
 * the way up. Prints "NAME_flat VALUE" and "NAME_chain VALUE", in nanoseconds.
 */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "light_process.h"
#include "look.h"
#include "measure.h"

static int wanted, started;
static int ready[2];

static int wait_for_ever(void *unused)
{
	(void)unused;
	while (pause())
		;
	return 0;
}

static void say_ready(void)
{
	must(write(ready[1], "", 1), "write");
	wait_for_ever(NULL);
}

static void grow_flat(void)
{
	for (int i = 1; i < wanted; i++)
		light_process_start(i, wait_for_ever, NULL);
	say_ready();
}

static int grow_chain(void *unused)
{
	(void)unused;
	if (++started == wanted)
		say_ready();
	else
		light_process_start(started, grow_chain, NULL);
	return wait_for_ever(NULL);
}

static void measure(const char *shape, void (*grow)(void))
{
	char byte;
	pid_t top = must(fork(), "fork");

	if (!top) {
		must(setpgid(0, 0), "setpgid");
		grow();
	}
	must(read(ready[0], &byte, 1), "read");
	look_cost("tasks", shape, look_whole, VIEWS "tasks");
	look_cost("reapers", shape, look_whole, VIEWS "reapers");
	must(kill(-top, SIGKILL), "kill");
	while (wait(NULL) > 0)
		;
}

static void start_chain(void)
{
	grow_chain(NULL);
}

int main(int argc, char **argv)
{
	wanted = argc > 1 ? atoi(argv[1]) : 2000;
	must(prctl(PR_SET_CHILD_SUBREAPER, 1), "prctl");
	must(pipe(ready), "pipe");
	measure("flat", grow_flat);
	measure("chain", start_chain);
	return 0;
}
