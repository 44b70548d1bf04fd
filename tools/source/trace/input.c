// SPDX-License-Identifier: GPL-2.0-or-later
/* Any file with a trace: finds out what it is and has it read. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../base/terminal/descriptor.h"
#include "datfile.h"
#include "input.h"
#include "../record/ringread.h"
#include "text.h"

static const char tracedat_magic[] = "\x17\x08\x44tracing";

/* The records of all processors are read in turn, from places all over the file. */
#define SAVE_FIRST "save the trace to a file first, and name that"

static int check_kind(const struct stat *status, struct message *why)
{
	if (S_ISFIFO(status->st_mode) || S_ISSOCK(status->st_mode))
		return message_set(why, -ESPIPE, "it is a pipe; " SAVE_FIRST);
	if (S_ISDIR(status->st_mode))
		return 0;
	if (!S_ISREG(status->st_mode))
		return message_set(why, -EINVAL, "it is not a regular file");
	if (!status->st_size)
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
	struct datfile *dat;
	struct ringread *ring;
	FILE *text;
	size_t lines;
};

static int open_any(struct input *input, int fd, unsigned int wanted, struct message *why)
{
	struct stat status;
	int err = fstat(fd, &status) ? -errno : check_kind(&status, why);

	if (!err && starts_with(fd, tracedat_magic))
		return datfile_open(&input->dat, fd, wanted);
	if (!err && S_ISDIR(status.st_mode)) {
		err = ringread_open(&input->ring, input->path, why);
	} else if (!err && starts_with(fd, TEXT_MAGIC "\n")) {
		input->text = fdopen(fd, "r");
		if (input->text)
			return 0;
		err = -errno;
	} else if (!err) {
		err = message_set(why, -EINVAL,
				  "it is not a trace; record one with subreaper-trace record");
	}
	close(fd);
	return err;
}

static int explain(const char *path, int err, const struct message *reason, struct message *why)
{
	return message_set(why, err, "cannot read %s: %s", path,
			   reason->text[0] ? reason->text : strerror(-err));
}

/**
 * input_open() - begin to read a trace
 * @ret: set to the input, to be closed with input_close(); NULL on error
 * @path: of a trace.dat, of a trace in text form, or of the directory of a ring; must live as long
 *	as the input
 * @wanted: EVENT_BIT() of the types that are of interest, as of datfile_open();
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
	input_close(*ret);
	*ret = NULL;
	return explain(path, err, &reason, why);
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
		status = datfile_next(input->dat, ret, &reason);
	return status < 0 ? explain(input->path, status, &reason, why) : status;
}

/**
 * input_close() - end reading
 * @input: the trace, or NULL
 */
void input_close(struct input *input)
{
	if (!input)
		return;
	datfile_close(input->dat);
	ringread_close(input->ring);
	if (input->text)
		fclose(input->text);
	free(input);
}
