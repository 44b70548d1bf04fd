/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_CLOCK_H
#define RENDER_CLOCK_H

#include <stddef.h>

#include "../../model/trace/event.h"

#define CLOCK_HOSTS_MAX 64

/* In the order of the words of --time. */
enum time_style {
	TIME_RELATIVE,
	TIME_MONO,
	TIME_WALL,
	TIME_ISO,
};

/**
 * struct clock - what the times of events mean, and how to show them
 * @style: how to show them
 * @nr_hosts: from how many traces the events are
 * @by_wall: whether they are in the order of the wall clock, which is then known for all
 * @notes: the wall clock and name of each, all 0 as long as they are unknown
 * @origin: time of the first event, by the clock that they are ordered by
 * @started: whether there was one
 */
struct clock {
	enum time_style style;
	size_t nr_hosts;
	bool by_wall;
	struct note_event notes[CLOCK_HOSTS_MAX];
	uint64_t origin;
	bool started;
};

/* The longest is 2026-11-24T19:03:33.123456+00:00. */
#define CLOCK_TEXT_SIZE 40

void clock_note(struct clock *clock, const struct event *event);
uint64_t clock_wall(const struct clock *clock, const struct event *event);
uint64_t clock_since_start(const struct clock *clock, const struct event *event);
uint64_t clock_told(const struct clock *clock, const struct event *event);
int clock_width(const struct clock *clock);
void clock_text(const struct clock *clock, const struct event *event, char *ret);
void clock_text_utc(uint64_t wall, char *ret);
bool clock_is_before_start(const struct clock *clock, const struct event *event);
bool clock_is_past(const struct clock *clock, const struct event *event, uint64_t ns);
const char *clock_host(const struct clock *clock, const struct event *event);

#endif /* RENDER_CLOCK_H */
