// SPDX-License-Identifier: GPL-2.0-or-later
/* Any file with a trace: finds out what it is and has it read. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../base/terminal/descriptor.h"
#include "appendix.h"
#include "input.h"
#include "../record/ringread.h"
#include "supervised.h"
#include "text.h"

static const char tracedat_magic[] = "\x17\x08\x44tracing";

/* The records of all processors are read in turn, from places all over the file. */
#define SAVE_FIRST "save the trace to a file first, and name that"

static int check_kind(int fd, struct message *why)
{
	struct stat status;

	if (fstat(fd, &status))
		return message_set(why, -errno, "%s", strerror(errno));
	if (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode))
		return message_set(why, -ESPIPE, "it is a pipe; " SAVE_FIRST);
	if (!S_ISREG(status.st_mode))
		return message_set(why, -EINVAL, "it is not a regular file");
	if (!status.st_size)
		return message_set(why, -ENODATA, "it is empty; was the recording cut off?");
	return 0;
}

static bool starts_with(int fd, const char *magic)
{
	char start[32];
	size_t length = strlen(magic);

	return pread(fd, start, length, 0) == (ssize_t)length && !memcmp(start, magic, length);
}

struct input {
	const char *path;
	/* One of these. */
	struct supervised *reader;
	struct ringread *ring;
	FILE *text;
	size_t lines;
	/* What record added behind the trace, until it has been read. */
	FILE *appendix;
	bool has_appendix;
	/* Until it has been reported that some of that is missing. */
	bool appendix_damaged;
	/* What comes behind that. */
	struct event next;
	bool has_next;
	/* What its probe missed, which comes last. */
	struct event gap;
	bool has_gap;
};

static int open_ring(struct input *input, int fd, struct message *why)
{
	close(fd);
	return ringread_open(&input->ring, input->path, why);
}

static bool is_directory(int fd)
{
	struct stat status;

	return !fstat(fd, &status) && S_ISDIR(status.st_mode);
}

static int open_any(struct input *input, int fd, unsigned int wanted, struct message *why)
{
	int err;

	if (is_directory(fd))
		return open_ring(input, fd, why);
	err = check_kind(fd, why);

	if (!err && starts_with(fd, TEXT_MAGIC "\n")) {
		input->text = fdopen(fd, "r");
		if (input->text)
			return 0;
		err = -errno;
	} else if (!err && starts_with(fd, tracedat_magic)) {
		input->appendix = appendix_open(fd, &input->appendix_damaged);
		input->has_appendix = input->appendix;
		return supervised_open(&input->reader, fd, wanted);
	} else if (!err) {
		err = message_set(why, -EINVAL,
				  "it is not a trace; record one with subreaper-trace record");
	}
	close(fd);
	return err;
}

static int explain(const struct input *input, int err, const struct message *reason,
		   struct message *why)
{
	return message_set(why, err, "cannot read %s: %s", input->path,
			   reason->text[0] ? reason->text : strerror(-err));
}

/**
 * input_open() - begin to read a trace
 * @ret: set to the input, to be closed with input_close(); NULL on error
 * @path: of a trace.dat, of a trace in text form, or of the directory of a ring; must live as long
 *	as the input
 * @wanted: EVENT_BIT() of the types that are of interest, as of supervised_open();
 *	others may come as well
 * @why: explains an error in one line that names the file
 *
 * Return: 0 or a -errno
 */
