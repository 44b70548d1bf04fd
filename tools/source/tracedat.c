// SPDX-License-Identifier: GPL-2.0-or-later
/* trace.dat files, through libtracecmd. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <trace-cmd.h>

#include "fields.h"
#include "instance.h"
#include "tracedat.h"

#define EVENT_IDS 65536

/* Where one type of event has its fields in the records of this very file. */
struct decoder {
	int id;
	struct tep_format_field *fields[FIELDS_MAX];
};

struct reading {
	const struct tracedat_sink *sink;
	unsigned int wanted;
	/* Where the number of its event is in every record. */
	struct tep_format_field *id;
	/* Whether numbers are as this machine has them, which nearly all are. */
	bool native;
	struct decoder decoders[EVENT_TYPES_RECORDED];
	/* Of an event's number in this file, its type plus 1; 0 for what nobody wants. */
	uint8_t types[EVENT_IDS];
	int err;
	struct message *why;
};

static struct tep_format_field *find_field(struct tep_event *format, const char *name)
{
	struct tep_format_field *found = tep_find_field(format, name);

	return found ? found : tep_find_common_field(format, name);
}

static int find_fields(struct tep_event *format, const struct event_layout *layout,
		       struct decoder *decoder, struct message *why)
{
	const struct field *field;

	for (field = layout->fields; field->name; field++) {
		struct tep_format_field *found = find_field(format, field->name);

		if (!found)
			return message_set(
				why, -EPROTO,
				"its %s:%s events have no field %s: recorded with another version",
				layout->system, layout->name, field->name);
		decoder->fields[field - layout->fields] = found;
	}
	return 0;
}

static struct tep_event *find_format(struct tep_handle *tep, size_t type)
{
	return tep_find_event_by_name(tep, event_layouts[type].system, event_layouts[type].name);
}

static unsigned int find_formats(struct tep_handle *tep)
{
	unsigned int found = 0;
	size_t type;

	for (type = 0; type < EVENT_TYPES_RECORDED; type++)
		found |= find_format(tep, type) ? EVENT_BIT(type) : 0;
	return found;
}

static int prepare_decoder(struct reading *reading, struct tep_handle *tep, size_t type)
{
	struct tep_event *format = find_format(tep, type);

	if (!format || format->id < 0 || format->id >= EVENT_IDS)
		return 0;
	reading->types[format->id] = type + 1;
	reading->id = tep_find_common_field(format, "common_type");
	return find_fields(format, &event_layouts[type], &reading->decoders[type], reading->why);
}

static int prepare_decoders(struct reading *reading, struct tep_handle *tep)
{
	unsigned int found = find_formats(tep);
	size_t type;
	int err = 0;

	if (!(found & (EVENTS_SUBREAPER | EVENTS_LIVES)))
		return message_set(
			reading->why, -ENODATA,
			"it holds no subreaper events; record with subreaper-trace record");
	reading->native = tep_is_file_bigendian(tep) == tep_is_local_bigendian(tep);
	reading->wanted = reading->sink->wanted | EVENTS_ALWAYS;
	if (!(found & EVENTS_SUBREAPER))
		reading->wanted |= EVENTS_LIVES;
	for (type = 0; !err && type < EVENT_TYPES_RECORDED; type++) {
		if (reading->wanted & EVENT_BIT(type))
			err = prepare_decoder(reading, tep, type);
	}
	return err;
}

static bool lies_within(const struct tep_record *record, size_t offset, size_t size)
{
	return record->size >= 0 && offset <= (size_t)record->size &&
	       size <= (size_t)record->size - offset;
}

