// SPDX-License-Identifier: GPL-2.0-only
/*
 * How many children each living process has adopted since load. If a process lost its record to
 * another process, it may get a new one that lacks earlier adoptions; so a record says whether it
 * is complete.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/timekeeping.h>

#include "adopters.h"
#include "process_table.h"

#define ADOPTERS 1024

static struct process_table table;

/**
 * adopters_create() - allocate the table
 *
 * Return: 0, or -ENOMEM after one line in the log
 */
int adopters_create(void)
{
	int err = process_table_create(&table, ADOPTERS);

	if (err)
		pr_err("no memory for counts of %u adopters\n", ADOPTERS);
	return err;
}

/**
 * adopters_destroy() - free what adopters_create() allocated; nothing counts or reads any more
 */
void adopters_destroy(void)
{
	process_table_destroy(&table);
}

/**
 * adopters_count() - a process adopts
 * @pid: the process, in the initial pid namespace
 * @start: its birth, in ns of CLOCK_BOOTTIME
 * @payer: of process_table_payer()
 * @children: how many it adopts
 *
 * Context: no other writer, preemption off; does not sleep or allocate.
 */
void adopters_count(pid_t pid, u64 start, kuid_t payer, unsigned int children)
{
	struct process_record record = {
		.start = start,
		.pid = pid,
		.payer = payer,
		.value = { 0, process_table_is_sure(&table, start) },
	};

	process_table_get(&table, pid, start, &record);
	record.time = ktime_get_mono_fast_ns();
	record.value[0] += children;
	process_table_put(&table, &record);
}

/**
 * adopters_adopted() - how many children has a process adopted?
 * @pid: the process, in the initial pid namespace
 * @start: its birth, in ns of CLOCK_BOOTTIME
 * @ret: the number since load that the hook saw; a lower bound if the result is false
 *
 * Context: process context.
 * Return: whether the number is complete
 */
bool adopters_adopted(pid_t pid, u64 start, u64 *ret)
{
	struct process_record record = { .value = { 0, process_table_is_sure(&table, start) } };

	process_table_get(&table, pid, start, &record);
	*ret = record.value[0];
	return record.value[1];
}

/**
 * adopters_forgotten() - how often a living process lost the count of what it has adopted
 */
unsigned long adopters_forgotten(void)
{
	return READ_ONCE(table.forgotten);
}

/**
 * adopters_bytes() - the memory that the table takes
 */
size_t adopters_bytes(void)
{
	return process_table_bytes(&table);
}
