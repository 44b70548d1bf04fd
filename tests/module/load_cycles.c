// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * load_cycles MODULE ROUNDS: again and again load the module, enable its events, have a burst of
 * processes orphaned, disable, and unload. Every orphan must have its event, or the buffer must
 * say that it lost some.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/events.h"

#define ORPHANS 13

static int load(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int err = fd < 0 || syscall(SYS_finit_module, fd, "", 0);

	if (err)
		perror(path);
	close(fd);
	return err;
}

static int unload(void)
{
	int err = syscall(SYS_delete_module, "subreaper_trace", O_NONBLOCK);

	if (err)
		perror("delete_module");
	return err;
}

/* The orphans live until the other end of @hold is closed, so that all are handed over alive. */
static void leave_orphans(int hold)
{
	char byte;

	for (int i = 0; i < ORPHANS; i++) {
		switch (fork()) {
		case -1:
			_exit(1);
		case 0:
			_exit(read(hold, &byte, 1) != 0);
		}
	}
	_exit(0);
}

/* Returns the pid of the process that left the orphans; all of them are reaped again. */
static pid_t burst(void)
{
	int hold[2], status;
	pid_t parent;

	if (pipe(hold))
		return -1;
	parent = fork();
	if (parent == 0) {
		close(hold[1]);
		leave_orphans(hold[0]);
	}
	close(hold[0]);
	if (waitpid(parent, &status, 0) != parent || status)
		parent = -1;
	close(hold[1]);
	while (wait(NULL) > 0)
		;
	return parent;
}

static unsigned int count_orphans_of(pid_t parent)
{
	struct event_log log = events_read();
	unsigned int count = 0;

	for (unsigned int i = 0; i < log.count; i++)
		count += log.events[i].kind == EVENT_REPARENT && log.events[i].parent.pid == parent;
	return count;
}

/* Returns nonzero when an orphan has no event although nothing was lost. */
static int record_burst(void)
{
	unsigned int seen, lost;
	pid_t parent;

	events_start();
	parent = burst();
	seen = count_orphans_of(parent);
	lost = events_lost();
	events_stop();
	if (parent > 0 && (seen == ORPHANS || lost))
		return 0;
	printf("# %u events for %d orphans of %d, %u lost\n", seen, ORPHANS, parent, lost);
	return 1;
}

int main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[2]) : 1;

	if (argc < 2 || prctl(PR_SET_CHILD_SUBREAPER, 1))
		return 2;
	events_name();
	for (int round = 0; round < rounds; round++) {
		if (load(argv[1]) || record_burst() || unload()) {
			printf("# failed in round %d\n", round);
			return 1;
		}
	}
	return 0;
}
