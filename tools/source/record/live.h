/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_LIVE_H
#define SOURCE_LIVE_H

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"
#include "eventfilter.h"

/**
 * struct live_wish - what is to be shown as it happens
 * @pids: processes, with those that descend from them, separated by commas; NULL for all
 * @filter: what the module's events must match; more may come
 * @lives: whether births and exits of all processes come, too
 * @reap: whether reaps come, too
 * @buffer_kb: ring buffer for each CPU, in KiB; 0 for the kernel's own choice
 * @event: called for each event; the steps of a walk are only lent to it. Not 0 ends the reading.
 * @context: for @event
 */
struct live_wish {
	const char *pids;
	const struct eventfilter *filter;
	bool lives;
	bool reap;
	int buffer_kb;
	int (*event)(void *context, const struct event *event);
	void *context;
};

struct live;

int live_open(struct live **ret, const struct live_wish *wish, struct message *why);
int live_read(struct live *live);
int live_dump(const struct live *live, struct message *why);
unsigned int live_held(const struct live_wish *wish);
int live_close(struct live *live);

#endif /* SOURCE_LIVE_H */
