// SPDX-License-Identifier: GPL-2.0-or-later
/* Executable, command line, user and cgroup of live processes, from /proc. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../base/format/nanoseconds.h"
#include "../../base/memory/arena.h"
#include "../../base/memory/idmap.h"
#include "profiles.h"

/* As the kernel numbers it, always. */
#define INITIAL_PID_NS 0xEFFFFFFCU
/* Of the flags in /proc/PID/stat. */
#define PF_KTHREAD     0x00200000U
/* Of all lines that a recording writes. */
#define ROOM	       (16 << 20)
#define USER_MAX       256
/* A line with all its texts escaped. */
#define LINE_SIZE      (4 * (3 * EVENT_TEXT_MAX + USER_MAX) + 512)

/**
 * profiles_can_be_read() - are the pids of /proc those of the trace?
 *
 * Return: no in a pid namespace of a container
 */
bool profiles_can_be_read(void)
{
	struct stat namespace;

	return !stat("/proc/self/ns/pid", &namespace) && namespace.st_ino == INITIAL_PID_NS;
}

/* Reads a file below /proc/PID, at most @size bytes. */
static ssize_t read_file(int directory, const char *name, char *ret, size_t size)
{
	int fd = openat(directory, name, O_RDONLY | O_CLOEXEC);
	size_t length = 0;
	ssize_t got = 0;

	if (fd < 0)
		return -errno;
	while (length < size && (got = read(fd, ret + length, size - length)) > 0)
		length += got;
	if (got < 0)
		got = -errno;
	close(fd);
	return got < 0 ? got : (ssize_t)length;
}

/* The name, which can hold anything, ends at the last bracket. */
static bool read_stat(int directory, struct profile_event *ret)
{
	char text[1024];
	ssize_t length = read_file(directory, "stat", text, sizeof(text) - 1);
	unsigned int flags;
	const char *rest;
	char state;

	if (length <= 0)
		return false;
	text[length] = '\0';
	rest = strrchr(text, ')');
	if (!rest || sscanf(rest,
			    ") %c %*d %*d %*d %*d %*d %u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d"
			    " %*d %*d %" SCNu64,
			    &state, &flags, &ret->start) != 3)
		return false;
	ret->kernel_thread = flags & PF_KTHREAD;
	ret->zombie = state == 'Z' || state == 'X';
	return true;
}

static bool read_status(int directory, struct profile_event *ret)
{
	char text[4096];
	ssize_t length = read_file(directory, "status", text, sizeof(text) - 1);
	const char *line;
	int32_t process = 0;

	if (length <= 0)
		return false;
	text[length] = '\0';
	line = strstr(text, "\nTgid:");
	if (!line || sscanf(line, "\nTgid: %" SCNd32, &process) != 1 || process != ret->pid)
		return false;
	line = strstr(text, "\nUid:");
	if (!line || sscanf(line, "\nUid: %*u %" SCNu32, &ret->uid) != 1)
		ret->uid = UID_UNKNOWN;
	return true;
}

static void read_executable(int directory, struct profile_event *ret)
{
	static char path[EVENT_TEXT_MAX];
	ssize_t length = readlinkat(directory, "exe", path, sizeof(path));

	ret->executable_error = length < 0 ? errno : 0;
	ret->executable = (struct event_text){ path, length < 0 ? 0 : length };
}

static void read_command(int directory, struct profile_event *ret)
{
	static char text[EVENT_TEXT_MAX + 1];
	ssize_t length = read_file(directory, "cmdline", text, sizeof(text));

	if (length <= 0)
		return;
	ret->command_cut = length > EVENT_TEXT_MAX;
	ret->command = (struct event_text){ text, ret->command_cut ? EVENT_TEXT_MAX : length };
}

/* The path in the unified hierarchy, or if systemd does not use that, in its own. */
static void read_cgroup(int directory, struct profile_event *ret)
{
	static char text[2 * EVENT_TEXT_MAX];
	ssize_t length;
	static const char * const heads[] = { "\n0::", ":name=systemd:" };
	size_t i;

	text[0] = '\n';
	length = read_file(directory, "cgroup", text + 1, sizeof(text) - 2);
	text[length > 0 ? length + 1 : 1] = '\0';
	for (i = 0; i < 2 && ret->cgroup.size <= 1; i++) {
		const char *path = strstr(text, heads[i]);
		size_t size;

		if (!path)
			continue;
		path += strlen(heads[i]);
		size = strcspn(path, "\n");
		if (size <= EVENT_TEXT_MAX)
			ret->cgroup = (struct event_text){ path, size };
	}
}

/* Most processes belong to few users. */
static void name_user(struct profile_event *profile)
{
	static uint32_t known = UID_UNKNOWN;
	static char name[USER_MAX];
	const struct passwd *user;

	if (profile->uid == UID_UNKNOWN)
		return;
	if (profile->uid != known) {
		user = getpwuid(profile->uid);
		snprintf(name, sizeof(name), "%s", user && user->pw_name ? user->pw_name : "");
		known = profile->uid;
	}
	profile->user = (struct event_text){ name, strlen(name) };
}

/**
 * profile_read() - read executable, command line, user and cgroup of a process
 * @pid: of the process, in the pid namespace of /proc
 * @no_commands: whether to leave out its command line
 * @ret: filled in; what it lends is lent until the next call
 *
 * All values are of one process, even if its pid is reused meanwhile.
 *
 * Return: false if there is no such process
 */
