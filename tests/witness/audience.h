/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_AUDIENCE_H
#define WITNESS_AUDIENCE_H

#include <stdbool.h>

void audience_seat(const char *directory);
bool audience_comes_late(unsigned int round);
void audience_begin(unsigned int round);
void audience_end(void);

#endif /* WITNESS_AUDIENCE_H */
