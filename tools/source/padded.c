// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd refuses a file that is shorter than its head says. With a hole at its end it reads
 * what is there, and takes the rest for empty pages.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "padded.h"

/* More than any trace lacks; it takes no room. */
#define HOLE (1LL << 40)
_Static_assert(sizeof(off_t) == sizeof(HOLE), "a trace can be larger than 2 GiB");

static const char *place_for_copies(void)
{
	const char *chosen = getenv("TMPDIR");

	return chosen && *chosen ? chosen : P_tmpdir;
}

static int open_unnamed(void)
{
	int fd = open(place_for_copies(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	return fd < 0 ? memfd_create("trace", MFD_CLOEXEC) : fd;
}

static int copy(int from, int to, off_t size)
{
	off_t done = 0;

	while (done < size) {
		ssize_t got = sendfile(to, from, &done, size - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got ? -errno : -EIO;
	}
	return 0;
}

static int cannot_copy(int err, struct message *why)
{
	message_set(why, err, "it lacks its end, and to read it a copy is made in %s: %s",
		    place_for_copies(), strerror(-err));
	if (err == -ENOSPC || err == -EDQUOT)
		message_add(why, "; set TMPDIR to where there is room");
	return err;
}

/**
 * padded_copy() - copy a file, with a hole at its end
 * @fd: the file
 * @size: of it, in bytes
 * @why: explains an error, in words that can follow the file's name
 *
 * Return: the copy, which has no name, at its start; or a -errno
 */
int padded_copy(int fd, off_t size, struct message *why)
{
	int to = open_unnamed();
	int err;

	if (to < 0)
		return cannot_copy(-errno, why);
	err = copy(fd, to, size);
	if (!err && (ftruncate(to, size + HOLE) || lseek(to, 0, SEEK_SET)))
		err = -errno;
	if (!err)
		return to;
	close(to);
	return cannot_copy(err, why);
}
