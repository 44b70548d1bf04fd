// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "memstream.h"

static ssize_t keep(void *context, const char *bytes, size_t length)
{
	struct memstream *memstream = context;

	if (array_reserve(&memstream->bytes, &memstream->capacity, memstream->length + length, 1)) {
		memstream->failed = true;
		return 0;
	}
	memcpy(memstream->bytes + memstream->length, bytes, length);
	memstream->length += length;
	return length;
}

/**
 * memstream_open() - open an empty one
 * @memstream: set; it must not move while it is open
 */
void memstream_open(struct memstream *memstream)
{
	static const cookie_io_functions_t functions = { .write = keep };

	*memstream = (struct memstream){ 0 };
	memstream->out = fopencookie(memstream, "w", functions);
	memstream->failed = !memstream->out;
}

/**
 * memstream_flush() - make the fields those of all that was written
 *
 * Return: 0 or -ENOMEM
 */
int memstream_flush(struct memstream *memstream)
{
	if (memstream->out)
		fflush(memstream->out);
	return memstream->failed ? -ENOMEM : 0;
}

/**
 * memstream_close() - close the stream; what was written stays
 *
 * Return: 0 or -ENOMEM
 */
int memstream_close(struct memstream *memstream)
{
	if (memstream->out)
		fclose(memstream->out);
	memstream->out = NULL;
	return memstream->failed ? -ENOMEM : 0;
}

/**
 * memstream_deinit() - free what was written
 * @memstream: closed, or all zero
 */
void memstream_deinit(struct memstream *memstream)
{
	free(memstream->bytes);
	*memstream = (struct memstream){ 0 };
}
