/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_PROCESS_LIST_H
#define SUBREAPER_PROCESS_LIST_H

#include <linux/types.h>

struct task_struct;

struct task_struct *process_list_at(pid_t *nr);
struct task_struct *process_list_find(pid_t nr, u64 start);
void process_list_each(void (*visit)(struct task_struct *leader, void *data), void *data);

#endif /* SUBREAPER_PROCESS_LIST_H */
