// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/format/escape.h"
#include "chart.h"
#include "../text/label.h"
#include "captions.h"

#define MARGIN	    20
#define INDENT	    14
#define INDENTS_MAX 280
/* So far apart are scene_events, unless there are many, and births and ends. */
#define GAP	    40
#define GAPS_MAX    1600
/* Words about more scene_events than these would make it too wide to be looked at. */
#define WORDS_MAX   60
/* The part of the width that is distributed in proportion to time. */
#define SCALED	    360

/* From one moment to another there must be room for words. */
struct span {
	uint64_t begin;
	uint64_t end;
	int width;
};

struct spans {
	struct span *all;
	size_t nr;
};

/**
 * chart_width_of() - how wide a text is
 * @text: printable
 *
 * Return: its width in pixels, in a font of one width and 11 pixels
 */
int chart_width_of(const char *text)
{
	return text_width(text) * CHART_CHARACTER;
}

static int compare_ticks(const void *a, const void *b)
{
	const struct tick *one = a;
	const struct tick *two = b;

	return (one->time > two->time) - (one->time < two->time);
}

static int compare_spans(const void *a, const void *b)
{
	const struct span *one = a;
	const struct span *two = b;

	return (one->end > two->end) - (one->end < two->end);
}

/* The children of one thread are moved one after the other, which is one moment to a person. */
static bool is_joined(const struct scene *scene, size_t i)
{
	const struct scene_event *one = &scene->scene_events[i];

	return i && one->type == EVENT_REPARENT && one[-1].type == EVENT_REPARENT &&
	       one->hop.parent == one[-1].hop.parent &&
	       one->hop.parent_tid == one[-1].hop.parent_tid;
}

static double gap_of(const struct scene *scene)
{
	double count = 1 + scene->nr_lives * 3 / 4;
	size_t i;

	for (i = 0; i < scene->nr_scene_events; i++)
		count += !is_joined(scene, i);
	return count * GAP <= GAPS_MAX ? GAP : GAPS_MAX / count;
}

static void add_tick(struct chart *chart, uint64_t time, double gap, bool told)
{
	chart->ticks[chart->nr++] = (struct tick){ .time = time, .gap = gap, .told = told };
}

static void merge_ticks(struct chart *chart)
{
	size_t used = 0;
	size_t i;

	qsort(chart->ticks, chart->nr, sizeof(*chart->ticks), compare_ticks);
	for (i = 0; i < chart->nr; i++) {
		struct tick *last = &chart->ticks[used ? used - 1 : 0];

		if (!used || last->time != chart->ticks[i].time) {
			chart->ticks[used++] = chart->ticks[i];
			continue;
		}
		if (last->gap < chart->ticks[i].gap)
			last->gap = chart->ticks[i].gap;
		last->told |= chart->ticks[i].told;
	}
	chart->nr = used;
}

static int find_ticks(struct chart *chart)
{
	const struct scene *scene = chart->scene;
	double gap = gap_of(scene);
	size_t i;

	chart->ticks =
		calloc(scene->nr_scene_events + 3 * scene->nr_lives + 2, sizeof(*chart->ticks));
	if (!chart->ticks)
		return -ENOMEM;
	add_tick(chart, scene->begin, 0, true);
	add_tick(chart, scene->end, gap, true);
	for (i = 0; i < scene->nr_scene_events; i++)
		add_tick(chart, scene->scene_events[i].time, is_joined(scene, i) ? 0 : gap,
			 !is_joined(scene, i));
	for (i = 0; i < scene->nr_lives; i++) {
		add_tick(chart, scene->lives[i].begin, gap / 4, false);
		add_tick(chart, scene->lives[i].end, gap / 4, false);
		add_tick(chart, scene->lives[i].gone, gap / 4, false);
	}
	merge_ticks(chart);
	return 0;
}

static int words_of(const struct scene *scene, const struct scene_event *scene_event)
{
	char text[CAPTION_SIZE];

	if (scene->nr_scene_events > WORDS_MAX)
		return 0;
	caption_brief(scene_event, text);
	return chart_width_of(text) + CHART_WORDS + CHART_CHARACTER;
}

