// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Recordings of rounds, as users make them, a file each. The command that is recorded only waits
 * until it may end, so that the test itself decides what the recording sees.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/tap.h"
#include "audience.h"
#include "truth.h"

#define WAIT "sh", "-c", "echo; read -r line"

#define ARGUMENTS_MAX 24

/* How rounds are recorded, in turn; the file's name follows the words. */
static const struct mode {
	const char *name;
	bool late;
	const char *words[ARGUMENTS_MAX];
} modes[] = {
	{ "reap", false, { "subreaper-trace", "record", "-q", "--reap", "-o" } },
	{ "late", true, { "subreaper-trace", "record", "-q", "--reap", "-o" } },
	{ "plain", false, { "subreaper-trace", "record", "-q", "-o" } },
	{ "tiny", false, { "subreaper-trace", "record", "-q", "--reap", "-b", "1", "-o" } },
	{ "lean", false, { "subreaper-trace", "record", "-q", "--lean", "-o" } },
	{ "kernel",
	  false,
	  { "trace-cmd", "record", "-q", "-C", "mono", "-e", "task:task_newtask", "-e",
	    "sched:sched_process_exec", "-e", "sched:sched_process_exit", "-e",
	    "sched:sched_process_free", "-e", "syscalls:sys_enter_prctl", "-o" } },
};

static const char *directory;
static pid_t recorder = -1;
static int speak[2], listen[2];

static const struct mode *mode_of(unsigned int round)
{
	return &modes[(round - 1) % (sizeof(modes) / sizeof(modes[0]))];
}

/**
 * audience_seat() - record the rounds that are to come
 * @path: of the directory for the files; none are recorded without
 */
void audience_seat(const char *path)
{
	directory = path;
}

/**
 * audience_comes_late() - is a round to be recorded only when its tree has grown?
 * @round: its number
 */
bool audience_comes_late(unsigned int round)
{
	return mode_of(round)->late;
}

static void __attribute__((noreturn)) record(const struct mode *mode, const char *path)
{
	const char *command[] = { WAIT };
	const char *words[ARGUMENTS_MAX + 8];
	cpu_set_t all;
	sigset_t none;
	size_t nr = 0;

	for (size_t i = 0; mode->words[i]; i++)
		words[nr++] = mode->words[i];
	words[nr++] = path;
	if (!strcmp(words[0], "subreaper-trace"))
		words[nr++] = "--";
	for (size_t i = 0; i < sizeof(command) / sizeof(command[0]); i++)
		words[nr++] = command[i];
	words[nr] = NULL;
	dup2(speak[0], 0);
	dup2(listen[1], 1);
	memset(&all, 0xff, sizeof(all));
	sched_setaffinity(0, sizeof(all), &all);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execvp(words[0], (char **)words);
	_exit(127);
}

/**
 * audience_begin() - record from now on
 * @round: its number
 */
void audience_begin(unsigned int round)
{
	const struct mode *mode = mode_of(round);
	char path[256], started;

	if (!directory)
		return;
	snprintf(path, sizeof(path), "%s/%04u-%s.dat", directory, round, mode->name);
	if (pipe2(speak, O_CLOEXEC) || pipe2(listen, O_CLOEXEC))
		tap_bail("no pipes: %s", strerror(errno));
	recorder = fork();
	if (!recorder)
		record(mode, path);
	close(speak[0]);
	close(listen[1]);
	if (read(listen[0], &started, 1) != 1)
		tap_bail("%s does not begin to record", mode->words[0]);
	truth_tell("recording begin %04u-%s.dat", round, mode->name);
}

/**
 * audience_end() - record no more, and have the file written
 */
void audience_end(void)
{
	int status;

	if (recorder < 0)
		return;
	truth_tell("recording end");
	/* Its end is not closed by closing ours: the cast has it too. */
	if (write(speak[1], "\n", 1) != 1)
		tap_bail("the recorded command is gone");
	close(speak[1]);
	close(listen[0]);
	if (waitpid(recorder, &status, 0) != recorder || status)
		tap_bail("the recording fails: %d", status);
	recorder = -1;
}
