/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be shown of an event, a column each, for all formats. */
#ifndef RENDER_COLUMN_H
#define RENDER_COLUMN_H

#include "../../model/forest/forest.h"
#include "../../model/process/names.h"
#include "../text/clock.h"

/* The events that make rows. */
#define ROW_EVENTS (EVENTS_SUBREAPER | EVENTS_MISSING | EVENTS_LIFE)

enum value_type {
	VALUE_UNSIGNED,
	VALUE_SIGNED,
	VALUE_HEX,
	VALUE_BOOL,
	VALUE_SECONDS,
	VALUE_NAME,
	VALUE_WORD,
	VALUE_EFFECTS,
	VALUE_STEPS,
};

/**
 * struct value - what an event has in a column
 * @type: how it is to be written
 * @number: of all types but the two below
 * @time: of VALUE_SECONDS also on the trace's clock, in ns
 * @text: of VALUE_NAME, which others chose, and of VALUE_WORD, which is ours; lent
 * @length: of the text in bytes
 * @walk: of VALUE_STEPS; lent
 */
struct value {
	enum value_type type;
	uint64_t number;
	uint64_t time;
	const char *text;
	size_t length;
	const struct walk_event *walk;
	char room[CLOCK_TEXT_SIZE];
};

/**
 * struct row - an event, and what is known when it happens
 * @clock: what its time means
 * @names: the names known
 * @forest: to which it has been applied, and perhaps some of what comes next; or NULL
 */
struct row {
	const struct event *event;
	const struct clock *clock;
	const struct names *names;
	const struct forest *forest;
};

#define COLUMNS_MAX 96

/* How a column gets its value. */
enum column_kind {
	COLUMN_UNSIGNED,
	COLUMN_SIGNED,
	COLUMN_HEX,
	COLUMN_BOOL,
	/* A name, or the pid of a process that other events named. */
	COLUMN_NAME,
	COLUMN_LETTER,
	COLUMN_DECISION,
	COLUMN_DOUBT,
	COLUMN_RELEASE,
	COLUMN_GAP,
	/* Of a process that is there, only what has exited has one. */
	COLUMN_EXIT_CODE,
	COLUMN_EXIT_STATUS,
	COLUMN_KILLED_BY,
	COLUMN_SIGCHLD,
	COLUMN_EFFECTS,
	COLUMN_STEPS,
	/* Of the row as a whole. */
	COLUMN_TIME,
	/* A time of CLOCK_MONOTONIC, shown as the times of events are. */
	COLUMN_MOMENT,
	COLUMN_WALL,
	/* Of what record read of the process. */
	COLUMN_EXECUTABLE,
	COLUMN_COMMAND,
	COLUMN_COMMAND_CUT,
	COLUMN_USER,
	COLUMN_UID,
	COLUMN_UNIT,
	COLUMN_CONTAINER,
	COLUMN_CGROUP_PATH,
	COLUMN_READ_TIME,
	COLUMN_HOST,
	COLUMN_BOOT_ID,
	COLUMN_FILE,
	COLUMN_EVENT,
};

/* When what is recorded means that there is no value. */
enum absence {
	NEVER,
	WHEN_ZERO,
	WHEN_NEGATIVE,
};

/* Where in a struct event it is; a size of 0 for events that do not have it. */
struct place {
	uint16_t offset;
	uint16_t size;
};

/**
 * struct column - one column
 * @name: what it is called, in small letters
 * @kind: how it gets its value
 * @absent: when it has no value
 * @help: what it holds, and in which unit
 * @places: where in each event
 */
struct column {
	const char *name;
	enum column_kind kind;
	enum absence absent;
	const char *help;
	struct place places[EVENT_TYPES];
};

extern const struct column all_columns[];
extern const size_t nr_columns;
/* Of the types of ROW_EVENTS; NULL for others. */
extern const char * const event_words[EVENT_TYPES];

bool column_value(const struct column *column, const struct row *row, struct value *ret);
const char *step_comm(const struct row *row, uint32_t step);

#endif /* RENDER_COLUMN_H */
