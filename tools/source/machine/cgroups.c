// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "cgroups.h"

#define CGROUPS "/sys/fs/cgroup"

static uint64_t read_number(const char *path)
{
	FILE *in = fopen(path, "re");
	uint64_t number = 0;

	/* "max" is none. */
	if (in && fscanf(in, "%" SCNu64, &number) != 1)
		number = 0;
	if (in)
		fclose(in);
	return number;
}

static uint64_t least(uint64_t one, uint64_t other)
{
	if (!one || !other)
		return one ? one : other;
	return one < other ? one : other;
}

/**
 * cgroup_pids_max() - how many processes there may be where a process is
 * @path: of its cgroup
 *
 * Return: the least of the limits of that cgroup, of those above it, and of the kernel's; 0 if none
 * is known
 */
uint64_t cgroup_pids_max(const struct event_text *path)
{
	uint64_t found = read_number("/proc/sys/kernel/pid_max");
	char name[PATH_MAX];
	size_t length = path->size < sizeof(name) / 2 ? path->size : 0;

	found = least(found, read_number("/proc/sys/kernel/threads-max"));
	while (length > 1) {
		snprintf(name, sizeof(name), CGROUPS "%.*s/pids.max", (int)length, path->bytes);
		found = least(found, read_number(name));
		do {
			length--;
		} while (length && path->bytes[length] != '/');
	}
	return found;
}
