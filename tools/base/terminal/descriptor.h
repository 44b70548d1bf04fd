/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_DESCRIPTOR_H
#define BASE_DESCRIPTOR_H

#include <sys/types.h>

int descriptor_raise(int fd);
int descriptor_copy(int to, int from, off_t size);

#endif /* BASE_DESCRIPTOR_H */