/* Words about one thing end where those about the next begin, of one process or of losses. */
static int find_spans(const struct chart *chart, struct spans *ret)
{
	const struct scene *scene = chart->scene;
	uint64_t next_loss = scene->end;
	size_t i = scene->nr_scene_events;

	ret->nr = 0;
	ret->all = calloc(i + 1, sizeof(*ret->all));
	if (!ret->all)
		return -ENOMEM;
	while (i--) {
		const struct scene_event *scene_event = &scene->scene_events[i];
		uint64_t end = scene->end;

		if (EVENT_BIT(scene_event->type) & EVENTS_MISSING) {
			end = next_loss;
			next_loss = scene_event->time;
		} else if (scene_event->next != NO_HAPPENING) {
			end = scene->scene_events[scene_event->next].time;
		}
		ret->all[ret->nr++] =
			(struct span){ scene_event->time, end, words_of(scene, scene_event) };
	}
	qsort(ret->all, ret->nr, sizeof(*ret->all), compare_spans);
	return 0;
}

static double scaled(const struct chart *chart, uint64_t duration)
{
	uint64_t all = chart->scene->end - chart->scene->begin;

	return all ? (int)((double)duration / all * SCALED) : 0;
}

static int place_ticks(struct chart *chart)
{
	double x = chart->left;
	struct spans spans;
	size_t next = 0;
	size_t i;

	if (find_spans(chart, &spans))
		return -ENOMEM;
	chart->ticks[0].x = chart->left;
	for (i = 1; i < chart->nr; i++) {
		struct tick *tick = &chart->ticks[i];

		x += tick->gap + scaled(chart, tick->time - tick[-1].time);
		for (; next < spans.nr && spans.all[next].end <= tick->time; next++) {
			int end = chart_x(chart, spans.all[next].begin) + spans.all[next].width;

			if (spans.all[next].begin < tick->time && x < end)
				x = end;
		}
		tick->x = (int)x;
	}
	/* What happens last has words, too. */
	chart->right = chart->ticks[chart->nr - 1].x;
	for (i = 0; i < spans.nr; i++) {
		int end = chart_x(chart, spans.all[i].begin) + spans.all[i].width;

		if (spans.all[i].begin == spans.all[i].end && chart->right < end)
			chart->right = end;
	}
	free(spans.all);
	return 0;
}

/**
 * chart_name() - what stands beside a row
 * @picture: of which scene
 *
 * Return: the words
 */
struct chart_name chart_name(const struct picture *picture, const struct sight *sight, size_t row)
{
	const struct life *life = &picture->scene->lives[sight->rows[row]];
	const struct folded_life *folded = &sight->folding->lives[sight->rows[row]];
	const char *role = caption_role(life->process);
	struct chart_name name = { "", "" };

	if (sight_is_fold(sight, row)) {
		snprintf(name.text, sizeof(name.text), "%zu \303\227 %s", folded->members,
			 label_comm(picture->terminal, life->process->comm).text);
		caption_fold(picture, life, folded->left, name.about);
		return name;
	}
	strcpy(name.text, label_process(picture->terminal, life->process).text);
	snprintf(name.about, sizeof(name.about), "%s", role ? role : "");
	return name;
}

static void measure_names(struct chart *chart, const struct picture *picture,
			  const struct sight *sight)
{
	const struct scene *scene = chart->scene;
	unsigned int depth = 0;
	size_t i;

	for (i = 0; i < sight->nr; i++) {
		if (scene->lives[sight->rows[i]].depth > depth)
			depth = scene->lives[sight->rows[i]].depth;
	}
	chart->indent = depth * INDENT > INDENTS_MAX ? INDENTS_MAX / depth : INDENT;
	for (i = 0; i < sight->nr; i++) {
		struct chart_name name = chart_name(picture, sight, i);
		int x = scene->lives[sight->rows[i]].depth * chart->indent +
			chart_width_of(name.text) + chart_width_of(name.about);

		if (x > chart->left)
			chart->left = x;
	}
	chart->left += 3 * MARGIN;
}

/**
 * chart_init() - find out where everything stands
 * @picture: of what
 * @sight: its rows
 *
 * Return: 0 or -ENOMEM
 */
int chart_init(struct chart *chart, const struct picture *picture, const struct sight *sight)
{
	int err;

	*chart = (struct chart){ .scene = picture->scene };
	measure_names(chart, picture, sight);
	err = find_ticks(chart);
	return err ? err : place_ticks(chart);
}

/**
 * chart_deinit() - free it
 * @chart: of chart_init(), whether or not that went well
 */
void chart_deinit(struct chart *chart)
{
	free(chart->ticks);
}

/**
 * chart_x() - where a moment stands
 * @time: on the trace's clock, of one of the ticks
 *
 * Return: its place, from the left
 */
int chart_x(const struct chart *chart, uint64_t time)
{
	size_t low = 0;
	size_t high = chart->nr - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (chart->ticks[middle].time < time)
			low = middle + 1;
		else
			high = middle;
	}
	return chart->ticks[low].x;
}
