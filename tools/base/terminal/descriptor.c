// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * If a standard file is closed, the next file that is opened gets its number, and then its output.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "descriptor.h"

/**
 * descriptor_raise() - keep a file away from the numbers of the standard files
 * @fd: the file, or -1 with errno set
 *
 * Return: the file above them, for which @fd may have been closed; or -1 with errno set
 */
int descriptor_raise(int fd)
{
	int above;

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	above = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return above;
}

/**
 * descriptor_copy() - copy a file from its beginning
 * @to: written at its position
 * @from: the file; its position is left where it is
 * @size: how many bytes, all of which it must have
 *
 * Return: 0 or a -errno, after which some of them may have been written
 */
int descriptor_copy(int to, int from, off_t size)
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
