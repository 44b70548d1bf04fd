/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_DEBUGFS_H
#define SOURCE_DEBUGFS_H

#include <stdio.h>

#include "../../base/terminal/message.h"

#define INFO_VALUE_SIZE 192

int debugfs_open(const char *name, FILE **ret, struct message *why);
int debugfs_read_info(FILE *in, const char *key, char *ret);

#endif /* SOURCE_DEBUGFS_H */
