/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_ADOPTERS_H
#define SUBREAPER_ADOPTERS_H

#include <linux/types.h>
#include <linux/uidgid.h>

void adopters_count(pid_t pid, u64 start, kuid_t uid, unsigned int children);
u64 adopters_adopted(pid_t pid, u64 start);
unsigned long adopters_forgotten(void);
size_t adopters_bytes(void);

#endif /* SUBREAPER_ADOPTERS_H */
