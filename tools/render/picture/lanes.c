// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "../../model/story/selection.h"
#include "captions.h"
#include "lanes.h"

/* How sharply an arrow turns, and how far a life goes on that began or ends elsewhere. */
#define TURN	   7
#define TAIL	   12
/* The ways of lives in one fold that would be closer than this are one. */
#define WAYS_APART 16

/* The looks of each kind of parent. */
static const struct {
	const char *bar;
	const char *arrow;
	const char *head;
	const char *dot;
	const char *words;
} looks[PARENTHOODS] = {
	[PARENT_BY_BIRTH] = { "st-own", "st-hop st-own-line", "st-head st-own-head",
			      "st-dot st-own-line", "st-words" },
	[PARENT_SUBREAPER] = { "st-subreaper", "st-hop st-subreaper-line", "st-head st-subreaper",
			       "st-dot st-subreaper-line", "st-words st-subreaper-words" },
	[PARENT_INIT] = { "st-init", "st-hop st-init-line", "st-head st-init",
			  "st-dot st-init-line", "st-words st-init-words" },
	[PARENT_NOBODY] = { "st-none", "st-hop st-none-line", "st-head st-none",
			    "st-dot st-none-line", "st-words st-none-words" },
};

static size_t row_of(const struct lanes *lanes, const struct life *life)
{
	return lanes->sight.row_of[life - lanes->scene->lives];
}

static int y_of(const struct lanes *lanes, const struct life *life)
{
	return LANES_TOP + CHART_LANE * (int)row_of(lanes, life) + CHART_LANE / 2 + 3;
}

/* The life of a process that has a row; NULL if there is none. */
static const struct life *life_of(const struct lanes *lanes, const struct process *process)
{
	const struct life *life = scene_life(lanes->scene, process);

	return life && row_of(lanes, life) != NO_LIFE ? life : NULL;
}

static int x_of(const struct lanes *lanes, uint64_t time)
{
	return chart_x(&lanes->chart, time);
}

/**
 * lanes_bottom() - where the last lane ends
 *
 * Return: its place, from the top
 */
int lanes_bottom(const struct lanes *lanes)
{
	return LANES_TOP + CHART_LANE * (int)lanes->sight.nr;
}

/* Down from the parent's name, and right to one's own. */
static void draw_branch(const struct lanes *lanes, const struct life *life)
{
	const struct process *parent = shown_parent(life->process, WITH_SUBREAPERS);
	const struct life *above = life_of(lanes, parent);
	int indent = lanes->chart.indent;

	if (above)
		svg_path(lanes->xml, "st-tree", "M%d %dV%dq0 4 4 4h%d",
			 LANES_MARGIN + ((int)life->depth - 1) * indent + 4, y_of(lanes, above) + 6,
			 y_of(lanes, life) - 4, indent > 10 ? indent - 10 : 0);
}

static void draw_name(const struct lanes *lanes, size_t row)
{
	const struct life *life = &lanes->scene->lives[lanes->sight.rows[row]];
	struct chart_name name = chart_name(lanes->picture, &lanes->sight, row);
	bool is_fold = sight_is_fold(&lanes->sight, row);
	bool dead = !is_fold && (life->ended || life->lost);
	int x = LANES_MARGIN + (int)life->depth * lanes->chart.indent;
	int y = y_of(lanes, life) + 4;
	char about[CAPTION_SIZE];

	if (is_fold)
		snprintf(about, sizeof(about), "%s", name.about);
	else
		caption_life(lanes->picture, life, about);
	draw_branch(lanes, life);
	svg_open_group(lanes->xml, "st-name", about);
	svg_words(lanes->xml, x, y, dead ? "st-faded" : "st-alive", name.text);
	if (name.about[0])
		svg_words(lanes->xml, x + chart_width_of(name.text) + 6, y,
			  is_fold		     ? "st-role st-faded"
			  : life->process->subreaper ? "st-role st-mark-words"
						     : "st-role st-init-words",
			  name.about);
	svg_close_group(lanes->xml);
}

