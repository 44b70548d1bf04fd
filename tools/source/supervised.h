/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_SUPERVISED_H
#define SOURCE_SUPERVISED_H

#include "../base/message.h"
#include "../model/trace.h"

int supervised_read(int fd, struct trace *trace, struct message *why);

#endif /* SOURCE_SUPERVISED_H */
