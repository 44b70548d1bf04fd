/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_SNAPSHOT_H
#define MODEL_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../tracing/vocabulary.h"

/**
 * struct snapshot_task - a process, and what would become of its children if it died now
 * @pid: in the initial pid namespace, as all but @nspid
 * @ppid: its parent
 * @nspid: its pid in its own namespace
 * @level: depth of that namespace
 * @adopter: who would adopt; 0 for nobody, or when that could not be told
 * @adopter_tid: which thread of it
 * @state: letter of its state
 * @subreaper: is it marked?
 * @has_subreaper: does the kernel look for a subreaper above it?
 * @decision: on what ground; 0 when that could not be told
 * @comm: its name
 */
struct snapshot_task {
	int32_t pid;
	int32_t ppid;
	int32_t nspid;
	int32_t level;
	int32_t adopter;
	int32_t adopter_tid;
	char state;
	bool subreaper;
	bool has_subreaper;
	unsigned int decision;
	char comm[SUBREAPER_COMM_LEN];
};

/**
 * struct snapshot - all processes of a machine, by ascending pid
 * @tasks: the processes
 * @nr: how many
 * @capacity: how many there is room for
 *
 * All zero is an empty snapshot.
 */
struct snapshot {
	struct snapshot_task *tasks;
	size_t nr;
	size_t capacity;
};

void snapshot_deinit(struct snapshot *snapshot);
int snapshot_append(struct snapshot *snapshot, const struct snapshot_task *task);
bool snapshot_task_is_kernel(const struct snapshot_task *task);
const struct snapshot_task *snapshot_find(const struct snapshot *snapshot, int32_t pid);

#endif /* MODEL_SNAPSHOT_H */
