// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Traces that a person can write, for tests:
 *
 *	# subreaper-trace text 1
 *	instance subreaper-trace.77.1234.4026531836
 *	holds task_newtask sched_process_exit
 *	note subreaper-trace 1 wall_offset=1700000000000000000 host=web1
 *	reading at=1500000
 *	profile at=1500000 pid=1 start=4 uid=0 user=root command=init\000 cgroup=/
 *	0.001 [001] process pid=1 parent_tgid=0 comm=init
 *	0.002 [000] walk parent_tgid=7 decision=subreaper steps=6:not_subreaper,5:adopts
 *	0.003 [000] lost count=12
 *
 * Fields that are left out are 0, except that a tid is its tgid, children_told children, and a uid
 * unknown. Names are octal-escaped. The lines "reading", "profile" and "gap" also stand behind a
 * trace.dat, where record puts them (see appendix.c).
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "../../base/format/escape.h"
#include "../../model/trace/moment.h"
#include "../../model/forest/move.h"
#include "../../model/trace/words.h"
#include "fields.h"
#include "../record/owner.h"
#include "text.h"

static bool parse_number(const char *text, uint64_t *ret)
{
	char *end;

	errno = 0;
	*ret = text[0] == '-' ? (uint64_t)strtoll(text, &end, 0) : strtoull(text, &end, 0);
	return end != text && !*end && !errno;
}

static bool parse_word(const struct word *words, const char *text, uint64_t *ret)
{
	while (words->word && strcmp(words->word, text))
		words++;
	*ret = words->number;
	return words->word || parse_number(text, ret);
}

static bool parse_effects(char *text, uint64_t *ret)
{
	char *rest = text;
	char *word;

	*ret = 0;
	while ((word = strsep(&rest, "|"))) {
		uint64_t bit;

		if (!parse_word(effect_words, word, &bit))
			return false;
		*ret |= bit;
	}
	return true;
}

/* PID:VERDICT,PID:VERDICT,... */
static bool parse_steps(struct event *event, char *text)
{
	/* Lent until the next line is read, of whichever trace. */
	static uint32_t steps[SUBREAPER_STEPS_MAX];
	uint32_t count = 0;
	char *rest = text;
	char *word;

	while ((word = strsep(&rest, ","))) {
		char *colon = strchr(word, ':');
		uint64_t pid, verdict;

		if (!colon || count == SUBREAPER_STEPS_MAX)
			return false;
		*colon = '\0';
		if (!parse_number(word, &pid) || !parse_word(verdict_words, colon + 1, &verdict))
			return false;
		steps[count++] = SUBREAPER_STEP(pid, verdict);
	}
	event->walk.steps = steps;
	event->walk.kept_steps = count;
	return true;
}

static bool parse_comm(struct event *event, const struct field *field, const char *text)
{
	char comm[SUBREAPER_COMM_LEN];

	if (!unescape_octal(text, strlen(text), comm, sizeof(comm)))
		return false;
	field_set_comm(event, field, comm, sizeof(comm));
	return true;
}

/* It gets no longer, so it is unescaped in place. */
static bool parse_text(struct event *event, const struct field *field, char *text)
{
	size_t length = strlen(text), escapes = 0;
	struct event_text *ret = (struct event_text *)((char *)event + field->offset);
	size_t i;

	for (i = 0; i < length; i++)
		escapes += text[i] == '\\';
	if (!unescape_octal(text, length, text, length + 1))
		return false;
	*ret = (struct event_text){ text, length - 3 * escapes };
	return ret->size <= EVENT_TEXT_MAX;
}

static bool parse_path(struct event *event, const struct field *field, char *text)
{
	if (!unescape_octal(text, strlen(text), text, strlen(text) + 1))
		return false;
	field_set_path(event, field, text, strlen(text));
	return true;
}

static bool parse_value(struct event *event, const struct field *field, char *text)
{
	uint64_t value = 0;
	bool valid = false;

	switch (field->kind) {
	case FIELD_COMM:
		return parse_comm(event, field, text);
	case FIELD_STEPS:
		return parse_steps(event, text);
	case FIELD_WORD:
		valid = parse_word(field->words, text, &value);
		break;
	case FIELD_EFFECTS:
		valid = parse_effects(text, &value);
		break;
	case FIELD_NUMBER:
		valid = parse_number(text, &value);
		break;
	case FIELD_TEXT:
		return parse_text(event, field, text);
	case FIELD_PATH:
		return parse_path(event, field, text);
	case FIELD_NOTE:
		return false;
	case FIELD_STATE:
		value = (unsigned char)text[0];
		valid = value && !text[1];
		break;
	}
	if (valid)
		field_set_number(event, field, value);
	return valid;
}

