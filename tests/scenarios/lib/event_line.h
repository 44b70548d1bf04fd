/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_EVENT_LINE_H
#define SCENARIOS_EVENT_LINE_H

#include "events.h"

int event_line_parse(const char *line, struct event *ret);

#endif /* SCENARIOS_EVENT_LINE_H */
