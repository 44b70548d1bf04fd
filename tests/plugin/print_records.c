// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Turns a trace that was written by hand into the records that a kernel would write, in the format
 * of a recorded trace, and has libtraceevent print them with its plugins. With a third argument the
 * records are damaged instead, and nothing is printed but what is wrong with the plugin.
 *
 * print_records RECORDED.dat WRITTEN.trace [cut|noise]
 */
#include <sanitizer/asan_interface.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <trace-cmd.h>

#include "../../tools/source/trace/fields.h"
#include "../../tools/source/trace/text.h"

#define NOISY_COPIES 2000

struct record {
	struct tep_event *format;
	struct tep_record tep;
};

static size_t fixed_size(const struct tep_event *format)
{
	struct tep_format_field *field;
	size_t size = 0;

	for (field = format->format.fields; field; field = field->next) {
		if ((size_t)field->offset + field->size > size)
			size = field->offset + field->size;
	}
	return size;
}

static void encode_steps(const struct walk_event *walk, char *data,
			 const struct tep_format_field *at, size_t fixed)
{
	uint32_t size = walk->kept_steps * sizeof(uint32_t);
	uint32_t location = size << 16 | fixed;

	memcpy(data + at->offset, &location, sizeof(location));
	if (size)
		memcpy(data + fixed, walk->steps, size);
}

static void encode_fields(const struct event *event, struct tep_event *format, char *data)
{
	const struct field *field;
	uint16_t id = format->id;

	memcpy(data, &id, sizeof(id));
	for (field = event_layouts[event->type].fields; field->name; field++) {
		struct tep_format_field *at = tep_find_field(format, field->name);

		if (!at)
			continue;
		if (field->kind == FIELD_STEPS)
			encode_steps(&event->walk, data, at, fixed_size(format));
		else
			memcpy(data + at->offset, (const char *)event + field->offset,
			       (size_t)at->size < field->size ? (size_t)at->size : field->size);
	}
}

static struct record record_of(struct tep_handle *tep, const struct event *event)
{
	struct record record = {
		.format = tep_find_event_by_name(tep, "subreaper", event_layouts[event->type].name),
		.tep.ts = event->time,
		.tep.cpu = event->cpu,
	};

	record.tep.size = fixed_size(record.format);
	if (event->type == EVENT_WALK)
		record.tep.size += event->walk.kept_steps * sizeof(uint32_t);
	record.tep.data = calloc(1, record.tep.size);
	encode_fields(event, record.format, record.tep.data);
	return record;
}

/* What the plugin makes of a record, NULL when it leaves that to the library. */
static char *handle(struct record *record)
{
	struct trace_seq out;
	char *text = NULL;

	trace_seq_init(&out);
	if (!record->format->handler(&out, &record->tep, record->format, record->format->context)) {
		trace_seq_terminate(&out);
		text = strdup(out.buffer);
	} else if (out.len) {
		printf("%s: gave up within a line\n", record->format->name);
	}
	trace_seq_destroy(&out);
	return text;
}

/* Every length that is too short: the plugin gives up, or did not need the rest. */
static void print_cut(struct record *record)
{
	char *whole = handle(record);
	int size = record->tep.size;

	for (record->tep.size = 0; record->tep.size < size; record->tep.size++) {
		char *rest = (char *)record->tep.data + record->tep.size;
		char *text;

		ASAN_POISON_MEMORY_REGION(rest, size - record->tep.size);
		text = handle(record);
		if (text && strcmp(text, whole) != 0)
			printf("%s of %d bytes: %s\n", record->format->name, record->tep.size,
			       text);
		free(text);
		ASAN_UNPOISON_MEMORY_REGION(rest, size - record->tep.size);
	}
	free(whole);
}

static bool is_printable(const char *text)
{
	for (; *text; text++) {
		if (*text < 0x20 || *text > 0x7e)
			return false;
	}
	return true;
}

static void print_noise(struct record *record)
{
	unsigned char *data = record->tep.data;
	int copies, i;

	for (copies = 0; copies < NOISY_COPIES; copies++) {
		char *text;

		for (i = 0; i < record->tep.size; i++)
			data[i] = rand() % 4 ? rand() : 0;
		text = handle(record);
		if (text && !is_printable(text))
			printf("%s is not printable\n", record->format->name);
		free(text);
	}
}

static void print_whole(struct record *record)
{
	struct trace_seq out;

	trace_seq_init(&out);
	tep_print_event(record->format->tep, &out, &record->tep, "%s: %s", TEP_PRINT_NAME,
			TEP_PRINT_INFO);
	trace_seq_terminate(&out);
	puts(out.buffer);
	trace_seq_destroy(&out);
}

static void print_record(struct tep_handle *tep, const struct event *event, const char *damage)
{
	struct record record = record_of(tep, event);

	if (!damage)
		print_whole(&record);
	else if (!record.format->handler)
		printf("%s: no plugin\n", record.format->name);
	else if (strcmp(damage, "cut") == 0)
		print_cut(&record);
	else
		print_noise(&record);
	free(record.tep.data);
}

int main(int argc, char **argv)
{
	struct tracecmd_input *recorded = argc > 2 ? tracecmd_open(argv[1], 0) : NULL;
	FILE *written = argc > 2 ? fopen(argv[2], "r") : NULL;
	struct message why = { .text = "cannot be opened" };
	struct event event;
	size_t number = 0;
	int status = -1;

	while (recorded && written && (status = text_next(written, &number, &event, &why)) > 0) {
		if (EVENT_BIT(event.type) & EVENTS_SUBREAPER)
			print_record(tracecmd_get_tep(recorded), &event, argv[3]);
	}
	if (status) {
		fprintf(stderr, "print_records: cannot read its input: %s\n", why.text);
		return 1;
	}
	fclose(written);
	tracecmd_close(recorded);
	return 0;
}
