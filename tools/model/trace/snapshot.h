/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_SNAPSHOT_H
#define MODEL_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event.h"

/**
 * struct snapshot_task - a process, and what would become of its children if it died now
 * @process: the process, as the event that holds the same
 * @adopter: the process that would adopt; 0 for none or unknown
 * @adopter_tid: which thread of it
 * @decision: why; 0 when that is unknown
 */
struct snapshot_task {
	struct process_event process;
	int32_t adopter;
	int32_t adopter_tid;
	unsigned int decision;
};

/**
 * struct snapshot - all processes of a machine, by ascending pid
 * @tasks: the processes
 * @capacity: how many there is room for
 * @bare: /proc was read, which shows no flags and no adopters
 *
 * All zero is an empty snapshot.
 */
struct snapshot {
	struct snapshot_task *tasks;
	size_t nr;
	size_t capacity;
	bool bare;
};

void snapshot_deinit(struct snapshot *snapshot);
int snapshot_append(struct snapshot *snapshot, const struct snapshot_task *task);
bool snapshot_task_is_kernel(const struct snapshot_task *task);
const struct snapshot_task *snapshot_find(const struct snapshot *snapshot, int32_t pid);

#endif /* MODEL_SNAPSHOT_H */
