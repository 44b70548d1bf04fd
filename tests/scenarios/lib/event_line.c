// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One line of a trace, taken apart from left to right by the keys that the TP_printk formats of
 * tracing/subreaper_events.h have, in their order. A key may occur twice in a line; what
 * distinguishes one from the other is its place.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "event_line.h"
#include "words.h"

/* What is left of the line; NULL once a key was missing. */
struct cursor {
	const char *rest;
};

/* Moves behind " KEY=". */
static bool find_key(struct cursor *cursor, const char *key)
{
	char wanted[40];

	snprintf(wanted, sizeof(wanted), " %s=", key);
	if (cursor->rest)
		cursor->rest = strstr(cursor->rest, wanted);
	if (!cursor->rest)
		return false;
	cursor->rest += strlen(wanted);
	return true;
}

static unsigned long long take_number(struct cursor *cursor, const char *key)
{
	return find_key(cursor, key) ? strtoull(cursor->rest, NULL, 0) : 0;
}

/* A word without a space in it; empty if it is too long for any word. */
static void take_word(struct cursor *cursor, const char *key, char *word, size_t size)
{
	size_t length;

	word[0] = '\0';
	if (!find_key(cursor, key))
		return;
	length = strcspn(cursor->rest, " \n");
	if (length < size)
		snprintf(word, size, "%.*s", (int)length, cursor->rest);
}

/* A command name may hold spaces: it ends where the key that follows begins. */
static void take_comm(struct cursor *cursor, char *comm, const char *next_key)
{
	const char *start;

	comm[0] = '\0';
	if (!find_key(cursor, "comm"))
		return;
	start = cursor->rest;
	if (!find_key(cursor, next_key))
		return;
	cursor->rest -= strlen(next_key) + 2;
	snprintf(comm, SUBREAPER_COMM_LEN, "%.*s", (int)(cursor->rest - start), start);
}

static void take_party(struct cursor *cursor, const char *key, const char *next_key,
		       struct party *party)
{
	party->pid = take_number(cursor, key);
	party->tid = take_number(cursor, "tid");
	take_comm(cursor, party->comm, next_key);
}

static void take_decision(struct cursor *cursor, struct event *event)
{
	char word[40];

	take_word(cursor, "decision", word, sizeof(word));
	event->decision = decision_number(word);
}

/* {0x3000010,0x4000001}, or {} */
static void take_steps(struct cursor *cursor, struct event *event)
{
	unsigned int kept = event->truncated ? SUBREAPER_STEPS_MAX : event->nr_steps;
	char *end;

	if (!find_key(cursor, "steps") || *cursor->rest != '{') {
		cursor->rest = NULL;
		return;
	}
	for (unsigned int i = 0; i < kept && i < SUBREAPER_STEPS_MAX; i++) {
		event->steps[i] = strtoul(cursor->rest + 1, &end, 16);
		cursor->rest = end;
	}
}

static void take_walk(struct cursor *cursor, struct event *event)
{
	take_party(cursor, "parent", "exit_code", &event->parent);
	event->exit_code = take_number(cursor, "exit_code");
	event->level = take_number(cursor, "level");
	event->has_flag = take_number(cursor, "has_flag");
	take_decision(cursor, event);
	take_party(cursor, "adopter", "children", &event->adopter);
	event->children = take_number(cursor, "children");
	event->told = take_number(cursor, "told");
	event->nr_steps = take_number(cursor, "nr_steps");
	event->truncated = take_number(cursor, "truncated");
	take_steps(cursor, event);
	event->number = take_number(cursor, "number");
}

static void take_reparent(struct cursor *cursor, struct event *event)
{
	char words[200];

	event->child.pid = take_number(cursor, "child");
	event->child.tid = event->child.pid;
	take_comm(cursor, event->child.comm, "parent");
	take_party(cursor, "parent", "adopter", &event->parent);
	take_party(cursor, "adopter", "decision", &event->adopter);
	take_decision(cursor, event);
	take_word(cursor, "effects", words, sizeof(words));
	event->effects = effects_number(words);
	event->pdeath_signal = take_number(cursor, "pdeath_signal");
	event->nspid = take_number(cursor, "nspid");
	event->level = take_number(cursor, "level");
	event->number = take_number(cursor, "number");
}

static void take_mark(struct cursor *cursor, struct event *event)
{
	take_party(cursor, "pid", "argument", &event->marker);
	event->argument = take_number(cursor, "argument");
	event->old_flag = take_number(cursor, "old");
	event->new_flag = take_number(cursor, "new");
	event->descendants = take_number(cursor, "descendants");
}

static const struct {
	const char *name;
	enum event_kind kind;
	void (*take)(struct cursor *cursor, struct event *event);
} formats[] = {
	{ ": walk: ", EVENT_WALK, take_walk },
	{ ": reparent: ", EVENT_REPARENT, take_reparent },
	{ ": mark: ", EVENT_MARK, take_mark },
};

/**
 * event_line_parse() - read one line of a trace
 * @ret: returns the event
 *
 * Return: 0; -ENOENT when it is no event of ours; -EINVAL when one of its keys is missing
 */
int event_line_parse(const char *line, struct event *ret)
{
	struct cursor cursor;

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		cursor.rest = strstr(line, formats[i].name);
		if (!cursor.rest)
			continue;
		memset(ret, 0, sizeof(*ret));
		ret->kind = formats[i].kind;
		cursor.rest += strlen(formats[i].name) - 1;
		formats[i].take(&cursor, ret);
		return cursor.rest ? 0 : -EINVAL;
	}
	return -ENOENT;
}
