// SPDX-License-Identifier: GPL-2.0-or-later
#include <byteswap.h>
#include <errno.h>
#include <string.h>
#include <sys/prctl.h>

#include "../../base/memory/array.h"
#include "../../model/forest/move.h"
#include "decoder.h"
#include "fields.h"

/* More events of a foreign trace are only counted. */
#define FOREIGN_MAX 5

static struct tep_format_field *find_field(struct tep_event *format, const char *name)
{
	struct tep_format_field *found = tep_find_field(format, name);

	return found ? found : tep_find_common_field(format, name);
}

static bool is_number(const struct field *field)
{
	return field->kind == FIELD_NUMBER || field->kind == FIELD_WORD ||
	       field->kind == FIELD_EFFECTS;
}

/* No record is long enough for a field without a place; a note extends to the end. */
static size_t end_of(const struct tep_format_field *place, enum field_kind kind)
{
	if (place->offset < 0 || place->size < 0)
		return SIZE_MAX;
	return (size_t)place->offset + (kind == FIELD_NOTE ? 0 : place->size);
}

/* Numbers are as this machine has them, and names are not elsewhere in the record. */
static bool is_alike(const struct decoder *decoder, const struct field *field,
		     const struct tep_format_field *place)
{
	if (place->size != (int)field->size)
		return false;
	if (field->kind == FIELD_COMM)
		return !(place->flags & TEP_FIELD_IS_DYNAMIC);
	return is_number(field) && decoder->native;
}

static struct decoder_field field_at(const struct decoder *decoder, const struct field *field,
				     struct tep_format_field *place)
{
	return (struct decoder_field){
		.field = field,
		.place = place,
		.offset = place->offset,
		.size = place->size,
		.end = end_of(place, field->kind),
		.alike = is_alike(decoder, field, place),
	};
}

static int find_fields(struct decoder *decoder, struct tep_event *format, size_t type,
		       struct message *why)
{
	const struct event_layout *layout = &event_layouts[type];
	struct decoder_type *ret = &decoder->layouts[type];
	const struct field *field;

	for (field = layout->fields; field->name; field++) {
		struct tep_format_field *found = find_field(format, field->name);
		struct decoder_field *place = &ret->fields[ret->nr++];

		if (!found)
			return message_set(
				why, -EPROTO,
				"its %s:%s events have no field %s: recorded with another version",
				layout->system, layout->name, field->name);
		*place = field_at(decoder, field, found);
		if (place->end > ret->least)
			ret->least = place->end;
	}
	return 0;
}

/* Each recorder has a probe of its own, so that the name of the event ends with its owner. */
static struct tep_event *find_probe(struct tep_handle *tep)
{
	struct tep_event **formats = tep_list_events(tep, TEP_EVENT_SORT_SYSTEM);
	size_t i;

	for (i = 0; formats && formats[i]; i++) {
		if (!strcmp(formats[i]->system, MOVE_SYSTEM) &&
		    !strncmp(formats[i]->name, MOVE_NAME, strlen(MOVE_NAME)))
			return formats[i];
	}
	return NULL;
}

static struct tep_event *find_format(struct tep_handle *tep, size_t type)
{
	if (type == EVENT_MOVE)
		return find_probe(tep);
	return tep_find_event_by_name(tep, event_layouts[type].system, event_layouts[type].name);
}

/* Version 0.1 said father where the events say parent, and task where they say process. */
static bool is_of_version_0_1(struct tep_handle *tep)
{
	static const char * const events[] = { "reparent", "walk" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(events); i++) {
		struct tep_event *format = tep_find_event_by_name(tep, "subreaper", events[i]);

		if (format && tep_find_field(format, "father_tid"))
			return true;
	}
	return tep_find_event_by_name(tep, "subreaper", "task");
}

static unsigned int find_formats(struct tep_handle *tep)
{
	unsigned int found = 0;
	size_t type;

	for (type = 0; type < EVENT_TYPES_RECORDED; type++)
		found |= find_format(tep, type) ? EVENT_BIT(type) : 0;
	return found;
}

