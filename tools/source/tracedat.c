// SPDX-License-Identifier: GPL-2.0-or-later
/* trace.dat files, through libtracecmd. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <trace-cmd.h>

#include "../base/array.h"
#include "fields.h"
#include "tracedat.h"

/* Where one type of event has its fields in the records of this very file. */
struct decoder {
	int id;
	struct tep_format_field *fields[FIELDS_MAX];
};

struct reading {
	const struct tracedat_sink *sink;
	struct decoder decoders[EVENT_TYPES_RECORDED];
	bool has_events;
	int err;
	struct message *why;
};

static int find_fields(struct tep_event *format, const struct event_layout *layout,
		       struct decoder *decoder, struct message *why)
{
	const struct field *field;

	for (field = layout->fields; field->name; field++) {
		struct tep_format_field *found = tep_find_field(format, field->name);

		if (!found)
			return message_set(
				why, -EPROTO,
				"its subreaper:%s events have no field %s: recorded with another version",
				layout->name, field->name);
		decoder->fields[field - layout->fields] = found;
	}
	decoder->id = format->id;
	return 0;
}

static int prepare_decoders(struct reading *reading, struct tep_handle *tep)
{
	size_t type;

	for (type = 0; type < EVENT_TYPES_RECORDED; type++) {
		const struct event_layout *layout = &event_layouts[type];
		struct tep_event *format = tep_find_event_by_name(tep, "subreaper", layout->name);
		int err;

		if (!format)
			continue;
		reading->has_events = true;
		err = find_fields(format, layout, &reading->decoders[type], reading->why);
		if (err)
			return err;
	}
	if (!reading->has_events)
		return message_set(
			reading->why, -ENODATA,
			"it holds no subreaper events; record with subreaper-trace record");
	return 0;
}

static bool lies_within(const struct tep_record *record, size_t offset, size_t size)
{
	return record->size >= 0 && offset <= (size_t)record->size &&
	       size <= (size_t)record->size - offset;
}

/* A dynamic array is found through a word with its offset below and its length above. */
static int decode_steps(struct event *event, const struct tep_record *record, uint32_t location)
{
	size_t offset = location & 0xffff;
	size_t count = (location >> 16) / sizeof(uint32_t);

	if (count > SUBREAPER_STEPS_MAX || !lies_within(record, offset, count * sizeof(uint32_t)))
		return -EBADMSG;
	return field_set_steps(event, (const uint32_t *)((char *)record->data + offset), count);
}

static int decode_field(struct event *event, const struct field *field,
			struct tep_format_field *place, const struct tep_record *record)
{
	unsigned long long value;

	if (place->offset < 0 || place->size < 0 ||
	    !lies_within(record, place->offset, place->size))
		return -EBADMSG;
	if (field->kind == FIELD_COMM) {
		field_set_comm(event, field, (char *)record->data + place->offset, place->size);
		return 0;
	}
	if (field->kind == FIELD_STATE) {
		field_set_number(event, field, *((unsigned char *)record->data + place->offset));
		return 0;
	}
	if (tep_read_number_field(place, record->data, &value))
		return -EBADMSG;
	if (field->kind == FIELD_STEPS)
		return decode_steps(event, record, value);
	field_set_number(event, field, value);
	return 0;
}

static int decode_event(const struct reading *reading, enum event_type type, struct event *event,
			const struct tep_record *record)
{
	const struct decoder *decoder = &reading->decoders[type];
	const struct field *field = event_layouts[type].fields;
	size_t i;
	int err = 0;

	event->type = type;
	for (i = 0; !err && field[i].name; i++)
		err = decode_field(event, &field[i], decoder->fields[i], record);
	return err;
}

static int report_lost(const struct reading *reading, const struct tep_record *record)
{
	struct event lost = {
		.time = record->ts,
		.cpu = record->cpu,
		.type = EVENT_LOST,
		.lost.count = record->missed_events > 0 ? record->missed_events : 0,
	};

	return record->missed_events ? reading->sink->event(reading->sink->context, &lost) : 0;
}

static int report_event(const struct reading *reading, enum event_type type,
			const struct tep_record *record)
{
	struct event event = { .time = record->ts, .cpu = record->cpu };
	int err;

	err = decode_event(reading, type, &event, record);
	if (!err)
		err = reading->sink->event(reading->sink->context, &event);
	if (type == EVENT_WALK)
		free(event.walk.steps);
	return err;
}

static int read_record(struct tracecmd_input *handle, struct tep_record *record, int cpu,
		       void *context)
{
	struct reading *reading = context;
	int id = tep_data_type(tracecmd_get_tep(handle), record);
	size_t type;

	(void)cpu;
	reading->err = report_lost(reading, record);
	for (type = 0; !reading->err && type < EVENT_TYPES_RECORDED; type++) {
		if (reading->decoders[type].id && reading->decoders[type].id == id)
			reading->err = report_event(reading, type, record);
	}
	return reading->err;
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
			err = reading->sink->instance(reading->sink->context, name);
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
 * @sink: told of everything in the order of time; the steps of a walk are only lent to it
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