static bool parse_assignment(struct event *event, const struct field *field, char *text)
{
	char *equals = strchr(text, '=');

	if (!equals)
		return false;
	*equals = '\0';
	while (field->name && strcmp(field->name, text))
		field++;
	return field->name && parse_value(event, field, equals + 1);
}

static void default_tids(struct event *event)
{
	if (event->type == EVENT_REPARENT) {
		if (!event->reparent.parent_tid)
			event->reparent.parent_tid = event->reparent.parent_tgid;
		if (!event->reparent.adopter_tid)
			event->reparent.adopter_tid = event->reparent.adopter_tgid;
	} else if (event->type == EVENT_WALK) {
		if (!event->walk.parent_tid)
			event->walk.parent_tid = event->walk.parent_tgid;
		if (!event->walk.adopter_tid)
			event->walk.adopter_tid = event->walk.adopter_tgid;
		if (!event->walk.nr_steps)
			event->walk.nr_steps = event->walk.kept_steps;
		if (event->walk.children_told == UINT32_MAX)
			event->walk.children_told = event->walk.children;
	} else if (event->type == EVENT_MARK && !event->mark.tid) {
		event->mark.tid = event->mark.tgid;
	} else if (event->type == EVENT_REAP && !event->reap.reaper_tid) {
		event->reap.reaper_tid = event->reap.reaper_tgid;
	}
}

static bool find_type(const char *name, enum event_type *ret)
{
	int type;

	for (type = 0; type < EVENT_NOTE; type++) {
		if (!strcmp(event_layouts[type].name, name)) {
			*ret = type;
			return true;
		}
	}
	return false;
}

static const struct field lost_fields[] = {
	{
		.name = "count",
		.kind = FIELD_NUMBER,
		.offset = offsetof(struct event, lost.count),
		.size = sizeof(uint64_t),
	},
	{ 0 },
};

static const struct field children_fields[] = {
	{ "pid", FIELD_NUMBER, offsetof(struct event, children.pid), sizeof(int32_t), NULL },
	{ "ended", FIELD_NUMBER, offsetof(struct event, children.ended), sizeof(bool), NULL },
	{ 0 },
};

static const struct field reading_fields[] = {
	{ "at", FIELD_NUMBER, offsetof(struct event, reading.at), sizeof(uint64_t), NULL },
	{ "no_commands", FIELD_NUMBER, offsetof(struct event, reading.no_commands), sizeof(bool),
	  NULL },
	{ "partial", FIELD_NUMBER, offsetof(struct event, reading.partial), sizeof(bool), NULL },
	{ 0 },
};

static const struct field profile_fields[] = {
	{ "at", FIELD_NUMBER, offsetof(struct event, profile.at), sizeof(uint64_t), NULL },
	{ "start", FIELD_NUMBER, offsetof(struct event, profile.start), sizeof(uint64_t), NULL },
	{ "pid", FIELD_NUMBER, offsetof(struct event, profile.pid), sizeof(int32_t), NULL },
	{ "uid", FIELD_NUMBER, offsetof(struct event, profile.uid), sizeof(uint32_t), NULL },
	{ "executable_error", FIELD_NUMBER, offsetof(struct event, profile.executable_error),
	  sizeof(int32_t), NULL },
	{ "kernel_thread", FIELD_NUMBER, offsetof(struct event, profile.kernel_thread),
	  sizeof(bool), NULL },
	{ "zombie", FIELD_NUMBER, offsetof(struct event, profile.zombie), sizeof(bool), NULL },
	{ "command_cut", FIELD_NUMBER, offsetof(struct event, profile.command_cut), sizeof(bool),
	  NULL },
	{ "same", FIELD_NUMBER, offsetof(struct event, profile.same), sizeof(bool), NULL },
	{ "user", FIELD_TEXT, offsetof(struct event, profile.user), 0, NULL },
	{ "executable", FIELD_TEXT, offsetof(struct event, profile.executable), 0, NULL },
	{ "command", FIELD_TEXT, offsetof(struct event, profile.command), 0, NULL },
	{ "cgroup", FIELD_TEXT, offsetof(struct event, profile.cgroup), 0, NULL },
	{ 0 },
};

/* Where 0 would mean something else. */
static void preset(struct event *event)
{
	if (event->type == EVENT_WALK) {
		event->walk.parent_exit_code = EXIT_CODE_UNKNOWN;
		event->walk.children_told = UINT32_MAX;
	} else if (event->type == EVENT_PROCESS)
		event->process.exit_signal = SIGCHLD;
	else if (event->type == EVENT_PROFILE)
		event->profile.uid = UID_UNKNOWN;
}

