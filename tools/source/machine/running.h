/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_RUNNING_H
#define SOURCE_RUNNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool running_is_frozen(int32_t pid);
int32_t running_waits_for(int32_t pid);
int32_t running_owner(int32_t tid);
size_t running_named(const char *name, int32_t *pids, size_t room);

#endif /* SOURCE_RUNNING_H */
