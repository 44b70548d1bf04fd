// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "mounts.h"
#include "sight.h"

static uint64_t read_count(FILE *info, const char *key)
{
	char value[INFO_VALUE_SIZE];

	return debugfs_read_info(info, key, value) ? 0 : strtoull(value, NULL, 10);
}

/* "yes", or "no (REASON)". */
static void read_proof(FILE *info, struct sight *ret)
{
	char value[INFO_VALUE_SIZE];

	ret->proven = debugfs_read_info(info, "hook_proven", value) || !strncmp(value, "yes", 3);
	if (!ret->proven)
		strcpy(ret->unproven, value + strcspn(value, "("));
}

/* "no", or "since MONO_NS REASON". */
static void read_blindness(FILE *info, struct sight *ret)
{
	static const char since[] = "since ";
	char value[INFO_VALUE_SIZE], *rest;

	if (debugfs_read_info(info, "blind", value) || strncmp(value, since, strlen(since)))
		return;
	ret->blind = true;
	ret->blind_since = strtoull(value + strlen(since), &rest, 10);
	strcpy(ret->blind_why, rest + strspn(rest, " "));
}

/**
 * sight_read_from() - read from the module's file info what it does not see
 * @info: the file, or a copy of it
 */
void sight_read_from(FILE *info, struct sight *ret)
{
	*ret = (struct sight){ .known = true };
	read_proof(info, ret);
	read_blindness(info, ret);
	ret->blind_time = read_count(info, "blind_time");
	ret->missed = read_count(info, "hook_missed");
	ret->dropped = read_count(info, "walks_dropped");
}

/**
 * sight_read() - ask the module what it does not see
 * @ret: filled in, also on error
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int sight_read(struct sight *ret, struct message *why)
{
	FILE *info;
	int err;

	*ret = (struct sight){ 0 };
	err = debugfs_open("info", &info, why);
	if (err)
		return err;
	sight_read_from(info, ret);
	fclose(info);
	return 0;
}

static bool is_zero(const char *path)
{
	FILE *file = fopen(path, "re");
	bool zero = file && fgetc(file) == '0';

	if (file)
		fclose(file);
	return zero;
}

const struct probe_switch probe_switches[PROBE_SWITCHES] = {
	{ "a switch of the kernel", NULL },
	{ "kernel.ftrace_enabled", "sysctl kernel.ftrace_enabled=1" },
	{ "kprobes/enabled of debugfs", "sh -c 'echo 1 >/sys/kernel/debug/kprobes/enabled'" },
};

/**
 * sight_find_switch() - what has switched the probes off
 *
 * Return: the index in probe_switches; 0 if none that can be read is off
 */
unsigned int sight_find_switch(void)
{
	char path[MOUNT_PATH_SIZE];

	if (is_zero("/proc/sys/kernel/ftrace_enabled"))
		return 1;
	if (mount_point("debugfs", path))
		return 0;
	strcat(path, "/kprobes/enabled");
	return is_zero(path) ? 2 : 0;
}