static void draw_bar(const struct lanes *lanes, uint64_t begin, uint64_t end, int y,
		     enum parenthood parenthood)
{
	int x = x_of(lanes, begin);
	int width = x_of(lanes, end) - x;

	svg_box(lanes->xml, x, y - LANES_BAR / 2, width ? width : 1, LANES_BAR,
		looks[parenthood].bar);
}

/* A bar from each change of parent to the next. */
static void draw_bars(const struct lanes *lanes, const struct life *life)
{
	enum parenthood parenthood = PARENT_BY_BIRTH;
	uint64_t begin = life->begin;
	size_t i;

	for (i = life->first; i != NO_HAPPENING; i = lanes->scene->scene_events[i].next) {
		const struct scene_event *scene_event = &lanes->scene->scene_events[i];

		if (scene_event->type != EVENT_REPARENT || scene_event->time > life->end)
			continue;
		if (scene_event->time > begin)
			draw_bar(lanes, begin, scene_event->time, y_of(lanes, life), parenthood);
		parenthood = parenthood_by(&scene_event->hop, parenthood);
		begin = scene_event->time;
	}
	draw_bar(lanes, begin, life->end, y_of(lanes, life), parenthood);
}

static void draw_life(const struct lanes *lanes, const struct life *life)
{
	int begin = x_of(lanes, life->begin);
	int end = x_of(lanes, life->end);
	int y = y_of(lanes, life);
	char about[CAPTION_SIZE];

	caption_life(lanes->picture, life, about);
	svg_line(lanes->xml, lanes->chart.left - LANES_MARGIN, y, begin - TAIL, y, "st-lane");
	svg_open_group(lanes->xml, "st-life", about);
	draw_bars(lanes, life);
	if (!life->born)
		svg_line(lanes->xml, begin - TAIL, y, begin - 1, y, "st-tail");
	if (!life->ended)
		svg_line(lanes->xml, end + 2, y, end + TAIL, y, "st-tail");
	else
		svg_line(lanes->xml, end, y - 7, end, y + 7, "st-end");
	if (life->ended && life->gone > life->end)
		svg_line(lanes->xml, end + 4, y, x_of(lanes, life->gone), y, "st-dead");
	svg_close_group(lanes->xml);
}

/*
 * The state of a fold's lives at each pixel of the chart: 0, or the kind of the parent plus 1.
 */
static void mark_bars(const struct lanes *lanes, const struct life *life)
{
	enum parenthood parenthood = PARENT_BY_BIRTH;
	uint64_t begin = life->begin;
	size_t i = life->first;

	for (;;) {
		const struct scene_event *next = i == NO_HAPPENING ? NULL
								   : &lanes->scene->scene_events[i];
		bool is_hop = next && next->type == EVENT_REPARENT && next->time <= life->end;
		uint64_t end = is_hop ? next->time : life->end;
		int x = x_of(lanes, begin);

		if (is_hop || !next) {
			memset(lanes->pixels + x, 1 + parenthood, x_of(lanes, end) - x + 1);
			begin = end;
		}
		if (!next)
			return;
		if (is_hop)
			parenthood = parenthood_by(&next->hop, parenthood);
		i = next->next;
	}
}

static void mark_hops(const struct lanes *lanes, const struct life *life)
{
	enum parenthood parenthood = PARENT_BY_BIRTH;
	size_t i;

	for (i = life->first; i != NO_HAPPENING; i = lanes->scene->scene_events[i].next) {
		const struct scene_event *scene_event = &lanes->scene->scene_events[i];

		if (scene_event->type != EVENT_REPARENT)
			continue;
		parenthood = parenthood_by(&scene_event->hop, parenthood);
		lanes->pixels[x_of(lanes, scene_event->time)] = 1 + parenthood;
	}
}

