// SPDX-License-Identifier: GPL-2.0-or-later
/* --events: which of the events that make rows. */
#include <string.h>

#include "../../render/rows/column.h"
#include "../options/complain.h"
#include "events.h"

static struct texts lists;
/* EVENT_BIT() of each. */
static unsigned int chosen;

const struct option_spec events_options[] = {
	{ 0, "events", OPTION_TEXTS, EVENTS_ARGUMENT, "only rows of these; losses always show",
	  &lists },
	{ 0 },
};

static unsigned int bit_of(const char *word, size_t length)
{
	size_t type;

	for (type = 0; type < EVENT_TYPES; type++) {
		const char *known = event_words[type];

		if (known && strlen(known) == length && !memcmp(known, word, length))
			return EVENT_BIT(type);
	}
	return 0;
}

static int refuse(const char *word, size_t length)
{
	struct message words = { .text = "" };
	size_t type;

	for (type = 0; type < EVENT_TYPES; type++) {
		if (event_words[type])
			message_add(&words, "%s%s", words.text[0] ? ", " : "", event_words[type]);
	}
	return misuse("--events takes %s; not '%.*s'", words.text, (int)length, word);
}

/**
 * events_read() - understand what the user wants
 *
 * Return: exit code
 */
int events_read(void)
{
	size_t i;

	for (i = 0; i < lists.nr; i++) {
		const char *text = lists.texts[i];

		while (true) {
			size_t length = strcspn(text, ",");
			unsigned int bit = bit_of(text, length);

			if (!bit)
				return refuse(text, length);
			chosen |= bit;
			if (!text[length])
				break;
			text += length + 1;
		}
	}
	return EX_OK;
}

/**
 * events_were_chosen() - was --events given?
 *
 * Return: the answer
 */
bool events_were_chosen(void)
{
	return lists.nr;
}

/**
 * events_are_wanted() - does the user want to see events of a type?
 *
 * Return: the answer; what says that something is missing always is
 */
bool events_are_wanted(enum event_type type)
{
	return !chosen || (chosen | EVENTS_MISSING) & EVENT_BIT(type);
}

/**
 * events_have_lives() - are births, execs and exits among them?
 *
 * Return: the answer
 */
bool events_have_lives(void)
{
	return !chosen || chosen & EVENTS_LIFE;
}
