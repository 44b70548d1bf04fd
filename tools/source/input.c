// SPDX-License-Identifier: GPL-2.0-or-later
/* Any file with a trace: finds out what it is and has it read. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input.h"
#include "supervised.h"
#include "text.h"

static const char tracedat_magic[] = "\x17\x08\x44tracing";

static int check_kind(int fd, struct message *why)
{
	struct stat status;

	if (fstat(fd, &status))
		return message_set(why, -errno, "%s", strerror(errno));
	if (S_ISDIR(status.st_mode))
		return message_set(why, -EISDIR, "it is a directory; name the trace.dat in it");
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

static int read_text(int fd, struct trace *ret, struct message *why)
{
	FILE *in = fdopen(fd, "r");
	int err;

	if (!in) {
		err = -errno;
		close(fd);
		return message_set(why, err, "%s", strerror(-err));
	}
	err = text_read(in, ret, why);
	fclose(in);
	return err;
}

static int read_any(int fd, struct trace *ret, struct message *why)
{
	int err = check_kind(fd, why);

	if (!err && starts_with(fd, TEXT_MAGIC "\n"))
		return read_text(fd, ret, why);
	if (!err && !starts_with(fd, tracedat_magic))
		err = message_set(why, -EINVAL,
				  "it is not a trace; record one with subreaper-trace record");
	if (!err)
		return supervised_read(fd, ret, why);
	close(fd);
	return err;
}

/**
 * input_read() - read a trace from a file
 * @path: of a trace.dat, or of a trace in text form
 * @ret: filled in, to be freed with trace_deinit(); empty on error
 * @why: explains an error in one line that names the file
 *
 * Return: 0 or a -errno
 */
int input_read(const char *path, struct trace *ret, struct message *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct message reason = { "" };
	int err;

	*ret = (struct trace){ 0 };
	if (fd < 0)
		return message_set(why, -errno, "cannot open %s: %s", path, strerror(errno));
	err = read_any(fd, ret, &reason);
	if (!err)
		return 0;
	trace_deinit(ret);
	return message_set(why, err, "cannot read %s: %s", path,
			   reason.text[0] ? reason.text : strerror(-err));
}
