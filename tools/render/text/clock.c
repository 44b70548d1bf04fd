// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../base/format/nanoseconds.h"
#include "../../base/terminal/writer.h"
#include "clock.h"

#define NS_PER_US 1000

static uint64_t time_in_order(const struct clock *clock, const struct event *event)
{
	return clock->by_wall ? clock_wall(clock, event) : event->time;
}

/**
 * clock_note() - learn from the next event
 * @event: in the order of time
 */
void clock_note(struct clock *clock, const struct event *event)
{
	if (!event_has_time(event))
		return;
	if (event->type == EVENT_NOTE && !clock->notes[event->host].wall_offset)
		clock->notes[event->host] = event->note;
	if (!clock->started)
		clock->origin = time_in_order(clock, event);
	clock->started = true;
}

/**
 * clock_wall() - when an event happened on the wall clock
 *
 * Return: ns since 1970; 0 where that is unknown
 */
uint64_t clock_wall(const struct clock *clock, const struct event *event)
{
	int64_t offset = clock->notes[event->host].wall_offset;

	return offset ? event->time + (uint64_t)offset : 0;
}

/**
 * clock_since_start() - when an event happened, counted from the first one
 *
 * Return: the time in ns
 */
uint64_t clock_since_start(const struct clock *clock, const struct event *event)
{
	return time_in_order(clock, event) - clock->origin;
}

/**
 * clock_is_before_start() - did it happen before the first event?
 * @event: what happened
 *
 * Return: the answer
 */
bool clock_is_before_start(const struct clock *clock, const struct event *event)
{
	return time_in_order(clock, event) < clock->origin;
}

/**
 * clock_width() - how wide a column of times is
 *
 * Return: the width
 */
int clock_width(const struct clock *clock)
{
	switch (clock->style) {
	case TIME_WALL:
		return 15;
	case TIME_ISO:
		return 32;
	default:
		return 12;
	}
}

/* 2026-11-24T19:03:33.123456+00:00; %z has no colon. */
static void text_of_date(const struct tm *tm, unsigned int us, char *ret)
{
	char zone[8];
	size_t length;

	strftime(zone, sizeof(zone), "%z", tm);
	length = strftime(ret, CLOCK_TEXT_SIZE, "%Y-%m-%dT%H:%M:%S", tm);
	snprintf(ret + length, CLOCK_TEXT_SIZE - length, ".%06u%.3s:%.2s", us, zone, zone + 3);
}

/**
 * clock_told() - when an event happened, counted as the style of the clock has it
 *
 * Return: ns since the first event, by the trace's clock, or since 1970
 */
uint64_t clock_told(const struct clock *clock, const struct event *event)
{
	switch (clock->style) {
	case TIME_RELATIVE:
		return clock_since_start(clock, event);
	case TIME_MONO:
		return event->time;
	default:
		return clock_wall(clock, event);
	}
}

/* Each line has one, so it does without printf(). */
static void spell_seconds(uint64_t seconds, unsigned int us, char *ret)
{
	char room[DIGITS_MAX + sizeof(".000000")];
	char *end = room + DIGITS_MAX, *start = spell_unsigned(seconds, end);
	int i;

	*end++ = '.';
	for (i = 5; i >= 0; i--, us /= 10)
		end[i] = '0' + us % 10;
	end[6] = '\0';
	memcpy(ret, start, end + 7 - start);
}

/**
 * clock_text() - an event's time in words
 * @ret: room for CLOCK_TEXT_SIZE bytes; set to the text
 */
void clock_text(const struct clock *clock, const struct event *event, char *ret)
{
	uint64_t time = clock_told(clock, event);
	unsigned int us = time % NS_PER_SECOND / NS_PER_US;
	time_t seconds = time / NS_PER_SECOND;
	struct tm tm;

	if (clock->style < TIME_WALL) {
		spell_seconds(time / NS_PER_SECOND, us, ret);
		return;
	}
	localtime_r(&seconds, &tm);
	if (clock->style == TIME_ISO)
		text_of_date(&tm, us, ret);
	else
		snprintf(ret, CLOCK_TEXT_SIZE, "%02d:%02d:%02d.%06u", tm.tm_hour, tm.tm_min,
			 tm.tm_sec, us);
}

/**
 * clock_text_utc() - a time of the wall clock for machines
 * @wall: ns since 1970
 * @ret: room for CLOCK_TEXT_SIZE bytes; set to such as 2026-11-24T19:03:33.123456789Z
 */
void clock_text_utc(uint64_t wall, char *ret)
{
	time_t seconds = wall / NS_PER_SECOND;
	size_t length;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	length = strftime(ret, CLOCK_TEXT_SIZE, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(ret + length, CLOCK_TEXT_SIZE - length, ".%09uZ",
		 (unsigned int)(wall % NS_PER_SECOND));
}

/**
 * clock_is_past() - does an event come after a time?
 * @clock: the clock, which says how times are meant
 * @ns: the time; whatever is shown with the same microsecond is not after it
 *
 * Return: the answer
 */
bool clock_is_past(const struct clock *clock, const struct event *event, uint64_t ns)
{
	return clock_told(clock, event) / NS_PER_US > ns / NS_PER_US;
}

/**
 * clock_host() - on which machine an event happened
 *
 * Return: its name, as it called itself; "" where that is unknown
 */
const char *clock_host(const struct clock *clock, const struct event *event)
{
	return clock->notes[event->host].host;
}
