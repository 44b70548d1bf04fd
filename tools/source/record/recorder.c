// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../base/memory/array.h"
#include "../machine/grant.h"
#include "probes.h"
#include "recorder.h"

#define PROGRAM	       "trace-cmd"
#define FIXED_WORDS    64
/* PR_SET_CHILD_SUBREAPER */
#define MARK_FILTER    "option == 36"
#define STANDARD_FILES 3

extern char **environ;

/**
 * recorder_find() - find trace-cmd
 * @ret: room for PATH_MAX bytes; set to its path
 * @why: explains an error in one line
 *
 * Return: 0, or -ENOENT when it is not installed
 */
int recorder_find(char *ret, struct message *why)
{
	const char *directories = getenv("PATH");

	if (!directories)
		directories = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
	while (*directories) {
		size_t length = strcspn(directories, ":");

		snprintf(ret, PATH_MAX, "%.*s/" PROGRAM, (int)length, directories);
		if (!access(ret, X_OK))
			return 0;
		directories += length + (directories[length] == ':');
	}
	message_set(why, 0, "trace-cmd is not installed");
	message_fix(why, "apt install trace-cmd");
	return -ENOENT;
}

static int own_path(char *ret)
{
	ssize_t length = readlink("/proc/self/exe", ret, PATH_MAX - 1);

	if (length < 0)
		return -errno;
	ret[length] = '\0';
	if (access(ret, X_OK))
		strcpy(ret, "/proc/self/exe");
	return 0;
}

/* Files to pass down, under numbers that trace-cmd itself does not use. */
struct inheritance {
	int files[STANDARD_FILES];
	int reports;
	int profiles;
	char text[STANDARD_FILES + 8][16];
};

static void close_inheritance(const struct inheritance *inheritance)
{
	int i;

	for (i = 0; i < STANDARD_FILES; i++) {
		if (inheritance->files[i] >= 0)
			close(inheritance->files[i]);
	}
	close(inheritance->reports);
	if (inheritance->profiles >= 0)
		close(inheritance->profiles);
}

/* A standard file that is closed now will be closed for CMD as well: -1 says so. */
static void open_inheritance(struct inheritance *ret, int reports, const struct recorder_wish *wish)
{
	int i;

	for (i = 0; i < STANDARD_FILES; i++) {
		ret->files[i] = fcntl(i, F_DUPFD, STANDARD_FILES);
		snprintf(ret->text[i], sizeof(ret->text[i]), "%d", ret->files[i]);
	}
	ret->reports = fcntl(reports, F_DUPFD, STANDARD_FILES);
	snprintf(ret->text[i], sizeof(ret->text[i]), "%d", ret->reports);
	snprintf(ret->text[i + 1], sizeof(ret->text[i + 1]), "%d", (int)getpgrp());
	snprintf(ret->text[i + 2], sizeof(ret->text[i + 2]), "%u", wish->ignored);
	snprintf(ret->text[i + 3], sizeof(ret->text[i + 3]), "%d", wish->seconds);
	snprintf(ret->text[i + 4], sizeof(ret->text[i + 4]), "%d", wish->pids != NULL);
	ret->profiles = fcntl(wish->profiles, F_DUPFD, STANDARD_FILES);
	snprintf(ret->text[i + 5], sizeof(ret->text[i + 5]), "%d", ret->profiles);
	snprintf(ret->text[i + 6], sizeof(ret->text[i + 6]), "%d", wish->no_commands);
	snprintf(ret->text[i + 7], sizeof(ret->text[i + 7]), "%d", wish->probe != NULL);
}

static size_t count_words(char **words)
{
	size_t count = 0;

	while (words[count])
		count++;
	return count;
}

/* The events that show processes which neither leave orphans nor adopt. */
static const char * const lives[] = {
	"task:task_newtask",
	"sched:sched_process_exec",
	"sched:sched_process_exit",
	"sched:sched_process_free",
};

/* The words are only lent to it. */
struct arguments {
	char **words;
	size_t nr;
};

static void add(struct arguments *arguments, const char *word)
{
	arguments->words[arguments->nr++] = (char *)word;
}

