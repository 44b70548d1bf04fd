/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_PROCESS_H
#define MODEL_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../base/idmap.h"
#include "../../tracing/vocabulary.h"

/* The same processes stand in two forests: as it was, and as it would have been. */
enum world {
	WITH_SUBREAPERS,
	WITHOUT_SUBREAPERS,
};

#define WORLDS 2

/**
 * struct process - one process, which (pid, start) tells from all others
 * @pid: in the initial pid namespace
 * @start: birth on CLOCK_BOOTTIME in ns
 * @ordinal: 2 for the second process with this pid, and so on
 * @comm: the latest name of its main thread
 * @parent: the parent in each world; NULL when unknown, and above init
 * @stranded: whose death left it to an init that is yet to be found, in the other world; or NULL
 * @father: of whom it was a child when it was first orphaned; NULL when that never happened
 * @father_comm: that one's name when it died
 * @decision: why its last adopter adopted it; 0 when it was never orphaned
 * @effects: of that adoption
 * @hops: how often it was adopted
 * @nspid: its pid in its own namespace; 0 if unknown
 * @level: depth of that namespace
 * @level_known: was anything heard of that?
 * @state: letter of its state when it was last dumped; 0 if unknown
 * @subreaper: is it marked?
 * @adopter: did it adopt anybody?
 * @alive: does it exist at the end?
 * @recorder: does it belong to the recording itself?
 * @shown: is it to be rendered?
 * @dump: number of the latest dump that listed it; 0 for none
 * @last_seen: number of the latest event that spoke of it
 */
struct process {
	int32_t pid;
	uint64_t start;
	unsigned int ordinal;
	char comm[SUBREAPER_COMM_LEN];
	struct process *parent[WORLDS];
	struct process *stranded;
	struct process *father;
	char father_comm[SUBREAPER_COMM_LEN];
	unsigned int decision;
	unsigned int effects;
	unsigned int hops;
	int32_t nspid;
	unsigned int level;
	bool level_known;
	char state;
	bool subreaper;
	bool adopter;
	bool alive;
	bool recorder;
	bool shown;
	unsigned int dump;
	size_t last_seen;
};

/**
 * struct process_table - all processes that a trace speaks of
 * @all: in the order in which they were first met
 * @nr: how many
 * @capacity: room in @all
 * @by_id: by pid and start
 * @by_pid: the latest one with a pid
 *
 * All zero is an empty table.
 */
struct process_table {
	struct process **all;
	size_t nr;
	size_t capacity;
	struct idmap by_id;
	struct idmap by_pid;
};

void process_table_deinit(struct process_table *table);
struct process *process_get(struct process_table *table, int32_t pid, uint64_t start);
struct process *process_latest(const struct process_table *table, int32_t pid);
void process_name(struct process *process, const char *comm);
bool process_is_zombie(const struct process *process);

#endif /* MODEL_PROCESS_H */