static bool find_fields(struct event *event, const char *type, const struct field **ret)
{
	*ret = lost_fields;
	if (!strcmp(type, "lost")) {
		event->type = EVENT_LOST;
	} else if (!strcmp(type, "children")) {
		event->type = EVENT_CHILDREN;
		*ret = children_fields;
	} else if (find_type(type, &event->type)) {
		*ret = event_layouts[event->type].fields;
	} else {
		return false;
	}
	return true;
}

static bool parse_fields(struct event *event, const struct field *fields, char *rest)
{
	char *word;

	preset(event);
	while ((word = strsep(&rest, " "))) {
		if (*word && !parse_assignment(event, fields, word))
			return false;
	}
	if (event->type == EVENT_MOVE)
		move_settle(event);
	default_tids(event);
	return true;
}

/* Any other prctl(); if the option is left out, it is PR_SET_CHILD_SUBREAPER. */
static bool is_other_prctl(const struct event *event)
{
	return event->type == EVENT_PRCTL && event->prctl.option &&
	       event->prctl.option != PR_SET_CHILD_SUBREAPER;
}

static bool parse_event(char *line, struct event *event)
{
	char *rest = line;
	char *time = strsep(&rest, " ");
	char *cpu = strsep(&rest, " ");
	char *type = strsep(&rest, " ");
	const struct field *fields;

	return type && moment_parse_seconds(time, &event->time) &&
	       sscanf(cpu, "[%" SCNu16 "]", &event->cpu) == 1 &&
	       find_fields(event, type, &fields) && parse_fields(event, fields, rest);
}

static bool parse_recorder(const char *name, struct event *event)
{
	struct owner owner;

	if (!owner_of_instance(name, &owner))
		return false;
	event->type = EVENT_RECORDER;
	event->recorder = (struct recorder_event){ .pid = owner.pid, .start = owner.start };
	return true;
}

/* holds TYPE...: what the trace was made to hold, which need not have happened. */
static bool parse_holds(char *text, struct event *event)
{
	enum event_type type;
	char *word;

	event->type = EVENT_RECORDER;
	while ((word = strsep(&text, " "))) {
		if (!find_type(word, &type))
			return false;
		event->recorder.held |= EVENT_BIT(type);
	}
	return true;
}

static bool parse_note(const char *text, struct event *event)
{
	event->type = EVENT_NOTE;
	return field_set_note(event, text, strlen(text));
}

static bool parse_reading(char *text, struct event *event)
{
	event->type = EVENT_READING;
	return parse_fields(event, reading_fields, text);
}

static bool parse_profile(char *text, struct event *event)
{
	event->type = EVENT_PROFILE;
	return parse_fields(event, profile_fields, text) && event->profile.pid > 0;
}

static bool parse_line(char *line, struct event *event)
{
	static const char instance[] = "instance ";
	static const char note[] = "note ";
	static const char holds[] = "holds ";
	static const char reading[] = "reading ";
	static const char profile[] = "profile ";

	*event = (struct event){ 0 };
	if (!strncmp(line, instance, strlen(instance)))
		return parse_recorder(line + strlen(instance), event);
	if (!strncmp(line, holds, strlen(holds)))
		return parse_holds(line + strlen(holds), event);
	if (!strncmp(line, note, strlen(note)))
		return parse_note(line + strlen(note), event);
	if (!strncmp(line, reading, strlen(reading)))
		return parse_reading(line + strlen(reading), event);
	if (!strncmp(line, profile, strlen(profile)))
		return parse_profile(line + strlen(profile), event);
	return parse_event(line, event);
}

/**
 * text_next() - the next event of a trace in text form
 * @in: at the beginning of a line
 * @number: how many lines have been read; updated
 * @ret: filled in; what it lends is lent until the next call, for whichever trace
 * @why: explains an error
 *
 * Return: 1; 0 at the end; -EINVAL for a line that is none, or another -errno
 */
int text_next(FILE *in, size_t *number, struct event *ret, struct message *why)
{
	static size_t room;
	static char *line;
	int status = 0;

	errno = 0;
	while (!status && getline(&line, &room, in) > 0) {
		(*number)++;
		line[strcspn(line, "\n")] = '\0';
		if (!*line || *line == '#')
			continue;
		status = parse_line(line, ret) ? 1 : -EINVAL;
		if (status == 1 && is_other_prctl(ret))
			status = 0;
	}
	if (!status && ferror(in))
		status = errno ? -errno : -EIO;
	if (status == -EINVAL)
		return message_set(why, status, "line %zu is not an event", *number);
	return status < 0 ? message_set(why, status, "%s", strerror(-status)) : status;
}