static void add_option(struct arguments *arguments, const char *option, const char *value)
{
	if (!value)
		return;
	add(arguments, option);
	add(arguments, value);
}

/* A filter applies to the event before it. */
static void add_filtered(struct arguments *arguments, const char *event, const char *filter)
{
	add_option(arguments, "-e", event);
	add_option(arguments, "-f", *filter ? filter : NULL);
}

/* Kernels without events of system calls do not show which processes become subreapers. */
static void add_probe(struct arguments *arguments, const struct recorder_wish *wish)
{
	char path[MOUNT_PATH_SIZE + 64];

	add_filtered(arguments, wish->probe, PROBE_FILTER);
	snprintf(path, sizeof(path), "%s/events/syscalls/sys_enter_prctl", wish->instance->path);
	if (!access(path, F_OK))
		add_filtered(arguments, "syscalls:sys_enter_prctl", MARK_FILTER);
}

static void add_module_events(struct arguments *arguments, const struct recorder_wish *wish)
{
	/* Not "subreaper": that has reaps, too, which cost a probe. */
	add_filtered(arguments, "subreaper:reparent", wish->filter->reparent);
	add_filtered(arguments, "subreaper:walk", wish->filter->walk);
	add_option(arguments, "-e", "subreaper:mark");
	add_option(arguments, "-e", "subreaper:process");
	add_option(arguments, "-e", "subreaper:gap");
	add_option(arguments, "-e", wish->reap ? "subreaper:reap" : NULL);
}

static void add_events(struct arguments *arguments, const struct recorder_wish *wish)
{
	size_t i;

	if (wish->probe)
		add_probe(arguments, wish);
	else
		add_module_events(arguments, wish);
	for (i = 0; !wish->lean && i < ARRAY_SIZE(lives); i++)
		add_option(arguments, "-e", lives[i]);
	add_option(arguments, "-P", wish->pids);
	if (wish->pids)
		add(arguments, "-c");
}

/* The list is the caller's to free. */
static char **make_arguments(const struct recorder_wish *wish, char *self, char *buffer_kb,
			     struct inheritance *inheritance)
{
	size_t commands = count_words(wish->command);
	struct arguments arguments = {
		.words = calloc(FIXED_WORDS + commands, sizeof(char *)),
	};
	size_t i;

	if (!arguments.words)
		return NULL;
	add(&arguments, PROGRAM);
	add(&arguments, "record");
	add_option(&arguments, "-B", wish->instance->name);
	add_option(&arguments, "-C", "mono");
	if (grant_function_tracing_is_given())
		add(&arguments, "-d");
	add_events(&arguments, wish);
	add_option(&arguments, "-b", wish->buffer_kb ? buffer_kb : NULL);
	if (wish->remote)
		add_option(&arguments, "-N", wish->remote);
	else
		add_option(&arguments, "-o", wish->output);
	/*
	 * A reader holds all of a compressed file of version 7 in memory, and cannot read one that
	 * lacks its end.
	 */
	add_option(&arguments, "--file-version", "6");
	add(&arguments, self);
	add(&arguments, RECORDED_COMMAND);
	for (i = 0; i < ARRAY_SIZE(inheritance->text); i++)
		add(&arguments, inheritance->text[i]);
	add(&arguments, wish->instance->path);
	for (i = 0; i < commands; i++)
		add(&arguments, wish->command[i]);
	return arguments.words;
}

/* Ctrl-C reaches those in the terminal's process group; trace-cmd must outlive CMD's end. */
static int spawn(pid_t *ret, const char *program, char **arguments, int chatter)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int err;

	err = posix_spawn_file_actions_init(&actions);
	if (err)
		return -err;
	err = posix_spawnattr_init(&attributes);
	if (err)
		goto destroy_actions;
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, chatter, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, chatter, STDERR_FILENO);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	posix_spawnattr_setpgroup(&attributes, 0);
	err = posix_spawn(ret, program, &actions, &attributes, arguments, environ);
	posix_spawnattr_destroy(&attributes);
destroy_actions:
	posix_spawn_file_actions_destroy(&actions);
	return -err;
}

