// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd maps a file in large pieces, for each CPU one, and whoever reads them keeps them in
 * memory. Forgotten pages come back from the page cache if they are read again.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mappings.h"

#define MAPS_SIZE 65536

/**
 * mappings_of() - get ready to forget what will be mapped of a file
 * @fd: the file
 *
 * To be called while privileges are there: without them a process may not read its own mappings.
 *
 * Return: a description for mappings_forget()
 */
struct mappings mappings_of(int fd)
{
	struct mappings mappings = { .maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC) };
	struct stat status;
	char link[32];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	length = readlink(link, mappings.path, sizeof(mappings.path) - 1);
	if (length > 0 && !fstat(fd, &status))
		mappings.inode = status.st_ino;
	return mappings;
}

/* Other files may have the same name in part; those of other file systems the same number. */
static void forget_line(const char *line, const struct mappings *mappings)
{
	unsigned long from, until, inode;
	int end;

	if (!strstr(line, mappings->path) ||
	    sscanf(line, "%lx-%lx %*s %*s %*s %lu%n", &from, &until, &inode, &end) != 3 ||
	    inode != mappings->inode ||
	    strcmp(line + end + strspn(line + end, " "), mappings->path))
		return;
	madvise((void *)from, until - from, MADV_DONTNEED);
}

/**
 * mappings_forget() - let go of the memory that mappings of the file take
 * @mappings: of the file, which nobody writes to through them
 */
void mappings_forget(const struct mappings *mappings)
{
	static char text[MAPS_SIZE];
	size_t length = 0;
	ssize_t got;
	char *line, *rest = text;

	if (mappings->maps < 0 || !mappings->inode)
		return;
	lseek(mappings->maps, 0, SEEK_SET);
	while ((got = read(mappings->maps, text + length, MAPS_SIZE - 1 - length)) > 0)
		length += got;
	text[length] = '\0';
	while ((line = strsep(&rest, "\n")))
		forget_line(line, mappings);
}
