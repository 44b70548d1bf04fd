// SPDX-License-Identifier: GPL-2.0-or-later
/* Whether a module's init was called, as the kernel's own event shows. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../scenarios/lib/files.h"
#include "initcall.h"

#define INSTANCE "/sys/kernel/tracing/instances/initcalls"

static int pipe_end = -1;

/**
 * initcall_watch() - begin to record calls of init
 *
 * Return: 0 or a negative errno
 */
int initcall_watch(void)
{
	int err;

	if (mkdir(INSTANCE, 0700) && errno != EEXIST)
		return -errno;
	err = file_write(INSTANCE "/events/initcall/initcall_start/enable", "1");
	if (err)
		return err;
	pipe_end = open(INSTANCE "/trace_pipe", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	return pipe_end < 0 ? -errno : 0;
}

/**
 * initcall_seen() - was any module's init called since the last call?
 */
bool initcall_seen(void)
{
	char text[4096];
	bool seen = false;
	ssize_t got;

	while ((got = read(pipe_end, text, sizeof(text))) > 0)
		seen |= memmem(text, got, "initcall_start: ", strlen("initcall_start: ")) != NULL;
	return seen;
}
