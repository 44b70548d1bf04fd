// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * If a standard file is closed, the next file that is opened gets its number, and then its output.
 */
#include <fcntl.h>
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