static void mark_fold(const struct lanes *lanes, size_t row,
		      void (*mark)(const struct lanes *lanes, const struct life *life))
{
	size_t fold = lanes->sight.rows[row];
	size_t i;

	memset(lanes->pixels, 0, lanes->chart.right + 1);
	for (i = fold; i < lanes->scene->nr_lives; i++) {
		if (lanes->sight.folding->lives[i].fold == fold)
			mark(lanes, &lanes->scene->lives[i]);
	}
}

static void draw_fold_bars(const struct lanes *lanes, size_t row, int y)
{
	int x, begin = 0;

	mark_fold(lanes, row, mark_bars);
	for (x = 1; x <= lanes->chart.right + 1; x++) {
		if (x <= lanes->chart.right && lanes->pixels[x] == lanes->pixels[begin])
			continue;
		if (lanes->pixels[begin])
			svg_box(lanes->xml, begin, y - LANES_BAR / 2, x - begin, LANES_BAR,
				looks[lanes->pixels[begin] - 1].bar);
		begin = x;
	}
}

/* If two would overlap, the second is left out. */
static void draw_fold_hops(const struct lanes *lanes, size_t row, int y)
{
	int x, free_from = 0;

	mark_fold(lanes, row, mark_hops);
	for (x = 0; x <= lanes->chart.right; x++) {
		if (!lanes->pixels[x] || x < free_from)
			continue;
		svg_circle(lanes->xml, x, y, 4, looks[lanes->pixels[x] - 1].dot);
		free_from = x + 10;
	}
}

static void draw_fold(const struct lanes *lanes, size_t row)
{
	const struct life *life = &lanes->scene->lives[lanes->sight.rows[row]];
	int y = y_of(lanes, life);

	svg_line(lanes->xml, lanes->chart.left - LANES_MARGIN, y, lanes->chart.right, y, "st-lane");
	svg_open_group(lanes->xml, "st-life", chart_name(lanes->picture, &lanes->sight, row).text);
	draw_fold_bars(lanes, row, y);
	draw_fold_hops(lanes, row, y);
	svg_close_group(lanes->xml);
}

/* Out to the right, up or down, and back to the adopter's lane, where its head is. */
static void draw_arrow(const struct lanes *lanes, int x, int from, int to,
		       enum parenthood parenthood)
{
	int turn = to > from ? TURN : -TURN;

	svg_path(lanes->xml, looks[parenthood].arrow, "M%d %dh2q%d 0 %d %dV%dq0 %d %d %dh-2", x + 4,
		 from, TURN, TURN, turn, to - turn, turn, -TURN, turn);
	svg_path(lanes->xml, looks[parenthood].head, "M%d %dl8 -5v10z", x - 2, to);
}

static void draw_way(const struct lanes *lanes, const struct scene_event *scene_event,
		     const struct life *life, enum parenthood parenthood)
{
	const struct life *parent = life_of(lanes, scene_event->hop.parent);
	const struct life *adopter = life_of(lanes, scene_event->hop.adopter);
	int x = x_of(lanes, scene_event->time);
	int y = y_of(lanes, life);
	char about[CAPTION_SIZE];

	caption_event(lanes->picture, scene_event, about);
	svg_open_group(lanes->xml, "st-way", about);
	if (parent && parent != adopter)
		svg_line(lanes->xml, x, y_of(lanes, parent), x, y, "st-left");
	if (adopter)
		draw_arrow(lanes, x, y, y_of(lanes, adopter), parenthood);
	svg_close_group(lanes->xml);
}

static void draw_ways(const struct lanes *lanes, const struct life *life)
{
	enum parenthood parenthood = PARENT_BY_BIRTH;
	size_t i;

	for (i = life->first; i != NO_HAPPENING; i = lanes->scene->scene_events[i].next) {
		const struct scene_event *scene_event = &lanes->scene->scene_events[i];

		if (scene_event->type != EVENT_REPARENT)
			continue;
		parenthood = parenthood_by(&scene_event->hop, parenthood);
		draw_way(lanes, scene_event, life, parenthood);
	}
}

