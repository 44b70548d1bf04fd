/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_RECORDS_H
#define SOURCE_RECORDS_H

#include <stdint.h>

#include <trace-cmd.h>

#include "job.h"

/**
 * struct stream - what one processor recorded into one buffer
 * @handle: of the buffer
 * @cpu: the processor
 * @next: what comes next
 * @order: when that was recorded, or what came before it, if time went back
 */
struct stream {
	struct tracecmd_input *handle;
	int cpu;
	struct tep_record *next;
	uint64_t order;
};

/**
 * struct records - the records of a trace.dat in the order of time
 * @streams: those that are to be read
 * @heap: those that have not ended, with the earliest at the top
 * @nr: how many
 * @order: set to that of the record that was taken last, or will be first; never goes back
 */
struct records {
	struct stream *streams;
	struct stream **heap;
	size_t nr;
	volatile uint64_t *order;
};

int records_init(struct records *ret, struct tracecmd_input **handles, int nr,
		 const struct job *job, volatile uint64_t *order);
struct tep_record *records_next(struct records *records);
void records_deinit(struct records *records);

#endif /* SOURCE_RECORDS_H */
