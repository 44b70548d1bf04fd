// SPDX-License-Identifier: GPL-2.0-or-later
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../base/memory/array.h"
#include "../trace/fields.h"
#include "../record/instance.h"
#include "namespaces.h"

/* As "pid:[4026531836]". */
struct link {
	char text[32];
};

/* A process with children that are born in another pid namespace. */
struct emigrant {
	int32_t pid;
	struct link children;
	bool ended;
};

struct emigrants {
	struct emigrant *all;
	size_t nr;
	size_t capacity;
};

static bool read_link(int32_t pid, const char *name, struct link *ret)
{
	char path[64];
	ssize_t length;

	snprintf(path, sizeof(path), "/proc/%" PRId32 "/ns/%s", pid, name);
	length = readlink(path, ret->text, sizeof(ret->text) - 1);
	if (length <= 0)
		return false;
	ret->text[length] = '\0';
	return true;
}

/* Calls @take with each process; not 0 ends it. */
static int for_each_process(int (*take)(int32_t pid, struct emigrants *emigrants),
			    struct emigrants *emigrants)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	int err = 0;

	while (!err && processes && (entry = readdir(processes))) {
		int32_t pid = atoi(entry->d_name);

		if (pid > 0)
			err = take(pid, emigrants);
	}
	if (processes)
		closedir(processes);
	return err;
}

static int find_emigrant(int32_t pid, struct emigrants *emigrants)
{
	struct emigrant emigrant = { .pid = pid, .ended = true };
	struct link own;

	if (!read_link(pid, "pid", &own) ||
	    !read_link(pid, "pid_for_children", &emigrant.children) ||
	    !strcmp(own.text, emigrant.children.text))
		return 0;
	if (array_reserve(&emigrants->all, &emigrants->capacity, emigrants->nr + 1,
			  sizeof(emigrant)))
		return -ENOMEM;
	emigrants->all[emigrants->nr++] = emigrant;
	return 0;
}

/* A namespace with a process in it, be it a zombie, has not ended. */
static int find_inhabitant(int32_t pid, struct emigrants *emigrants)
{
	struct link own;
	size_t i;

	if (!read_link(pid, "pid", &own))
		return 0;
	for (i = 0; i < emigrants->nr; i++) {
		if (!strcmp(emigrants->all[i].children.text, own.text))
			emigrants->all[i].ended = false;
	}
	return 0;
}

/**
 * namespaces_of_children() - is a process's next child born in another pid namespace?
 * @pid: of the process, in the pid namespace of /proc
 * @ended: set to whether that namespace has no process left, so that fork() fails
 *
 * Return: the answer; false if that is unknown
 */
bool namespaces_of_children(int32_t pid, bool *ended)
{
	struct emigrants emigrants = { 0 };
	bool found = false;

	*ended = false;
	if (!find_emigrant(pid, &emigrants) && emigrants.nr) {
		found = true;
		for_each_process(find_inhabitant, &emigrants);
		*ended = emigrants.all[0].ended;
	}
	free(emigrants.all);
	return found;
}

/**
 * namespaces_note() - write into the trace which processes have children in another namespace
 * @path: directory of the instance that records
 *
 * Return: 0 or a -errno
 */
int namespaces_note(const char *path)
{
	struct emigrants emigrants = { 0 };
	int err = for_each_process(find_emigrant, &emigrants);
	char text[128];
	size_t i;

	if (!err && emigrants.nr)
		err = for_each_process(find_inhabitant, &emigrants);
	for (i = 0; !err && i < emigrants.nr; i++) {
		snprintf(text, sizeof(text), CHILDREN_FORMAT, emigrants.all[i].pid,
			 emigrants.all[i].ended);
		err = instance_write(path, text);
	}
	free(emigrants.all);
	return err;
}
