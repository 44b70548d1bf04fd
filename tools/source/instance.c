// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tracefs instances: ring buffers of one's own, so that nobody's tracing is disturbed. The name
 * RECORDER_PREFIX.PID.START.NAMESPACE tells whose it is.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "instance.h"

/* The kernel lets go of a buffer a moment after its last reader. */
#define REMOVE_TRIES	40
#define REMOVE_PAUSE_US 50000

/* A process as its instance is named after it. */
struct owner {
	int pid;
	uint64_t start;
	uint64_t namespace;
};

/* Birth in clock ticks: the 22nd field, counted from behind the name, which can hold anything. */
static int read_start(int pid, uint64_t *ret)
{
	char path[64], text[1024];
	char *name_end;
	ssize_t length;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	length = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (length <= 0)
		return -ESRCH;
	text[length] = '\0';
	name_end = strrchr(text, ')');
	if (!name_end || sscanf(name_end,
				") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u"
				" %*d %*d %*d %*d %*d %*d %" SCNu64,
				ret) != 1)
		return -EPROTO;
	return 0;
}

static uint64_t own_namespace(void)
{
	struct stat status;

	return stat("/proc/self/ns/pid", &status) ? 0 : status.st_ino;
}

static bool parse_owner(const char *name, struct owner *ret)
{
	char end;

	return sscanf(name, RECORDER_PREFIX ".%d.%" SCNu64 ".%" SCNu64 "%c", &ret->pid, &ret->start,
		      &ret->namespace, &end) == 3;
}

/**
 * recorder_of_instance() - who recorded into an instance
 * @name: of the instance
 * @ret: set to the process
 *
 * Return: false for any other name than a recorder's
 */
bool recorder_of_instance(const char *name, struct recorder_event *ret)
{
	struct owner owner;

	if (sscanf(name, RECORDER_PREFIX ".%d.%" SCNu64, &owner.pid, &owner.start) != 2 ||
	    owner.pid < 1)
		return false;
	*ret = (struct recorder_event){ owner.pid, owner.start };
	return true;
}

/* A pid of another namespace tells nothing here, so such an owner counts as alive. */
static bool is_dead(const struct owner *owner)
{
	uint64_t start;
	int err;

	if (!owner->namespace || owner->namespace != own_namespace())
		return false;
	err = read_start(owner->pid, &start);
	return err ? err == -ENOENT || err == -ESRCH : start != owner->start;
}

static void remove_dead(const char *instances)
{
	DIR *directory = opendir(instances);
	struct dirent *entry;
	struct owner owner;

	while (directory && (entry = readdir(directory))) {
		if (parse_owner(entry->d_name, &owner) && is_dead(&owner))
			unlinkat(dirfd(directory), entry->d_name, AT_REMOVEDIR);
	}
	if (directory)
		closedir(directory);
}

/* Under lockdown a directory can be made, but its files cannot be opened. */
static int check_access(const struct instance *instance, struct message *why)
{
	char path[MOUNT_PATH_SIZE + 16], what[MOUNT_PATH_SIZE + 32];
	int err = 0;
	int fd;

	snprintf(path, sizeof(path), "%s/tracing_on", instance->path);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err = -errno;
	else
		close(fd);
	snprintf(what, sizeof(what), "open %s", path);
	return err ? mount_denied(err, what, why) : 0;
}

/**
 * instance_create() - make an instance for this process
 * @ret: set to it, to be removed with instance_destroy(); empty on error
 * @why: explains an error in one line
 *
 * Instances that recorders of this pid namespace left when they were killed are removed.
 *
 * Return: 0 or a -errno
 */
int instance_create(struct instance *ret, struct message *why)
{
	char tracefs[PATH_MAX], instances[PATH_MAX + 16], what[PATH_MAX + 64];
	uint64_t start;
	int err;

	*ret = (struct instance){ 0 };
	if (mount_point("tracefs", tracefs))
		return message_set(
			why, -ENODEV,
			"tracefs is not mounted: mount -t tracefs tracefs /sys/kernel/tracing");
	err = read_start(getpid(), &start);
	if (err)
		return message_set(why, err, "cannot read /proc/self/stat: %s", strerror(-err));
	snprintf(instances, sizeof(instances), "%s/instances", tracefs);
	remove_dead(instances);
	snprintf(ret->name, sizeof(ret->name), RECORDER_PREFIX ".%d.%" PRIu64 ".%" PRIu64, getpid(),
		 start, own_namespace());
	snprintf(ret->path, sizeof(ret->path), "%s/%s", instances, ret->name);
	if (mkdir(ret->path, 0700)) {
		err = -errno;
		*ret->path = '\0';
		snprintf(what, sizeof(what), "make a buffer in %s", instances);
		return mount_denied(err, what, why);
	}
	err = check_access(ret, why);
	if (err)
		instance_destroy(ret);
	return err;
}

/**
 * instance_destroy() - remove an instance
 * @instance: of instance_create(), or empty; empty afterwards
 *
 * trace-cmd may have removed it already.
 *
 * Return: 0, or a -errno when it is still there
 */
int instance_destroy(struct instance *instance)
{
	int tries = REMOVE_TRIES;
	int err;

	if (!*instance->path)
		return 0;
	do {
		err = rmdir(instance->path) ? -errno : 0;
		if (err == -EBUSY)
			usleep(REMOVE_PAUSE_US);
	} while (err == -EBUSY && --tries);
	*instance->path = '\0';
	return err == -ENOENT ? 0 : err;
}