/* Where there is no room, the tooltip shows the words. */
static void draw_words(const struct lanes *lanes, const struct scene_event *scene_event, int x,
		       int y, const char *class, const char *text)
{
	size_t next = scene_event->next;

	if (next == NO_HAPPENING ||
	    x + chart_width_of(text) <= x_of(lanes, lanes->scene->scene_events[next].time))
		svg_words(lanes->xml, x, y - 7, class, text);
}

static void draw_happening(const struct lanes *lanes, const struct scene_event *scene_event, int y,
			   enum parenthood parenthood)
{
	int x = x_of(lanes, scene_event->time);
	char text[CAPTION_SIZE];

	caption_event(lanes->picture, scene_event, text);
	svg_open_group(lanes->xml, "st-of", text);
	caption_brief(scene_event, text);
	switch (scene_event->type) {
	case EVENT_REPARENT:
		svg_circle(lanes->xml, x, y, 4, looks[parenthood].dot);
		draw_words(lanes, scene_event, x + CHART_WORDS, y, looks[parenthood].words, text);
		break;
	case EVENT_MARK:
		svg_path(lanes->xml, scene_event->mark.new ? "st-mark" : "st-unmark",
			 "M%d %dl6 6l-6 6l-6 -6z", x, y - 6);
		draw_words(lanes, scene_event, x + CHART_WORDS - 8, y, "st-words st-mark-words",
			   text);
		break;
	default:
		draw_words(lanes, scene_event, x + CHART_WORDS - 8, y, looks[PARENT_NOBODY].words,
			   text);
		break;
	}
	svg_close_group(lanes->xml);
}

static void draw_happenings(const struct lanes *lanes, const struct life *life)
{
	enum parenthood parenthood = PARENT_BY_BIRTH;
	size_t i;

	for (i = life->first; i != NO_HAPPENING; i = lanes->scene->scene_events[i].next) {
		const struct scene_event *scene_event = &lanes->scene->scene_events[i];

		if (scene_event->type == EVENT_REPARENT)
			parenthood = parenthood_by(&scene_event->hop, parenthood);
		draw_happening(lanes, scene_event, y_of(lanes, life), parenthood);
	}
}

/* Those of a fold share their ways, as far as they lie on each other. */
static void draw_ways_of_fold(const struct lanes *lanes, size_t row)
{
	size_t fold = lanes->sight.rows[row];
	size_t i;

	memset(lanes->pixels, 0, lanes->chart.right + 1);
	for (i = fold; i < lanes->scene->nr_lives; i++) {
		const struct life *life = &lanes->scene->lives[i];
		const struct scene_event *first = lanes->scene->scene_events + life->first;

		if (lanes->sight.folding->lives[i].fold != fold || life->first == NO_HAPPENING ||
		    lanes->pixels[x_of(lanes, first->time)])
			continue;
		memset(lanes->pixels + x_of(lanes, first->time), 1, WAYS_APART);
		draw_ways(lanes, life);
	}
}

static void draw_row(const struct lanes *lanes, size_t row)
{
	if (sight_is_fold(&lanes->sight, row))
		draw_fold(lanes, row);
	else
		draw_life(lanes, &lanes->scene->lives[lanes->sight.rows[row]]);
}

/**
 * lanes_draw() - draw all lives, with names to the left of them
 *
 * Words are drawn last, so that no line goes through them.
 */
void lanes_draw(const struct lanes *lanes)
{
	const struct life *lives = lanes->scene->lives;
	const size_t *rows = lanes->sight.rows;
	size_t i;

	for (i = 0; i < lanes->sight.nr; i++)
		draw_name(lanes, i);
	for (i = 0; i < lanes->sight.nr; i++)
		draw_row(lanes, i);
	for (i = 0; i < lanes->sight.nr; i++) {
		if (sight_is_fold(&lanes->sight, i))
			draw_ways_of_fold(lanes, i);
		else
			draw_ways(lanes, &lives[rows[i]]);
	}
	for (i = 0; i < lanes->sight.nr; i++) {
		if (!sight_is_fold(&lanes->sight, i))
			draw_happenings(lanes, &lives[rows[i]]);
	}
}
