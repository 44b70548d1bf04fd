/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lives of a drawing, and what happens to them; for picture_svg.c. */
#ifndef RENDER_LANES_H
#define RENDER_LANES_H

#include "../../base/format/svg.h"
#include "../../model/trace/sight.h"
#include "chart.h"

/* All in pixels. */
#define LANES_MARGIN 20
#define LANES_TOP    148
#define LANES_BAR    8

/* Room for a row of pixels, beyond the last of the chart. */
#define LANES_PIXELS 64

/* More rows than these are not for one picture. */
#define LANES_MAX 100

/**
 * struct lanes - what is needed to draw them
 * @chart: where everything stands
 * @sight: which of them have a row
 * @pixels: room for a row of the chart
 */
struct lanes {
	struct xml *xml;
	const struct picture *picture;
	const struct scene *scene;
	struct chart chart;
	struct sight sight;
	unsigned char *pixels;
};

int lanes_bottom(const struct lanes *lanes);
void lanes_draw(const struct lanes *lanes);

#endif /* RENDER_LANES_H */
