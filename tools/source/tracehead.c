// SPDX-License-Identifier: GPL-2.0-or-later
/* The first bytes of a file that trace-cmd wrote. */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "tracehead.h"

/**
 * tracehead_has_page_size() - is what stands for the size of a page possible?
 * @fd: the file
 *
 * With an impossible one libtracecmd reads on, and leaves records out.
 *
 * Return: the answer
 */
bool tracehead_has_page_size(int fd)
{
	/* Behind the magic, the version, the byte order and the size of a long. */
	enum { PLACE = 14 };
	uint32_t size;

	if (pread(fd, &size, sizeof(size), PLACE) != sizeof(size))
		return false;
	return size && !(size & (size - 1));
}

/**
 * tracehead_can_lack_end() - can the beginning of the file be read without the rest?
 * @fd: the file
 *
 * Versions after 6 have what is needed to read them at their end.
 *
 * Return: the answer
 */
bool tracehead_can_lack_end(int fd)
{
	static const char start[] = "\x17\x08\x44tracing6";
	char found[sizeof(start)];

	return pread(fd, found, sizeof(found), 0) == sizeof(found) &&
	       !memcmp(found, start, sizeof(start)) && tracehead_has_page_size(fd);
}
