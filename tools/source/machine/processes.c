// SPDX-License-Identifier: GPL-2.0-or-later
/* What /proc and the cgroups say of the processes of this machine, to any user and without a
 * module. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../../tracing/vocabulary.h"
#include "../../base/format/nanoseconds.h"
#include "processes.h"

/* Numbers of the fields in /proc/PID/stat, as proc(5) counts them. */
enum {
	FIELD_PARENT = 4,
	FIELD_GROUP,
	FIELD_SESSION,
	FIELD_FLAGS = 9,
	FIELD_THREADS = 20,
	FIELD_START = 22,
	FIELD_IGNORED = 33,
	FIELD_EXIT_SIGNAL = 38,
	FIELD_EXIT_CODE = 52,
	FIELDS,
};

#define PF_KTHREAD 0x00200000U

static bool parse_numbers(const char *text, struct process_event *ret)
{
	unsigned long long fields[FIELDS] = { 0 };
	const char *begin;
	uint32_t exited;
	int i;

	if (sscanf(text, " %c", (char *)&ret->state) != 1)
		return false;
	text = strchr(text, ret->state) + 1;
	for (i = FIELD_PARENT; i < FIELDS; i++) {
		begin = text;
		fields[i] = strtoull(begin, (char **)&text, 10);
		if (text == begin)
			return false;
	}
	ret->parent_tgid = (int32_t)fields[FIELD_PARENT];
	ret->pgrp = (int32_t)fields[FIELD_GROUP];
	ret->session = (int32_t)fields[FIELD_SESSION];
	ret->userspace = !(fields[FIELD_FLAGS] & PF_KTHREAD);
	/* While it is released it has none. */
	exited = ret->state == 'Z' || ret->state == 'X';
	ret->threads_alive = fields[FIELD_THREADS] > exited ? fields[FIELD_THREADS] - exited : 0;
	ret->start = fields[FIELD_START] * (NS_PER_SECOND / sysconf(_SC_CLK_TCK));
	if (fields[FIELD_IGNORED] >> (SIGCHLD - 1) & 1)
		ret->sigchld = SUBREAPER_SIGCHLD_IGNORED;
	ret->exit_signal = (int32_t)fields[FIELD_EXIT_SIGNAL];
	ret->exit_code = (int32_t)fields[FIELD_EXIT_CODE];
	return true;
}

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
	return sscanf(line, "%" SCNd32, &ret->pid) == 1 && parse_numbers(close + 1, ret);
}

/* The kernel follows this link under the rule by which it shows the exit code, else 0. */
static bool may_see_exit_code(const char *name)
{
	char path[NAME_MAX + 32], namespace[64];

	snprintf(path, sizeof(path), "/proc/%s/ns/user", name);
	return readlink(path, namespace, sizeof(namespace)) > 0;
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
	if (!parse_stat(text, ret))
		return false;
	if (!ret->exit_code && !may_see_exit_code(name))
		ret->exit_code = EXIT_CODE_UNKNOWN;
	return true;
}

/* The pids of a process in all pid namespaces that see it, from that of /proc inwards. */
static void parse_pids(const char *text, struct process_event *ret)
{
	int length;

	ret->level = 0;
	while (sscanf(text, "%" SCNd32 "%n", &ret->nspid, &length) == 1) {
		text += length;
		ret->level++;
	}
	ret->level -= ret->level > 0;
}

/**
 * processes_look() - read what else /proc shows of a process
 * @process: one of processes_read(); its tracer, its pid in its own pid namespace, and the level of
 *	that, counted from the one of /proc, are filled in, unless the process is gone
 */
void processes_look(struct process_event *process)
{
	char path[64], line[1024];
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%" PRId32 "/status", process->pid);
	in = fopen(path, "re");
	while (in && fgets(line, sizeof(line), in)) {
		if (sscanf(line, "TracerPid: %" SCNd32, &process->tracer_tgid) != 1 &&
		    !strncmp(line, "NSpid:", strlen("NSpid:")))
			parse_pids(line + strlen("NSpid:"), process);
	}
	if (in)
		fclose(in);
}

/**
 * processes_read() - the processes of this machine
 * @ret: filled in with what /proc/PID/stat holds; to be freed with snapshot_deinit()
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
	if (err)
		return message_set(why, err, "out of memory");
	if (!ret->nr)
		return message_set(why, -ENOENT, "/proc shows no process: is it mounted?");
	return 0;
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
