// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd refuses a file that is shorter than its head says. With a hole at its end it reads
 * what is there, and takes the rest for empty pages.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "padded.h"

/* More than any trace lacks; it takes no room. */
#define HOLE (1LL << 40)

static int open_unnamed(void)
{
	int fd = open(P_tmpdir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

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

/**
 * padded_copy() - copy a file, with a hole at its end
 * @fd: the file
 * @size: of it, in bytes
 *
 * Return: the copy, which has no name, at its start; or a -errno
 */
int padded_copy(int fd, off_t size)
{
	int to = open_unnamed();
	int err;

	if (to < 0)
		return -errno;
	err = copy(fd, to, size);
	if (!err && (ftruncate(to, size + HOLE) || lseek(to, 0, SEEK_SET)))
		err = -errno;
	if (!err)
		return to;
	close(to);
	return err;
}
