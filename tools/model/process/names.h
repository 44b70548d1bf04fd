/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

#include "../../base/memory/arena.h"
#include "../../base/memory/idmap.h"
#include "../trace/event.h"

/**
 * struct name - the process that has a pid
 * @start: birth of the process on CLOCK_BOOTTIME in ns; 0 if unknown
 * @ordinal: 2 for the second process with this pid, and so on
 * @host: on which machine, as in struct event
 * @comm: its latest name; "" if unknown
 * @birth_comm: the name that it was born with, which it may have changed unseen; "" if unknown
 */
struct name {
	uint64_t start;
	unsigned int ordinal;
	uint8_t host;
	char comm[SUBREAPER_COMM_LEN];
	char birth_comm[SUBREAPER_COMM_LEN];
};

/**
 * struct names - the latest process of every pid
 *
 * It takes memory for pids, not for events. All zero is empty.
 */
struct names {
	struct idmap by_pid;
	struct arena arena;
};

void names_deinit(struct names *names);
int names_learn(struct names *names, const struct event *event);
const struct name *names_find(const struct names *names, uint8_t host, int32_t pid);

#endif /* MODEL_NAMES_H */
