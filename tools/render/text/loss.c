// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../model/trace/words.h"
#include "loss.h"

/**
 * loss_words() - say what is missing from a trace, to stand behind "lost"
 * @loss: of one place at least
 * @room: LOSS_SIZE bytes
 *
 * Return: @room, with such as "at least 3 events in 2 places"
 */
const char *loss_words(const struct trace_loss *loss, char *room)
{
	char number[32] = "";

	if (loss->events)
		snprintf(number, sizeof(number), "%s%" PRIu64 " ",
			 loss->uncounted ? "at least " : "", loss->events);
	snprintf(room, LOSS_SIZE, "%sevent%s in %zu place%s", number, loss->events == 1 ? "" : "s",
		 loss->places, loss->places == 1 ? "" : "s");
	return room;
}

/**
 * gap_count_words() - say what the module did not see, to stand before "not seen"
 * @loss: with one gap at least
 * @room: LOSS_SIZE bytes
 *
 * Return: @room, with such as "at least 3 decisions, in 2 gaps"
 */
const char *gap_count_words(const struct trace_loss *loss, char *room)
{
	char number[32] = "";

	if (loss->unseen)
		snprintf(number, sizeof(number), "%s%" PRIu64 " ",
			 loss->unseen_uncounted ? "at least " : "", loss->unseen);
	snprintf(room, LOSS_SIZE, "%sdecision%s, in %zu gap%s", number,
		 loss->unseen == 1 ? "" : "s", loss->gaps, loss->gaps == 1 ? "" : "s");
	return room;
}

/* A trace with another clock than that of gaps does not show when they were. */
static bool is_dated(const struct event *event)
{
	const struct gap_event *gap = &event->gap;

	return gap->since && gap->since <= event->time && gap->until <= event->time;
}

static void text_of_moment(const struct clock *clock, const struct event *event, uint64_t time,
			   char *ret)
{
	struct event moment = { .time = time, .host = event->host, .type = EVENT_GAP };

	if (clock_is_before_start(clock, &moment))
		strcpy(ret, "before the trace");
	else
		clock_text(clock, &moment, ret);
}

/**
 * gap_told() - say what the module did not see, when, and why
 * @clock: what times mean
 * @event: of EVENT_GAP
 * @room: GAP_SIZE bytes
 *
 * Return: @room, with the sentence, without a full stop
 */
const char *gap_told(const struct clock *clock, const struct event *event, char *room)
{
	const struct gap_event *gap = &event->gap;
	char since[CLOCK_TEXT_SIZE], until[CLOCK_TEXT_SIZE], number[32] = "";
	char when[2 * CLOCK_TEXT_SIZE + 16] = "";

	if (gap->count)
		snprintf(number, sizeof(number), "%" PRIu64 " ", gap->count);
	if (is_dated(event)) {
		text_of_moment(clock, event, gap->since, since);
		text_of_moment(clock, event, gap->until, until);
		if (gap->until)
			snprintf(when, sizeof(when), " from %s to %s", since, until);
		else
			snprintf(when, sizeof(when), " from %s on", since);
	}
	snprintf(room, GAP_SIZE, "%sdecision%s %s%s: %s", number, gap->count == 1 ? "" : "s",
		 gap->count ? "not seen" : "may be missing", when,
		 sentence_of(gap_words, gap->gap));
	return room;
}
