// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "owner.h"

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

/**
 * owner_of_self() - the calling process
 *
 * Return: 0 or a -errno
 */
int owner_of_self(struct owner *ret)
{
	ret->pid = getpid();
	ret->namespace = own_namespace();
	return read_start(ret->pid, &ret->start);
}

/**
 * owner_to_text() - an owner as it stands in names
 * @ret: room for OWNER_TEXT_SIZE bytes; set to the text
 */
void owner_to_text(const struct owner *owner, char *ret)
{
	snprintf(ret, OWNER_TEXT_SIZE, "%d.%" PRIu64 ".%" PRIu64, owner->pid, owner->start,
		 owner->namespace);
}

/**
 * owner_from_text() - understand the end of a name
 * @text: what owner_to_text() made, and no more
 *
 * Return: false for any other text
 */
bool owner_from_text(const char *text, struct owner *ret)
{
	char again[OWNER_TEXT_SIZE];

	if (sscanf(text, "%d.%" SCNu64 ".%" SCNu64, &ret->pid, &ret->start, &ret->namespace) != 3)
		return false;
	owner_to_text(ret, again);
	return ret->pid > 0 && !strcmp(text, again);
}

/**
 * owner_of_instance() - find the process that made a tracefs instance
 * @name: of the instance
 *
 * Return: false for any other name than a recorder's
 */
bool owner_of_instance(const char *name, struct owner *ret)
{
	static const char prefix[] = RECORDER_PREFIX ".";

	return !strncmp(name, prefix, strlen(prefix)) &&
	       owner_from_text(name + strlen(prefix), ret);
}

/**
 * owner_is_dead() - is it certain that a process is gone?
 * @owner: the process; a process of another pid namespace cannot be checked, so it counts as alive
 *
 * Return: the answer
 */
bool owner_is_dead(const struct owner *owner)
{
	uint64_t start;
	int err;

	if (!owner->namespace || owner->namespace != own_namespace())
		return false;
	err = read_start(owner->pid, &start);
	return err ? err == -ENOENT || err == -ESRCH : start != owner->start;
}
