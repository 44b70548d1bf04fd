/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the process that reads a file tells the one that started it: events, each as long as its
 * type needs, and at the end how it went. They stand in blocks of memory that both share. A pipe
 * tells which block was filled, and another one which may be filled again: as there are no more
 * than BLOCKS, neither of them is ever full.
 */
#ifndef SOURCE_READER_H
#define SOURCE_READER_H

#include <stdint.h>

#include "../model/event.h"
#include "job.h"

enum parcel_kind {
	/* A struct event follows, and the steps of a walk. */
	PARCEL_EVENT,
	/* Nothing: there was no event until then. */
	PARCEL_NOTHING,
	/* A struct parcel_end. */
	PARCEL_END,
};

/**
 * struct parcel - what each begins with
 * @size: of it all in bytes, this included; a multiple of 8
 * @kind: an enum parcel_kind
 * @order: of the record that it is about; see struct records
 */
struct parcel {
	uint32_t size;
	uint32_t kind;
	uint64_t order;
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

/* A parcel is in one of them as a whole. */
#define BLOCK_SIZE (1 << 18)
#define BLOCKS	   4

/**
 * struct full_block - that a block was filled
 * @block: which; 0 to BLOCKS - 1
 * @used: how much of it, in bytes
 *
 * Whoever is killed has changed all of it, or nothing.
 */
struct full_block {
	_Alignas(uint64_t) uint32_t block;
	uint32_t used;
};

/**
 * struct exchange - the memory that both share
 * @filling: the block that is being filled, or was told last, and how far, for when the reader is
 *	killed
 * @order: of the record that is being read, for then too
 * @blocks: all of them free at first
 */
struct exchange {
	struct full_block filling;
	volatile uint64_t order;
	_Alignas(64) char blocks[BLOCKS][BLOCK_SIZE];
};

/**
 * struct reader_task - what a reader is to do
 * @job: what to read
 * @exchange: where to put them
 * @out: where to tell with a struct full_block that one was filled
 * @back: tells which is free again, as a uint32_t
 */
struct reader_task {
	struct job job;
	struct exchange *exchange;
	int out;
	int back;
};

__attribute__((noreturn)) void reader_main(const struct reader_task *task);

#endif /* SOURCE_READER_H */
