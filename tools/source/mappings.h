/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_MAPPINGS_H
#define SOURCE_MAPPINGS_H

#include <limits.h>

/**
 * struct mappings - what this process has mapped of one file
 * @maps: /proc/self/maps; negative if it could not be opened
 * @inode: of the file
 * @path: of the file, as it stands in there
 */
struct mappings {
	int maps;
	unsigned long inode;
	char path[PATH_MAX];
};

struct mappings mappings_of(int fd);
void mappings_forget(const struct mappings *mappings);

#endif /* SOURCE_MAPPINGS_H */
