/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_SUPERVISED_H
#define SOURCE_SUPERVISED_H

#include "../base/message.h"
#include "../model/event.h"
#include "job.h"

struct supervised;

/**
 * struct damage - where a file cannot be read on
 * @position: the byte; 0 if it is not known
 * @time: what was recorded until then could be read, on the trace's clock in ns
 */
struct damage {
	uint64_t position;
	uint64_t time;
};

int supervised_open(struct supervised **ret, const struct job *job);
int supervised_next(struct supervised *reader, struct event *ret, struct message *why);
struct damage supervised_damage(const struct supervised *reader);
void supervised_close(struct supervised *reader);

#endif /* SOURCE_SUPERVISED_H */
