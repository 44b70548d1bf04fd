// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The timeline: one line an event, in words. The first lines are held back until columns are as
 * wide as they need and later events have named processes; then each is printed as it comes, so
 * that a trace of any length takes the same memory.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../model/trace/kept.h"
#include "../../model/trace/words.h"
#include "lines.h"
#include "run.h"
#include "timeline.h"

/* Columns are as wide as their widest entry, but one long name is not to widen all lines. */
#define WIDEST_COLUMN	 20
#define WIDEST_HOST	 12
/* On a terminal where that is too much. */
#define NARROWEST_COLUMN 10
/* On one of 80 with times from the start three such and the longest decision have room. */
#define NARROW_COLUMN	 13
/* How many events may be held back. */
#define WINDOW		 16384
/* What a pid that is used again takes, as in #12. */
#define ROOM_FOR_NUMBER	 3

struct held {
	struct kept_event kept;
	bool wanted;
};

struct timeline {
	struct lines lines;
	struct held *held;
	size_t nr_held;
	struct run run;
};

/* With the comma before what may be on the next line. */
static size_t width_of_decision(const struct event *event)
{
	bool comma = event->reparent.effects || event->inferred;

	return strlen(word_of(decision_words, event->reparent.decision)) + comma;
}

static struct widths widths_of_reparent(const struct lines *lines, const struct event *event)
{
	struct reparent_labels labels = labels_of_reparent(lines, event);

	return (struct widths){
		text_width(labels.child.text),
		text_width(labels.parent.text),
		text_width(labels.adopter.text),
	};
}

/* What an event's line needs of the columns; it may be none of any. */
static struct widths widths_needed(const struct lines *lines, const struct event *event)
{
	struct label label = { "" };

	if (event->type == EVENT_REPARENT)
		return widths_of_reparent(lines, event);
	if (event->type == EVENT_MARK)
		label = label_of(lines, event, PARTY_ITSELF, event->mark.tgid, event->mark.comm,
				 event->mark.tid);
	else if (event->type == EVENT_PROCESS && lines->style.tasks)
		label = label_of(lines, event, PARTY_ITSELF, event->process.pid,
				 event->process.comm, event->process.pid);
	else if (event->type == EVENT_REAP)
		label = label_of(lines, event, PARTY_ITSELF, event->reap.pid, event->reap.comm,
				 event->reap.pid);
	return (struct widths){ .child = text_width(label.text) };
}

static void widen(size_t *width, size_t wanted)
{
	if (wanted > *width)
		*width = wanted < WIDEST_COLUMN ? wanted : WIDEST_COLUMN;
}

static void measure_event(struct lines *lines, const struct event *event)
{
	struct widths needed = widths_needed(lines, event);

	widen(&lines->widths.child, needed.child);
	widen(&lines->widths.parent, needed.parent);
	widen(&lines->widths.adopter, needed.adopter);
}

static void measure_hosts(struct lines *lines)
{
	size_t i;

	if (lines->clock->nr_hosts < 2)
		return;
	lines->host_width = strlen("HOST");
	for (i = 0; i < lines->clock->nr_hosts; i++) {
		struct host_label label = label_host(lines->cursor.terminal, lines->clock, i);
		size_t width = text_width(label.text);

		if (width > lines->host_width)
			lines->host_width = width < WIDEST_HOST ? width : WIDEST_HOST;
	}
}

/* What comes cannot be measured: as much as fits on a line of 80 with the longest usual decision.
 */
static void guess(struct timeline *timeline)
{
	timeline->lines.widths.child = 18;
	timeline->lines.widths.parent = 16;
	timeline->lines.widths.adopter = 15;
	measure_hosts(&timeline->lines);
}

static size_t *widest_of(struct widths *widths)
{
	size_t *widest = &widths->child;

	if (widths->parent > *widest)
		widest = &widths->parent;
	return widths->adopter > *widest ? &widths->adopter : widest;
}

static size_t larger(size_t one, size_t other)
{
	return one > other ? one : other;
}

/* Do lines with such columns fit, when one needs so much of them, and this for the decision? */
static bool fits(const struct lines *lines, const struct widths *columns,
		 const struct widths *needed, size_t decision)
{
	size_t length = clock_width(lines->clock) + 3 * LINES_GAP + strlen(" -> ") + decision;

	if (lines->host_width)
		length += lines->host_width + LINES_GAP;
	length += larger(columns->child, needed->child);
	length += larger(columns->parent, needed->parent);
	length += larger(columns->adopter, needed->adopter);
	return length <= lines->cursor.terminal->width;
}

static bool is_shifted(const struct widths *columns, const struct widths *needed)
{
	return needed->child > columns->child || needed->parent > columns->parent ||
	       needed->adopter > columns->adopter;
}

