/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_RINGREAD_H
#define SOURCE_RINGREAD_H

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"

struct ringread;

int ringread_open(struct ringread **ret, const char *directory, struct message *why);
int ringread_next(struct ringread *reader, struct event *ret, struct message *why);
void ringread_close(struct ringread *reader);

#endif /* SOURCE_RINGREAD_H */
