/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where in a picture everything stands: a lane for each life, and time from left to right. What
 * happens within a millisecond must not stand in one place, and an hour without events must not
 * push the rest aside; so time is not to scale.
 */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "../../model/trace/sight.h"
#include "captions.h"
#include "../text/label.h"
#include "picture.h"

/* All in pixels. */
#define CHART_CHARACTER 7
#define CHART_LANE	28
/* From where something happens to where words about it begin. */
#define CHART_WORDS	17

/**
 * struct tick - a moment at which something happens
 * @time: on the trace's clock, in ns
 * @gap: how far it must at least be from the tick before
 * @told: does it happen to a process that is shown, so that its time matters?
 */
struct tick {
	uint64_t time;
	double gap;
	int x;
	bool told;
};

/**
 * struct chart - where everything stands
 * @ticks: when something happens
 * @indent: how far a child stands to the right of its parent
 * @left: where the first moment is
 * @right: where the last one is
 */
struct chart {
	const struct scene *scene;
	struct tick *ticks;
	size_t nr;
	int indent;
	int left;
	int right;
};

/**
 * struct chart_name - what stands beside a row
 * @text: the process, or how many of what name
 * @about: what it is, or what happened to all of them; "" for nothing
 */
struct chart_name {
	char text[sizeof(struct label) + 32];
	char about[CAPTION_FOLD_SIZE];
};

struct chart_name chart_name(const struct picture *picture, const struct sight *sight, size_t row);
int chart_init(struct chart *chart, const struct picture *picture, const struct sight *sight);
void chart_deinit(struct chart *chart);
int chart_x(const struct chart *chart, uint64_t time);
int chart_width_of(const char *text);

#endif /* RENDER_CHART_H */
