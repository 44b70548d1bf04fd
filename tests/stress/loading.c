// SPDX-License-Identifier: GPL-2.0-or-later
/* The module comes, works and goes. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/files.h"
#include "loading.h"

#define TRACE "/sys/kernel/tracing/trace"

/**
 * module_load() - load a module
 * @file: open, with the module
 * @arguments: "NAME=VALUE ..."
 *
 * Return: 0 or a negative errno
 */
int module_load(int file, const char *arguments)
{
	return syscall(SYS_finit_module, file, arguments, 0) ? -errno : 0;
}

/**
 * module_unload() - unload a module, if it is not in use
 * @name: of the module
 *
 * Return: 0 or a negative errno
 */
int module_unload(const char *name)
{
	return syscall(SYS_delete_module, name, O_NONBLOCK) ? -errno : 0;
}

/* Does the file have @text? A file that cannot be read has not. */
static bool file_has(const char *path, const char *text)
{
	char *content = file_read(path);
	bool found = content && strstr(content, text);

	free(content);
	return found;
}

/**
 * module_leftover() - what there still is of subreaper_trace after it has gone
 *
 * Return: one thing, or NULL when nothing is left
 */
const char *module_leftover(void)
{
	if (!access(SUBREAPER_VIEWS, F_OK))
		return "debugfs subreaper/";
	if (!access(SUBREAPER_EVENTS, F_OK))
		return "events/subreaper/";
	if (file_has("/sys/kernel/debug/kprobes/list", "\n"))
		return "a kprobe";
	if (file_has("/proc/modules", "subreaper_trace "))
		return "a line of /proc/modules";
	return NULL;
}

/**
 * module_lacks() - is subreaper_trace there, as it was asked for?
 * @arguments: that it was loaded with, of those that info shows: "NAME=VALUE NAME=VALUE"
 *
 * Return: what is missing, or NULL
 */
const char *module_lacks(const char *arguments)
{
	char line[80];
	int length;

	for (; *arguments; arguments += length + (arguments[length] == ' ')) {
		length = strcspn(arguments, " ");
		snprintf(line, sizeof(line), "\n%.*s\n", length, arguments);
		*strchrnul(line, '=') = ' ';
		if (!file_has(SUBREAPER_VIEWS "/info", line))
			return "the right line of info";
	}
	return NULL;
}

static bool views_are_readable(void)
{
	DIR *directory = opendir(SUBREAPER_VIEWS);
	bool good = directory;
	struct dirent *entry;
	char path[400];

	while (good && (entry = readdir(directory))) {
		snprintf(path, sizeof(path), SUBREAPER_VIEWS "/%s", entry->d_name);
		if (entry->d_type == DT_REG)
			good = file_has(path, "\n");
	}
	if (directory)
		closedir(directory);
	return good;
}

/**
 * module_missing_event() - are the events of subreaper_trace where they should be?
 *
 * Return: a file of one that is not, or NULL
 */
const char *module_missing_event(void)
{
	static const char * const names[] = { "walk", "reparent", "mark", "process" };
	static const char * const files[] = { "enable", "filter", "format", "id" };
	static char path[200];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		for (size_t j = 0; j < sizeof(files) / sizeof(files[0]); j++) {
			snprintf(path, sizeof(path), SUBREAPER_EVENTS "/%s/%s", names[i], files[j]);
			if (access(path, R_OK) || file_has(path, "\tfield:") != (j == 2))
				return path;
		}
	}
	return NULL;
}

/* The caller is a subreaper. Returns the pid of an orphan that has come to it, and gone. */
static pid_t adopt_one(void)
{
	int hold[2], status;
	pid_t parent;

	if (pipe2(hold, O_CLOEXEC))
		return -1;
	parent = fork();
	if (parent == 0) {
		close(hold[1]);
		if (fork() == 0)
			_exit(read(hold[0], &status, 1) != 0);
		_exit(0);
	}
	waitpid(parent, &status, 0);
	close(hold[0]);
	close(hold[1]);
	return wait(&status);
}

static bool adoption_is_told(void)
{
	char wanted[80];

	if (file_write(TRACE, "") || file_write(SUBREAPER_EVENTS "/enable", "1"))
		return false;
	snprintf(wanted, sizeof(wanted), " reparent: child=%d ", adopt_one());
	return !file_write(SUBREAPER_EVENTS "/enable", "0") && file_has(TRACE, wanted);
}

/**
 * module_fails() - does subreaper_trace do all that it is for?
 *
 * Context: the caller is a subreaper, has no children, and no other process traces.
 * Return: what does not work, or NULL
 */
const char *module_fails(void)
{
	const char *missing = module_missing_event();

	if (missing)
		return missing;
	if (!views_are_readable())
		return "a file of debugfs subreaper/";
	return adoption_is_told() ? NULL : "the event of an adoption";
}
