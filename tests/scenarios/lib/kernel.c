// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the kernel was built to be. Nobody asks prctl(): what that answers is for scenarios to
 * claim, and a kernel that lost its subreapers shall not pass for one that never had any.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "kernel.h"

#define CONFIG "/proc/config.gz"

/* Not by zcat: that of busybox leaves an orphan, of which events would tell. */
static bool is_configured(const char *line)
{
	char command[120];

	snprintf(command, sizeof(command), "gunzip -c " CONFIG " | grep -qx '%s'", line);
	return !access(CONFIG, R_OK) && !system(command);
}

/**
 * kernel_is_patched() - does the kernel have the subreapers of this project's patches?
 *
 * No other kernel has this symbol; Debian's has no such file even.
 */
bool kernel_is_patched(void)
{
	return is_configured("CONFIG_CHILD_SUBREAPER=y");
}

/**
 * kernel_has_subreapers() - does the kernel have any?
 *
 * Looks it up once, for the process that calls and those that it forks afterwards.
 *
 * Return: false only with the patches, configured so that they leave subreapers out
 */
bool kernel_has_subreapers(void)
{
	static enum { UNKNOWN, YES, NO } answer;

	if (answer == UNKNOWN)
		answer = is_configured("# CONFIG_CHILD_SUBREAPER is not set") ? NO : YES;
	return answer == YES;
}
