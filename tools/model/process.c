// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "../base/array.h"
#include "process.h"

/**
 * process_table_deinit() - free a table and its processes
 * @table: the table, which is then empty
 */
void process_table_deinit(struct process_table *table)
{
	size_t i;

	for (i = 0; i < table->nr; i++)
		free(table->all[i]);
	free(table->all);
	idmap_deinit(&table->by_id);
	idmap_deinit(&table->by_pid);
	*table = (struct process_table){ 0 };
}

static struct process *process_create(struct process_table *table, int32_t pid, uint64_t start)
{
	struct process *namesake = process_latest(table, pid);
	struct process *process;

	if (array_reserve(&table->all, &table->capacity, table->nr + 1, sizeof(process)))
		return NULL;
	process = calloc(1, sizeof(*process));
	if (!process)
		return NULL;
	process->pid = pid;
	process->start = start;
	process->ordinal = namesake ? namesake->ordinal + 1 : 1;
	process->alive = true;
	if (idmap_set(&table->by_id, pid, start, process) ||
	    idmap_set(&table->by_pid, pid, 0, process)) {
		free(process);
		return NULL;
	}
	table->all[table->nr++] = process;
	return process;
}

/**
 * process_get() - the process with an identity, which is added if it was not known
 * @table: where; keeps the process
 * @pid: in the initial pid namespace
 * @start: birth on CLOCK_BOOTTIME in ns
 *
 * Return: the process, or NULL without memory; the table is then only fit to be freed
 */
struct process *process_get(struct process_table *table, int32_t pid, uint64_t start)
{
	struct process *process = idmap_get(&table->by_id, pid, start);

	return process ? process : process_create(table, pid, start);
}

/**
 * process_latest() - the process that had a pid last
 * @table: where
 * @pid: in the initial pid namespace
 *
 * Return: the process, or NULL
 */
struct process *process_latest(const struct process_table *table, int32_t pid)
{
	return idmap_get(&table->by_pid, pid, 0);
}

/**
 * process_name() - take up a name
 * @process: whose
 * @comm: SUBREAPER_COMM_LEN bytes
 */
void process_name(struct process *process, const char *comm)
{
	memcpy(process->comm, comm, sizeof(process->comm));
}

/**
 * process_is_zombie() - is it dead and not yet waited for?
 * @process: which
 *
 * Return: the answer, as of its latest dump
 */
bool process_is_zombie(const struct process *process)
{
	return process->state == 'Z' || process->state == 'X';
}
