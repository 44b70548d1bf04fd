// SPDX-License-Identifier: GPL-2.0-or-later
/* What /proc and the cgroups say of the processes of this machine, to any user and without a
 * module. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "processes.h"

/* A name may hold any byte but zero, even ")"; after the last ")" there is no name. */
static bool parse_stat(const char *line, struct process_event *ret)
{
	const char *open = strchr(line, '('), *close = strrchr(line, ')');
	size_t length;

	if (!open || !close || close < open)
		return false;
	length = close - open - 1;
	if (length >= sizeof(ret->comm))
		length = sizeof(ret->comm) - 1;
	memcpy(ret->comm, open + 1, length);
	return sscanf(line, "%" SCNd32, &ret->pid) == 1 &&
	       sscanf(close + 1, " %c %" SCNd32, (char *)&ret->state, &ret->parent_tgid) == 2;
}

static bool read_stat(const char *name, struct process_event *ret)
{
	char path[NAME_MAX + 32], text[1024];
	size_t length;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%s/stat", name);
	in = fopen(path, "re");
	if (!in)
		return false;
	length = fread(text, 1, sizeof(text) - 1, in);
	fclose(in);
	text[length] = '\0';
	return parse_stat(text, ret);
}

/**
 * processes_read() - the processes of this machine
 * @ret: filled in with pid, parent, name and state; to be freed with snapshot_deinit()
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int processes_read(struct snapshot *ret, struct message *why)
{
	struct dirent **entries;
	int nr = scandir("/proc", &entries, NULL, versionsort);
	int i, err = 0;

	*ret = (struct snapshot){ 0 };
	if (nr < 0)
		return message_set(why, -errno, "cannot read /proc: %s", strerror(errno));
	for (i = 0; i < nr; i++) {
		struct snapshot_task task = { 0 };

		if (!err && *entries[i]->d_name >= '1' && *entries[i]->d_name <= '9' &&
		    read_stat(entries[i]->d_name, &task.process))
			err = snapshot_append(ret, &task);
		free(entries[i]);
	}
	free(entries);
	return err ? message_set(why, err, "out of memory") : 0;
}

static int64_t read_limit(const char *cgroup, const char *name)
{
	char path[PATH_MAX + 64];
	int64_t number = -1;
	FILE *in;

	snprintf(path, sizeof(path), "/sys/fs/cgroup%s/%s", cgroup, name);
	in = fopen(path, "re");
	if (in && fscanf(in, "%" SCNd64, &number) != 1)
		number = -1;
	if (in)
		fclose(in);
	return number;
}

/**
 * processes_limit() - how many tasks the cgroup of a process has, and may have
 * @pid: of the process, in the pid namespace of /proc
 * @pids: set to how many it has; -1 if that is not known
 * @pids_max: set to how many it may have; -1 if that is not known, or not limited
 *
 * Only the unified hierarchy in /sys/fs/cgroup is looked at.
 */
void processes_limit(int32_t pid, int64_t *pids, int64_t *pids_max)
{
	char path[64], line[PATH_MAX];
	FILE *in;

	*pids = *pids_max = -1;
	snprintf(path, sizeof(path), "/proc/%" PRId32 "/cgroup", pid);
	in = fopen(path, "re");
	while (in && fgets(line, sizeof(line), in)) {
		if (strncmp(line, "0::", 3))
			continue;
		line[strcspn(line, "\n")] = '\0';
		*pids = read_limit(line + 3, "pids.current");
		*pids_max = read_limit(line + 3, "pids.max");
	}
	if (in)
		fclose(in);
}
