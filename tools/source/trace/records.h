/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_RECORDS_H
#define SOURCE_RECORDS_H

#include <stddef.h>
#include <stdint.h>

#include <trace-cmd.h>

/**
 * struct stream - what one processor recorded into one buffer
 * @handle: of the buffer
 * @cpu: the processor
 * @nr: among records with the same time, a lower one comes first
 * @next: what comes next
 * @order: when that was recorded, or the time of the one before it, if time went back
 */
struct stream {
	struct tracecmd_input *handle;
	int cpu;
	size_t nr;
	struct tep_record *next;
	uint64_t order;
};

/**
 * struct records - the records of a trace.dat in the order of time
 * @size: of a file that lacks its end, in bytes; otherwise 0
 * @page_size: of the pages of the ring buffer, in bytes
 * @heap: the streams that have not ended, with the earliest at the top
 * @err: why no more can be read
 * @taken: how many records were
 * @position: where in the file the record is that was taken last
 * @order: when that was recorded, in ns; never goes back
 */
struct records {
	uint64_t size;
	uint32_t page_size;
	struct stream *heap;
	size_t nr;
	int err;
	size_t taken;
	volatile uint64_t position;
	volatile uint64_t order;
};

int records_init(struct records *ret, struct tracecmd_input **handles, int nr);
int records_next(struct records *records, struct tep_record **ret);

#endif /* SOURCE_RECORDS_H */
