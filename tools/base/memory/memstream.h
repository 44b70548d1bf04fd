/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A stream into memory which, unlike that of open_memstream(), says when there was too little. */
#ifndef BASE_MEMSTREAM_H
#define BASE_MEMSTREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/**
 * struct memstream - what was written to a stream
 * @out: the stream; NULL when it could not be opened
 * @bytes: what was written and flushed, without a terminating zero
 * @length: of that, in bytes
 * @failed: whether something is missing because memory was short
 */
struct memstream {
	FILE *out;
	char *bytes;
	size_t length;
	size_t capacity;
	bool failed;
};

void memstream_open(struct memstream *memstream);
int memstream_flush(struct memstream *memstream);
int memstream_close(struct memstream *memstream);
void memstream_deinit(struct memstream *memstream);

#endif /* BASE_MEMSTREAM_H */