/* All events of a trace have it at the same place. */
static bool find_id(struct decoder *decoder, struct tep_event *format)
{
	static const struct field number = {
		.name = "common_type",
		.kind = FIELD_NUMBER,
		.size = sizeof(uint16_t),
	};
	struct tep_format_field *found = tep_find_common_field(format, number.name);

	if (found)
		decoder->id = field_at(decoder, &number, found);
	return found;
}

static int prepare_type(struct decoder *decoder, struct tep_handle *tep, size_t type,
			struct message *why)
{
	struct tep_event *format = find_format(tep, type);

	if (!format || format->id < 0 || format->id >= EVENT_IDS)
		return 0;
	if (!find_id(decoder, format))
		return 0;
	decoder->types[format->id] = type + 1;
	return find_fields(decoder, format, type, why);
}

static void forget_type(struct decoder *decoder, size_t type)
{
	size_t id;

	for (id = 0; id < EVENT_IDS; id++) {
		if (decoder->types[id] == type + 1)
			decoder->types[id] = 0;
	}
}

/* For a trace that was made for something else: which events it holds, and how to record ours. */
static int refuse_foreign(struct tep_handle *tep, struct message *why)
{
	struct tep_event **formats = tep_list_events(tep, TEP_EVENT_SORT_SYSTEM);
	size_t nr = 0, i;

	message_set(why, 0, "it holds no births, no exits and no decisions about orphans, only");
	for (i = 0; formats && formats[i]; i++) {
		if (strcmp(formats[i]->system, "ftrace") && nr++ < FOREIGN_MAX)
			message_add(why, "%s %s:%s", nr > 1 ? "," : "", formats[i]->system,
				    formats[i]->name);
	}
	if (nr > FOREIGN_MAX)
		message_add(why, " and %zu other events", nr - FOREIGN_MAX);
	else if (!nr)
		message_add(why, " functions, or none at all");
	message_add(why, "; record with subreaper-trace record");
	return -ENODATA;
}

/**
 * decoder_init() - learn how events look in a trace
 * @ret: filled in; refers to @tep, and holds nothing that had to be given back
 * @tep: with the formats of the trace's events
 * @wanted: EVENT_BIT() of the types that are of interest; until the first event of the module, all
 *	are that processes can be known from
 * @why: explains an error about the trace, in words that can follow its name
 *
 * Return: 0; -ENODATA where there is nothing of interest, -EPROTO for an unknown form
 */
int decoder_init(struct decoder *ret, struct tep_handle *tep, unsigned int wanted,
		 struct message *why)
{
	unsigned int found = find_formats(tep);
	size_t type;
	int err = 0;

	memset(ret, 0, sizeof(*ret));
	if (is_of_version_0_1(tep))
		return message_set(why, -EPROTO,
				   "it was recorded by subreaper_trace 0.1, which this version "
				   "cannot read: record it again");
	if (!(found & (EVENTS_SUBREAPER | EVENTS_LIVES | EVENT_BIT(EVENT_MOVE))))
		return refuse_foreign(tep, why);
	ret->held = found;
	ret->id.end = SIZE_MAX;
	ret->native = tep_is_file_bigendian(tep) == tep_is_local_bigendian(tep);
	ret->passing = (EVENTS_SUBREAPER | EVENTS_LIVES) & ~wanted;
	if (wanted & EVENT_BIT(EVENT_REPARENT))
		wanted |= EVENT_BIT(EVENT_MOVE);
	wanted |= EVENTS_ALWAYS | ret->passing;
	for (type = 0; !err && type < EVENT_TYPES_RECORDED; type++) {
		if (wanted & EVENT_BIT(type))
			err = prepare_type(ret, tep, type, why);
		/* They were not requested, so the wanted events can be read all the same. */
		if (err && ret->passing & EVENT_BIT(type)) {
			forget_type(ret, type);
			why->text[0] = '\0';
			err = 0;
		}
	}
	return err;
}

