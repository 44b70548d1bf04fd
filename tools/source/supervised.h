/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_SUPERVISED_H
#define SOURCE_SUPERVISED_H

#include "../base/message.h"
#include "../model/event.h"
#include "job.h"

struct supervised;

#define SUPERVISED_NOTHING 2

/**
 * struct progress - how far a file was read
 * @order: of the record, by which those of all parts of the file are put in order
 * @position: of the damage, in bytes; 0 if it is not known
 */
struct progress {
	uint64_t order;
	uint64_t position;
};

int supervised_open(struct supervised **ret, const struct job *job);
int supervised_next(struct supervised *reader, struct event *ret, struct message *why);
struct progress supervised_progress(const struct supervised *reader);
void supervised_close(struct supervised *reader);

#endif /* SOURCE_SUPERVISED_H */
