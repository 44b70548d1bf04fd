/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the process that reads a file tells the one that started it, by a pipe: events, each as
 * long as its type needs, and at the end how it went.
 */
#ifndef SOURCE_READER_H
#define SOURCE_READER_H

#include <stdint.h>

#include "../model/event.h"

/**
 * struct parcel - what stands before each event, and before the end
 * @size: of it all in bytes, this included; a multiple of 8
 * @end: whether a struct parcel_end follows instead of a struct event
 */
struct parcel {
	uint32_t size;
	uint32_t end;
};

/**
 * struct parcel_end - how the reading went
 * @position: where in the file it ended
 * @result: 0 or a -errno
 * @why: explains an error, in words that can follow the file's name; may be empty
 */
struct parcel_end {
	uint64_t position;
	int32_t result;
	char why[236];
};

/* The longest is a walk with all its steps. */
#define PARCEL_MAX \
	(sizeof(struct parcel) + sizeof(struct event) + SUBREAPER_STEPS_MAX * sizeof(uint32_t))

/**
 * struct reader_task - what a reader is to do
 * @fd: the file to read
 * @wanted: EVENT_BIT() of the types to send, as in struct tracedat_sink
 * @out: where to send them
 * @cut: whether the file lacks its end
 */
struct reader_task {
	int fd;
	unsigned int wanted;
	int out;
	bool cut;
};

__attribute__((noreturn)) void reader_main(const struct reader_task *task);

#endif /* SOURCE_READER_H */
