// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Time from left to right, and a lane for each life. The colour of a bar shows the kind of the
 * parent, and words beside each change of parent say it as well.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../text/label.h"
#include "lanes.h"
#include "page_assets.h"
#include "picture_svg.h"
#include "captions.h"

#define BOTTOM 48
#define LEAST  960
#define LEGEND 78
/* The least between two lines of the grid. */
#define GRID   12
/* Another line at the bottom. */
#define FOOT   18

static int draw_legend_words(struct xml *xml, int x, int y, const char *text)
{
	svg_words(xml, x + 28, y + 4, "st-legend", text);
	return x + 28 + (int)strlen(text) * 6 + 26;
}

static int draw_legend_bar(struct xml *xml, int x, const char *class, const char *text)
{
	svg_box(xml, x, LEGEND - LANES_BAR / 2, 20, LANES_BAR, class);
	return draw_legend_words(xml, x, LEGEND, text);
}

static void draw_legend(struct xml *xml)
{
	int x = LANES_MARGIN;
	int y = LEGEND + 22;

	x = draw_legend_bar(xml, x, "st-own", "not adopted");
	x = draw_legend_bar(xml, x, "st-subreaper", "adopted by a subreaper");
	x = draw_legend_bar(xml, x, "st-init", "adopted by the init of a pid namespace");
	svg_line(xml, x, LEGEND, x + 20, LEGEND, "st-dead");
	draw_legend_words(xml, x, LEGEND, "zombie (not yet reaped)");
	x = LANES_MARGIN;
	svg_path(xml, "st-mark", "M%d %dl6 6l-6 6l-6 -6z", x + 10, y - 6);
	x = draw_legend_words(xml, x, y, "marked as a subreaper");
	svg_circle(xml, x + 10, y, 4, "st-dot st-subreaper-line");
	draw_legend_words(xml, x, y,
			  "orphaned: dotted line from the old parent, arrow to the new parent");
	xml_next_line(xml);
}

static void draw_head(const struct lanes *lanes)
{
	const char *host = lanes->picture->clock->notes[0].host;
	char text[CAPTION_SIZE];

	snprintf(text, sizeof(text), "Adoptions%s%s", host[0] ? " on " : "",
		 label_host(lanes->picture->terminal, lanes->picture->clock, 0).text);
	svg_words(lanes->xml, LANES_MARGIN, 32, "st-title", text);
	caption_picture(lanes->picture, text);
	svg_words(lanes->xml, LANES_MARGIN, 54, "st-about", text);
	draw_legend(lanes->xml);
}

static void draw_times(const struct lanes *lanes)
{
	char text[CLOCK_TEXT_SIZE];
	int free_from = 0, next_line = 0;
	size_t i;

	for (i = 0; i < lanes->chart.nr; i++) {
		const struct tick *tick = &lanes->chart.ticks[i];

		if (!tick->told || tick->x < next_line)
			continue;
		next_line = tick->x + GRID;
		caption_time(lanes->picture->clock, tick->time, text);
		svg_line(lanes->xml, tick->x, LANES_TOP - 10, tick->x, lanes_bottom(lanes),
			 "st-grid");
		if (tick->x < free_from)
			continue;
		svg_words(lanes->xml, tick->x - 3, LANES_TOP - 16, "st-time", text);
		free_from = tick->x + chart_width_of(text);
	}
	xml_next_line(lanes->xml);
}

static void draw_losses(const struct lanes *lanes)
{
	int bottom = lanes_bottom(lanes);
	char text[CAPTION_SIZE];
	size_t i;

	for (i = 0; i < lanes->scene->nr_scene_events; i++) {
		const struct scene_event *scene_event = &lanes->scene->scene_events[i];
		int x = chart_x(&lanes->chart, scene_event->time);

		if (!(EVENT_BIT(scene_event->type) & EVENTS_MISSING))
			continue;
		caption_event(lanes->picture, scene_event, text);
		svg_open_group(lanes->xml, "st-of", text);
		svg_line(lanes->xml, x, LANES_TOP - 10, x, bottom + 6, "st-lost");
		caption_brief(scene_event, text);
		svg_words(lanes->xml, x - 3, bottom + 18, "st-words st-lost-words", text);
		svg_close_group(lanes->xml);
	}
}

static void draw_foot(const struct lanes *lanes, int y)
{
	char text[CAPTION_SIZE] = "Time goes from left to right, but not to scale.";

	if (lanes->sight.folds)
		strcat(text, " Equal siblings are folded into one lane.");
	svg_words(lanes->xml, LANES_MARGIN, y, "st-legend", text);
	if (!lanes->sight.left_out)
		return;
	snprintf(
		text, sizeof(text),
		"There is no room for %zu more processes: --pid, --comm and --adopter choose some, and "
		"--format=html has all.",
		lanes->sight.left_out);
	svg_words(lanes->xml, LANES_MARGIN, y + FOOT, "st-legend", text);
}

static void draw(const struct lanes *lanes)
{
	int width = lanes->chart.right + 3 * LANES_MARGIN;
	int height = lanes_bottom(lanes) + BOTTOM + (lanes->sight.left_out ? FOOT : 0);

	if (width < LEAST)
		width = LEAST;
	svg_open(lanes->xml, width, height, "st");
	xml_element(lanes->xml, "title", "Adoptions");
	xml_open(lanes->xml, "style");
	xml_raw(lanes->xml, picture_style, picture_style_length);
	xml_close(lanes->xml, "style");
	xml_next_line(lanes->xml);
	svg_box(lanes->xml, 0, 0, width, height, "st-back");
	xml_next_line(lanes->xml);
	draw_head(lanes);
	draw_times(lanes);
	draw_losses(lanes);
	lanes_draw(lanes);
	draw_foot(lanes, lanes_bottom(lanes) + BOTTOM - 12);
	svg_close(lanes->xml);
}

static int draw_within(struct lanes *lanes)
{
	int err = chart_init(&lanes->chart, lanes->picture, &lanes->sight);

	if (!err)
		lanes->pixels = calloc(lanes->chart.right + LANES_PIXELS, 1);
	if (!err && !lanes->pixels)
		err = -ENOMEM;
	if (!err)
		draw(lanes);
	free(lanes->pixels);
	chart_deinit(&lanes->chart);
	return err;
}

/**
 * put_svg() - draw lives as bars, within another document or alone
 *
 * Return: 0 or -ENOMEM
 */
int put_svg(struct xml *xml, const struct picture *picture)
{
	struct lanes lanes = { .xml = xml, .picture = picture, .scene = picture->scene };
	struct folding folding;
	int err = folding_of(&folding, picture->scene);

	if (!err)
		err = sight_of(&lanes.sight, &folding, LANES_MAX);
	if (!err)
		err = draw_within(&lanes);
	sight_deinit(&lanes.sight);
	folding_deinit(&folding);
	return err;
}

/**
 * picture_svg() - draw lives as bars
 *
 * Return: 0 or -ENOMEM
 */
int picture_svg(struct writer *writer, const struct picture *picture)
{
	struct xml xml = { writer, false };

	return put_svg(&xml, picture);
}
