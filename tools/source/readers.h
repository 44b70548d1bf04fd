/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_READERS_H
#define SOURCE_READERS_H

#include "../base/message.h"
#include "../model/event.h"

struct readers;

int readers_open(struct readers **ret, int fd, unsigned int wanted);
int readers_next(struct readers *readers, struct event *ret, struct message *why);
void readers_close(struct readers *readers);

#endif /* SOURCE_READERS_H */
