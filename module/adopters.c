// SPDX-License-Identifier: GPL-2.0-only
/*
 * How many children each process has adopted since load: a hash table of small buckets, of fixed
 * size. A bucket that is full gives the place of an adopter that has died to a new one. If all of
 * them live, the new one's adoptions are not counted for it, but as forgotten.
 *
 * Written under reports_lock(), so by one at a time; readers go by the sequence count.
 */
#include <linux/hash.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/seqlock.h>

#include "adopters.h"
#include "process_list.h"

#define BUCKET_BITS 6
#define BUCKET_SIZE 16

struct adopter {
	u64 start;
	u64 adopted;
	pid_t pid;
};

static struct adopter buckets[1 << BUCKET_BITS][BUCKET_SIZE];
static seqcount_t seqcount = SEQCNT_ZERO(seqcount);
static unsigned long forgotten;

static struct adopter *bucket_of(pid_t pid)
{
	return buckets[hash_32(pid, BUCKET_BITS)];
}

static bool is_free(const struct adopter *adopter)
{
	bool lives;

	if (!adopter->pid)
		return true;
	rcu_read_lock();
	lives = process_list_find(adopter->pid, adopter->start);
	rcu_read_unlock();
	return !lives;
}

/* Returns NULL when there is no room either. */
static struct adopter *find_or_add(pid_t pid, u64 start)
{
	struct adopter *bucket = bucket_of(pid);
	unsigned int i;

	for (i = 0; i < BUCKET_SIZE; i++) {
		if (bucket[i].pid == pid && bucket[i].start == start)
			return &bucket[i];
	}
	for (i = 0; i < BUCKET_SIZE; i++) {
		if (is_free(&bucket[i])) {
			bucket[i] = (struct adopter){ .pid = pid, .start = start };
			return &bucket[i];
		}
	}
	return NULL;
}

/**
 * adopters_count() - a process adopts
 * @pid: the process, in the initial pid namespace
 * @start: its birth, in ns of CLOCK_BOOTTIME
 * @uid: its user
 * @children: how many it adopts
 *
 * Context: reports_lock().
 */
void adopters_count(pid_t pid, u64 start, kuid_t uid, unsigned int children)
{
	struct adopter *adopter;

	write_seqcount_begin(&seqcount);
	adopter = find_or_add(pid, start);
	if (adopter)
		adopter->adopted += children;
	write_seqcount_end(&seqcount);
	if (!adopter)
		WRITE_ONCE(forgotten, forgotten + children);
}

static u64 look_up(pid_t pid, u64 start)
{
	const struct adopter *bucket = bucket_of(pid);
	unsigned int i;

	for (i = 0; i < BUCKET_SIZE; i++) {
		if (bucket[i].pid == pid && bucket[i].start == start)
			return bucket[i].adopted;
	}
	return 0;
}

/**
 * adopters_adopted() - how many children has a process adopted?
 * @pid: the process, in the initial pid namespace
 * @start: its birth, in ns of CLOCK_BOOTTIME
 *
 * Context: process context.
 * Return: the number since load, of those that the hook saw; too low if adopters_forgotten() is
 * not 0
 */
u64 adopters_adopted(pid_t pid, u64 start)
{
	unsigned int seen;
	u64 adopted;

	do {
		seen = read_seqcount_begin(&seqcount);
		adopted = look_up(pid, start);
	} while (read_seqcount_retry(&seqcount, seen));
	return adopted;
}

/**
 * adopters_forgotten() - how many adoptions were counted for nobody
 */
unsigned long adopters_forgotten(void)
{
	return READ_ONCE(forgotten);
}

/**
 * adopters_bytes() - the memory that the table takes
 */
size_t adopters_bytes(void)
{
	return sizeof(buckets);
}
