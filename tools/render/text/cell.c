// SPDX-License-Identifier: GPL-2.0-or-later
/* A value as one piece of text, for the formats that know nothing else. */
#include "../../base/format/escape.h"
#include "../../model/trace/words.h"
#include "cell.h"

#define ABSENT "-"

/**
 * take_effect() - take the lowest of a set of effects off it
 * @effects: the set, which is not empty; updated
 * @room: UNKNOWN_WORD_SIZE bytes, in which the word may be made
 *
 * Return: the word for it
 */
const char *take_effect(uint64_t *effects, char *room)
{
	uint64_t lowest = *effects & -*effects;

	*effects &= *effects - 1;
	return word_or_number(effect_words, lowest, room);
}

static void put_effects(struct writer *writer, uint64_t effects, char separator)
{
	char room[UNKNOWN_WORD_SIZE];

	while (effects) {
		put_text(writer, take_effect(&effects, room));
		if (effects)
			put_char(writer, separator);
	}
}

/* PID:VERDICT; a name might have the separator in it. */
static void put_steps(struct writer *writer, const struct walk_event *walk, char separator)
{
	char room[UNKNOWN_WORD_SIZE];
	uint32_t i;

	for (i = 0; i < walk->kept_steps; i++) {
		unsigned int verdict = SUBREAPER_STEP_VERDICT(walk->steps[i]);

		if (i)
			put_char(writer, separator);
		put_unsigned(writer, SUBREAPER_STEP_PID(walk->steps[i]));
		put_char(writer, ':');
		put_text(writer, word_or_number(verdict_words, verdict, room));
	}
}

/**
 * put_cell() - write a value as text
 * @value: which, of any type but VALUE_NAME, which each format has to escape in its way
 * @separator: what to put between the elements of a list
 */
void put_cell(struct writer *writer, const struct value *value, char separator)
{
	switch (value->type) {
	case VALUE_UNSIGNED:
		put_unsigned(writer, value->number);
		break;
	case VALUE_SIGNED:
		put_signed(writer, value->number);
		break;
	case VALUE_HEX:
		put_hex(writer, value->number);
		break;
	case VALUE_BOOL:
		put_text(writer, value->number ? "true" : "false");
		break;
	case VALUE_SECONDS:
		put_seconds(writer, value->number);
		break;
	case VALUE_WORD:
		put_bytes(writer, value->text, value->length);
		break;
	case VALUE_EFFECTS:
		put_effects(writer, value->number, separator);
		break;
	case VALUE_STEPS:
		put_steps(writer, value->walk, separator);
		break;
	case VALUE_NAME:
		break;
	}
}

/* A command line can be longer, which a table is not for. */
#define TOLD_NAME_MAX 128

static void put_name(struct writer *writer, const struct terminal *terminal,
		     const struct value *value)
{
	char escaped[ESCAPED_SIZE(TOLD_NAME_MAX)];
	size_t length = value->length < TOLD_NAME_MAX ? value->length : TOLD_NAME_MAX;

	escape_for_terminal(value->text, length, terminal->utf8, escaped);
	put_text(writer, escaped);
	if (length < value->length)
		put_text(writer, "...");
}

/**
 * put_told() - write the value of a column as people read it
 * @writer: where to, which keeps it as it is never full
 * @terminal: where it goes in the end
 * @row: the event
 * @column: which column
 *
 * Booleans are yes or no, and times have fewer decimals.
 */
void put_told(struct writer *writer, const struct terminal *terminal, const struct row *row,
	      const struct column *column)
{
	char time[CLOCK_TEXT_SIZE];
	size_t before = writer->used;
	struct event moment = { .host = row->event->host, .type = EVENT_GAP };
	struct value value;

	if (!column_value(column, row, &value)) {
		put_text(writer, ABSENT);
	} else if (value.type == VALUE_NAME) {
		put_name(writer, terminal, &value);
	} else if (value.type == VALUE_BOOL) {
		put_text(writer, value.number ? "yes" : ABSENT);
	} else if (value.type == VALUE_SECONDS) {
		moment.time = value.time;
		clock_text(row->clock, &moment, time);
		put_text(writer, time);
	} else {
		put_cell(writer, &value, ',');
		if (writer->used == before)
			put_text(writer, ABSENT);
	}
}
