// SPDX-License-Identifier: GPL-2.0-or-later
/* The fields of each event; every source fills them in by these tables. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fields.h"

/* As NOTE_FORMAT in fields.h writes it. */
#define NOTE_FORMAT_SCAN "subreaper-trace 1 wall_offset=%" SCNd64 " host=%64s boot_id=%36[0-9a-f-]"

/* Versions of clang-format differ on such macros. */
/* clang-format off */
#define CHILDREN_FORMAT_SCAN "subreaper-trace 1 children_of=%" SCNd32 " ended=%d"

#define SIZE_OF(type, name) sizeof(((struct event *)0)->type.name)
#define NAMED(type, member, name_of_it, kind_of_it) { \
	.name = name_of_it, \
	.kind = kind_of_it, \
	.offset = offsetof(struct event, type.member), \
	.size = SIZE_OF(type, member), \
}
#define FIELD(type, member, kind_of_it) NAMED(type, member, #member, kind_of_it)
#define WORD(type, member, table)                                                             \
	{                                                                                     \
		.name = #member, .kind = FIELD_WORD,                                          \
		.offset = offsetof(struct event, type.member), .size = SIZE_OF(type, member), \
		.words = table,                                                               \
	}
/* clang-format on */
#define NUMBER(type, name) FIELD(type, name, FIELD_NUMBER)
#define COMM(type, name)   FIELD(type, name, FIELD_COMM)

static const struct field reparent_fields[] = {
	NUMBER(reparent, child_start),
	NUMBER(reparent, parent_start),
	NUMBER(reparent, adopter_start),
	NUMBER(reparent, number),
	COMM(reparent, child_comm),
	COMM(reparent, parent_comm),
	COMM(reparent, adopter_comm),
	NUMBER(reparent, child),
	NUMBER(reparent, child_nspid),
	NUMBER(reparent, parent_tid),
	NUMBER(reparent, parent_tgid),
	NUMBER(reparent, adopter_tid),
	NUMBER(reparent, adopter_tgid),
	NUMBER(reparent, level),
	WORD(reparent, decision, decision_words),
	FIELD(reparent, effects, FIELD_EFFECTS),
	NUMBER(reparent, pdeath_signal),
	{ 0 },
};

static const struct field walk_fields[] = {
	NUMBER(walk, parent_start),
	NUMBER(walk, adopter_start),
	NUMBER(walk, number),
	COMM(walk, parent_comm),
	COMM(walk, adopter_comm),
	NUMBER(walk, parent_tid),
	NUMBER(walk, parent_tgid),
	NUMBER(walk, adopter_tid),
	NUMBER(walk, adopter_tgid),
	NUMBER(walk, parent_exit_code),
	NUMBER(walk, children),
	NUMBER(walk, children_told),
	NUMBER(walk, nr_steps),
	FIELD(walk, steps, FIELD_STEPS),
	NUMBER(walk, level),
	NUMBER(walk, has_flag),
	WORD(walk, decision, decision_words),
	NUMBER(walk, truncated),
	{ 0 },
};

static const struct field mark_fields[] = {
	NUMBER(mark, start), NUMBER(mark, argument), COMM(mark, comm),
	NUMBER(mark, tid),   NUMBER(mark, tgid),     NUMBER(mark, descendants),
	NUMBER(mark, old),   NUMBER(mark, new),	     { 0 },
};

static const struct field process_fields[] = {
	NUMBER(process, start),
	NUMBER(process, parent_start),
	NUMBER(process, cgroup),
	NUMBER(process, adopted_time),
	NUMBER(process, adopted_number),
	NUMBER(process, adopted_by_start),
	COMM(process, comm),
	NUMBER(process, pid),
	NUMBER(process, nspid),
	NUMBER(process, parent_tid),
	NUMBER(process, parent_tgid),
	NUMBER(process, tracer_tgid),
	NUMBER(process, pgrp),
	NUMBER(process, session),
	NUMBER(process, adopted_by),
	NUMBER(process, threads_alive),
	NUMBER(process, exit_code),
	NUMBER(process, exit_signal),
	NUMBER(process, level),
	NUMBER(process, subreaper),
	NUMBER(process, has_subreaper),
	WORD(process, sigchld, sigchld_words),
	NUMBER(process, pdeath_signal),
	WORD(process, adopted_decision, decision_words),
	FIELD(process, state, FIELD_STATE),
	{ 0 },
};