static int start(struct recorder *recorder, const char *program, const struct recorder_wish *wish,
		 int reports)
{
	struct inheritance inheritance;
	char self[PATH_MAX], buffer_kb[16];
	char **arguments;
	int err;

	err = own_path(self);
	if (err)
		return err;
	snprintf(buffer_kb, sizeof(buffer_kb), "%d", wish->buffer_kb);
	open_inheritance(&inheritance, reports, wish);
	arguments = make_arguments(wish, self, buffer_kb, &inheritance);
	err = arguments ? spawn(&recorder->pid, program, arguments, recorder->chatter) : -ENOMEM;
	free(arguments);
	close_inheritance(&inheritance);
	return err;
}

/**
 * recorder_start() - start trace-cmd
 * @ret: set up, to be ended with recorder_wait()
 * @program: path of trace-cmd
 * @wish: what is to be recorded
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int recorder_start(struct recorder *ret, const char *program, const struct recorder_wish *wish,
		   struct message *why)
{
	int pipe_ends[2];
	int err;

	if (pipe2(pipe_ends, O_CLOEXEC))
		return message_set(why, -errno, "cannot make a pipe: %s", strerror(errno));
	ret->reports = pipe_ends[0];
	ret->chatter = memfd_create("trace-cmd output", MFD_CLOEXEC);
	err = ret->chatter < 0 ? -errno : start(ret, program, wish, pipe_ends[1]);
	close(pipe_ends[1]);
	if (!err)
		return 0;
	close(ret->reports);
	if (ret->chatter >= 0)
		close(ret->chatter);
	return message_set(why, err, "cannot start %s: %s", program, strerror(-err));
}

/* Whether there is something to read before trace-cmd has ended. */
static bool wait_for_report(const struct recorder *recorder)
{
	struct pollfd files[] = {
		{ .fd = recorder->reports, .events = POLLIN },
		{ .fd = pidfd_open(recorder->pid, 0), .events = POLLIN },
	};
	int ready;

	do {
		ready = poll(files, 2, -1);
	} while (ready < 0 && errno == EINTR);
	if (files[1].fd >= 0)
		close(files[1].fd);
	return ready > 0 && files[0].revents & POLLIN;
}

/**
 * recorder_next() - wait for the next report
 * @ret: set to the report
 *
 * Return: false when trace-cmd ended first
 */
bool recorder_next(struct recorder *recorder, struct recorder_report *ret)
{
	return wait_for_report(recorder) &&
	       read(recorder->reports, ret, sizeof(*ret)) == sizeof(*ret);
}

/* The last line that is not empty: trace-cmd prints the error at the end. */
static void quote_chatter(int chatter, struct message *why)
{
	char text[1024];
	off_t size = lseek(chatter, 0, SEEK_END);
	off_t from = size > (off_t)sizeof(text) - 1 ? size - (off_t)sizeof(text) + 1 : 0;
	ssize_t length = pread(chatter, text, sizeof(text) - 1, from);
	char *line, *rest = text;

	text[length > 0 ? length : 0] = '\0';
	message_set(why, 0, "trace-cmd failed and did not say why");
	while ((line = strsep(&rest, "\n"))) {
		if (line[strspn(line, " \t")])
			message_set(why, 0, "trace-cmd failed: %s", line + strspn(line, " \t"));
	}
}

/**
 * recorder_wait() - wait until trace-cmd has written its file
 * @recorder: which; what it holds is released
 * @why: explains an error in one line
 *
 * Return: 0, or -EIO when trace-cmd failed
 */
int recorder_wait(struct recorder *recorder, struct message *why)
{
	pid_t waited;
	int status;

	do {
		waited = waitpid(recorder->pid, &status, 0);
	} while (waited < 0 && errno == EINTR);
	/* Killed, it leaves processes behind that read the buffer on and on. */
	kill(-recorder->pid, SIGKILL);
	if (WIFSIGNALED(status))
		message_set(why, 0, "trace-cmd was ended by signal %d (%s)", WTERMSIG(status),
			    strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status))
		quote_chatter(recorder->chatter, why);
	close(recorder->reports);
	close(recorder->chatter);
	return status ? -EIO : 0;
}
