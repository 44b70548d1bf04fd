/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the process that reads a trace sends through a pipe to the one that started it: parcels with
 * an event each, and a last one that says how it went.
 */
#ifndef SOURCE_READER_H
#define SOURCE_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "../../model/trace/event.h"

enum parcel_kind {
	/* The part of a struct event that its type uses, then its steps or its text. */
	PARCEL_EVENT,
	/* A struct parcel_end. */
	PARCEL_END,
};

/**
 * struct parcel - what each begins with
 * @size: of all of it in bytes, this included; a multiple of 8
 * @kind: an enum parcel_kind
 */
struct parcel {
	uint32_t size;
	uint32_t kind;
};

/**
 * struct parcel_end - how the reading went
 * @position: of the record that was read last, in bytes from the start of the file; 0 if none was
 * @time: of that record, in ns on the trace's clock
 * @result: 0 or a -errno
 * @why: explains an error, in words that can follow the file's name; may be empty
 */
struct parcel_end {
	uint64_t position;
	uint64_t time;
	int32_t result;
	char why[492];
};

/* The longest is an exec with its file name; a walk with all its steps is shorter. */
#define PARCEL_MAX (sizeof(struct parcel) + sizeof(struct event) + EVENT_TEXT_MAX)

/* What an event lends takes so much of its parcel. */
#define PARCEL_ALIGNED(size) (((size) + 7) & ~(size_t)7)

/* So many bytes of parcels go through the pipe at once; it has room for as many. */
#define PARCELS_SIZE 65536

__attribute__((noreturn)) void reader_main(int fd, unsigned int wanted, bool cut, int out);

#endif /* SOURCE_READER_H */