/* Whether squeezing makes an event's line fit, less whether it puts it out of line with others. */
static int gain(struct lines *lines, const struct widths *squeezed, const struct widths *natural,
		const struct event *event)
{
	struct widths needed = widths_needed(lines, event);
	bool shifted = is_shifted(squeezed, &needed) && !is_shifted(natural, &needed);
	bool fitted = false;

	if (event->type == EVENT_REPARENT)
		fitted = fits(lines, squeezed, &needed, width_of_decision(event)) &&
			 !fits(lines, natural, &needed, width_of_decision(event));
	return fitted - shifted;
}

static bool pays(struct timeline *timeline, const struct widths *squeezed,
		 const struct widths *natural)
{
	long gained = 0;
	size_t i;

	for (i = 0; i < timeline->nr_held; i++) {
		if (timeline->held[i].wanted)
			gained += gain(&timeline->lines, squeezed, natural,
				       &timeline->held[i].kept.event);
	}
	return gained >= 0;
}

static void squeeze(struct lines *lines, size_t decision)
{
	struct widths *widths = &lines->widths;

	while (!fits(lines, widths, widths, decision) && *widest_of(widths) > NARROWEST_COLUMN)
		--*widest_of(widths);
}

/* A long name is to lengthen its own line, and no other; but most lines are to be in line. */
static void fit(struct timeline *timeline, size_t decision)
{
	struct widths *widths = &timeline->lines.widths;
	struct widths natural = *widths;

	squeeze(&timeline->lines, decision);
	if (is_shifted(widths, &natural) && *widest_of(widths) < NARROW_COLUMN &&
	    !pays(timeline, widths, &natural))
		*widths = natural;
}

/* Pids may be used again behind what was measured, and lines are to stay in line with it. */
static void leave_room(struct widths *widths)
{
	widen(&widths->child, widths->child + ROOM_FOR_NUMBER);
	widen(&widths->parent, widths->parent + ROOM_FOR_NUMBER);
	widen(&widths->adopter, widths->adopter + ROOM_FOR_NUMBER);
}

static void measure(struct timeline *timeline)
{
	size_t decision = strlen("REASON");
	size_t i;

	timeline->lines.widths.child = strlen("PROCESS");
	timeline->lines.widths.parent = strlen("OLD PARENT");
	timeline->lines.widths.adopter = strlen("NEW PARENT");
	measure_hosts(&timeline->lines);
	for (i = 0; i < timeline->nr_held; i++) {
		const struct event *event = &timeline->held[i].kept.event;

		if (!timeline->held[i].wanted)
			continue;
		measure_event(&timeline->lines, event);
		if (event->type == EVENT_REPARENT)
			decision = larger(decision, width_of_decision(event));
	}
	if (timeline->nr_held == WINDOW)
		leave_room(&timeline->lines.widths);
	fit(timeline, decision);
}

/* A line of its own, unless others may say the same. */
static int print(struct timeline *timeline, const struct event *event)
{
	if (timeline->lines.style.fold && run_has_room_for(&timeline->run, event))
		return run_add(&timeline->run, event);
	lines_print(&timeline->lines, event);
	return 0;
}

static int show(struct timeline *timeline, const struct event *event, bool wanted)
{
	int err;

	if (wanted && timeline_shows(&timeline->lines.style, event) &&
	    !run_has_room_for(&timeline->run, event))
		run_print(&timeline->run, &timeline->lines);
	err = names_learn(&timeline->lines.now, event);
	if (!err && wanted)
		return print(timeline, event);
	if (!err)
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
	/* A birth is there only where it names a process that others do not. */
	return EVENT_BIT(event->type) & (EVENTS_MISSING | TIMELINE_EVENTS | EVENT_BIT(EVENT_BIRTH));
}

/**
 * timeline_shows() - has an event a line?
 * @style: how the timeline looks
 * @event: any
 */
bool timeline_shows(const struct timeline_style *style, const struct event *event)
{
	switch (event->type) {
	case EVENT_WALK:
		return style->walk || walk_has_line(&event->walk);
	case EVENT_PROCESS:
		return style->tasks;
	default:
		return EVENT_BIT(event->type) & (EVENTS_SUBREAPER | EVENTS_MISSING);
	}
}

/**
 * timeline_begin() - begin to print what happened
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
	lines_init(&timeline->lines, terminal, style, clock);
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
 *
 * Return: 0 or -ENOMEM
 */
int timeline_end(struct timeline *timeline)
{
	int err = holds_back(timeline) ? release(timeline) : 0;

	run_print(&timeline->run, &timeline->lines);
	names_deinit(&timeline->lines.now);
	names_deinit(&timeline->lines.ahead);
	free(timeline);
	return err;
}
