// SPDX-License-Identifier: GPL-2.0-or-later
/* A ring on disk is a directory of traces in text form, ring-NUMBER-BOOT.trace. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../../base/memory/array.h"
#include "segments.h"

static bool parse_name(const char *name, struct segment *ret)
{
	int end = 0;

	*ret = (struct segment){ 0 };
	return sscanf(name, "ring-%10" SCNu64 "-%36[0-9a-f-].trace%n", &ret->number, ret->boot,
		      &end) == 2 &&
	       end && !name[end];
}

/**
 * segment_name() - the name of a file in its directory
 * @ret: room for SEGMENT_NAME_SIZE bytes
 */
void segment_name(const struct segment *segment, char *ret)
{
	snprintf(ret, SEGMENT_NAME_SIZE, "ring-%010" PRIu64 "-%s.trace", segment->number,
		 segment->boot);
}

static int compare(const void *one, const void *other)
{
	uint64_t a = ((const struct segment *)one)->number;
	uint64_t b = ((const struct segment *)other)->number;

	return (a > b) - (a < b);
}

static int add(struct segments *segments, const struct segment *segment)
{
	if (array_reserve(&segments->all, &segments->capacity, segments->nr + 1, sizeof(*segment)))
		return -ENOMEM;
	segments->all[segments->nr++] = *segment;
	return 0;
}

/**
 * segments_list() - find the files of a ring
 * @directory: where
 * @ret: filled in, to be ended with segments_deinit(); empty on error
 *
 * Return: 0, also where there are none; or a -errno
 */
int segments_list(const char *directory, struct segments *ret)
{
	DIR *in = opendir(directory);
	struct dirent *entry;
	int err = 0;

	*ret = (struct segments){ 0 };
	if (!in)
		return -errno;
	while (!err && (entry = readdir(in))) {
		struct segment segment;
		struct stat status;

		if (!parse_name(entry->d_name, &segment) ||
		    fstatat(dirfd(in), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) ||
		    !S_ISREG(status.st_mode))
			continue;
		segment.size = status.st_size;
		err = add(ret, &segment);
	}
	closedir(in);
	if (ret->nr)
		qsort(ret->all, ret->nr, sizeof(*ret->all), compare);
	if (err)
		segments_deinit(ret);
	return err;
}

/**
 * segments_deinit() - let go of a list
 */
void segments_deinit(struct segments *segments)
{
	free(segments->all);
	*segments = (struct segments){ 0 };
}

/**
 * segments_exist() - is there a ring?
 * @directory: where
 *
 * Return: whether it has at least one file that we may see
 */
bool segments_exist(const char *directory)
{
	struct segments segments;
	bool any = !segments_list(directory, &segments) && segments.nr;

	segments_deinit(&segments);
	return any;
}