static const struct field reap_fields[] = {
	NUMBER(reap, start),
	NUMBER(reap, parent_start),
	NUMBER(reap, reaper_start),
	COMM(reap, comm),
	COMM(reap, reaper_comm),
	NUMBER(reap, pid),
	NUMBER(reap, parent_tgid),
	NUMBER(reap, reaper_tid),
	NUMBER(reap, reaper_tgid),
	NUMBER(reap, exit_code),
	WORD(reap, release, release_words),
	{ 0 },
};

static const struct field gap_fields[] = {
	NUMBER(gap, since),
	NUMBER(gap, until),
	NUMBER(gap, count),
	WORD(gap, gap, gap_words),
	{ 0 },
};

/* The creator is the task that the event was recorded for. */
static const struct field birth_fields[] = {
	NAMED(birth, tid, "pid", FIELD_NUMBER),
	NAMED(birth, parent_tid, "common_pid", FIELD_NUMBER),
	COMM(birth, comm),
	NAMED(birth, flags, "clone_flags", FIELD_NUMBER),
	{ 0 },
};

static const struct field fork_fields[] = {
	NAMED(birth, tid, "child_pid", FIELD_NUMBER),
	NAMED(birth, parent_tid, "parent_pid", FIELD_NUMBER),
	NAMED(birth, comm, "child_comm", FIELD_COMM),
	{ 0 },
};

static const struct field exec_fields[] = {
	NAMED(exec, tid, "pid", FIELD_NUMBER),
	NAMED(exec, old_tid, "old_pid", FIELD_NUMBER),
	NAMED(exec, comm, "filename", FIELD_PATH),
	{ 0 },
};

static const struct field end_fields[] = {
	NAMED(end, tid, "pid", FIELD_NUMBER),
	COMM(end, comm),
	{ 0 },
};

static const struct field prctl_fields[] = {
	NUMBER(prctl, option),
	NAMED(prctl, argument, "arg2", FIELD_NUMBER),
	NAMED(prctl, tid, "common_pid", FIELD_NUMBER),
	{ 0 },
};

/* The probe is defined by source/record/probes.c. */
#define MOVED(member, kind) NAMED(move, reparent.member, #member, kind)
static const struct field move_fields[] = {
	MOVED(child_start, FIELD_NUMBER),
	MOVED(parent_start, FIELD_NUMBER),
	MOVED(adopter_start, FIELD_NUMBER),
	MOVED(child_comm, FIELD_COMM),
	MOVED(parent_comm, FIELD_COMM),
	MOVED(adopter_comm, FIELD_COMM),
	MOVED(child, FIELD_NUMBER),
	MOVED(parent_tid, FIELD_NUMBER),
	MOVED(parent_tgid, FIELD_NUMBER),
	MOVED(adopter_tid, FIELD_NUMBER),
	MOVED(adopter_tgid, FIELD_NUMBER),
	MOVED(level, FIELD_NUMBER),
	NUMBER(move, parent_level),
	NUMBER(move, exit_state),
	NUMBER(move, threads),
	NUMBER(move, ptrace),
	NUMBER(move, parent_has_subreaper),
	NUMBER(move, adopter_is_subreaper),
	NUMBER(move, adopter_is_init),
	NUMBER(move, adopter_is_exiting),
	{ 0 },
};

static const struct field note_fields[] = {
	NAMED(note, host, "buf", FIELD_NOTE),
	{ 0 },
};

#define ROUND_UP(size) (((size) + 7) & ~(size_t)7)
/* clang-format off */
#define LAYOUT(system, name, member, fields) { \
	system, \
	name, \
	ROUND_UP(offsetof(struct event, member) + sizeof(((struct event *)0)->member)), \
	fields, \
}
/* clang-format on */

