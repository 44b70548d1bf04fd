/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_RECORDS_H
#define SOURCE_RECORDS_H

#include <trace-cmd.h>

#include "job.h"

/**
 * struct stream - what one processor recorded into one buffer
 * @handle: of the buffer
 * @cpu: the processor
 * @next: what comes next
 * @time: of that
 */
struct stream {
	struct tracecmd_input *handle;
	int cpu;
	struct tep_record *next;
	unsigned long long time;
};

/**
 * struct records - the records of a trace.dat in the order of time
 * @streams: those that are to be read
 * @heap: those that have not ended, with the earliest at the top
 * @nr: how many
 */
struct records {
	struct stream *streams;
	struct stream **heap;
	size_t nr;
};

int records_init(struct records *ret, struct tracecmd_input **handles, int nr,
		 const struct job *job);
struct tep_record *records_next(struct records *records);
void records_deinit(struct records *records);

#endif /* SOURCE_RECORDS_H */
