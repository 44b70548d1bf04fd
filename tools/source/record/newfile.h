/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_NEWFILE_H
#define SOURCE_NEWFILE_H

#include <limits.h>

#include "../../base/terminal/message.h"

/**
 * struct newfile - a file that gets its name only when it is complete
 * @final: the name it will have
 * @directory: a directory beside it, for it and what else is needed to make it; empty if none
 * @path: where it is until then
 * @rescued: where the trace of a killed recorder for the same name is kept; or ""
 */
struct newfile {
	char final[PATH_MAX];
	char directory[PATH_MAX + 16];
	char path[PATH_MAX + 32];
	char rescued[PATH_MAX + 32];
};

int newfile_create(struct newfile *ret, const char *path, struct message *why);
unsigned long long newfile_room(const struct newfile *file);
int newfile_publish(struct newfile *file, struct message *why);
void newfile_destroy(struct newfile *file);

#endif /* SOURCE_NEWFILE_H */
