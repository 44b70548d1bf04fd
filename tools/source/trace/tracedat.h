/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_TRACEDAT_H
#define SOURCE_TRACEDAT_H

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"
#include "decoder.h"
#include "records.h"

/**
 * struct tracedat - a file that trace-cmd wrote, while it is read
 * @cut: where it ends, in bytes, if more should follow; otherwise 0
 * @handles: of the top-level buffer and of all instances
 * @introduced: how many of their recorders were reported
 * @told: whether the enabled events were reported
 * @decoder: of their events
 * @records: those that were not taken yet
 * @record: the one that was taken last, or NULL
 * @lost: whether the loss before it was reported, and not yet itself
 */
struct tracedat {
	uint64_t cut;
	struct tracecmd_input **handles;
	int nr;
	int introduced;
	bool told;
	struct decoder decoder;
	struct records records;
	struct tep_record *record;
	bool lost;
};

int tracedat_open(struct tracedat *ret, int fd, unsigned int wanted, bool cut, struct message *why);
int tracedat_next(struct tracedat *trace, struct event *ret, struct message *why);

#endif /* SOURCE_TRACEDAT_H */
