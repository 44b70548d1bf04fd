/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_EVENTFILTER_H
#define SOURCE_EVENTFILTER_H

#include "../../base/terminal/message.h"
#include "../../model/trace/filter.h"

/* The kernel reads a filter in one write of less than a page. */
#define EVENTFILTER_SIZE 4000

/**
 * struct eventfilter - which events are recorded, as filters of the kernel
 * @reparent: of subreaper:reparent; empty for nothing
 * @walk: of subreaper:walk; empty for nothing
 */
struct eventfilter {
	char reparent[EVENTFILTER_SIZE];
	char walk[EVENTFILTER_SIZE];
};

int eventfilter_make(struct eventfilter *ret, const struct filter *filter, struct message *why);

#endif /* SOURCE_EVENTFILTER_H */
