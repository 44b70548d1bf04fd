/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_FIELDS_H
#define SOURCE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../model/trace/event.h"
#include "../../model/trace/words.h"

enum field_kind {
	FIELD_NUMBER,
	FIELD_COMM,
	FIELD_STEPS,
	FIELD_WORD,
	FIELD_EFFECTS,
	FIELD_STATE,
	FIELD_PATH,
	FIELD_NOTE,
	/* A struct event_text, of the text form alone. */
	FIELD_TEXT,
};

/**
 * struct field - one field of a trace event, and where it goes
 * @name: as in the event's format
 * @kind: how it is to be read
 * @offset: in struct event
 * @size: in struct event, in bytes
 * @words: of FIELD_WORD, the table of its numbers
 */
struct field {
	const char *name;
	enum field_kind kind;
	size_t offset;
	size_t size;
	const struct word *words;
};

/*
 * What record writes into the trace: an int64_t, a host's name, the id of its boot or "", and 1 if
 * record adds lines behind the trace when it ends (see appendix.c).
 */
#define NOTE_FORMAT "subreaper-trace 1 wall_offset=%" PRId64 " host=%s boot_id=%s adds=%d\n"

/* The same of a process with children born in another pid namespace. */
#define CHILDREN_FORMAT "subreaper-trace 1 children_of=%" PRId32 " ended=%d\n"

/* What record --hook=probe defines; the name of the event goes on with that of its owner. */
#define MOVE_SYSTEM "subreaper_probe"
#define MOVE_NAME   "move"

/* No event has more. */
#define FIELDS_MAX 32

/**
 * struct event_layout - what one type of event consists of
 * @system: of the event
 * @name: of the event
 * @size: of a struct event as far as one of them needs it, in bytes, a multiple of 8
 * @fields: its fields; the last has no name
 */
struct event_layout {
	const char *system;
	const char *name;
	size_t size;
	const struct field *fields;
};

/* Place of the child among the fields of EVENT_FORK. */
#define FORK_CHILD 0

extern const struct event_layout event_layouts[EVENT_TYPES_RECORDED];

size_t event_size(enum event_type type);
void field_set_number(struct event *event, const struct field *field, uint64_t value);
void field_set_comm(struct event *event, const struct field *field, const char *comm, size_t size);
void field_set_path(struct event *event, const struct field *field, const char *path, size_t size);
void fields_end_texts(struct event *event);
bool field_set_note(struct event *event, const char *text, size_t size);

#endif /* SOURCE_FIELDS_H */
