/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_TRACEDAT_H
#define SOURCE_TRACEDAT_H

#include "../base/message.h"
#include "../model/event.h"
#include "job.h"
#include "mappings.h"

/**
 * struct tracedat_sink - who wants to know what a file holds
 * @room: where the next one may be put, so that it need not be copied; can change with each
 * @event: told of each, wherever it is; the steps of a walk are only lent to it. Not 0 ends the
 *	reading.
 * @progress: told now and then, however few events there are
 * @finished: told that all of it was read, while the file is still open; or NULL
 * @context: for all of these
 * @mappings: of the file
 * @position: set to where in the file the record is that is being read
 * @order: set to its place in the order of all records; see struct records
 */
struct tracedat_sink {
	struct event * const *room;
	int (*event)(void *context, const struct event *event);
	void (*progress)(void *context);
	void (*finished)(void *context);
	void *context;
	const struct mappings *mappings;
	volatile uint64_t *position;
	volatile uint64_t *order;
};

int tracedat_read(const struct job *job, const struct tracedat_sink *sink, struct message *why);

#endif /* SOURCE_TRACEDAT_H */
