/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_DATFILE_H
#define SOURCE_DATFILE_H

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"

struct datfile;

int datfile_open(struct datfile **ret, int fd, unsigned int wanted);
int datfile_next(struct datfile *file, struct event *ret, struct message *why);
void datfile_close(struct datfile *file);

#endif /* SOURCE_DATFILE_H */
