// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the kernel was built to be. prctl() is not asked: what that answers is for scenarios to
 * claim, and a kernel that lost its subreapers shall not pass for one that never had any.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "kernel.h"

#define CONFIG "/proc/config.gz"

/* Not by zcat: that of busybox leaves an orphan, which events would show. */
static bool is_configured(const char *line)
{
	char command[120];

	snprintf(command, sizeof(command), "gunzip -c " CONFIG " | grep -qx '%s'", line);
	return !access(CONFIG, R_OK) && !system(command);
}

/* With this project's subreapers: no other kernel has the symbol, and Debian's no such file. */
static bool is_patched(void)
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

/**
 * kernel_keeps_marks() - is no mark lost when a process and its ancestor set at the same time?
 *
 * Mainline's fix is in 7.2.13 and in 7.3. It is not in 6.1.192, 6.12.118, 6.18.15 and 7.2.12; a
 * later one of these series may have it, which its release does not show.
 *
 * Return: whether the fix is known to be there, or this project's patches are
 */
bool kernel_keeps_marks(void)
{
	unsigned int version = 0, patchlevel = 0, sublevel = 0;
	struct utsname name;

	uname(&name);
	sscanf(name.release, "%u.%u.%u", &version, &patchlevel, &sublevel);
	if (version == 7 && patchlevel == 2)
		return sublevel >= 13 || is_patched();
	return version > 7 || (version == 7 && patchlevel > 2) || is_patched();
}
