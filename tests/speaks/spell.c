// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * spell FILE: print a trace as text that the command reads as well, so that a test can take lines
 * away. Linked with the objects of the command.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../tools/source/trace/fields.h"
#include "../../tools/source/trace/input.h"

static void spell_text(const char *text, size_t size)
{
	for (size_t i = 0; i < size && text[i]; i++) {
		if (text[i] > ' ' && text[i] < 0x7f && text[i] != '\\')
			putchar(text[i]);
		else
			printf("\\%03o", (unsigned char)text[i]);
	}
}

static void spell_number(const char *from, size_t size)
{
	uint64_t eight;
	int32_t four;

	if (size == sizeof(eight)) {
		memcpy(&eight, from, size);
		printf("%" PRIu64, eight);
	} else if (size == sizeof(four)) {
		memcpy(&four, from, size);
		printf("%" PRId32, four);
	} else {
		printf("%u", (unsigned char)*from);
	}
}

static void spell_steps(const struct walk_event *walk)
{
	for (uint32_t i = 0; i < walk->kept_steps; i++)
		printf("%s%u:%u", i ? "," : "", SUBREAPER_STEP_PID(walk->steps[i]),
		       SUBREAPER_STEP_VERDICT(walk->steps[i]));
}

static void spell_field(const struct event *event, const struct field *field)
{
	const char *from = (const char *)event + field->offset;

	if (field->kind == FIELD_STEPS && !event->walk.kept_steps)
		return;
	printf(" %s=", field->name);
	switch (field->kind) {
	case FIELD_COMM:
	case FIELD_PATH:
		spell_text(from, field->size);
		break;
	case FIELD_STEPS:
		spell_steps(&event->walk);
		break;
	case FIELD_STATE:
		printf("%c", *from ? *from : '?');
		break;
	default:
		spell_number(from, field->size);
	}
}

static void spell_held(uint32_t held)
{
	printf("holds");
	for (unsigned int type = 0; type < EVENT_NOTE; type++) {
		if (held & EVENT_BIT(type))
			printf(" %s", event_layouts[type].name);
	}
	putchar('\n');
}

static void spell(const struct event *event)
{
	const struct field *field;

	if (event->type == EVENT_RECORDER) {
		if (event->recorder.pid)
			printf("instance subreaper-trace.%d.%" PRIu64 ".4026531836\n",
			       event->recorder.pid, event->recorder.start);
		if (event->recorder.held)
			spell_held(event->recorder.held);
		return;
	}
	if (event->type == EVENT_NOTE) {
		printf("note subreaper-trace 1 wall_offset=%" PRId64 " host=%s\n",
		       event->note.wall_offset, event->note.host);
		return;
	}
	/* What the recorder read of /proc is no event. */
	if (event->type == EVENT_READING || event->type == EVENT_PROFILE)
		return;
	printf("%" PRIu64 ".%09" PRIu64 " [%03u] ", event->time / 1000000000,
	       event->time % 1000000000, event->cpu);
	if (event->type == EVENT_LOST) {
		printf("lost count=%" PRIu64 "\n", event->lost.count);
		return;
	}
	if (event->type == EVENT_CHILDREN) {
		printf("children pid=%d ended=%d\n", event->children.pid, event->children.ended);
		return;
	}
	printf("%s", event_layouts[event->type].name);
	for (field = event_layouts[event->type].fields; field->name; field++)
		spell_field(event, field);
	putchar('\n');
}

int main(int argc, char **argv)
{
	struct message why = { .text = "" };
	struct input *input;
	struct event event;
	int status;

	if (argc != 2)
		return 2;
	puts("# subreaper-trace text 1");
	status = input_open(&input, argv[1], ~0U, &why);
	while (!status && (status = input_next(input, &event, &why)) > 0) {
		spell(&event);
		status = 0;
	}
	if (status)
		fprintf(stderr, "spell: %s\n", why.text);
	input_close(input);
	return !!status;
}
