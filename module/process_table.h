/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_PROCESS_TABLE_H
#define SUBREAPER_PROCESS_TABLE_H

#include <linux/types.h>
#include <linux/uidgid.h>

struct task_struct;
struct process_bucket;

/**
 * struct process_record - what is kept about one process
 * @start: its birth, in ns of CLOCK_BOOTTIME
 * @time: when the record was made, in ns of CLOCK_MONOTONIC
 * @pid: in the initial pid namespace
 * @payer: the user that is charged for the record, see process_table_payer()
 * @value: for the owner of the table
 */
struct process_record {
	u64 start;
	u64 time;
	pid_t pid;
	kuid_t payer;
	u64 value[3];
};

/**
 * struct process_table - records about processes, one for each, in memory of fixed size
 * @buckets: of process_table_create()
 * @forgotten: how many records of living processes were replaced
 * @forgotten_until: no process born later than this has lost its record; ns of CLOCK_BOOTTIME
 */
struct process_table {
	struct process_bucket *buckets;
	unsigned int nr_buckets;
	unsigned long forgotten;
	u64 forgotten_until;
};

int process_table_create(struct process_table *table, unsigned int records);
void process_table_destroy(struct process_table *table);
kuid_t process_table_payer(const struct task_struct *task);
void process_table_put(struct process_table *table, const struct process_record *record);
bool process_table_get(const struct process_table *table, pid_t pid, u64 start,
		       struct process_record *ret);
void process_table_forget(struct process_table *table, unsigned long count, u64 until);
bool process_table_is_sure(const struct process_table *table, u64 start);
unsigned int process_table_size(const struct process_table *table);
unsigned int process_table_living(const struct process_table *table);
size_t process_table_bytes(const struct process_table *table);

#endif /* SUBREAPER_PROCESS_TABLE_H */
