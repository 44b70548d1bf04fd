// SPDX-License-Identifier: GPL-2.0-or-later
/* Writes an event as text.c reads it. */
#include <signal.h>
#include <string.h>

#include "fields.h"
#include "textline.h"

static void put_escaped(struct writer *writer, const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		unsigned char byte = text[i];

		if (byte > ' ' && byte < 0x7f && byte != '\\') {
			put_char(writer, byte);
			continue;
		}
		put_char(writer, '\\');
		put_char(writer, '0' + (byte >> 6));
		put_char(writer, '0' + (byte >> 3 & 7));
		put_char(writer, '0' + (byte & 7));
	}
}

/* Fields of four bytes are pids and exit codes, which have a sign; the reader truncates others. */
static int64_t number_of_field(const struct event *event, const struct field *field)
{
	const char *place = (const char *)event + field->offset;
	uint64_t eight;
	int32_t four;

	if (field->size == sizeof(eight)) {
		memcpy(&eight, place, sizeof(eight));
		return eight;
	}
	if (field->size == sizeof(four)) {
		memcpy(&four, place, sizeof(four));
		return four;
	}
	return *(const uint8_t *)place;
}

static void put_number(struct writer *writer, const struct field *field, int64_t number)
{
	if (field->size == sizeof(uint64_t))
		put_unsigned(writer, number);
	else
		put_signed(writer, number);
}

/* One that has no word stays a number. */
static void put_word(struct writer *writer, const struct word *words, unsigned int number)
{
	while (words->word && words->number != number)
		words++;
	if (words->word)
		put_text(writer, words->word);
	else
		put_unsigned(writer, number);
}

static void put_effects(struct writer *writer, unsigned int effects)
{
	const struct word *word;
	const char *bar = "";

	for (word = effect_words; word->word; word++) {
		if (!(effects & word->number))
			continue;
		put_text(writer, bar);
		put_text(writer, word->word);
		effects &= ~word->number;
		bar = "|";
	}
	if (!effects)
		return;
	put_text(writer, bar);
	put_unsigned(writer, effects);
}

static void put_steps(struct writer *writer, const struct walk_event *walk)
{
	uint32_t i;

	for (i = 0; i < walk->kept_steps; i++) {
		if (i)
			put_char(writer, ',');
		put_signed(writer, SUBREAPER_STEP_PID(walk->steps[i]));
		put_char(writer, ':');
		put_word(writer, verdict_words, SUBREAPER_STEP_VERDICT(walk->steps[i]));
	}
}

static void put_path(struct writer *writer, const struct exec_event *exec)
{
	if (exec->filename.size)
		put_escaped(writer, exec->filename.bytes, exec->filename.size);
	else
		put_escaped(writer, exec->comm, strnlen(exec->comm, SUBREAPER_COMM_LEN));
}

/* Is it the value that the reader assumes for a missing field? */
static bool is_default(const struct event *event, const struct field *field)
{
	const char *place = (const char *)event + field->offset;

	if (field->offset == offsetof(struct event, walk.parent_exit_code) &&
	    event->type == EVENT_WALK)
		return event->walk.parent_exit_code == EXIT_CODE_UNKNOWN;
	if (field->offset == offsetof(struct event, walk.children_told) &&
	    event->type == EVENT_WALK)
		return event->walk.children_told == event->walk.children;
	if (field->offset == offsetof(struct event, process.exit_signal) &&
	    event->type == EVENT_PROCESS)
		return event->process.exit_signal == SIGCHLD;
	if (field->kind == FIELD_COMM)
		return !*place;
	if (field->kind == FIELD_STEPS)
		return !event->walk.kept_steps;
	if (field->kind == FIELD_PATH)
		return !event->exec.filename.size && !*place;
	return !number_of_field(event, field);
}

static void put_field(struct writer *writer, const struct event *event, const struct field *field)
{
	const char *place = (const char *)event + field->offset;

	put_char(writer, ' ');
	put_text(writer, field->name);
	put_char(writer, '=');
	switch (field->kind) {
	case FIELD_COMM:
		put_escaped(writer, place, strnlen(place, field->size));
		break;
	case FIELD_STEPS:
		put_steps(writer, &event->walk);
		break;
	case FIELD_WORD:
		put_word(writer, field->words, number_of_field(event, field));
		break;
	case FIELD_EFFECTS:
		put_effects(writer, number_of_field(event, field));
		break;
	case FIELD_STATE:
		put_char(writer, *place);
		break;
	case FIELD_PATH:
		put_path(writer, &event->exec);
		break;
	case FIELD_NUMBER:
	case FIELD_NOTE:
	case FIELD_TEXT:
		put_number(writer, field, number_of_field(event, field));
		break;
	}
}

/**
 * textline_put() - write one event, with a newline
 * @writer: where to
 * @event: of a type that a ring buffer holds, or EVENT_LOST; others are left out
 */
void textline_put(struct writer *writer, const struct event *event)
{
	const struct field *field;

	if (event->type >= EVENT_NOTE && event->type != EVENT_LOST)
		return;
	put_seconds(writer, event->time);
	put_text(writer, " [");
	put_padded(writer, event->cpu, event->cpu < 1000 ? 3 : event->cpu < 10000 ? 4 : 5);
	put_text(writer, "] ");
	if (event->type == EVENT_LOST) {
		put_text(writer, "lost count=");
		put_unsigned(writer, event->lost.count);
	} else {
		put_text(writer, event_layouts[event->type].name);
		for (field = event_layouts[event->type].fields; field->name; field++) {
			if (!is_default(event, field))
				put_field(writer, event, field);
		}
	}
	put_char(writer, '\n');
}

/**
 * textline_put_holds() - write which events a trace is made to hold
 * @held: EVENT_BIT() of their types
 */
void textline_put_holds(struct writer *writer, unsigned int held)
{
	enum event_type type;

	put_text(writer, "holds");
	for (type = 0; type < EVENT_NOTE; type++) {
		if (!(held & EVENT_BIT(type)))
			continue;
		put_char(writer, ' ');
		put_text(writer, event_layouts[type].name);
	}
	put_char(writer, '\n');
}
