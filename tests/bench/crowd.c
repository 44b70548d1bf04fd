// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * crowd COUNT...: starts processes until COUNT of them live, then prints what it costs to look at
 * all, in nanoseconds: /proc/PID/status of each, each view of the module, and its state dump. Each
 * of them is an orphan that this program has adopted, so there are as many decisions to look
 * back on. Prints "NAME_COUNT VALUE".
 *
 * Each value is the least of several rounds.
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "light_process.h"
#include "look.h"
#include "measure.h"

#define DUMP "/sys/module/subreaper_trace/parameters/dump"

static pid_t processes[LIGHT_PROCESSES_MAX];
static int count;

static int wait_for_ever(void *unused)
{
	(void)unused;
	while (pause())
		;
	return 0;
}

static void adopt(int index)
{
	pid_t parent = vfork();

	if (!parent) {
		processes[index] = light_process_start(index, wait_for_ever, NULL);
		_exit(0);
	}
	must(waitpid(parent, NULL, 0), "waitpid");
}

static void grow_to(int wanted)
{
	if (wanted > LIGHT_PROCESSES_MAX)
		wanted = LIGHT_PROCESSES_MAX;
	for (; count < wanted; count++)
		adopt(count);
}

static void end_all(void)
{
	for (int i = 0; i < count; i++)
		kill(processes[i], SIGKILL);
	while (wait(NULL) > 0)
		;
}

static void read_status_of_each(const char *unused)
{
	char path[32];

	(void)unused;
	for (int i = 0; i < count; i++) {
		sprintf(path, "/proc/%d/status", processes[i]);
		look_whole(path);
	}
}

static void dump_state(const char *path)
{
	int fd = must(open(path, O_WRONLY), path);

	must(write(fd, "1", 1), path);
	close(fd);
}

int main(int argc, char **argv)
{
	must(prctl(PR_SET_CHILD_SUBREAPER, 1), "prctl");
	for (int i = 1; i < argc; i++) {
		grow_to(atoi(argv[i]));
		look_cost("status", argv[i], read_status_of_each, NULL);
		look_cost("tasks", argv[i], look_whole, VIEWS "tasks");
		look_cost("reapers", argv[i], look_whole, VIEWS "reapers");
		look_cost("walks", argv[i], look_whole, VIEWS "walks");
		look_cost("stats", argv[i], look_whole, VIEWS "stats");
		look_cost("dump", argv[i], dump_state, DUMP);
	}
	end_all();
	return 0;
}
