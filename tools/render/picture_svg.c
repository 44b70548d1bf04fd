// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Time from left to right, and a lane for each life. The colour of a bar shows the kind of the
 * parent, and words beside each change of parent say it as well.
 */
#include <stdio.h>
#include <string.h>

#include "label.h"
#include "lanes.h"
#include "picture_svg.h"
#include "captions.h"

#define BOTTOM 48
#define LEAST  960
#define LEGEND 78

/* A style sheet has to have no sign that XML or HTML would take for its own. */
static const char style[] =
	".st-back{fill:#ffffff}"
	".st text{font:11px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
	"fill:#1f2328;white-space:pre}"
	".st .st-title{font:600 17px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif}"
	".st .st-about,.st .st-legend{font:12px system-ui,-apple-system,'Segoe UI','DejaVu Sans',"
	"sans-serif;fill:#59636e}"
	".st .st-time{font-size:10px;fill:#59636e}"
	".st .st-words{paint-order:stroke;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round}"
	".st .st-alive{font-weight:bold}"
	".st .st-faded{fill:#6e7781}"
	".st .st-role{font-size:10px}"
	".st-grid{stroke:#eaeef2}"
	".st-lane{stroke:#f0f2f5}"
	".st-tree{fill:none;stroke:#d1d9e0}"
	".st-own{fill:#afb8c1}"
	".st-own-head{fill:#818b98}"
	".st-subreaper{fill:#2da44e}"
	".st-init{fill:#d4a72c}"
	".st-nobody{fill:#cf222e}"
	".st .st-subreaper-words{fill:#1a7f37}"
	".st .st-init-words{fill:#845306}"
	".st .st-nobody-words,.st .st-lost-words{fill:#cf222e}"
	".st .st-mark-words{fill:#6639ba}"
	".st-hop{fill:none;stroke-width:1.5}"
	".st-own-line{stroke:#818b98}"
	".st-subreaper-line{stroke:#2da44e}"
	".st-init-line{stroke:#bf8700}"
	".st-nobody-line{stroke:#cf222e}"
	".st-left{stroke:#818b98;stroke-dasharray:1.5 2.5}"
	".st-dot{fill:#ffffff;stroke-width:2}"
	".st-head{stroke:#ffffff}"
	".st-end{stroke:#59636e;stroke-width:2}"
	".st-tail{stroke:#afb8c1;stroke-width:2;stroke-dasharray:2 3}"
	".st-dead{stroke:#818b98;stroke-width:1.5;stroke-dasharray:1.5 3}"
	".st-mark{fill:#8250df;stroke:#ffffff}"
	".st-unmark{fill:#ffffff;stroke:#8250df;stroke-width:1.5}"
	".st-lost{stroke:#cf222e;stroke-dasharray:4 3}"
	".st-way:hover .st-hop{stroke-width:3}"
	"@media (prefers-color-scheme:dark){"
	".st-back{fill:#0d1117}"
	".st text{fill:#e6edf3}"
	".st .st-about,.st .st-legend,.st .st-time{fill:#9198a1}"
	".st .st-words{stroke:#0d1117}"
	".st .st-faded{fill:#7d8590}"
	".st-grid{stroke:#1c2128}"
	".st-lane{stroke:#161b22}"
	".st-tree{stroke:#30363d}"
	".st-own{fill:#59636e}"
	".st-subreaper{fill:#2ea043}"
	".st-init{fill:#bb8009}"
	".st .st-subreaper-words{fill:#56d364}"
	".st .st-init-words{fill:#e3b341}"
	".st .st-nobody-words,.st .st-lost-words{fill:#ff7b72}"
	".st .st-mark-words{fill:#d2a8ff}"
	".st-dot{fill:#0d1117}"
	".st-head{stroke:#0d1117}"
	".st-end{stroke:#9198a1}"
	".st-tail{stroke:#59636e}"
	".st-mark{fill:#a371f7;stroke:#0d1117}"
	".st-unmark{fill:#0d1117;stroke:#a371f7}"
	".st-lost{stroke:#f85149}}";

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
	int free_from = 0;
	size_t i;

	for (i = 0; i < lanes->chart.nr; i++) {
		const struct tick *tick = &lanes->chart.ticks[i];

		if (!tick->told)
			continue;
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

static void draw(const struct lanes *lanes)
{
	int width = lanes->chart.right + 3 * LANES_MARGIN;
	int height = lanes_bottom(lanes) + BOTTOM;

	if (width < LEAST)
		width = LEAST;
	svg_open(lanes->xml, width, height, "st");
	xml_element(lanes->xml, "title", "Adoptions");
	xml_open(lanes->xml, "style");
	xml_raw(lanes->xml, style, strlen(style));
	xml_close(lanes->xml, "style");
	xml_next_line(lanes->xml);
	svg_box(lanes->xml, 0, 0, width, height, "st-back");
	xml_next_line(lanes->xml);
	draw_head(lanes);
	draw_times(lanes);
	draw_losses(lanes);
	lanes_draw(lanes);
	svg_words(lanes->xml, LANES_MARGIN, height - 12, "st-legend",
		  "Time goes from left to right, but not to scale.");
	svg_close(lanes->xml);
}

/**
 * put_svg() - draw lives as bars, within another document or alone
 *
 * Return: 0 or -ENOMEM
 */
int put_svg(struct xml *xml, const struct picture *picture)
{
	struct lanes lanes = { .xml = xml, .picture = picture, .scene = picture->scene };
	int err = chart_init(&lanes.chart, picture);

	if (!err)
		draw(&lanes);
	chart_deinit(&lanes.chart);
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