bool profile_read(int32_t pid, bool no_commands, struct event *ret)
{
	struct profile_event *profile = &ret->profile;
	char path[32];
	int directory;
	bool found;

	*ret = (struct event){ .type = EVENT_PROFILE };
	profile->pid = pid;
	profile->at = nanoseconds_now(CLOCK_MONOTONIC);
	snprintf(path, sizeof(path), "/proc/%" PRId32, pid);
	directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0)
		return false;
	found = read_stat(directory, profile) && read_status(directory, profile);
	if (found && !profile->kernel_thread) {
		read_executable(directory, profile);
		if (!no_commands)
			read_command(directory, profile);
	}
	if (found) {
		read_cgroup(directory, profile);
		name_user(profile);
	}
	close(directory);
	return found;
}

static char *put_text(char *to, const char *key, const struct event_text *text)
{
	size_t i;

	if (!text->size)
		return to;
	to += sprintf(to, " %s=", key);
	for (i = 0; i < text->size; i++) {
		unsigned char byte = text->bytes[i];

		if (byte > ' ' && byte < 0x7f && byte != '\\')
			*to++ = byte;
		else
			to += sprintf(to, "\\%03o", byte);
	}
	*to = '\0';
	return to;
}

/* Everything but the time, which alone differs between equal readings. */
static char *spell(const struct profile_event *profile, char *to)
{
	*to = '\0';
	if (profile->uid != UID_UNKNOWN)
		to += sprintf(to, " uid=%" PRIu32, profile->uid);
	if (profile->executable_error)
		to += sprintf(to, " executable_error=%" PRId32, profile->executable_error);
	if (profile->kernel_thread)
		to = stpcpy(to, " kernel_thread=1");
	if (profile->zombie)
		to = stpcpy(to, " zombie=1");
	if (profile->command_cut)
		to = stpcpy(to, " command_cut=1");
	to = put_text(to, "user", &profile->user);
	to = put_text(to, "executable", &profile->executable);
	to = put_text(to, "command", &profile->command);
	return put_text(to, "cgroup", &profile->cgroup);
}

/* What was written before in this recording. */
static struct {
	struct idmap lines;
	struct arena arena;
	size_t size;
} written;

static bool put_line(int fd, const char *line)
{
	size_t length = strlen(line);

	if (written.size + length > ROOM || write(fd, line, length) != (ssize_t)length)
		return false;
	written.size += length;
	return true;
}

static bool remember(const struct profile_event *profile, const char *text)
{
	char *own = arena_take(&written.arena, strlen(text) + 1);

	return own && !idmap_set(&written.lines, profile->pid, profile->start, strcpy(own, text));
}

static bool put_profile(int fd, const struct profile_event *profile)
{
	static char line[LINE_SIZE], text[LINE_SIZE];
	const char *before = idmap_get(&written.lines, profile->pid, profile->start);
	bool same;

	spell(profile, text);
	same = before && !strcmp(before, text);
	/* Of these nothing changes. */
	if (same && profile->kernel_thread)
		return true;
	snprintf(line, sizeof(line), "profile at=%" PRIu64 " pid=%" PRId32 " start=%" PRIu64 "%s\n",
		 profile->at, profile->pid, profile->start, same ? " same=1" : text);
	return (same || remember(profile, text)) && put_line(fd, line);
}

static bool put_process(const struct profiles_wish *wish, const char *number)
{
	struct event event;

	if (!isdigit((unsigned char)number[0]) ||
	    !profile_read(atoi(number), wish->no_commands, &event))
		return true;
	return put_profile(wish->fd, &event.profile);
}

static bool put_all(const struct profiles_wish *wish)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	bool whole = processes;

	while (whole && (entry = readdir(processes)))
		whole = put_process(wish, entry->d_name);
	if (processes)
		closedir(processes);
	return whole;
}

/* It names threads, too, which are ignored. */
static bool put_some(const struct profiles_wish *wish)
{
	char path[4096], line[64];
	bool whole;
	FILE *in;

	snprintf(path, sizeof(path), "%s/set_event_pid", wish->instance);
	in = fopen(path, "re");
	whole = in;
	while (whole && fgets(line, sizeof(line), in))
		whole = put_process(wish, line);
	if (in)
		fclose(in);
	return whole;
}

/**
 * profiles_forget() - make the next call of profiles_record() write all processes
 */
void profiles_forget(void)
{
	idmap_deinit(&written.lines);
	arena_deinit(&written.arena);
	written.size = 0;
}

/**
 * profiles_record() - write executable, command line, user and cgroup of live processes
 * @wish: which, and where to; an unchanged process of an earlier call is not written again
 *
 * The last line says that all were read; without it, some processes are missing.
 */
void profiles_record(const struct profiles_wish *wish)
{
	uint64_t begin = nanoseconds_now(CLOCK_MONOTONIC);
	char line[128];
	bool whole;

	if (!profiles_can_be_read())
		return;
	whole = wish->instance ? put_some(wish) : put_all(wish);
	snprintf(line, sizeof(line), "reading at=%" PRIu64 "%s%s\n", begin,
		 wish->no_commands ? " no_commands=1" : "", whole ? "" : " partial=1");
	whole = write(wish->fd, line, strlen(line)) == (ssize_t)strlen(line);
	(void)whole;
}
