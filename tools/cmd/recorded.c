// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What trace-cmd runs (see source/record/recorder.h): dumps the state, runs CMD, dumps the state.
 *
 *	subreaper-trace __recorded STDIN STDOUT STDERR REPORTS PGRP IGNORED SECONDS AMONG \
 *		PROFILES NO_COMMANDS PROBED INSTANCE [CMD...]
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../source/machine/module.h"
#include "../source/machine/namespaces.h"
#include "../source/machine/profiles.h"
#include "../source/record/recorder.h"
#include "../source/machine/sight.h"
#include "command.h"
#include "options/signals.h"

#define STANDARD_FILES 3
#define FIRST_WORD     12

struct job {
	int files[STANDARD_FILES];
	int reports;
	int dump;
	unsigned int ignored;
	int seconds;
	/* Whether only some processes are recorded, and into which directory. */
	bool among;
	/* The file for command lines, users and units of processes; -1 for none. */
	int profiles;
	bool no_commands;
	/* Whether a probe shows adoptions, and not the module: there are no dumps then. */
	bool probed;
	const char *instance;
	char **command;
};

static int report(const struct job *job, enum report_type type, int value)
{
	struct recorder_report report = { .type = type, .value = value };

	return write(job->reports, &report, sizeof(report)) == sizeof(report) ? EX_OK : EX_FAILED;
}

/*
 * Facts that no event shows; to fail without them is not worth it. Without dumps a second note
 * shows that the recording reached its end; readers use the first one.
 */
static void note_end(const struct job *job)
{
	if (!job->among)
		namespaces_note(job->instance);
	if (job->probed)
		instance_note(job->instance, job->profiles >= 0);
}

/* After the dump: a process that is in it but cannot be read now has ended. */
static int dump(const struct job *job)
{
	const struct profiles_wish wish = {
		.fd = job->profiles,
		.no_commands = job->no_commands,
		.instance = job->among ? job->instance : NULL,
	};
	int err = 0;

	if (!job->probed)
		err = job->among ? module_dump_among(job->dump, job->instance)
				 : module_dump(job->dump);
	if (job->profiles >= 0)
		profiles_record(&wish);
	return err;
}

/* trace-cmd turns the kernel's switch on again before others can look. */
static void look_for_blindness(const struct job *job)
{
	struct recorder_report report = { .type = REPORT_BLIND, .value = sight_find_switch() };
	struct message why;
	struct sight sight;

	if (job->probed || sight_read(&sight, &why) || !sight.blind)
		return;
	report.since = sight.blind_since;
	if (write(job->reports, &report, sizeof(report)) != sizeof(report))
		return;
}

/* CMD gets the standard files and the process group that the user gave us. */
static void restore_files(const struct job *job)
{
	int i;

	for (i = 0; i < STANDARD_FILES; i++) {
		if (job->files[i] < 0)
			close(i);
		else
			dup2(job->files[i], i);
	}
}

__attribute__((noreturn)) static void become_command(const struct job *job, int failure)
{
	int err;

	restore_files(job);
	signals_ignore(job->ignored);
	execvp(job->command[0], job->command);
	err = errno;
	if (write(failure, &err, sizeof(err)) != sizeof(err))
		err = 0;
	_exit(127);
}

/* A pipe that closes on exec shows whether the exec succeeded. */
static int wait_for_exec(int failure)
{
	int err = 0;

	if (read(failure, &err, sizeof(err)) < 0)
		err = errno;
	close(failure);
	return err;
}

/* The process that started the recording may be killed; CMD then goes on unrecorded. */
static bool ends_before_recorder(const struct job *job, pid_t pid)
{
	struct pollfd files[] = {
		{ .fd = pidfd_open(pid, 0), .events = POLLIN },
		{ .fd = job->reports },
	};
	int ready;

	do {
		ready = poll(files, 2, -1);
	} while (ready < 0 && errno == EINTR);
	if (files[0].fd >= 0)
		close(files[0].fd);
	return ready < 0 || files[0].revents || !files[1].revents;
}

static int wait_for_command(const struct job *job, pid_t pid)
{
	int status;

	signals_forward_to(pid);
	if (!ends_before_recorder(job, pid))
		return EX_FAILED;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	signals_forward_to(0);
	look_for_blindness(job);
	dump(job);
	note_end(job);
	return report(job, REPORT_ENDED, status);
}

static int run_command(const struct job *job)
{
	int failure[2];
	pid_t pid;
	int err;

	if (pipe2(failure, O_CLOEXEC))
		return report(job, REPORT_NO_FORK, errno);
	pid = fork();
	if (pid < 0)
		return report(job, REPORT_NO_FORK, errno);
	if (!pid)
		become_command(job, failure[1]);
	close(failure[1]);
	err = wait_for_exec(failure[0]);
	if (!err)
		return wait_for_command(job, pid);
	waitpid(pid, NULL, 0);
	return report(job, REPORT_NO_COMMAND, err);
}

static int run_until_signal(const struct job *job)
{
	signals_wait(job->seconds);
	look_for_blindness(job);
	dump(job);
	note_end(job);
	return report(job, REPORT_ENDED, 0);
}

static void close_on_exec(int fd)
{
	if (fd >= 0)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static void take_inheritance(struct job *job, char **argv)
{
	int i;

	for (i = 0; i < STANDARD_FILES; i++) {
		job->files[i] = atoi(argv[i]);
		close_on_exec(job->files[i]);
	}
	job->reports = atoi(argv[3]);
	close_on_exec(job->reports);
	setpgid(0, atoi(argv[4]));
	job->ignored = atoi(argv[5]);
	job->seconds = atoi(argv[6]);
	job->among = atoi(argv[7]);
	job->profiles = atoi(argv[8]);
	close_on_exec(job->profiles);
	job->no_commands = atoi(argv[9]);
	job->probed = atoi(argv[10]);
	job->instance = argv[11];
	job->command = argv + FIRST_WORD;
	prctl(PR_SET_NAME, "subreaper-trace");
}

static int run(int argc, char **argv)
{
	struct message why;
	struct job job;
	int err;

	if (argc < FIRST_WORD)
		return misuse("there is no command '%s'", RECORDED_COMMAND);
	signals_catch();
	take_inheritance(&job, argv);
	report(&job, REPORT_STARTED, getpid());
	err = instance_note(job.instance, job.profiles >= 0);
	if (err)
		report(&job, REPORT_NO_NOTE, -err);
	job.dump = job.probed ? -1 : module_open_dump(&why);
	err = job.dump < 0 && !job.probed ? job.dump : dump(&job);
	if (err)
		return report(&job, REPORT_NO_DUMP, -err);
	return job.command[0] ? run_command(&job) : run_until_signal(&job);
}

const struct command recorded_command = {
	.name = RECORDED_COMMAND,
	.run = run,
};
