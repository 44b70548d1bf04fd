// SPDX-License-Identifier: GPL-2.0-or-later
/* The processes of this machine, from /proc. */
#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../tracing/vocabulary.h"
#include "../../model/process/profile.h"
#include "profiles.h"
#include "running.h"

static bool is_called(int32_t pid, const char *name)
{
	char path[64], comm[SUBREAPER_COMM_LEN + 1] = "";
	struct event event;
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
	if (strlen(name) < SUBREAPER_COMM_LEN && !strcmp(comm, name))
		return true;
	return profile_read(pid, true, &event) && profile_has_name(&event.profile, name);
}

/**
 * running_named() - find the processes of a name, without the caller
 * @name: theirs, of their main threads, or as profile_has_name() takes it
 * @pids: set to theirs, in the pid namespace of /proc
 * @room: how many @pids has room for
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
 * running_owner() - the process of a thread
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

/* The first line of a file of /proc or of a cgroup that begins so. */
static bool find_line(const char *path, const char *begin, char *ret, size_t size)
{
	FILE *in = fopen(path, "re");
	bool found = false;

	while (in && !found && fgets(ret, size, in))
		found = !strncmp(ret, begin, strlen(begin));
	if (in)
		fclose(in);
	return found;
}

/**
 * running_is_frozen() - is the cgroup of a process frozen?
 * @pid: of the process, in the pid namespace of /proc
 *
 * Return: the answer; false if there is no unified hierarchy in /sys/fs/cgroup
 */
bool running_is_frozen(int32_t pid)
{
	char path[PATH_MAX], line[PATH_MAX - 64];

	snprintf(path, sizeof(path), "/proc/%" PRId32 "/cgroup", pid);
	if (!find_line(path, "0::", line, sizeof(line)))
		return false;
	line[strcspn(line, "\n")] = '\0';
	snprintf(path, sizeof(path), "/sys/fs/cgroup%s/cgroup.events", line + strlen("0::"));
	return find_line(path, "frozen 1", line, sizeof(line));
}

/**
 * running_waits_for() - does a process wait for one child only, and which?
 * @pid: of the process, in the pid namespace of /proc
 *
 * Return: its pid, in the process's own namespace; 0 if it waits for none or for any
 */
int32_t running_waits_for(int32_t pid)
{
	char path[64], line[256];
	unsigned long long first, second;
	long number;

	snprintf(path, sizeof(path), "/proc/%" PRId32 "/syscall", pid);
	if (!find_line(path, "", line, sizeof(line)) ||
	    sscanf(line, "%ld %llx %llx", &number, &first, &second) != 3)
		return 0;
	if (number == SYS_wait4)
		return (int32_t)first > 0 ? (int32_t)first : 0;
	return number == SYS_waitid && first == P_PID ? (int32_t)second : 0;
}
