// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tracefs instances: separate ring buffers, which do not disturb other tracing. Each has its maker
 * in its name.
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
#include <sys/utsname.h>
#include <unistd.h>

#include "../../base/format/nanoseconds.h"
#include "../trace/fields.h"
#include "instance.h"
#include "owner.h"

/* The kernel releases a buffer a moment after its last reader. */
#define REMOVE_TRIES	40
#define REMOVE_PAUSE_US 50000

static void remove_dead(const char *instances)
{
	DIR *directory = opendir(instances);
	struct dirent *entry;
	struct owner owner;

	while (directory && (entry = readdir(directory))) {
		if (owner_of_instance(entry->d_name, &owner) && owner_is_dead(&owner))
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
	char text[OWNER_TEXT_SIZE];
	struct owner self;
	int err;

	*ret = (struct instance){ 0 };
	err = mount_require("tracefs", tracefs, why);
	if (err)
		return err;
	err = owner_of_self(&self);
	if (err)
		return message_set(why, err, "cannot read /proc/self/stat: %s", strerror(-err));
	snprintf(instances, sizeof(instances), "%s/instances", tracefs);
	remove_dead(instances);
	owner_to_text(&self, text);
	snprintf(ret->name, sizeof(ret->name), RECORDER_PREFIX ".%s", text);
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

/* CLOCK_REALTIME less CLOCK_MONOTONIC, in ns. */
static int64_t wall_offset(void)
{
	uint64_t trace = nanoseconds_now(CLOCK_MONOTONIC);

	return nanoseconds_now(CLOCK_REALTIME) - trace;
}

/**
 * instance_buffer_kb() - how large a ring buffer the kernel gave
 * @instance: to which
 *
 * Return: KiB for each CPU; negative when that is not known
 */
int instance_buffer_kb(const struct instance *instance)
{
	char path[MOUNT_PATH_SIZE + 32];
	int size = -1;
	FILE *in;

	snprintf(path, sizeof(path), "%s/buffer_size_kb", instance->path);
	in = fopen(path, "re");
	if (!in)
		return -1;
	if (fscanf(in, "%d", &size) != 1)
		size = -1;
	fclose(in);
	return size;
}

/**
 * instance_boot_id() - which boot of the machine this is
 * @ret: room for BOOT_ID_LEN bytes; empty where it is not known
 *
 * Without it times of birth still distinguish processes within one trace.
 */
void instance_boot_id(char *ret)
{
	FILE *in = fopen("/proc/sys/kernel/random/boot_id", "re");

	*ret = '\0';
	if (in && fgets(ret, BOOT_ID_LEN, in))
		ret[strcspn(ret, "\n")] = '\0';
	if (in)
		fclose(in);
}

/**
 * instance_origin() - where and when events come from that are recorded now
 *
 * Return: that; nothing is added to them
 */
struct note_event instance_origin(void)
{
	struct note_event note = { .wall_offset = wall_offset() };
	struct utsname machine;

	uname(&machine);
	snprintf(note.host, sizeof(note.host), "%s", machine.nodename);
	instance_boot_id(note.boot_id);
	return note;
}

/**
 * instance_spell_note() - where and when a trace is made, as a line of it
 * @ret: room for INSTANCE_NOTE_SIZE bytes
 * @adds: whether record adds lines behind the trace when it ends
 */
void instance_spell_note(char *ret, bool adds)
{
	struct note_event note = instance_origin();

	snprintf(ret, INSTANCE_NOTE_SIZE, NOTE_FORMAT, note.wall_offset, note.host, note.boot_id,
		 adds);
}

/**
 * instance_note() - write into the trace where and when it is made
 * @path: directory of the instance, which records on CLOCK_MONOTONIC
 * @adds: whether lines will be added behind the trace, so that a reader misses them
 *
 * Without it a trace can still be read, but not merged with others.
 *
 * Return: 0 or a -errno
 */
int instance_note(const char *path, bool adds)
{
	char text[INSTANCE_NOTE_SIZE];

	instance_spell_note(text, adds);
	return instance_write(path, text);
}

/**
 * instance_write() - write a line into the trace
 * @path: directory of the instance
 * @text: the line
 *
 * Return: 0 or a -errno
 */
int instance_write(const char *path, const char *text)
{
	char marker[MOUNT_PATH_SIZE + 16];
	int err = 0;
	int fd;

	snprintf(marker, sizeof(marker), "%s/trace_marker", path);
	fd = open(marker, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		err = -errno;
	close(fd);
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
