/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_FIELDS_H
#define SOURCE_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "../model/event.h"

enum field_kind {
	FIELD_NUMBER,
	FIELD_COMM,
	FIELD_STEPS,
	FIELD_DECISION,
	FIELD_EFFECTS,
	FIELD_STATE,
};

/**
 * struct field - one field of a trace event, and where it goes
 * @name: as in the event's format
 * @kind: how it is to be read
 * @offset: in struct event
 * @size: in struct event, in bytes
 */
struct field {
	const char *name;
	enum field_kind kind;
	size_t offset;
	size_t size;
};

/* No event has more. */
#define FIELDS_MAX 16

/**
 * struct event_layout - what one type of event consists of
 * @name: of the event, in system subreaper
 * @fields: its fields; the last has no name
 */
struct event_layout {
	const char *name;
	const struct field *fields;
};

extern const struct event_layout event_layouts[EVENT_TYPES_RECORDED];

void field_set_number(struct event *event, const struct field *field, uint64_t value);
void field_set_comm(struct event *event, const struct field *field, const char *comm, size_t size);
int field_set_steps(struct event *event, const uint32_t *steps, uint32_t count);

#endif /* SOURCE_FIELDS_H */
