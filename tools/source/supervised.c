// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd believes what a file says and can crash, hang or chat when that is wrong. So it
 * reads in a child, which has no voice and an alarm clock, and passes on the events by a pipe:
 *
 *	child	struct parcel, then its payload ... PARCEL_END with the result
 *	parent	appends to the trace; a pipe that ends early means that the file is damaged
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "supervised.h"
#include "tracedat.h"

/* Without a new event for so long the reader hangs. */
#define PATIENCE_SECONDS 20

enum parcel_type {
	PARCEL_EVENT,
	PARCEL_INSTANCE,
	PARCEL_END,
};

struct parcel {
	enum parcel_type type;
	/* PARCEL_EVENT: bytes of steps after the event; PARCEL_INSTANCE, PARCEL_END: of text */
	uint32_t extra;
	/* PARCEL_END */
	int result;
};

static int put(FILE *out, const void *bytes, size_t size)
{
	return !size || fwrite(bytes, size, 1, out) == 1 ? 0 : -EPIPE;
}

static int send_event(void *context, const struct event *event)
{
	uint32_t steps = event->type == EVENT_WALK ? event->walk.kept_steps : 0;
	struct parcel parcel = { .type = PARCEL_EVENT, .extra = steps * sizeof(uint32_t) };

	alarm(PATIENCE_SECONDS);
	if (put(context, &parcel, sizeof(parcel)) || put(context, event, sizeof(*event)))
		return -EPIPE;
	return put(context, steps ? event->walk.steps : NULL, parcel.extra);
}

static int send_text(FILE *out, enum parcel_type type, int result, const char *text)
{
	struct parcel parcel = { .type = type, .result = result, .extra = strlen(text) };

	return put(out, &parcel, sizeof(parcel)) || put(out, text, parcel.extra) ? -EPIPE : 0;
}

static int send_instance(void *context, const char *name)
{
	return send_text(context, PARCEL_INSTANCE, 0, name);
}

static void be_silent(void)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
}

/* _Exit(): what the parent has not flushed yet is not to be written twice. */
__attribute__((noreturn)) static void read_as_child(int fd, int pipe_end)
{
	FILE *out = fdopen(pipe_end, "w");
	struct tracedat_sink sink = { send_event, send_instance, out };
	struct message why = { "" };
	int err;

	if (!out)
		_Exit(1);
	signal(SIGALRM, SIG_DFL);
	alarm(PATIENCE_SECONDS);
	be_silent();
	err = tracedat_read(fd, &sink, &why);
	send_text(out, PARCEL_END, err, why.text);
	_Exit(fflush(out) ? 1 : 0);
}

static int get(FILE *in, void *bytes, size_t size)
{
	return !size || fread(bytes, size, 1, in) == 1 ? 0 : -EBADMSG;
}

static int receive_event(FILE *in, uint32_t extra, struct trace *trace)
{
	struct event event;
	int err;

	err = get(in, &event, sizeof(event));
	if (err)
		return err;
	if (event.type == EVENT_WALK) {
		event.walk.steps = extra ? malloc(extra) : NULL;
		if (extra && !event.walk.steps)
			return -ENOMEM;
		err = get(in, event.walk.steps, extra);
	}
	if (!err)
		err = trace_append(trace, &event);
	if (err && event.type == EVENT_WALK)
		free(event.walk.steps);
	return err;
}

static int receive_text(FILE *in, uint32_t extra, struct message *ret)
{
	if (extra >= sizeof(ret->text))
		return -EBADMSG;
	ret->text[extra] = '\0';
	return get(in, ret->text, extra);
}

/* Sets @end when the child has said how it went; its verdict is then the result. */
static int receive_parcel(FILE *in, struct trace *trace, struct message *why, bool *end)
{
	struct message name;
	struct parcel parcel;
	int err;

	err = get(in, &parcel, sizeof(parcel));
	if (err)
		return err;
	if (parcel.type == PARCEL_EVENT)
		return receive_event(in, parcel.extra, trace);
	if (parcel.type == PARCEL_INSTANCE) {
		err = receive_text(in, parcel.extra, &name);
		if (!err)
			trace_name_instance(trace, name.text);
		return err;
	}
	*end = true;
	err = receive_text(in, parcel.extra, why);
	return err ? err : parcel.result;
}

static int receive_all(FILE *in, struct trace *trace, struct message *why)
{
	bool end = false;
	int err = 0;

	while (!err && !end)
		err = receive_parcel(in, trace, why, &end);
	if (err == -EBADMSG && !end)
		return message_set(why, err, "it is damaged");
	return err;
}

static int receive_from(int pipe_end, struct trace *trace, struct message *why)
{
	FILE *in = fdopen(pipe_end, "r");
	int err;

	if (!in) {
		close(pipe_end);
		return -ENOMEM;
	}
	err = receive_all(in, trace, why);
	fclose(in);
	return err;
}

/**
 * supervised_read() - read a file that trace-cmd wrote, however damaged it is
 * @fd: the file; closed
 * @trace: empty; filled in, to be freed with trace_deinit() also on error
 * @why: explains an error about the file, in words that can follow its name
 *
 * Return: 0, a -errno of tracedat_read(), or what kept the child from being started
 */
int supervised_read(int fd, struct trace *trace, struct message *why)
{
	int pipe_ends[2];
	pid_t child;
	int err;

	if (pipe2(pipe_ends, O_CLOEXEC)) {
		err = -errno;
		close(fd);
		return err;
	}
	child = fork();
	if (!child) {
		close(pipe_ends[0]);
		read_as_child(fd, pipe_ends[1]);
	}
	err = -errno;
	close(fd);
	close(pipe_ends[1]);
	if (child < 0) {
		close(pipe_ends[0]);
		return err;
	}
	err = receive_from(pipe_ends[0], trace, why);
	kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	return err;
}
