/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_RECORDING_H
#define WITNESS_RECORDING_H

#include "../scenarios/lib/events.h"

void recording_name(void);
void recording_start(void);
bool recording_stop(void);
bool recording_next(struct event *ret);

#endif /* WITNESS_RECORDING_H */