int input_open(struct input **ret, const char *path, unsigned int wanted, struct message *why)
{
	int fd = descriptor_raise(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
	struct message reason = { .text = "" };
	int err;

	*ret = NULL;
	if (fd < 0 && errno == ENOENT && !strcmp(path, "-"))
		return message_set(why, -ESPIPE, "a trace cannot be read from a pipe; " SAVE_FIRST);
	if (fd < 0)
		return message_set(why, -errno, "cannot open %s: %s", path, strerror(errno));
	*ret = calloc(1, sizeof(**ret));
	if (!*ret) {
		close(fd);
		return message_set(why, -ENOMEM, "out of memory");
	}
	(*ret)->path = path;
	err = open_any(*ret, fd, wanted, &reason);
	if (!err)
		return 0;
	explain(*ret, err, &reason, why);
	input_close(*ret);
	*ret = NULL;
	return err;
}

static bool take_appendix(struct input *input, struct event *ret)
{
	struct message why;
	size_t line = 0;
	int status = text_next(input->appendix, &line, ret, &why);

	if (status == 1 && ret->type == EVENT_GAP) {
		input->gap = *ret;
		input->has_gap = true;
		status = text_next(input->appendix, &line, ret, &why);
	}
	if (status == 1 && (ret->type == EVENT_PROFILE || ret->type == EVENT_READING))
		return true;
	fclose(input->appendix);
	input->appendix = NULL;
	input->appendix_damaged |= status != 0;
	if (input->appendix_damaged)
		*ret = (struct event){ .type = EVENT_READING, .reading.damaged = true };
	return input->appendix_damaged;
}

/* Everything else could be read, so this error comes last. */
static int end_of_tracedat(struct input *input, struct event *ret, struct message *why)
{
	if (input->has_gap) {
		*ret = input->gap;
		input->has_gap = false;
		return 1;
	}
	if (!input->appendix_damaged)
		return 0;
	input->appendix_damaged = false;
	if (!input->has_appendix)
		return message_set(why, -EBADMSG,
				   "its end is missing, with command lines, users and units of "
				   "processes: the file was cut, or record was killed");
	return message_set(why, -EBADMSG,
			   "it is damaged: some command lines, users and units of processes are "
			   "missing");
}

/* If the trace announces lines that are not there, they were cut off, or never written. */
static bool lacks_appendix(const struct input *input, const struct event *event)
{
	return event->type == EVENT_NOTE && event->note.adds && !input->has_appendix &&
	       !input->appendix_damaged;
}

/* Added lines come after other events without a time, and before all events with one. */
static int next_of_tracedat(struct input *input, struct event *ret, struct message *why)
{
	int status;

	if (!input->has_next) {
		status = supervised_next(input->reader, ret, why);
		if (!status)
			return end_of_tracedat(input, ret, why);
		if (status == 1 && lacks_appendix(input, ret)) {
			input->next = *ret;
			input->has_next = true;
			input->appendix_damaged = true;
			*ret = (struct event){ .type = EVENT_READING, .reading.damaged = true };
			return 1;
		}
		if (status != 1 || !input->appendix || !event_has_time(ret))
			return status;
		input->next = *ret;
		input->has_next = true;
	}
	if (input->appendix && take_appendix(input, ret))
		return 1;
	*ret = input->next;
	input->has_next = false;
	return 1;
}

/**
 * input_next() - the next event of a trace
 * @input: the trace
 * @ret: filled in; what it lends is lent until the next call
 * @why: explains an error in one line that names the file
 *
 * Events before an error are valid.
 *
 * Return: 1; 0 at the end; or a -errno
 */
int input_next(struct input *input, struct event *ret, struct message *why)
{
	struct message reason;
	int status;

	/* It is large; clearing all of it for each event is not needed. */
	reason.text[0] = '\0';
	if (input->ring)
		status = ringread_next(input->ring, ret, &reason);
	else if (input->text)
		status = text_next(input->text, &input->lines, ret, &reason);
	else
		status = next_of_tracedat(input, ret, &reason);
	return status < 0 ? explain(input, status, &reason, why) : status;
}

/**
 * input_close() - end reading
 * @input: the trace, or NULL
 */
void input_close(struct input *input)
{
	if (!input)
		return;
	supervised_close(input->reader);
	ringread_close(input->ring);
	if (input->text)
		fclose(input->text);
	if (input->appendix)
		fclose(input->appendix);
	free(input);
}
