/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../base/memory/arena.h"
#include "../../../tracing/vocabulary.h"

struct process;

/**
 * struct hop - one change of parent
 * @time: on the trace's clock, in ns
 * @parent: the old parent, of which a thread ended; NULL if unknown
 * @adopter: the new parent; NULL for none
 * @parent_tid: that thread
 * @adopter_tid: which thread of the adopter
 * @child_comm: name of the child
 * @parent_comm: the thread's name
 * @adopter_comm: the name of the adopter's thread
 * @decision: why
 * @effects: on the child
 * @pdeath_signal: that was sent to it, or 0
 * @doubts: if it was inferred, what was not known, an OR of enum walk_doubt
 * @parent_doubts: the same of whether @parent was its parent
 * @inferred: whether it follows from other events
 * @probed: whether a probe saw it, without the module: not all effects show
 */
struct hop {
	uint64_t time;
	struct process *parent;
	struct process *adopter;
	int32_t parent_tid;
	int32_t adopter_tid;
	char child_comm[SUBREAPER_COMM_LEN];
	char parent_comm[SUBREAPER_COMM_LEN];
	char adopter_comm[SUBREAPER_COMM_LEN];
	uint8_t decision;
	uint8_t effects;
	uint8_t pdeath_signal;
	uint8_t doubts;
	uint8_t parent_doubts;
	bool inferred;
	bool probed;
};

/* A child of a pool of threads can move at the exit of each of them. */
#define HISTORY_MAX 16

/**
 * struct history - the changes of parent of one process
 * @hops: the first and the latest of them, in the order of time
 * @nr: how many of them
 * @capacity: how many there is room for
 * @forgotten: how many are missing after the first
 *
 * All zero is that of a process which never changed its parent.
 */
struct history {
	struct hop *hops;
	uint32_t nr;
	uint32_t capacity;
	size_t forgotten;
};

bool hop_replaces(const struct hop *hop, const struct hop *last);
int history_add(struct history *history, const struct hop *hop, struct arena *arena);
const struct hop *history_last_adoption(const struct history *history);
const struct hop *history_last(const struct history *history);

#endif /* MODEL_HISTORY_H */
