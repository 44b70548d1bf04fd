// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The events as they happen, read away from the pipe of the instance that the scenarios' library
 * makes. An event is there when the death that it shows can be seen otherwise, so when the pipe
 * is empty then, all has been read.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../scenarios/lib/event_line.h"
#include "../scenarios/lib/files.h"
#include "../scenarios/lib/tap.h"
#include "recording.h"

/* The kernel gives as many whole lines at a time as fit on its page or two. */
#define AT_ONCE 65536

static char instance[80];
static int pipe_fd = -1;
static char text[AT_ONCE + 1];
static char *rest = text;

/**
 * recording_name() - name the instance after the calling process
 *
 * The caller can remove the instance, by recording_stop(), when its child that records is gone.
 */
void recording_name(void)
{
	events_name();
	snprintf(instance, sizeof(instance), "/sys/kernel/tracing/instances/scenario-%d", getpid());
}

static void control(const char *file, const char *value)
{
	char path[120];

	snprintf(path, sizeof(path), "%s/%s", instance, file);
	if (file_write(path, value))
		tap_bail("cannot write to %s", path);
}

/**
 * recording_start() - record from now on
 */
void recording_start(void)
{
	char path[120];

	events_start();
	/* Counts events in the order in which they happened, whichever processors they were on. */
	control("trace_clock", "counter");
	snprintf(path, sizeof(path), "%s/trace_pipe", instance);
	pipe_fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (pipe_fd < 0)
		tap_bail("cannot open %s: %s", path, strerror(errno));
}

/**
 * recording_stop() - remove the instance, which no process may have open any more
 *
 * Return: is it gone?
 */
bool recording_stop(void)
{
	events_stop();
	return access(instance, F_OK) != 0;
}

static bool refill(void)
{
	ssize_t got = read(pipe_fd, text, AT_ONCE);

	if (got < 0 && errno != EAGAIN)
		tap_bail("cannot read the events: %s", strerror(errno));
	text[got < 0 ? 0 : got] = '\0';
	rest = text;
	return got > 0;
}

/**
 * recording_next() - take the next event that has not been taken yet
 * @ret: returns it
 *
 * Return: false when all that has happened so far was taken
 */
bool recording_next(struct event *ret)
{
	char *line;

	while (*rest || refill()) {
		line = strsep(&rest, "\n");
		if (!rest)
			rest = line + strlen(line);
		switch (event_line_parse(line, ret)) {
		case 0:
			return true;
		case -EINVAL:
			tap_bail("not an event of the documented format: %s", line);
		}
	}
	return false;
}
