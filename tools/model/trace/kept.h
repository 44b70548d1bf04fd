/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_KEPT_H
#define MODEL_KEPT_H

#include "event.h"

/**
 * struct kept_event - an event that is to outlive the next one
 * @event: with its own steps if it is a walk
 * @steps: where they are; NULL if there are none
 */
struct kept_event {
	struct event event;
	uint32_t *steps;
};

int kept_event_init(struct kept_event *ret, const struct event *event);
void kept_event_deinit(struct kept_event *kept);

#endif /* MODEL_KEPT_H */
