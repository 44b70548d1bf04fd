// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "label.h"

/**
 * label_comm() - a name
 * @terminal: where it goes
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

static void print_pid(char *text, size_t size, int32_t pid, unsigned int ordinal)
{
	if (ordinal > 1)
		snprintf(text, size, "%" PRId32 "#%u", pid, ordinal);
	else
		snprintf(text, size, "%" PRId32, pid);
}

/**
 * label_pid() - a pid
 * @process: whose
 *
 * Return: the pid, with #2 when it is the second process of that pid
 */
struct label label_pid(const struct process *process)
{
	struct label label;

	print_pid(label.text, sizeof(label.text), process->pid, process->ordinal);
	return label;
}

/**
 * label_any() - a thread by its name and process
 * @terminal: where it goes
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
	size_t length = strlen(label.text);
	char number[32], thread[16] = "";

	print_pid(number, sizeof(number), pid, ordinal);
	if (tid != pid)
		snprintf(thread, sizeof(thread), ":%" PRId32, tid);
	snprintf(label.text + length, sizeof(label.text) - length, "[%s%s]", number, thread);
	return label;
}

/**
 * label_named() - a process by a name it had
 * @terminal: where it goes
 * @process: the process
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
 * @terminal: where it goes
 * @process: the process
 *
 * Return: such as sh[810]
 */
struct label label_process(const struct terminal *terminal, const struct process *process)
{
	return label_named(terminal, process, process->comm);
}
