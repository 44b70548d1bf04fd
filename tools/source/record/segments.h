/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_SEGMENTS_H
#define SOURCE_SEGMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../model/trace/event.h"

/* Where the service keeps them, and explain looks for them. */
#define RING_DIRECTORY "/var/lib/subreaper-trace"

#define BOOT_ID_LEN	  37
#define SEGMENT_NAME_SIZE 80

/**
 * struct segment - one file of a ring on disk
 * @number: their order; each is one more than the one before
 * @boot: of the kernel that it is of, whose clock it has
 * @size: in bytes
 */
struct segment {
	uint64_t number;
	char boot[BOOT_ID_LEN];
	uint64_t size;
};

/**
 * struct segments - the files of a ring, the oldest first
 */
struct segments {
	struct segment *all;
	size_t nr;
	size_t capacity;
};

void segment_name(const struct segment *segment, char *ret);
int segments_list(const char *directory, struct segments *ret);
void segments_deinit(struct segments *segments);
bool segments_exist(const char *directory);

#endif /* SOURCE_SEGMENTS_H */
