/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_UNSEEN_H
#define CMD_UNSEEN_H

#include "../source/sight.h"

bool unseen_tell(const struct sight *before, uint64_t begin);

#endif /* CMD_UNSEEN_H */
