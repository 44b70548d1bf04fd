// SPDX-License-Identifier: GPL-2.0-or-later
/* Who runs on this machine, as /proc tells anybody. */
#include <dirent.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../tracing/vocabulary.h"
#include "running.h"

static bool is_called(int32_t pid, const char *name)
{
	char path[64], comm[SUBREAPER_COMM_LEN + 1] = "";
	size_t length;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/comm", (int)pid);
	in = fopen(path, "re");
	if (!in)
		return false;
	length = fread(comm, 1, SUBREAPER_COMM_LEN, in);
	fclose(in);
	if (length && comm[length - 1] == '\n')
		comm[length - 1] = '\0';
	return !strncmp(comm, name, SUBREAPER_COMM_LEN - 1);
}

/**
 * running_named() - find the processes of a name, but for the caller
 * @name: theirs; what is beyond the length of a command name does not count
 * @pids: set to theirs, in the pid namespace of /proc
 * @room: for so many
 *
 * Return: how many there are, which may be more than @room
 */
size_t running_named(const char *name, int32_t *pids, size_t room)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	size_t nr = 0;

	while (processes && (entry = readdir(processes))) {
		int32_t pid = strtol(entry->d_name, NULL, 10);

		if (pid <= 0 || pid == getpid() || !is_called(pid, name))
			continue;
		if (nr++ < room)
			pids[nr - 1] = pid;
	}
	if (processes)
		closedir(processes);
	return nr;
}

/**
 * running_owner() - the process that a thread is of
 * @tid: the thread, in the pid namespace of /proc
 *
 * Return: the process's pid; 0 if there is no such thread
 */
int32_t running_owner(int32_t tid)
{
	char path[64], line[128];
	int32_t owner = 0;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%" PRId32 "/status", tid);
	in = fopen(path, "re");
	while (in && !owner && fgets(line, sizeof(line), in)) {
		if (sscanf(line, "Tgid: %" SCNd32, &owner) != 1)
			owner = 0;
	}
	if (in)
		fclose(in);
	return owner;
}
