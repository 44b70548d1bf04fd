/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_SUPERVISED_H
#define SOURCE_SUPERVISED_H

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"

struct supervised;

int supervised_open(struct supervised **ret, int fd, unsigned int wanted);
int supervised_next(struct supervised *reader, struct event *ret, struct message *why);
void supervised_close(struct supervised *reader);

#endif /* SOURCE_SUPERVISED_H */
