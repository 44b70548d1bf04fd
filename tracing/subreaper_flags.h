/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The two flags of a process, on kernels that keep them as bits (up to 7.2.12, and 6.1, 6.12 and 6.18
 * still), as bytes (from 7.2.13 and 7.3 on, and kernel-patch/), or not at all (kernel-patch/ without
 * CONFIG_CHILD_SUBREAPER).
 */
#ifndef SUBREAPER_FLAGS_H
#define SUBREAPER_FLAGS_H

#include <linux/sched/signal.h>

#if !defined(SUBREAPER_KERNEL_PATCHED)
#define subreaper_read_flag(task, flag) data_race(!!(task)->signal->flag)
#elif defined(CONFIG_CHILD_SUBREAPER)
#define subreaper_read_flag(task, flag) READ_ONCE((task)->signal->flag)
#else
#define subreaper_read_flag(task, flag) false
#endif

/**
 * subreaper_flags_exist() - does the kernel have child subreapers at all?
 */
static inline bool subreaper_flags_exist(void)
{
	return !IS_ENABLED(SUBREAPER_KERNEL_PATCHED) || IS_ENABLED(CONFIG_CHILD_SUBREAPER);
}

/**
 * subreaper_is_marked() - is a process a child subreaper?
 * @task: any thread of it, not released
 *
 * Context: any. Without tasklist_lock the answer may be out of date at once.
 */
static inline bool subreaper_is_marked(const struct task_struct *task)
{
	return subreaper_read_flag(task, is_child_subreaper);
}

/**
 * subreaper_is_above() - does the kernel look for a subreaper above a process?
 * @task: any thread of it, not released
 *
 * Context: as subreaper_is_marked().
 */
static inline bool subreaper_is_above(const struct task_struct *task)
{
	return subreaper_read_flag(task, has_child_subreaper);
}

#endif /* SUBREAPER_FLAGS_H */
