/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_TRACEDAT_H
#define SOURCE_TRACEDAT_H

#include "../base/message.h"
#include "../model/trace.h"

struct tracedat_sink {
	int (*event)(void *context, const struct event *event);
	int (*instance)(void *context, const char *name);
	void *context;
};

int tracedat_read(int fd, const struct tracedat_sink *sink, struct message *why);

#endif /* SOURCE_TRACEDAT_H */
