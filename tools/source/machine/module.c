// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hooks.h"
#include "module.h"
#include "mounts.h"

#define MODULE_DIRECTORY "/sys/module/subreaper_trace"

/**
 * module_is_loaded() - is subreaper_trace.ko there?
 *
 * Return: the answer
 */
bool module_is_loaded(void)
{
	return !access(MODULE_DIRECTORY, F_OK);
}

/* Whether modprobe would find it. */
static bool is_installed(const struct utsname *kernel)
{
	char path[256], line[PATH_MAX];
	bool found = false;
	FILE *index;

	snprintf(path, sizeof(path), "/lib/modules/%s/modules.dep", kernel->release);
	index = fopen(path, "re");
	while (index && !found && fgets(line, sizeof(line), index))
		found = strstr(line, "/subreaper_trace.ko") != NULL;
	if (index)
		fclose(index);
	return found;
}

/**
 * module_missing() - explain that the module is not loaded or not installed, and how to get it
 *
 * Return: -ENODEV
 */
int module_missing(struct message *why)
{
	const char *sudo = mount_as_root();
	struct utsname kernel;
	const char *hook;

	if (hooks_find(&hook, why) == -ENOENT)
		return -ENODEV;
	uname(&kernel);
	if (is_installed(&kernel)) {
		message_set(why, 0, "the module subreaper_trace is not loaded");
		message_fix(why, "%smodprobe subreaper_trace", sudo);
		return -ENODEV;
	}
	return message_set(why, -ENODEV,
			   "the module subreaper_trace is not loaded, nor installed for Linux %s: "
			   "install the packages linux-headers-%s and subreaper-trace-dkms, or "
			   "'%smake dkms-install' in the source tree of subreaper-trace, then "
			   "'%smodprobe subreaper_trace'",
			   kernel.release, kernel.release, sudo, sudo);
}

/**
 * module_require() - find out whether the module is loaded, and its events and files
 * @type: of the file system, tracefs or debugfs
 * @ret: room for PATH_MAX bytes; set to where that is mounted
 * @why: explains what is missing, in the order in which to fix it
 *
 * Return: 0 or -ENODEV
 */
int module_require(const char *type, char *ret, struct message *why)
{
	return module_is_loaded() ? mount_require(type, ret, why) : module_missing(why);
}

/**
 * module_open_dump() - get the right to have the state of all processes emitted
 * @why: explains an error in one line
 *
 * Return: a file descriptor for module_dump(), or a -errno
 */
int module_open_dump(struct message *why)
{
	int fd;

	if (!module_is_loaded())
		return module_missing(why);
	fd = open(MODULE_DUMP_PARAMETER, O_WRONLY | O_CLOEXEC);
	return fd < 0 ? mount_denied(-errno, "write " MODULE_DUMP_PARAMETER, why) : fd;
}

/**
 * module_dump() - have one event emitted for each process
 * @fd: of module_open_dump()
 *
 * Return: 0 when all have been emitted, or a -errno
 */
int module_dump(int fd)
{
	return pwrite(fd, "1", 1, 0) == 1 ? 0 : -errno;
}

static int add_self(const char *instance)
{
	char path[MOUNT_PATH_SIZE + 16], text[16];
	int length = snprintf(text, sizeof(text), "%d", (int)getpid());
	int err = 0;
	int fd;

	snprintf(path, sizeof(path), "%s/set_event_pid", instance);
	fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (write(fd, text, length) != length)
		err = -errno;
	close(fd);
	return err;
}

/**
 * module_dump_among() - have one event emitted for each process, where only some are recorded
 * @fd: of module_open_dump()
 * @instance: directory of the buffer
 *
 * The events belong to the task that asks for them. That is a child, which is taken out of
 * set_event_pid again when it ends, so that nothing else of the caller is recorded.
 *
 * Return: 0 when all have been emitted, or a -errno
 */
int module_dump_among(int fd, const char *instance)
{
	pid_t child = fork();
	int status, err;

	if (!child) {
		err = add_self(instance);
		_exit(-(err ? err : module_dump(fd)));
	}
	if (child < 0)
		return -errno;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? -WEXITSTATUS(status) : -EINTR;
}

/**
 * module_hold() - keep the module from being unloaded
 *
 * Enabled events do not keep it: without this, rmmod during a recording succeeds and destroys the
 * recording. An open file of debugfs keeps it.
 *
 * Return: a file descriptor that holds it until closed, or a -errno
 */
int module_hold(void)
{
	char path[MOUNT_PATH_SIZE];
	int err;
	int fd;

	err = mount_point("debugfs", path);
	if (err)
		return err;
	strcat(path, "/subreaper/info");
	fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}