/* There are twenty in a record, and the library takes its time for each. */
static bool read_number(const struct reading *reading, struct tep_format_field *place,
			const struct tep_record *record, unsigned long long *ret)
{
	const char *from = (const char *)record->data + place->offset;
	uint64_t eight = 0;
	uint32_t four = 0;
	uint16_t two = 0;

	if (!reading->native)
		return !tep_read_number_field(place, record->data, ret);
	switch (place->size) {
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

/* A dynamic array is found through a word with its offset below and its length above. */
static bool find_array(const struct tep_record *record, uint32_t location, const char **ret,
		       size_t *size)
{
	*ret = (const char *)record->data + (location & 0xffff);
	*size = location >> 16;
	return lies_within(record, location & 0xffff, *size);
}

static bool decode_array(struct event *event, const struct field *field,
			 const struct tep_record *record, uint32_t location)
{
	const char *array;
	size_t size;

	if (!find_array(record, location, &array, &size))
		return false;
	if (field->kind == FIELD_PATH) {
		field_set_path(event, field, array, size);
		return true;
	}
	event->walk.steps = (const uint32_t *)array;
	event->walk.kept_steps = size / sizeof(uint32_t);
	return event->walk.kept_steps <= SUBREAPER_STEPS_MAX;
}

/* Text that goes on to the end of the record. */
static bool decode_note(struct event *event, struct tep_format_field *place,
			const struct tep_record *record)
{
	if (!lies_within(record, place->offset, 0))
		return false;
	return field_set_note(event, (char *)record->data + place->offset,
			      record->size - place->offset);
}

static bool decode_field(const struct reading *reading, struct event *event,
			 const struct field *field, struct tep_format_field *place,
			 const struct tep_record *record)
{
	unsigned long long value;

	if (place->offset < 0 || place->size < 0)
		return false;
	if (field->kind == FIELD_NOTE)
		return decode_note(event, place, record);
	if (!lies_within(record, place->offset, place->size))
		return false;
	if (field->kind == FIELD_COMM && !(place->flags & TEP_FIELD_IS_DYNAMIC)) {
		field_set_comm(event, field, (char *)record->data + place->offset, place->size);
		return true;
	}
	if (field->kind == FIELD_STATE) {
		field_set_number(event, field, *((unsigned char *)record->data + place->offset));
		return true;
	}
	if (!read_number(reading, place, record, &value))
		return false;
	if (field->kind == FIELD_STEPS || field->kind == FIELD_PATH)
		return decode_array(event, field, record, value);
	field_set_number(event, field, value);
	return true;
}

static bool decode_event(const struct reading *reading, size_t type, struct event *event,
			 const struct tep_record *record)
{
	const struct decoder *decoder = &reading->decoders[type];
	const struct field *field = event_layouts[type].fields;
	size_t i;

	event->type = type;
	for (i = 0; field[i].name; i++) {
		if (!decode_field(reading, event, &field[i], decoder->fields[i], record))
			return false;
	}
	return true;
}

static int report_lost(const struct reading *reading, const struct tep_record *record)
{
	struct event lost = {
		.time = record->ts,
		.cpu = record->cpu,
		.type = EVENT_LOST,
		.lost.count = record->missed_events > 0 ? record->missed_events : 0,
	};

	return reading->sink->event(reading->sink->context, &lost);
}

/* Others may write into a trace as well, and call prctl() for other reasons. */
static bool is_of_interest(const struct event *event)
{
	return event->type != EVENT_PRCTL || event->prctl.option == PR_SET_CHILD_SUBREAPER;
}

static int report_event(const struct reading *reading, size_t type, const struct tep_record *record)
{
	struct event event = { .time = record->ts, .cpu = record->cpu };

	if (!decode_event(reading, type, &event, record))
		return type == EVENT_NOTE ? 0 : -EBADMSG;
	if (!is_of_interest(&event))
		return 0;
	return reading->sink->event(reading->sink->context, &event);
}

static unsigned int type_of(const struct reading *reading, const struct tep_record *record)
{
	struct tep_format_field *place = reading->id;
	unsigned long long id;

	if (!place || place->offset < 0 || place->size < 0 ||
	    !lies_within(record, place->offset, place->size) ||
	    !read_number(reading, place, record, &id))
		return 0;
	return id < EVENT_IDS ? reading->types[id] : 0;
}

static int read_record(struct tracecmd_input *handle, struct tep_record *record, int cpu,
		       void *context)
{
	struct reading *reading = context;
	unsigned int type = type_of(reading, record);

	(void)handle;
	(void)cpu;
	*reading->sink->position = record->offset;
	if (record->missed_events)
		reading->err = report_lost(reading, record);
	if (type && !reading->err)
		reading->err = report_event(reading, type - 1, record);
	return reading->err;
}

static int report_instance(const struct reading *reading, const char *name)
{
	struct event event = { .type = EVENT_RECORDER };

	if (!recorder_of_instance(name, &event.recorder))
		return 0;
	return reading->sink->event(reading->sink->context, &event);
}

/* The top-level buffer and all instances, in one order of time. */
static int read_handles(struct reading *reading, struct tracecmd_input **handles, int nr)
{
	int err = tracecmd_iterate_events_multi(handles, nr, read_record, reading);

	if (reading->err == -EBADMSG || (err && !reading->err))
		return message_set(reading->why, -EBADMSG, "it is damaged");
	return reading->err;
}

static int read_buffers(struct reading *reading, struct tracecmd_input *top)
{
	int nr = tracecmd_buffer_instances(top);
	struct tracecmd_input **handles;
	int err = 0;
	int i;

	if (nr < 0)
		nr = 0;
	handles = calloc(nr + 1, sizeof(struct tracecmd_input *));
	if (!handles)
		return -ENOMEM;
	handles[0] = top;
	for (i = 0; !err && i < nr; i++) {
		const char *name = tracecmd_buffer_instance_name(top, i);

		handles[i + 1] = tracecmd_buffer_instance_handle(top, i);
		if (!handles[i + 1] || !name)
			err = message_set(reading->why, -EBADMSG, "it is damaged");
		else
			err = report_instance(reading, name);
	}
	if (!err)
		err = read_handles(reading, handles, nr + 1);
	for (i = 1; i <= nr; i++) {
		if (handles[i])
			tracecmd_close(handles[i]);
	}
	free(handles);
	return err;
}

/**
 * tracedat_read() - read a file that trace-cmd wrote
 * @fd: the file; closed
 * @sink: told of what it wants, in the order of time
 * @why: explains an error about the file, in words that can follow its name
 *
 * The library that reads can crash or hang on a damaged file.
 *
 * Return: 0, -EBADMSG for a damaged file, -ENODATA for one without events of ours, -EPROTO for
 * events in a form that is not known, or the error of the sink
 */
int tracedat_read(int fd, const struct tracedat_sink *sink, struct message *why)
{
	struct reading reading = { .sink = sink, .why = why };
	struct tracecmd_input *top;
	int err;

	tracecmd_set_loglevel(TEP_LOG_NONE);
	tep_set_loglevel(TEP_LOG_NONE);
	top = tracecmd_open_fd(fd, TRACECMD_FL_LOAD_NO_PLUGINS);
	if (!top) {
		close(fd);
		return message_set(why, -EBADMSG, "it is damaged or was not recorded to its end");
	}
	err = prepare_decoders(&reading, tracecmd_get_tep(top));
	if (!err)
		err = read_buffers(&reading, top);
	tracecmd_close(top);
	return err;
}
