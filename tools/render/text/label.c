// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../base/terminal/writer.h"
#include "label.h"

/**
 * label_comm() - a name
 * @comm: the name, of at most SUBREAPER_COMM_LEN bytes
 *
 * Return: the name, escaped; "?" when there is none
 */
struct label label_comm(const struct terminal *terminal, const char *comm)
{
	struct label label = { "?" };
	size_t length = strnlen(comm, SUBREAPER_COMM_LEN);

	if (length)
		escape_for_terminal(comm, length, terminal->utf8, label.text);
	return label;
}

/* Which of the traces of machines of this name it is. */
static unsigned int ordinal_of_host(const struct clock *clock, uint8_t host)
{
	unsigned int ordinal = 1;
	uint8_t i;

	for (i = 0; i < host; i++)
		ordinal += !strcmp(clock->notes[i].host, clock->notes[host].host);
	return ordinal;
}

/**
 * label_host() - where a trace was recorded
 * @clock: which traces there are
 * @host: number of the trace
 *
 * Return: the machine's name, escaped, with #2 when it is the second trace of that name; ""
 */
struct host_label label_host(const struct terminal *terminal, const struct clock *clock,
			     uint8_t host)
{
	const char *name = clock->notes[host].host;
	unsigned int ordinal = ordinal_of_host(clock, host);
	struct host_label label;
	size_t length;

	escape_for_terminal(name, strnlen(name, HOST_NAME_LEN), terminal->utf8, label.text);
	length = strlen(label.text);
	if (length && ordinal > 1)
		snprintf(label.text + length, sizeof(label.text) - length, "#%u", ordinal);
	return label;
}

static void print_pid(char *text, size_t size, int32_t pid, unsigned int ordinal)
{
	if (ordinal > 1)
		snprintf(text, size, "%" PRId32 "#%u", pid, ordinal);
	else
		snprintf(text, size, "%" PRId32, pid);
}

/**
 * label_pid() - a pid
 *
 * Return: the pid, with #2 when it is the second process of that pid
 */
struct label label_pid(const struct process *process)
{
	struct label label;

	print_pid(label.text, sizeof(label.text), process->pid, process->ordinal);
	return label;
}

/* Three labels a line are the most of it, so they do without printf(). */
static char *append_number(char *to, char before, uint64_t number)
{
	char room[DIGITS_MAX];
	char *end = room + sizeof(room);
	char *start = spell_unsigned(number, end);

	*to++ = before;
	memcpy(to, start, end - start);
	return to + (end - start);
}

/* A damaged trace may have pids below 0. */
static char *append_pid(char *to, char before, int32_t pid)
{
	if (pid >= 0)
		return append_number(to, before, pid);
	*to++ = before;
	return append_number(to, '-', -(int64_t)pid);
}

/**
 * label_any() - a thread by its name and process
 * @pid: the process
 * @ordinal: 2 when it is the second process of that pid, and so on
 * @comm: the thread's name
 * @tid: the thread, shown when it is not the main thread
 *
 * Return: such as sh[810], worker[810:812]
 */
struct label label_any(const struct terminal *terminal, int32_t pid, unsigned int ordinal,
		       const char *comm, int32_t tid)
{
	struct label label = label_comm(terminal, comm);
	char *end = append_pid(label.text + strlen(label.text), '[', pid);

	if (ordinal > 1)
		end = append_number(end, '#', ordinal);
	if (tid != pid)
		end = append_pid(end, ':', tid);
	strcpy(end, "]");
	return label;
}

/**
 * label_none() - what stands where a process could be named, and there is none
 */
struct label label_none(void)
{
	return (struct label){ "no process" };
}

/**
 * label_thread() - a thread of a process
 * @process: NULL for none
 * @comm: the thread's name, "" for that of the process
 * @tid: the thread; 0 for the main thread
 *
 * Return: as label_any() or label_none()
 */
struct label label_thread(const struct terminal *terminal, const struct process *process,
			  const char *comm, int32_t tid)
{
	if (!process)
		return label_none();
	return label_any(terminal, process->pid, process->ordinal, comm[0] ? comm : process->comm,
			 tid ? tid : process->pid);
}

/**
 * label_named() - a process by a name it had
 * @comm: the name
 *
 * Return: such as sh[810]
 */
struct label label_named(const struct terminal *terminal, const struct process *process,
			 const char *comm)
{
	return label_any(terminal, process->pid, process->ordinal, comm, process->pid);
}

/**
 * label_process() - a process by its latest name
 *
 * Return: such as sh[810]
 */
struct label label_process(const struct terminal *terminal, const struct process *process)
{
	return label_named(terminal, process, process->comm);
}
