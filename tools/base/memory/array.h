/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

int array_reserve(void *items, size_t *capacity, size_t wanted, size_t size);

#endif /* BASE_ARRAY_H */
