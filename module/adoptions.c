// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which process adopted each living process last since load, when, and in which decision. A record
 * is made when the kernel decides, before the child moves. So it counts only while the child's
 * parent is the adopter that it names: a wrong prediction, or a record from before an adoption that
 * was not seen, is never shown.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>

#include "adoptions.h"
#include "process_table.h"

#define ADOPTIONS_MAX 1000000

static unsigned int size = 8192;
module_param_named(adoptions, size, uint, 0444);
MODULE_PARM_DESC(adoptions, "adopted processes that are remembered, up to 1000000 (default 8192)");

static struct process_table table;

/**
 * adoptions_create() - allocate as many records as the parameter adoptions says
 *
 * Return: 0, or a negative errno after one line in the log
 */
int adoptions_create(void)
{
	if (size > ADOPTIONS_MAX) {
		pr_err("adoptions=%u is too large: at most %u can be kept\n", size, ADOPTIONS_MAX);
		return -EINVAL;
	}
	if (process_table_create(&table, size)) {
		pr_err("no memory for adoptions=%u, which needs %zu bytes\n", size,
		       adoptions_bytes());
		return -ENOMEM;
	}
	return 0;
}

/**
 * adoptions_destroy() - free what adoptions_create() allocated; nothing records or reads any more
 */
void adoptions_destroy(void)
{
	process_table_destroy(&table);
}

/**
 * adoptions_record() - a process is adopted
 * @child: its thread group leader
 * @adopter: the thread group leader of the process that adopts it, or is just about to
 * @time: when, in ns of CLOCK_MONOTONIC
 * @number: of the decision
 * @decision: why
 *
 * Context: tasklist_lock held for write, preemption off.
 */
void adoptions_record(const struct task_struct *child, const struct task_struct *adopter, u64 time,
		      u64 number, enum subreaper_decision decision)
{
	const struct process_record record = {
		.start = child->start_boottime,
		.time = time,
		.pid = child->pid,
		.payer = process_table_payer(child),
		.value = {
			adopter->start_boottime,
			number,
			adopter->pid | (u64)decision << 32,
		},
	};

	process_table_put(&table, &record);
}

/**
 * adoptions_skip() - some children are adopted without a record
 * @children: how many
 *
 * Context: as adoptions_record().
 */
void adoptions_skip(unsigned int children)
{
	process_table_forget(&table, children, ktime_get_boot_fast_ns());
}

/**
 * adoptions_find() - find which process adopted another one
 * @child: its thread group leader
 * @parent: its real_parent
 * @ret: filled in if that is known, else unchanged
 *
 * Context: RCU read section in which both were found; does not interrupt adoptions_record().
 * Return: false if it was not adopted since load, or if that is unknown; adoptions_is_sure() says
 *	which
 */
bool adoptions_find(const struct task_struct *child, const struct task_struct *parent,
		    struct adoption *ret)
{
	struct process_record record;

	if (!process_table_get(&table, child->pid, child->start_boottime, &record) ||
	    (pid_t)record.value[2] != parent->tgid ||
	    record.value[0] != parent->group_leader->start_boottime)
		return false;
	*ret = (struct adoption){
		.adopter_start = record.value[0],
		.time = record.time,
		.number = record.value[1],
		.adopter = record.value[2],
		.decision = record.value[2] >> 32,
	};
	return true;
}

/**
 * adoptions_is_sure() - does a missing record mean that the process was not adopted since load?
 * @child_start: its birth, in ns of CLOCK_BOOTTIME
 */
bool adoptions_is_sure(u64 child_start)
{
	return process_table_is_sure(&table, child_start);
}

/**
 * adoptions_size() - how many adoptions there is room for
 */
unsigned int adoptions_size(void)
{
	return process_table_size(&table);
}

/**
 * adoptions_forgotten() - how many adoptions of living processes found no room, or lost it
 */
unsigned long adoptions_forgotten(void)
{
	return READ_ONCE(table.forgotten);
}

/**
 * adoptions_bytes() - the memory that the records take
 */
size_t adoptions_bytes(void)
{
	return process_table_bytes(&table);
}

/**
 * adoptions_kept() - how many adopted processes that live are remembered
 *
 * Context: process context; may sleep.
 */
unsigned int adoptions_kept(void)
{
	return process_table_living(&table);
}
