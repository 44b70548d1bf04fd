// SPDX-License-Identifier: GPL-2.0-or-later
/* The one place that knows which fields an event has; every source fills them in from here. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fields.h"

#define SIZE_OF(type, name) sizeof(((struct event *)0)->type.name)
#define FIELD(type, member, kind_of_it)                                                      \
	{                                                                                    \
		.name = #member, .kind = kind_of_it,                                         \
		.offset = offsetof(struct event, type.member), .size = SIZE_OF(type, member) \
	}
#define NUMBER(type, name) FIELD(type, name, FIELD_NUMBER)
#define COMM(type, name)   FIELD(type, name, FIELD_COMM)

static const struct field reparent_fields[] = {
	NUMBER(reparent, child_start),
	NUMBER(reparent, father_start),
	NUMBER(reparent, adopter_start),
	COMM(reparent, child_comm),
	COMM(reparent, father_comm),
	COMM(reparent, adopter_comm),
	NUMBER(reparent, child),
	NUMBER(reparent, child_nspid),
	NUMBER(reparent, father_tid),
	NUMBER(reparent, father_tgid),
	NUMBER(reparent, adopter_tid),
	NUMBER(reparent, adopter_tgid),
	NUMBER(reparent, level),
	FIELD(reparent, decision, FIELD_DECISION),
	FIELD(reparent, effects, FIELD_EFFECTS),
	NUMBER(reparent, pdeath_signal),
	{ 0 },
};

static const struct field walk_fields[] = {
	NUMBER(walk, father_start),	 NUMBER(walk, adopter_start),
	COMM(walk, father_comm),	 COMM(walk, adopter_comm),
	NUMBER(walk, father_tid),	 NUMBER(walk, father_tgid),
	NUMBER(walk, adopter_tid),	 NUMBER(walk, adopter_tgid),
	NUMBER(walk, children),		 NUMBER(walk, nr_steps),
	FIELD(walk, steps, FIELD_STEPS), NUMBER(walk, level),
	NUMBER(walk, has_flag),		 FIELD(walk, decision, FIELD_DECISION),
	NUMBER(walk, truncated),	 { 0 },
};

static const struct field mark_fields[] = {
	NUMBER(mark, start), NUMBER(mark, argument), COMM(mark, comm),
	NUMBER(mark, tid),   NUMBER(mark, tgid),     NUMBER(mark, descendants),
	NUMBER(mark, old),   NUMBER(mark, new),	     { 0 },
};

static const struct field task_fields[] = {
	NUMBER(task, start),
	NUMBER(task, parent_start),
	COMM(task, comm),
	NUMBER(task, pid),
	NUMBER(task, nspid),
	NUMBER(task, parent_tid),
	NUMBER(task, parent_tgid),
	NUMBER(task, level),
	NUMBER(task, subreaper),
	NUMBER(task, has_subreaper),
	FIELD(task, state, FIELD_STATE),
	{ 0 },
};

const struct event_layout event_layouts[EVENT_TYPES_RECORDED] = {
	[EVENT_REPARENT] = { "reparent", reparent_fields },
	[EVENT_WALK] = { "walk", walk_fields },
	[EVENT_MARK] = { "mark", mark_fields },
	[EVENT_TASK] = { "task", task_fields },
};

/**
 * field_set_number() - store a number, cut to the size of its place
 * @event: where to
 * @field: which, of a kind that is a number
 * @value: what
 */
void field_set_number(struct event *event, const struct field *field, uint64_t value)
{
	char *place = (char *)event + field->offset;
	uint32_t four = value;
	uint8_t one = value;

	if (field->size == sizeof(value))
		memcpy(place, &value, sizeof(value));
	else if (field->size == sizeof(four))
		memcpy(place, &four, sizeof(four));
	else
		memcpy(place, &one, sizeof(one));
}

/**
 * field_set_comm() - store a command name
 * @event: where to
 * @field: which, of kind FIELD_COMM
 * @comm: the name; ends with a zero or with @size
 * @size: room at @comm, in bytes
 */
void field_set_comm(struct event *event, const struct field *field, const char *comm, size_t size)
{
	char *place = (char *)event + field->offset;
	size_t length = strnlen(comm, size < field->size ? size : field->size - 1);

	memcpy(place, comm, length);
	memset(place + length, 0, field->size - length);
}

/**
 * field_set_steps() - store the steps of a walk, which the event owns from then on
 * @event: a walk
 * @steps: SUBREAPER_STEP() words
 * @count: how many
 *
 * Return: 0 or -ENOMEM
 */
int field_set_steps(struct event *event, const uint32_t *steps, uint32_t count)
{
	event->walk.steps = NULL;
	event->walk.kept_steps = 0;
	if (!count)
		return 0;
	event->walk.steps = reallocarray(NULL, count, sizeof(*steps));
	if (!event->walk.steps)
		return -ENOMEM;
	memcpy(event->walk.steps, steps, count * sizeof(*steps));
	event->walk.kept_steps = count;
	return 0;
}
