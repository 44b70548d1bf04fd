/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_EVENTS_H
#define CMD_EVENTS_H

#include "../../model/trace/event.h"
#include "../options/options.h"

/* What help calls a list of events. */
#define EVENTS_ARGUMENT "EVENT,..."

/* Of a command that writes a row an event. */
extern const struct option_spec events_options[];

int events_read(void);
bool events_were_chosen(void);
bool events_are_wanted(enum event_type type);
bool events_have_lives(void);

#endif /* CMD_EVENTS_H */
