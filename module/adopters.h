/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_ADOPTERS_H
#define SUBREAPER_ADOPTERS_H

#include <linux/types.h>
#include <linux/uidgid.h>

int adopters_create(void);
void adopters_destroy(void);
void adopters_count(pid_t pid, u64 start, kuid_t payer, unsigned int children);
bool adopters_adopted(pid_t pid, u64 start, u64 *ret);
unsigned long adopters_forgotten(void);
size_t adopters_bytes(void);

#endif /* SUBREAPER_ADOPTERS_H */
