/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

size_t edit_distance(const char *a, const char *b);

#endif /* BASE_NEAREST_H */