const struct event_layout event_layouts[EVENT_TYPES_RECORDED] = {
	[EVENT_REPARENT] = LAYOUT("subreaper", "reparent", reparent, reparent_fields),
	[EVENT_WALK] = LAYOUT("subreaper", "walk", walk, walk_fields),
	[EVENT_MARK] = LAYOUT("subreaper", "mark", mark, mark_fields),
	[EVENT_PROCESS] = LAYOUT("subreaper", "process", process, process_fields),
	[EVENT_REAP] = LAYOUT("subreaper", "reap", reap, reap_fields),
	[EVENT_GAP] = LAYOUT("subreaper", "gap", gap, gap_fields),
	[EVENT_BIRTH] = LAYOUT("task", "task_newtask", birth, birth_fields),
	[EVENT_FORK] = LAYOUT("sched", "sched_process_fork", birth, fork_fields),
	[EVENT_EXEC] = LAYOUT("sched", "sched_process_exec", exec, exec_fields),
	[EVENT_EXIT] = LAYOUT("sched", "sched_process_exit", end, end_fields),
	[EVENT_FREE] = LAYOUT("sched", "sched_process_free", end, end_fields),
	[EVENT_PRCTL] = LAYOUT("syscalls", "sys_enter_prctl", prctl, prctl_fields),
	[EVENT_MOVE] = LAYOUT(MOVE_SYSTEM, MOVE_NAME, move, move_fields),
	[EVENT_NOTE] = LAYOUT("ftrace", "print", note, note_fields),
};

/**
 * event_size() - how much of a struct event is used
 * @type: of the event
 *
 * Return: the size in bytes, from its beginning, a multiple of 8
 */
size_t event_size(enum event_type type)
{
	return type < EVENT_TYPES_RECORDED ? event_layouts[type].size : sizeof(struct event);
}

/**
 * field_set_number() - store a number, cut to the size of its place
 * @field: which, of a kind that is a number
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
 * @field: which, of kind FIELD_COMM
 * @comm: the name; ends with a zero or with @size
 * @size: room at @comm, in bytes
 */
void field_set_comm(struct event *event, const struct field *field, const char *comm, size_t size)
{
	char *place = (char *)event + field->offset;
	size_t length = size < field->size ? size : field->size - 1;

	strncpy(place, comm, length);
	memset(place + length, 0, field->size - length);
}

/**
 * field_set_path() - store the file name of a program, and the command name that it gives
 * @event: an exec
 * @field: which, of kind FIELD_PATH
 * @path: the path, which is lent; ends with a zero or with @size
 * @size: room at @path, in bytes
 */
void field_set_path(struct event *event, const struct field *field, const char *path, size_t size)
{
	size_t length = strnlen(path, size);
	const char *slash = memrchr(path, '/', length);
	const char *name = slash ? slash + 1 : path;

	field_set_comm(event, field, name, length - (name - path));
	event->exec.filename.bytes = path;
	event->exec.filename.size = length < EVENT_TEXT_MAX ? length : EVENT_TEXT_MAX;
}

/**
 * fields_end_texts() - make sure that each text in an event ends
 * @event: one that was filled in elsewhere
 */
void fields_end_texts(struct event *event)
{
	const struct field *field;

	if (event->type >= EVENT_TYPES_RECORDED)
		return;
	if (event->type == EVENT_NOTE)
		event->note.boot_id[BOOT_ID_LEN - 1] = '\0';
	for (field = event_layouts[event->type].fields; field->name; field++) {
		if (field->kind == FIELD_COMM || field->kind == FIELD_PATH ||
		    field->kind == FIELD_NOTE)
			((char *)event)[field->offset + field->size - 1] = '\0';
	}
}

static bool set_children(struct event *event, const char *line)
{
	struct event told = { .time = event->time, .cpu = event->cpu, .type = EVENT_CHILDREN };
	int ended;

	if (sscanf(line, CHILDREN_FORMAT_SCAN, &told.children.pid, &ended) != 2)
		return false;
	told.children.ended = ended;
	*event = told;
	return true;
}

/**
 * field_set_note() - understand a line that record has written into the trace
 * @text: the line; ends with a zero, a newline or with @size
 * @size: room at @text, in bytes
 *
 * Return: false if it was written by another program
 */
bool field_set_note(struct event *event, const char *text, size_t size)
{
	char line[256];
	size_t length = strnlen(text, size);

	if (length >= sizeof(line))
		return false;
	memcpy(line, text, length);
	line[length] = '\0';
	if (set_children(event, line))
		return true;
	if (sscanf(line, NOTE_FORMAT_SCAN, &event->note.wall_offset, event->note.host,
		   event->note.boot_id) < 2)
		return false;
	event->note.adds = strstr(line, " adds=1");
	return true;
}
