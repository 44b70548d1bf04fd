// SPDX-License-Identifier: GPL-2.0-only
/*
 * A hash table of small buckets. A new record goes to the place of an older one about the same pid,
 * else to a free place of its bucket. If there is none, a record about a process that is gone makes
 * room; if all live, the oldest of the user that has most records in the bucket. So a user that
 * makes processes without end displaces its own records before those of any with fewer.
 *
 * A bucket is filled from its beginning, and a place in it never becomes free again. One writes at
 * a time; readers take no lock and go by the bucket's sequence count.
 */
#include <linux/cred.h>
#include <linux/hash.h>
#include <linux/minmax.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/seqlock.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>

#include "process_list.h"
#include "process_table.h"

#define BUCKET_SIZE 16

/*
 * @hand: the place after the last one that was reused; records about dead processes are likely
 *	there
 * @pids: those of the records, 0 for a free place; side by side, because a search reads only these
 */
struct process_bucket {
	seqcount_t seqcount;
	unsigned int hand;
	pid_t pids[BUCKET_SIZE];
	struct process_record records[BUCKET_SIZE];
};

/**
 * process_table_create() - allocate a table
 * @table: all zero
 * @records: for how many, rounded up to whole buckets; may be 0
 *
 * Return: 0 or -ENOMEM
 */
int process_table_create(struct process_table *table, unsigned int records)
{
	unsigned int i;

	table->nr_buckets = DIV_ROUND_UP(records, BUCKET_SIZE);
	if (!records)
		return 0;
	table->buckets =
		kvcalloc(table->nr_buckets, sizeof(*table->buckets), GFP_KERNEL | __GFP_NOWARN);
	if (!table->buckets)
		return -ENOMEM;
	for (i = 0; i < table->nr_buckets; i++)
		seqcount_init(&table->buckets[i].seqcount);
	return 0;
}

/**
 * process_table_destroy() - free what process_table_create() allocated; it is not used any more
 * @table: may be all zero
 */
void process_table_destroy(struct process_table *table)
{
	kvfree(table->buckets);
}

/**
 * process_table_payer() - the user that answers for a process
 * @task: any thread of it
 *
 * In a user namespace the owner can use many uids at no cost, so its processes are charged to the
 * owner of the outermost one.
 *
 * Context: preemption off, which is an RCU read section too.
 */
kuid_t process_table_payer(const struct task_struct *task)
{
	const struct cred *cred = rcu_dereference_sched(task->real_cred);
	const struct user_namespace *ns;
	kuid_t payer = cred->uid;

	for (ns = cred->user_ns; ns != &init_user_ns; ns = ns->parent)
		payer = ns->owner;
	return payer;
}

static struct process_bucket *bucket_of(const struct process_table *table, pid_t pid)
{
	return &table->buckets[reciprocal_scale(hash_32(pid, 32), table->nr_buckets)];
}

static bool lives(const struct process_record *record)
{
	bool found;

	rcu_read_lock();
	found = process_list_find(record->pid, record->start);
	rcu_read_unlock();
	return found;
}

/* The oldest record of the user that would hold most if @payer held one more. */
static unsigned int fair_victim(const struct process_record *records, kuid_t payer)
{
	unsigned int held, most = 0, victim = 0;
	unsigned int i, j;

	for (i = 0; i < BUCKET_SIZE; i++) {
		held = uid_eq(records[i].payer, payer);
		for (j = 0; j < BUCKET_SIZE; j++)
			held += uid_eq(records[i].payer, records[j].payer);
		if (held > most || (held == most && records[i].time < records[victim].time)) {
			most = held;
			victim = i;
		}
	}
	return victim;
}

/*
 * The place of the record about @pid, or BUCKET_SIZE; for 0, the first free place. Each adopted
 * child is looked up, in a bucket that is usually full: this takes 45 instructions, a plain loop
 * 154.
 */
static unsigned int place_of(const struct process_bucket *bucket, pid_t pid)
{
	unsigned int place;

#pragma GCC unroll 16
	for (place = 0; place < BUCKET_SIZE; place++) {
		if (bucket->pids[place] == pid)
			break;
	}
	return place;
}

