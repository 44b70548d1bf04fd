// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The timeline: one line an event, in words. The first lines are held back until columns are as
 * wide as they need and later events have named processes; then each is printed as it comes, so
 * that a trace of any length takes the same memory.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../model/kept.h"
#include "../model/words.h"
#include "lines.h"
#include "timeline.h"

/* Columns are as wide as their widest entry, but one long name is not to widen all lines. */
#define WIDEST_COLUMN	 20
#define WIDEST_HOST	 12
/* On a terminal where that is too much. */
#define NARROWEST_COLUMN 10
/* Between columns. */
#define GAP		 2
/* How many events may be held back. */
#define WINDOW		 16384

struct held {
	struct kept_event kept;
	bool wanted;
};

struct timeline {
	struct lines lines;
	struct held *held;
	size_t nr_held;
};

static void widen(size_t *width, const char *text)
{
	size_t wanted = text_width(text);

	if (wanted > *width)
		*width = wanted < WIDEST_COLUMN ? wanted : WIDEST_COLUMN;
}

/* With the comma before what may be on the next line. */
static void measure_decision(const struct event *event, size_t *decision)
{
	size_t comma = event->reparent.effects || event->inferred;
	size_t wanted = strlen(word_of(decision_words, event->reparent.decision)) + comma;

	if (wanted > *decision)
		*decision = wanted;
}

static void measure_reparent(struct timeline *timeline, const struct reparent_event *reparent)
{
	struct reparent_labels labels = labels_of_reparent(&timeline->lines, reparent);

	widen(&timeline->lines.child_width, labels.child.text);
	widen(&timeline->lines.father_width, labels.father.text);
	widen(&timeline->lines.adopter_width, labels.adopter.text);
}

static void measure_event(struct timeline *timeline, const struct event *event)
{
	struct label label = { "" };

	timeline->lines.host = event->host;
	if (event->type == EVENT_REPARENT)
		measure_reparent(timeline, &event->reparent);
	else if (event->type == EVENT_MARK)
		label = label_of(&timeline->lines, event->mark.tgid, event->mark.comm,
				 event->mark.tid);
	else if (event->type == EVENT_TASK && timeline->lines.style.tasks)
		label = label_of(&timeline->lines, event->task.pid, event->task.comm,
				 event->task.pid);
	widen(&timeline->lines.child_width, label.text);
}

static void measure_hosts(struct timeline *timeline)
{
	size_t i;

	for (i = 0; timeline->lines.clock->nr_hosts > 1 && i < timeline->lines.clock->nr_hosts;
	     i++) {
		const char *host = timeline->lines.clock->notes[i].host;
		size_t width = text_width(label_host(timeline->lines.cursor.terminal, host).text);

		if (width > timeline->lines.host_width)
			timeline->lines.host_width = width < WIDEST_HOST ? width : WIDEST_HOST;
	}
}

/* What comes cannot be measured: as much as fits on a line of 80 with the longest usual decision.
 */
static void guess(struct timeline *timeline)
{
	timeline->lines.child_width = 18;
	timeline->lines.father_width = 16;
	timeline->lines.adopter_width = 15;
	measure_hosts(timeline);
}

static size_t *widest_of(struct lines *lines)
{
	size_t *widest = &lines->child_width;

	if (lines->father_width > *widest)
		widest = &lines->father_width;
	return lines->adopter_width > *widest ? &lines->adopter_width : widest;
}

/* A long name is to lengthen its own line, and no other. */
static void fit(struct lines *lines, size_t decision)
{
	size_t host = lines->host_width ? lines->host_width + GAP : 0;
	size_t taken = clock_width(lines->clock) + host + 3 * GAP + strlen(" -> ") + decision;
	size_t room = lines->cursor.terminal->width;

	while (taken + lines->child_width + lines->father_width + lines->adopter_width > room &&
	       *widest_of(lines) > NARROWEST_COLUMN)
		--*widest_of(lines);
}

