/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_TIMELINE_H
#define RENDER_TIMELINE_H

#include "../../base/terminal/terminal.h"
#include "../text/clock.h"
#include "lines.h"

/* What the lines of a timeline are made from. */
#define TIMELINE_EVENTS (EVENTS_SUBREAPER | EVENT_BIT(EVENT_EXEC))

struct timeline;

bool timeline_shows(const struct timeline_style *style, const struct event *event);
struct timeline *timeline_begin(const struct terminal *terminal, const struct timeline_style *style,
				const struct clock *clock);
int timeline_add(struct timeline *timeline, const struct event *event, bool wanted);
int timeline_end(struct timeline *timeline);

#endif /* RENDER_TIMELINE_H */