static unsigned int make_room(struct process_table *table, struct process_bucket *bucket,
			      kuid_t payer)
{
	unsigned int i, place;

	for (i = 0; i < BUCKET_SIZE; i++) {
		place = (bucket->hand + i) % BUCKET_SIZE;
		if (!lives(&bucket->records[place])) {
			bucket->hand = place + 1;
			return place;
		}
	}
	place = fair_victim(bucket->records, payer);
	process_table_forget(table, 1, bucket->records[place].start);
	return place;
}

/**
 * process_table_put() - keep a record, in place of any about an earlier process of the same pid
 * @table: to keep it in; none is kept if it was made for 0 records
 * @record: copied
 *
 * Context: no other writer, preemption off; does not sleep or allocate.
 */
void process_table_put(struct process_table *table, const struct process_record *record)
{
	struct process_bucket *bucket;
	unsigned int place;

	if (!table->nr_buckets)
		return;
	bucket = bucket_of(table, record->pid);
	place = place_of(bucket, record->pid);
	if (place == BUCKET_SIZE && !bucket->pids[BUCKET_SIZE - 1])
		place = place_of(bucket, 0);
	if (place == BUCKET_SIZE)
		place = make_room(table, bucket, record->payer);
	write_seqcount_begin(&bucket->seqcount);
	bucket->pids[place] = record->pid;
	bucket->records[place] = *record;
	write_seqcount_end(&bucket->seqcount);
}

static bool find(const struct process_bucket *bucket, pid_t pid, u64 start,
		 struct process_record *ret)
{
	unsigned int i;

	for (i = 0; i < BUCKET_SIZE && bucket->pids[i]; i++) {
		if (bucket->pids[i] == pid && bucket->records[i].start == start) {
			*ret = bucket->records[i];
			return true;
		}
	}
	return false;
}

/**
 * process_table_get() - look a process up
 * @table: to look in
 * @pid: the process, in the initial pid namespace
 * @start: its birth, in ns of CLOCK_BOOTTIME
 * @ret: filled in if there is a record
 *
 * Context: any that does not interrupt process_table_put().
 * Return: whether there is a record
 */
bool process_table_get(const struct process_table *table, pid_t pid, u64 start,
		       struct process_record *ret)
{
	const struct process_bucket *bucket;
	unsigned int seen;
	bool found;

	if (!table->nr_buckets)
		return false;
	bucket = bucket_of(table, pid);
	do {
		seen = read_seqcount_begin(&bucket->seqcount);
		found = find(bucket, pid, start, ret);
	} while (read_seqcount_retry(&bucket->seqcount, seen));
	return found;
}

/**
 * process_table_forget() - note that some records found no room
 * @table: the table
 * @count: how many
 * @until: the latest birth of a process that one of them was about, in ns of CLOCK_BOOTTIME
 *
 * Context: as process_table_put().
 */
void process_table_forget(struct process_table *table, unsigned long count, u64 until)
{
	WRITE_ONCE(table->forgotten_until, max(table->forgotten_until, until));
	WRITE_ONCE(table->forgotten, table->forgotten + count);
}

/**
 * process_table_is_sure() - if there is no record of a process, has there never been one?
 * @table: one without a record of it
 * @start: its birth, in ns of CLOCK_BOOTTIME
 */
bool process_table_is_sure(const struct process_table *table, u64 start)
{
	return table->nr_buckets && start > READ_ONCE(table->forgotten_until);
}

/**
 * process_table_size() - how many records there is room for
 * @table: created
 */
unsigned int process_table_size(const struct process_table *table)
{
	return table->nr_buckets * BUCKET_SIZE;
}

/**
 * process_table_living() - how many records are about processes that live
 * @table: to count in
 *
 * Context: process context; may sleep.
 */
unsigned int process_table_living(const struct process_table *table)
{
	unsigned int i, j, living = 0;
	struct process_record record;

	for (i = 0; i < table->nr_buckets; i++) {
		for (j = 0; j < BUCKET_SIZE; j++) {
			unsigned int seen;

			do {
				seen = read_seqcount_begin(&table->buckets[i].seqcount);
				record = table->buckets[i].records[j];
			} while (read_seqcount_retry(&table->buckets[i].seqcount, seen));
			living += record.pid && lives(&record);
		}
		cond_resched();
	}
	return living;
}

/**
 * process_table_bytes() - the memory that the records take
 * @table: created, or all zero
 */
size_t process_table_bytes(const struct process_table *table)
{
	return table->nr_buckets * sizeof(*table->buckets);
}
