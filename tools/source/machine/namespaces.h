/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the children of processes are born: only /proc shows unshare() and setns(). */
#ifndef SOURCE_NAMESPACES_H
#define SOURCE_NAMESPACES_H

#include <stdbool.h>
#include <stdint.h>

int namespaces_note(const char *path);
bool namespaces_of_children(int32_t pid, bool *ended);

#endif /* SOURCE_NAMESPACES_H */
