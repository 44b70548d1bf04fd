/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_TASKS_H
#define SOURCE_TASKS_H

#include "../../model/trace/snapshot.h"
#include "view.h"

/**
 * struct task_row - a line of the file tasks
 * @task: the process, and what would become of its children
 * @steps: the ancestors that would be tried for that
 */
struct task_row {
	struct snapshot_task task;
	struct view_steps steps;
};

extern const struct view_column task_columns[];

int tasks_read(FILE *in, struct snapshot *ret, struct message *why);

#endif /* SOURCE_TASKS_H */
