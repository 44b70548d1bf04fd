/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_MOVE_H
#define MODEL_MOVE_H

#include "../trace/event.h"

void move_settle(struct event *event);

#endif /* MODEL_MOVE_H */
