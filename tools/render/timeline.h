/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_TIMELINE_H
#define RENDER_TIMELINE_H

#include "../base/terminal.h"
#include "../model/trace.h"

enum time_style {
	TIME_RELATIVE,
	TIME_MONOTONIC,
};

/**
 * struct timeline_style - how a timeline is to look
 * @time: which time an event is given
 * @walk: whether to show the ancestors that were tried
 * @tasks: whether to show what the dumps of the state list
 */
struct timeline_style {
	enum time_style time;
	bool walk;
	bool tasks;
};

int timeline_render(const struct terminal *terminal, const struct timeline_style *style,
		    const struct trace *trace);

#endif /* RENDER_TIMELINE_H */