/* That a file knows the module's events does not mean that it holds any. */
static void stop_passing(struct decoder *decoder)
{
	size_t type;

	for (type = 0; type < EVENT_TYPES_RECORDED; type++) {
		if (decoder->passing & EVENT_BIT(type))
			forget_type(decoder, type);
	}
	decoder->passing = 0;
}

static bool lies_within(const struct tep_record *record, size_t offset, size_t size)
{
	return record->size >= 0 && offset <= (size_t)record->size &&
	       size <= (size_t)record->size - offset;
}

/* A record has twenty, and the library is slow for each. */
static bool read_number(const struct decoder *decoder, const struct decoder_field *field,
			const struct tep_record *record, unsigned long long *ret)
{
	const char *from = (const char *)record->data + field->offset;
	uint64_t eight = 0;
	uint32_t four = 0;
	uint16_t two = 0;

	if (!decoder->native)
		return !tep_read_number_field(field->place, record->data, ret);
	switch (field->size) {
	case sizeof(eight):
		memcpy(&eight, from, sizeof(eight));
		break;
	case sizeof(four):
		memcpy(&four, from, sizeof(four));
		break;
	case sizeof(two):
		memcpy(&two, from, sizeof(two));
		break;
	case 1:
		eight = *(const unsigned char *)from;
		break;
	default:
		return false;
	}
	*ret = eight | four | two;
	return true;
}

/* Of known sizes, as there are millions of them. */
static void copy_alike(struct event *event, const struct decoder_field *field, const char *from)
{
	char *to = (char *)event + field->field->offset;

	switch (field->size) {
	case sizeof(uint32_t):
		memcpy(to, from, sizeof(uint32_t));
		break;
	case sizeof(uint64_t):
		memcpy(to, from, sizeof(uint64_t));
		break;
	case SUBREAPER_COMM_LEN:
		memcpy(to, from, SUBREAPER_COMM_LEN - 1);
		break;
	default:
		*to = *from;
	}
}

/* A dynamic array is found through a word with its offset below and its length above. */
static bool find_array(const struct tep_record *record, uint32_t location, const char **ret,
		       size_t *size)
{
	*ret = (const char *)record->data + (location & 0xffff);
	*size = location >> 16;
	return lies_within(record, location & 0xffff, *size);
}

/* If they need no conversion, they are lent in place. */
static bool decode_steps(struct decoder *decoder, struct event *event, const char *array,
			 size_t size)
{
	size_t nr = size / sizeof(uint32_t);
	size_t i;

	/* The kernel aligns words. */
	if ((uintptr_t)array % sizeof(uint32_t) || nr > SUBREAPER_STEPS_MAX)
		return false;
	event->walk.steps = (const uint32_t *)array;
	event->walk.kept_steps = nr;
	if (decoder->native)
		return true;
	for (i = 0; i < nr; i++)
		decoder->steps[i] = bswap_32(event->walk.steps[i]);
	event->walk.steps = decoder->steps;
	return true;
}

static bool decode_array(struct decoder *decoder, struct event *event, const struct field *field,
			 const struct tep_record *record, uint32_t location)
{
	const char *array;
	size_t size;

	if (!find_array(record, location, &array, &size))
		return false;
	if (field->kind == FIELD_STEPS)
		return decode_steps(decoder, event, array, size);
	if (field->kind == FIELD_PATH)
		field_set_path(event, field, array, size);
	else
		field_set_comm(event, field, array, size);
	return true;
}

static bool decode_number(struct decoder *decoder, struct event *event,
			  const struct decoder_field *field, const struct tep_record *record)
{
	unsigned long long value;

	if (!read_number(decoder, field, record, &value))
		return false;
	if (!is_number(field->field))
		return decode_array(decoder, event, field->field, record, value);
	field_set_number(event, field->field, value);
	return true;
}

