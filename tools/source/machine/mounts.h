/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_MOUNTS_H
#define SOURCE_MOUNTS_H

#include <limits.h>

#include "../../base/terminal/message.h"

/* Room for the path of a file in a mounted file system. */
#define MOUNT_PATH_SIZE (PATH_MAX + 128)

int mount_point(const char *type, char *ret);
int mount_require(const char *type, char *ret, struct message *why);
const char *mount_as_root(void);
int mount_denied(int err, const char *what, struct message *why);

#endif /* SOURCE_MOUNTS_H */
