// SPDX-License-Identifier: GPL-2.0-or-later
/* What /proc shows of processes; pids are those of the initial pid namespace. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proc.h"

/* Of the kernel's task_struct, shown in /proc/PID/stat. */
#define PF_EXITING 0x4

/* Reads /proc/PID/task/TID/FILE as a text; it is empty when there is no such thread. */
static void read_text(pid_t pid, pid_t tid, const char *file, char *text, size_t size)
{
	char path[80];
	FILE *stream;
	size_t got;

	text[0] = '\0';
	snprintf(path, sizeof(path), "/proc/%d/task/%d/%s", pid, tid, file);
	stream = fopen(path, "re");
	if (!stream)
		return;
	got = fread(text, 1, size - 1, stream);
	text[got] = '\0';
	fclose(stream);
}

/* What follows "KEY:" in /proc/PID/task/TID/status; NULL if there is no such line. */
static const char *status_value(pid_t pid, pid_t tid, const char *key, char *text, size_t size)
{
	char wanted[40];
	const char *line;

	read_text(pid, tid, "status", text, size);
	snprintf(wanted, sizeof(wanted), "\n%s:\t", key);
	line = strstr(text, wanted);
	return line ? line + strlen(wanted) : NULL;
}

/* The line NSpid: the pid in each namespace, the reader's first, the process's own last. */
static void read_nspid(const char *numbers, struct identity *ret)
{
	char *end = (char *)numbers;

	ret->level = -1;
	do {
		ret->nspid = strtol(end, &end, 10);
		ret->level++;
	} while (*end == '\t');
}

/**
 * proc_identity() - identity of a thread
 * @pid: its process
 * @tid: the thread; the same number for the leader
 * @ret: returns it
 *
 * Return: 0, or -ESRCH
 */
int proc_identity(pid_t pid, pid_t tid, struct identity *ret)
{
	const char *numbers;
	char text[4096];

	numbers = status_value(pid, pid, "NSpid", text, sizeof(text));
	if (!numbers)
		return -ESRCH;
	ret->pid = pid;
	ret->tid = tid;
	read_nspid(numbers, ret);

	read_text(pid, tid, "comm", text, sizeof(text));
	snprintf(ret->comm, sizeof(ret->comm), "%.*s", (int)strcspn(text, "\n"), text);
	return 0;
}

/**
 * proc_status_number() - a number of /proc/PID/status
 * @pid: the process
 * @key: such as "PPid"
 *
 * Return: the number, or -ESRCH
 */
long proc_status_number(pid_t pid, const char *key)
{
	const char *value;
	char text[4096];

	value = status_value(pid, pid, key, text, sizeof(text));
	return value ? strtol(value, NULL, 10) : -ESRCH;
}

/**
 * proc_state() - the letter that /proc gives for a thread's state
 * @pid: its process
 * @tid: the thread
 *
 * Return: such as 'S' or 'Z'; 0 when there is no such thread
 */
char proc_state(pid_t pid, pid_t tid)
{
	const char *value;
	char text[4096];

	value = status_value(pid, tid, "State", text, sizeof(text));
	return value ? *value : '\0';
}

/**
 * proc_syscall() - the system call that a thread sleeps in
 * @pid: its process
 * @tid: the thread
 *
 * Return: SYS_*; -EBUSY when it runs, -ESRCH when there is no such thread
 */
long proc_syscall(pid_t pid, pid_t tid)
{
	char text[200];
	char *end;
	long number;

	read_text(pid, tid, "syscall", text, sizeof(text));
	if (!text[0])
		return -ESRCH;
	number = strtol(text, &end, 10);
	return end == text ? -EBUSY : number;
}

/**
 * proc_is_exiting() - is a thread on its way out, so that it adopts nothing?
 * @pid: its process
 * @tid: the thread; it may have got as far as a zombie
 */
bool proc_is_exiting(pid_t pid, pid_t tid)
{
	unsigned int flags = 0;
	const char *behind_comm;
	char text[1024];

	read_text(pid, tid, "stat", text, sizeof(text));
	behind_comm = strrchr(text, ')');
	if (behind_comm)
		sscanf(behind_comm + 1, " %*c %*d %*d %*d %*d %*d %u", &flags);
	return flags & PF_EXITING;
}

/**
 * proc_has_child() - is a process among the children of one thread?
 * @parent: the thread; its siblings' children do not count
 * @child: the process, which may be a zombie
 */
bool proc_has_child(const struct identity *parent, pid_t child)
{
	char text[8192], *rest = text;
	char *word;

	read_text(parent->pid, parent->tid, "children", text, sizeof(text));
	while ((word = strsep(&rest, " "))) {
		if (atoi(word) == child)
			return true;
	}
	return false;
}

/**
 * proc_find_thread() - the tid of a thread that reported its tid in its own namespace
 * @pid: its process
 * @own_tid: what gettid() is to it
 *
 * Return: the tid, or -ESRCH
 */
pid_t proc_find_thread(pid_t pid, pid_t own_tid)
{
	struct identity thread;
	const char *numbers;
	char text[4096];
	char path[40];
	DIR *tasks;
	pid_t found = -ESRCH;

	snprintf(path, sizeof(path), "/proc/%d/task", pid);
	tasks = opendir(path);
	if (!tasks)
		return -ESRCH;
	for (struct dirent *entry; found < 0 && (entry = readdir(tasks));) {
		numbers = status_value(pid, atoi(entry->d_name), "NSpid", text, sizeof(text));
		if (!numbers)
			continue;
		read_nspid(numbers, &thread);
		if (thread.nspid == own_tid)
			found = atoi(entry->d_name);
	}
	closedir(tasks);
	return found;
}