static bool decode_field(struct decoder *decoder, struct event *event,
			 const struct decoder_field *field, const struct tep_record *record)
{
	const char *from = (const char *)record->data + field->offset;

	switch (field->field->kind) {
	case FIELD_NOTE:
		return field_set_note(event, from, record->size - field->offset);
	case FIELD_COMM:
		if (field->place->flags & TEP_FIELD_IS_DYNAMIC)
			break;
		field_set_comm(event, field->field, from, field->size);
		return true;
	case FIELD_STATE:
		field_set_number(event, field->field, *(const unsigned char *)from);
		return true;
	default:
		break;
	}
	return decode_number(decoder, event, field, record);
}

static bool decode_fields(struct decoder *decoder, size_t type, struct event *event,
			  const struct tep_record *record)
{
	const struct decoder_type *layout = &decoder->layouts[type];
	const char *data = record->data;
	size_t i;

	if (!lies_within(record, 0, layout->least))
		return false;
	for (i = 0; i < layout->nr; i++) {
		const struct decoder_field *field = &layout->fields[i];

		if (field->alike)
			copy_alike(event, field, data + field->offset);
		else if (!decode_field(decoder, event, field, record))
			return false;
	}
	return true;
}

/* This runs for every record, and few are of interest. */
static unsigned int type_of(const struct decoder *decoder, const struct tep_record *record)
{
	unsigned long long id;
	uint16_t two;

	if (!lies_within(record, 0, decoder->id.end))
		return 0;
	if (decoder->id.alike) {
		memcpy(&two, (const char *)record->data + decoder->id.offset, sizeof(two));
		return decoder->types[two];
	}
	if (!read_number(decoder, &decoder->id, record, &id))
		return 0;
	return id < EVENT_IDS ? decoder->types[id] : 0;
}

/* Clears only the part that its type uses: there are too many events to clear all of it. */
static void begin_event(struct event *ret, enum event_type type, const struct tep_record *record)
{
	memset(ret, 0, event_size(type));
	ret->time = record->ts;
	ret->cpu = record->cpu;
	ret->type = type;
}

/* sched_process_fork holds less than task_newtask, which comes just before it. */
static bool is_told_already(const struct decoder *decoder, const struct tep_record *record,
			    int32_t born)
{
	const struct decoder_field *child = &decoder->layouts[EVENT_FORK].fields[FORK_CHILD];
	int32_t tid;

	if (!child->alike || !lies_within(record, child->offset, sizeof(tid)))
		return false;
	memcpy(&tid, (const char *)record->data + child->offset, sizeof(tid));
	return tid == born;
}

static int decode(struct decoder *decoder, size_t type, struct event *event,
		  const struct tep_record *record)
{
	int32_t *born = &decoder->born[(unsigned int)record->cpu % DECODER_CPUS];

	if (type == EVENT_FORK && is_told_already(decoder, record, *born))
		return 0;
	begin_event(event, type, record);
	if (!decode_fields(decoder, type, event, record))
		return type == EVENT_NOTE ? 0 : -EBADMSG;
	if (type == EVENT_BIRTH)
		*born = event->birth.tid;
	if (type == EVENT_MOVE)
		move_settle(event);
	return type != EVENT_PRCTL || event->prctl.option == PR_SET_CHILD_SUBREAPER;
}

/**
 * decoder_take() - understand a record
 * @decoder: of its trace
 * @ret: filled in up to the event_size() of its type; the steps of a walk lie in the record, or in
 *	@decoder until its next call
 *
 * Return: 1; 0 if it is of no interest; -EBADMSG if it is damaged
 */
int decoder_take(struct decoder *decoder, const struct tep_record *record, struct event *ret)
{
	unsigned int type = type_of(decoder, record);

	/* A process that was born meanwhile may have this number now. */
	if (record->missed_events)
		decoder->born[(unsigned int)record->cpu % DECODER_CPUS] = 0;
	if (!type)
		return 0;
	if (decoder->passing && EVENT_BIT(type - 1) & EVENTS_SUBREAPER)
		stop_passing(decoder);
	return decode(decoder, type - 1, ret, record);
}