static void measure(struct timeline *timeline)
{
	size_t decision = strlen("DECISION");
	size_t i;

	timeline->lines.child_width = strlen("PROCESS");
	timeline->lines.father_width = strlen("FATHER");
	timeline->lines.adopter_width = strlen("ADOPTER");
	measure_hosts(timeline);
	for (i = 0; i < timeline->nr_held; i++) {
		const struct event *event = &timeline->held[i].kept.event;

		if (!timeline->held[i].wanted)
			continue;
		measure_event(timeline, event);
		if (event->type == EVENT_REPARENT)
			measure_decision(event, &decision);
	}
	fit(&timeline->lines, decision);
}

static int show(struct timeline *timeline, const struct event *event, bool wanted)
{
	int err = names_learn(&timeline->lines.now, event);

	if (!err && wanted)
		lines_print(&timeline->lines, event);
	else if (!err)
		lines_skip(&timeline->lines, event);
	return err;
}

static bool holds_back(const struct timeline *timeline)
{
	return timeline->held;
}

/* From here on lines flow. */
static int release(struct timeline *timeline)
{
	size_t i;
	int err = 0;

	if (timeline->lines.style.flows)
		guess(timeline);
	else
		measure(timeline);
	lines_print_head(&timeline->lines);
	for (i = 0; i < timeline->nr_held; i++) {
		struct held *held = &timeline->held[i];

		if (!err)
			err = show(timeline, &held->kept.event, held->wanted);
		kept_event_deinit(&held->kept);
	}
	free(timeline->held);
	timeline->held = NULL;
	return err;
}

static int hold(struct timeline *timeline, const struct event *event, bool wanted)
{
	struct held *held = &timeline->held[timeline->nr_held];
	int err = names_learn(&timeline->lines.ahead, event);

	if (!err)
		err = kept_event_init(&held->kept, event);
	if (err)
		return err;
	held->wanted = wanted;
	timeline->nr_held++;
	return timeline->nr_held == WINDOW ? release(timeline) : 0;
}

static bool is_of_use(const struct event *event)
{
	return event->type == EVENT_LOST || EVENT_BIT(event->type) & TIMELINE_EVENTS;
}

/**
 * timeline_begin() - begin to print what happened
 * @terminal: where to
 * @style: how it is to look
 * @clock: what the times of the events mean
 *
 * Terminal and clock must live as long as the timeline.
 *
 * Return: the timeline, to be ended with timeline_end(); NULL without memory
 */
struct timeline *timeline_begin(const struct terminal *terminal, const struct timeline_style *style,
				const struct clock *clock)
{
	struct timeline *timeline = calloc(1, sizeof(*timeline));

	if (!timeline)
		return NULL;
	timeline->lines.cursor.terminal = terminal;
	timeline->lines.style = *style;
	timeline->lines.clock = clock;
	timeline->held = calloc(WINDOW, sizeof(*timeline->held));
	if (!timeline->held) {
		free(timeline);
		return NULL;
	}
	if (style->flows)
		release(timeline);
	return timeline;
}

/**
 * timeline_add() - print what happened next
 * @timeline: where
 * @event: in the order of time; errors of writing show when the stream is closed
 * @wanted: whether it is to get a line; names are learnt from all
 *
 * Return: 0 or -ENOMEM
 */
int timeline_add(struct timeline *timeline, const struct event *event, bool wanted)
{
	if (!is_of_use(event))
		return 0;
	return holds_back(timeline) ? hold(timeline, event, wanted) : show(timeline, event, wanted);
}

/**
 * timeline_end() - print what is left, and free the timeline
 * @timeline: which
 *
 * Return: 0 or -ENOMEM
 */
int timeline_end(struct timeline *timeline)
{
	int err = holds_back(timeline) ? release(timeline) : 0;

	names_deinit(&timeline->lines.now);
	names_deinit(&timeline->lines.ahead);
	free(timeline);
	return err;
}
