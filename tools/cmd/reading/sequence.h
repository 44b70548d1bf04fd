/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_SEQUENCE_H
#define CMD_SEQUENCE_H

#include <stdbool.h>

#include "../../model/process/life.h"

void sequence_compare(void);
void sequence_name_steps(void);
void sequence_tell_lives(struct fates *fates);
bool sequence_next(struct event *ret);
const struct forest *sequence_forest(uint8_t host);
int sequence_end(int err);

#endif /* CMD_SEQUENCE_H */
