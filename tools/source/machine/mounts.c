// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <mntent.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "mounts.h"

/**
 * mount_point() - where a file system is mounted
 * @type: such as "tracefs"
 * @ret: room for PATH_MAX bytes; set to the first place
 *
 * This mounts nothing.
 *
 * Return: 0, or -ENODEV when it is mounted nowhere
 */
int mount_point(const char *type, char *ret)
{
	FILE *mounts = setmntent("/proc/self/mounts", "re");
	struct mntent *mount;
	int err = -ENODEV;

	if (!mounts)
		return -errno;
	while (err && (mount = getmntent(mounts))) {
		if (strcmp(mount->mnt_type, type) || strlen(mount->mnt_dir) >= PATH_MAX)
			continue;
		strcpy(ret, mount->mnt_dir);
		err = 0;
	}
	endmntent(mounts);
	return err;
}

/**
 * mount_as_root() - what to put before a command that only root may run
 *
 * Return: "sudo " or, for root, ""
 */
const char *mount_as_root(void)
{
	return geteuid() ? "sudo " : "";
}

/**
 * mount_require() - find out where tracefs or debugfs is mounted
 * @ret: room for PATH_MAX bytes; set to the first place
 * @why: explains that it is not mounted, and what fixes it
 *
 * Return: 0 or -ENODEV
 */
int mount_require(const char *type, char *ret, struct message *why)
{
	if (!mount_point(type, ret))
		return 0;
	message_set(why, 0, "%s is not mounted", type);
	message_fix(why, "%smount -t %s %s /sys/kernel/%s", mount_as_root(), type, type,
		    strcmp(type, "tracefs") ? "debug" : "tracing");
	return -ENODEV;
}

static bool is_locked_down(void)
{
	char mode[64] = "";
	int fd = open("/sys/kernel/security/lockdown", O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : read(fd, mode, sizeof(mode) - 1);

	if (fd >= 0)
		close(fd);
	return length > 0 && strstr(mode, "[confidentiality]");
}

/* A user without a name gets the rest of the advice. */
static void add_remedy(struct message *why)
{
	struct passwd *user = geteuid() ? getpwuid(geteuid()) : NULL;

	message_add(why, "run it as root: sudo subreaper-trace ...");
	if (!user)
		return;
	message_add(why, ", or once");
	message_fix(why, "sudo subreaper-trace check --grant=%s", user->pw_name);
}

/**
 * mount_denied() - explain why a file of tracefs, debugfs or sysfs cannot be opened or made
 * @err: the -errno of trying
 * @what: what was tried, such as "open PATH"
 *
 * Return: @err
 */
int mount_denied(int err, const char *what, struct message *why)
{
	/* Making a directory in tracefs then fails with EINVAL. */
	if ((err == -EPERM || err == -EINVAL) && is_locked_down())
		return message_set(
			why, err,
			"cannot %s: kernel lockdown forbids tracing; boot without lockdown=confidentiality",
			what);
	if (err == -EPERM || err == -EACCES) {
		message_set(why, err, "cannot %s: %s; ", what, strerror(-err));
		add_remedy(why);
		return err;
	}
	return message_set(why, err, "cannot %s: %s", what, strerror(-err));
}
