// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The table of columns is the schema that docs/subreaper-trace-formats.5.scd promises: a column
 * may be added, and no other change is made to it without a new SCHEMA_VERSION.
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "../../base/memory/array.h"
#include "../../model/forest/basis.h"
#include "../../model/trace/words.h"
#include "column.h"

/* Versions of clang-format differ on such macros. */
/* clang-format off */
#define AT(member)                                                                  \
	{                                                                           \
		offsetof(struct event, member), sizeof(((struct event *)0)->member) \
	}
#define AT_ALL(member)                                                                          \
	{                                                                                       \
		[EVENT_REPARENT] = AT(member), [EVENT_WALK] = AT(member),                       \
		[EVENT_MARK] = AT(member), [EVENT_PROCESS] = AT(member),                        \
		[EVENT_LOST] = AT(member), [EVENT_REAP] = AT(member), [EVENT_GAP] = AT(member), \
		OF_LIFE(member),                                                                \
	}
/* Of births, execs, exits and what is gone. */
#define OF_LIFE(member)                                                               \
	[EVENT_LIFE_BIRTH] = AT(member), [EVENT_LIFE_EXEC] = AT(member),              \
	[EVENT_LIFE_EXIT] = AT(member), [EVENT_LIFE_FREE] = AT(member)
#define OF_EXITED                                                                         \
	{                                                                                 \
		[EVENT_PROCESS] = AT(process.exit_code), [EVENT_REAP] = AT(reap.exit_code), \
		[EVENT_LIFE_EXIT] = AT(life.exit_code),                                   \
	}
#define OF_DOUBTED                                                                      \
	{                                                                               \
		[EVENT_REPARENT] = AT(reparent.parent_doubts),                          \
		[EVENT_WALK] = AT(walk.parent_doubts), OF_LIFE(life.parent_doubts),     \
	}
#define OF_BOTH(member)                                                                 \
	{                                                                               \
		[EVENT_REPARENT] = AT(reparent.member), [EVENT_WALK] = AT(walk.member), \
	}
#define OF_CHILD(member)                                                                \
	{                                                                               \
		[EVENT_REPARENT] = AT(reparent.member), [EVENT_WALK] = AT(walk.member), \
		[EVENT_PROCESS] = AT(process.member),                                   \
	}
#define OF_WALK(member)                         \
	{                                       \
		[EVENT_WALK] = AT(walk.member), \
	}
#define OF_MARK(member)                         \
	{                                       \
		[EVENT_MARK] = AT(mark.member), \
	}
#define OF_PROCESS(member)                            \
	{                                             \
		[EVENT_PROCESS] = AT(process.member), \
	}
#define OF_REAP(member)                         \
	{                                       \
		[EVENT_REAP] = AT(reap.member), \
	}
#define OF_GAP(member)                        \
	{                                     \
		[EVENT_GAP] = AT(gap.member), \
	}
/* Of those that are about one process, where its pid is. */
#define OF_ITSELF                                                                         \
	{                                                                                 \
		[EVENT_REPARENT] = AT(reparent.child), [EVENT_MARK] = AT(mark.tgid),      \
		[EVENT_PROCESS] = AT(process.pid), [EVENT_REAP] = AT(reap.pid),           \
	}
#define OF_REPARENT(member)                             \
	{                                               \
		[EVENT_REPARENT] = AT(reparent.member), \
	}
/* clang-format on */

const struct column all_columns[] = {
	{ "time", COLUMN_TIME, NEVER, "seconds, counted as --time says", AT_ALL(time) },
	{ "wall", COLUMN_WALL, NEVER, "the same time by the wall clock, in UTC", AT_ALL(time) },
	{ "host", COLUMN_HOST, NEVER, "name of the machine", AT_ALL(host) },
	{ "cpu", COLUMN_UNSIGNED, NEVER, "processor that recorded it", AT_ALL(cpu) },
	{ "event", COLUMN_EVENT, NEVER, "what happened", AT_ALL(type) },
	{ "pid",
	  COLUMN_SIGNED,
	  NEVER,
	  "the child, or the process itself",
	  { [EVENT_REPARENT] = AT(reparent.child),
	    [EVENT_MARK] = AT(mark.tgid),
	    [EVENT_PROCESS] = AT(process.pid),
	    [EVENT_REAP] = AT(reap.pid),
	    OF_LIFE(life.pid) } },
	{ "tid", COLUMN_SIGNED, NEVER, "the thread that called prctl()", OF_MARK(tid) },
	{ "start",
	  COLUMN_UNSIGNED,
	  WHEN_ZERO,
	  "when it was born, ns since boot",
	  { [EVENT_REPARENT] = AT(reparent.child_start),
	    [EVENT_MARK] = AT(mark.start),
	    [EVENT_PROCESS] = AT(process.start),
	    [EVENT_REAP] = AT(reap.start),
	    OF_LIFE(life.start) } },
	{ "comm",
	  COLUMN_NAME,
	  NEVER,
	  "its name",
	  { [EVENT_REPARENT] = AT(reparent.child_comm),
	    [EVENT_MARK] = AT(mark.comm),
	    [EVENT_PROCESS] = AT(process.comm),
	    [EVENT_REAP] = AT(reap.comm),
	    OF_LIFE(life.comm) } },
	{ "nspid",
	  COLUMN_SIGNED,
	  WHEN_ZERO,
	  "its pid in its own pid namespace",
	  { [EVENT_REPARENT] = AT(reparent.child_nspid), [EVENT_PROCESS] = AT(process.nspid) } },
	{ "level",
	  COLUMN_UNSIGNED,
	  NEVER,
	  "depth of the pid namespace; in a walk the parent's",
	  { [EVENT_REPARENT] = AT(reparent.level),
	    [EVENT_WALK] = AT(walk.level),
	    [EVENT_PROCESS] = AT(process.level) } },
	{ "state", COLUMN_LETTER, WHEN_ZERO, "state, as the letter of ps", OF_PROCESS(state) },
	{ "subreaper", COLUMN_BOOL, NEVER, "is it a subreaper?", OF_PROCESS(subreaper) },
	{ "has_subreaper", COLUMN_BOOL, NEVER, "does the kernel look for a subreaper above?",
	  OF_PROCESS(has_subreaper) },
	{ "parent_pid",
	  COLUMN_SIGNED,
	  NEVER,
	  "its parent, or the old parent",
	  { [EVENT_REPARENT] = AT(reparent.parent_tgid),
	    [EVENT_WALK] = AT(walk.parent_tgid),
	    [EVENT_PROCESS] = AT(process.parent_tgid),
	    [EVENT_REAP] = AT(reap.parent_tgid),
	    OF_LIFE(life.parent_tgid) } },
	{ "parent_tid", COLUMN_SIGNED, NEVER, "the thread that is or was the parent",
	  OF_CHILD(parent_tid) },
	{ "parent_start",
	  COLUMN_UNSIGNED,
	  WHEN_ZERO,
	  "birth of that process",
	  { [EVENT_REPARENT] = AT(reparent.parent_start),
	    [EVENT_WALK] = AT(walk.parent_start),
	    [EVENT_PROCESS] = AT(process.parent_start),
	    [EVENT_REAP] = AT(reap.parent_start),
	    OF_LIFE(life.parent_start) } },
	{ "parent_comm",
	  COLUMN_NAME,
	  NEVER,
	  "name of that thread, if known",
	  { [EVENT_REPARENT] = AT(reparent.parent_comm),
	    [EVENT_WALK] = AT(walk.parent_comm),
	    [EVENT_PROCESS] = AT(process.parent_tgid),
	    [EVENT_REAP] = AT(reap.parent_tgid),
	    OF_LIFE(life.parent_comm) } },
	{ "adopter_pid", COLUMN_SIGNED, WHEN_ZERO, "the new parent; absent if there is none",
	  OF_BOTH(adopter_tgid) },
	{ "adopter_tid", COLUMN_SIGNED, WHEN_ZERO, "thread of the new parent",
	  OF_BOTH(adopter_tid) },
	{ "adopter_start", COLUMN_UNSIGNED, WHEN_ZERO, "birth of that process",
	  OF_BOTH(adopter_start) },
	{ "adopter_comm", COLUMN_NAME, NEVER, "name of that thread", OF_BOTH(adopter_comm) },
	{ "decision", COLUMN_DECISION, NEVER, "why that process adopts", OF_BOTH(decision) },
	{ "effects", COLUMN_EFFECTS, NEVER, "effects of the adoption on the child",
	  OF_REPARENT(effects) },
	{ "pdeath_signal",
	  COLUMN_UNSIGNED,
	  WHEN_ZERO,
	  "number of its parent-death signal",
	  { [EVENT_REPARENT] = AT(reparent.pdeath_signal),
	    [EVENT_PROCESS] = AT(process.pdeath_signal) } },
	{ "has_flag", COLUMN_BOOL, NEVER, "did the kernel have to look for a subreaper?",
	  OF_WALK(has_flag) },
	{ "children", COLUMN_UNSIGNED, NEVER, "how many children the old parent left",
	  OF_WALK(children) },
	{ "steps", COLUMN_STEPS, NEVER, "the ancestors tried, and what was found",
	  OF_WALK(kept_steps) },
	{ "nr_steps", COLUMN_UNSIGNED, NEVER, "how many ancestors were tried", OF_WALK(nr_steps) },
	{ "truncated", COLUMN_BOOL, NEVER, "are some missing from steps?", OF_WALK(truncated) },
	{ "argument", COLUMN_HEX, NEVER, "the argument of prctl()", OF_MARK(argument) },
	{ "old", COLUMN_BOOL, NEVER, "was it a subreaper?", OF_MARK(old) },
	{ "new", COLUMN_BOOL, NEVER, "is it one now?", OF_MARK(new) },
	{ "descendants", COLUMN_SIGNED, WHEN_NEGATIVE, "processes that now have a subreaper above",
	  OF_MARK(descendants) },
	{ "lost",
	  COLUMN_UNSIGNED,
	  WHEN_ZERO,
	  "events lost before this; absent if unknown",
	  { [EVENT_LOST] = AT(lost.count) } },
	{ "inferred", COLUMN_BOOL, NEVER, "inferred from other events?", AT_ALL(inferred) },
	{ "number", COLUMN_UNSIGNED, WHEN_ZERO, "number of the decision, since module load",
	  OF_BOTH(number) },
	{ "children_told", COLUMN_UNSIGNED, NEVER, "how many of these have a reparent event",
	  OF_WALK(children_told) },
	{ "parent_exit_code", COLUMN_SIGNED, WHEN_NEGATIVE, "wait status of the old parent",
	  OF_WALK(parent_exit_code) },
	{ "exit_code", COLUMN_EXIT_CODE, NEVER, "wait status of the exited process", OF_EXITED },
	{ "threads_alive", COLUMN_UNSIGNED, NEVER, "how many threads have not exited",
	  OF_PROCESS(threads_alive) },
	{ "tracer_pid", COLUMN_SIGNED, WHEN_ZERO, "the process that traces it",
	  OF_PROCESS(tracer_tgid) },
	{ "pgrp", COLUMN_SIGNED, NEVER, "its process group", OF_PROCESS(pgrp) },
	{ "session", COLUMN_SIGNED, NEVER, "its session", OF_PROCESS(session) },
	{ "exit_signal", COLUMN_SIGNED, NEVER, "signal that its parent gets when it exits",
	  OF_PROCESS(exit_signal) },
	{ "sigchld", COLUMN_SIGCHLD, NEVER, "what it does with SIGCHLD", OF_PROCESS(sigchld) },
	{ "cgroup", COLUMN_UNSIGNED, WHEN_ZERO, "id of its cgroup", OF_PROCESS(cgroup) },
	{ "adopted_by", COLUMN_SIGNED, WHEN_ZERO, "process that last adopted it, if seen",
	  OF_PROCESS(adopted_by) },
	{ "adopted_by_start", COLUMN_UNSIGNED, WHEN_ZERO, "birth of that process",
	  OF_PROCESS(adopted_by_start) },
	{ "adopted_time", COLUMN_MOMENT, WHEN_ZERO, "when it was adopted",
	  OF_PROCESS(adopted_time) },
	{ "adopted_decision", COLUMN_DECISION, WHEN_ZERO, "why", OF_PROCESS(adopted_decision) },
	{ "adopted_number", COLUMN_UNSIGNED, WHEN_ZERO, "number of the decision that adopted it",
	  OF_PROCESS(adopted_number) },
	{ "reaper_pid", COLUMN_SIGNED, NEVER, "process that released it", OF_REAP(reaper_tgid) },
	{ "reaper_tid", COLUMN_SIGNED, NEVER, "thread of that process", OF_REAP(reaper_tid) },
	{ "reaper_start", COLUMN_UNSIGNED, WHEN_ZERO, "birth of that process",
	  OF_REAP(reaper_start) },
	{ "reaper_comm", COLUMN_NAME, NEVER, "name of that thread", OF_REAP(reaper_comm) },
	{ "release", COLUMN_RELEASE, NEVER, "did that thread wait for it?", OF_REAP(release) },
	{ "gap", COLUMN_GAP, NEVER, "why decisions were not seen", OF_GAP(gap) },
	{ "since", COLUMN_MOMENT, WHEN_ZERO, "start of the gap", OF_GAP(since) },
	{ "until", COLUMN_MOMENT, WHEN_ZERO, "end of the gap; absent while it goes on",
	  OF_GAP(until) },
	{ "count", COLUMN_UNSIGNED, WHEN_ZERO, "decisions not seen; absent if unknown",
	  OF_GAP(count) },
	{ "doubtful", COLUMN_BOOL, WHEN_ZERO,
	  "inferred, but not certain: adopter and decision are absent", OF_BOTH(doubts) },
	{ "executable", COLUMN_EXECUTABLE, NEVER,
	  "path of its program, as read or as exec named it", OF_ITSELF },
	{ "command", COLUMN_COMMAND, NEVER, "its command line, as of read_time", OF_ITSELF },
	{ "command_cut", COLUMN_COMMAND_CUT, WHEN_ZERO, "is command only the start of it?",
	  OF_ITSELF },
	{ "user", COLUMN_USER, NEVER, "its effective user, as of read_time", OF_ITSELF },
	{ "uid", COLUMN_UID, NEVER, "number of that user", OF_ITSELF },
	{ "unit", COLUMN_UNIT, NEVER, "its unit of systemd, as of read_time", OF_ITSELF },
	{ "container", COLUMN_CONTAINER, NEVER, "id of its container, as of read_time", OF_ITSELF },
	{ "cgroup_path", COLUMN_CGROUP_PATH, NEVER, "path of its cgroup, as of read_time",
	  OF_ITSELF },
	{ "read_time", COLUMN_READ_TIME, NEVER, "when record read these, perhaps after time",
	  OF_ITSELF },
	{ "parent_unless", COLUMN_DOUBT, WHEN_ZERO, "condition under which parent_pid is wrong",
	  OF_DOUBTED },
	{ "may_be_thread",
	  COLUMN_BOOL,
	  WHEN_ZERO,
	  "pid may be the number of a thread",
	  { [EVENT_REPARENT] = AT(reparent.may_be_thread),
	    [EVENT_MARK] = AT(mark.may_be_thread),
	    OF_LIFE(life.may_be_thread) } },
	{ "boot_id", COLUMN_BOOT_ID, NEVER, "id of the machine's boot, from which start counts",
	  AT_ALL(host) },
	{ "filename",
	  COLUMN_FILE,
	  NEVER,
	  "file name given to exec, which may be relative",
	  { [EVENT_LIFE_EXEC] = AT(life.file) } },
	{ "exit_status", COLUMN_EXIT_STATUS, NEVER, "status it exited with, unless it was killed",
	  OF_EXITED },
	{ "killed_by", COLUMN_KILLED_BY, NEVER, "number of the signal that killed it", OF_EXITED },
};

const size_t nr_columns = ARRAY_SIZE(all_columns);

_Static_assert(UNKNOWN_WORD_SIZE <= CLOCK_TEXT_SIZE, "a value has room for both");
_Static_assert(ARRAY_SIZE(all_columns) <= COLUMNS_MAX, "struct columns holds them all");

const char * const event_words[EVENT_TYPES] = {
	[EVENT_REPARENT] = "reparent", [EVENT_WALK] = "walk",	     [EVENT_MARK] = "mark",
	[EVENT_PROCESS] = "process",   [EVENT_LOST] = "lost",	     [EVENT_REAP] = "reap",
	[EVENT_GAP] = "gap",	       [EVENT_LIFE_BIRTH] = "birth", [EVENT_LIFE_EXEC] = "exec",
	[EVENT_LIFE_EXIT] = "exit",    [EVENT_LIFE_FREE] = "free",
};

static uint64_t number_at(const struct event *event, struct place place)
{
	const char *from = (const char *)event + place.offset;
	uint64_t eight;
	uint32_t four;
	uint16_t two;

	switch (place.size) {
	case sizeof(eight):
		memcpy(&eight, from, sizeof(eight));
		return eight;
	case sizeof(four):
		memcpy(&four, from, sizeof(four));
		return four;
	case sizeof(two):
		memcpy(&two, from, sizeof(two));
		return two;
	default:
		return *(const unsigned char *)from;
	}
}

static bool tell_number(const struct column *column, uint64_t number, struct value *ret)
{
	/* Everything signed is an int32_t. */
	bool is_signed = column->kind == COLUMN_SIGNED;

	ret->number = is_signed ? (uint64_t)(int32_t)number : number;
	if (column->absent == WHEN_ZERO && !number)
		return false;
	return column->absent != WHEN_NEGATIVE || (int64_t)ret->number >= 0;
}

static bool tell_text(enum value_type type, const char *text, size_t length, struct value *ret)
{
	ret->type = type;
	ret->text = text;
	ret->length = length;
	return length;
}

static bool tell_word(const char *word, struct value *ret)
{
	return tell_text(VALUE_WORD, word, strlen(word), ret);
}

static bool tell_word_of(const struct column *column, const struct word *words, unsigned int number,
			 struct value *ret)
{
	if (column->absent == WHEN_ZERO && !number)
		return false;
	return tell_word(word_or_number(words, number, ret->room), ret);
}

/* With --time=rel, a time before the first event has no value. */
static bool tell_moment(const struct row *row, uint64_t time, struct value *ret)
{
	struct event moment = { .time = time, .host = row->event->host, .type = EVENT_GAP };

	if (!time ||
	    (row->clock->style == TIME_RELATIVE && clock_is_before_start(row->clock, &moment)))
		return false;
	ret->type = VALUE_SECONDS;
	ret->number = clock_told(row->clock, &moment);
	ret->time = time;
	return true;
}

static bool tell_name_of(const struct row *row, int32_t pid, struct value *ret)
{
	const struct name *name = names_find(row->names, row->event->host, pid);

	return name &&
	       tell_text(VALUE_NAME, name->comm, strnlen(name->comm, SUBREAPER_COMM_LEN), ret);
}

static bool tell_wall(const struct row *row, struct value *ret)
{
	uint64_t wall = clock_wall(row->clock, row->event);

	if (!wall)
		return false;
	clock_text_utc(wall, ret->room);
	return tell_word(ret->room, ret);
}

static bool tell_of_row(const struct column *column, const struct row *row, struct value *ret)
{
	const char *text;

	switch (column->kind) {
	case COLUMN_TIME:
		ret->type = VALUE_SECONDS;
		ret->number = clock_told(row->clock, row->event);
		ret->time = row->event->time;
		return true;
	case COLUMN_WALL:
		return tell_wall(row, ret);
	case COLUMN_HOST:
		text = clock_host(row->clock, row->event);
		return tell_text(VALUE_NAME, text, strlen(text), ret);
	case COLUMN_BOOT_ID:
		return tell_word(row->clock->notes[row->event->host].boot_id, ret);
	case COLUMN_FILE:
		text = row->event->life.file;
		return text && tell_text(VALUE_NAME, text, strlen(text), ret);
	default:
		return tell_word(event_words[row->event->type], ret);
	}
}

static bool tell_doubt(const struct row *row, unsigned int doubts, struct value *ret)
{
	static const struct forest unknown;

	return doubts &&
	       tell_word(word_of(doubt_words,
				 basis_doubt(row->forest ? row->forest : &unknown, doubts)),
			 ret);
}

static const struct process *process_of(const struct row *row)
{
	const struct process_table *table = &row->forest->table;
	const struct event *event = row->event;

	switch (event->type) {
	case EVENT_REPARENT:
		return process_find(table, event->reparent.child, event->reparent.child_start);
	case EVENT_MARK:
		return process_find(table, event->mark.tgid, event->mark.start);
	case EVENT_PROCESS:
		return process_find(table, event->process.pid, event->process.start);
	case EVENT_REAP:
		return process_find(table, event->reap.pid, event->reap.start);
	default:
		return NULL;
	}
}

static bool tell_bytes(const struct event_text *text, struct value *ret)
{
	return tell_text(VALUE_NAME, text->bytes, text->size, ret);
}

static bool tell_unit(const struct profile_event *told, bool container, struct value *ret)
{
	struct unit unit = unit_of(&told->cgroup);

	return unit.container == container && tell_text(VALUE_NAME, unit.name, unit.size, ret);
}

static bool tell_command(const struct profile_event *told, struct value *ret)
{
	static char line[COMMAND_LINE_SIZE];

	return tell_text(VALUE_NAME, line, command_line(&told->command, line), ret);
}

/* After an exec, executable and command line belong to another program. */
static bool tell_program(const struct column *column, const struct row *row,
			 const struct process *process, const struct profile *profile,
			 struct value *ret)
{
	bool outdated = !profile || profile_is_outdated(profile, process);

	if (!outdated && column->kind == COLUMN_EXECUTABLE)
		return tell_bytes(&profile->told.executable, ret);
	if (column->kind == COLUMN_EXECUTABLE)
		return process->file && process->executed.time <= row->event->time &&
		       tell_text(VALUE_NAME, process->file, strlen(process->file), ret);
	if (!outdated && column->kind == COLUMN_COMMAND)
		return tell_command(&profile->told, ret);
	ret->type = VALUE_BOOL;
	ret->number = 1;
	return !outdated && profile->told.command_cut;
}

static bool tell_profile(const struct column *column, const struct row *row, struct value *ret)
{
	const struct process *process = row->forest ? process_of(row) : NULL;
	const struct profile *profile;

	if (!process)
		return false;
	profile =
		profile_of(&row->forest->profiles, &row->forest->table, process, row->event->time);
	if (column->kind <= COLUMN_COMMAND_CUT)
		return tell_program(column, row, process, profile, ret);
	if (!profile)
		return false;
	switch (column->kind) {
	case COLUMN_USER:
		return tell_bytes(&profile->told.user, ret);
	case COLUMN_UID:
		ret->type = VALUE_UNSIGNED;
		ret->number = profile->told.uid;
		return profile->told.uid != UID_UNKNOWN;
	case COLUMN_UNIT:
	case COLUMN_CONTAINER:
		return tell_unit(&profile->told, column->kind == COLUMN_CONTAINER, ret);
	case COLUMN_CGROUP_PATH:
		return tell_bytes(&profile->told.cgroup, ret);
	default:
		return tell_moment(row, profile->told.at, ret);
	}
}

static bool tell_exit(const struct column *column, const struct event *event, int32_t code,
		      struct value *ret)
{
	if (event->type == EVENT_PROCESS && event->process.state != 'Z')
		return false;
	if (event->type == EVENT_LIFE_EXIT && code == EXIT_CODE_UNKNOWN)
		return false;
	ret->type = VALUE_UNSIGNED;
	switch (column->kind) {
	case COLUMN_EXIT_STATUS:
		ret->number = WEXITSTATUS(code);
		return WIFEXITED(code);
	case COLUMN_KILLED_BY:
		ret->number = WTERMSIG(code);
		return WIFSIGNALED(code);
	default:
		ret->number = (uint32_t)code;
		return true;
	}
}

/* An adopter that depends on unknown facts has no value, so that no program takes it for one. */
static bool is_doubted(const struct column *column, const struct event *event)
{
	bool doubtful = (event->type == EVENT_REPARENT && event->reparent.doubts) ||
			(event->type == EVENT_WALK && event->walk.doubts);

	return doubtful && (!strncmp(column->name, "adopter_", strlen("adopter_")) ||
			    !strcmp(column->name, "decision"));
}

/* Of a birth, exec or exit the parent may be unknown. */
static bool lacks_parent(const struct column *column, const struct event *event)
{
	return EVENT_BIT(event->type) & EVENTS_LIFE && !event->life.parent_tgid &&
	       !strcmp(column->name, "parent_pid");
}

/* Values that a probe cannot see are absent, not "no". */
static bool is_unseen(const struct column *column, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;

	if (event->type != EVENT_REPARENT || !reparent->probed)
		return false;
	return !strcmp(column->name, "effects") ||
	       (!strcmp(column->name, "decision") && reparent->decision == DECISION_UNTOLD);
}

/**
 * column_value() - what an event has in a column
 * @row: the event, of one of ROW_EVENTS
 * @ret: filled in; lends from the row and from itself
 *
 * Return: false when it has nothing there
 */
bool column_value(const struct column *column, const struct row *row, struct value *ret)
{
	struct place place = column->places[row->event->type];
	const char *text = (const char *)row->event + place.offset;

	if (!place.size || is_doubted(column, row->event) || is_unseen(column, row->event) ||
	    lacks_parent(column, row->event))
		return false;
	switch (column->kind) {
	case COLUMN_UNSIGNED:
		ret->type = VALUE_UNSIGNED;
		break;
	case COLUMN_SIGNED:
		ret->type = VALUE_SIGNED;
		break;
	case COLUMN_HEX:
		ret->type = VALUE_HEX;
		break;
	case COLUMN_BOOL:
		ret->type = VALUE_BOOL;
		break;
	case COLUMN_EFFECTS:
		ret->type = VALUE_EFFECTS;
		break;
	case COLUMN_NAME:
		if (place.size == sizeof(int32_t))
			return tell_name_of(row, number_at(row->event, place), ret);
		return tell_text(VALUE_NAME, text, strnlen(text, place.size), ret);
	case COLUMN_LETTER:
		return tell_text(VALUE_NAME, text, !!*text, ret);
	case COLUMN_DECISION:
		return tell_word_of(column, decision_words, number_at(row->event, place), ret);
	case COLUMN_DOUBT:
		return tell_doubt(row, number_at(row->event, place), ret);
	case COLUMN_RELEASE:
		return tell_word_of(column, release_words, number_at(row->event, place), ret);
	case COLUMN_GAP:
		return tell_word_of(column, gap_words, number_at(row->event, place), ret);
	case COLUMN_SIGCHLD:
		return tell_word_of(column, sigchld_words, number_at(row->event, place), ret);
	case COLUMN_MOMENT:
		return tell_moment(row, number_at(row->event, place), ret);
	case COLUMN_EXIT_CODE:
	case COLUMN_EXIT_STATUS:
	case COLUMN_KILLED_BY:
		return tell_exit(column, row->event, number_at(row->event, place), ret);
	case COLUMN_STEPS:
		ret->type = VALUE_STEPS;
		ret->walk = &row->event->walk;
		return true;
	case COLUMN_EXECUTABLE:
	case COLUMN_COMMAND:
	case COLUMN_COMMAND_CUT:
	case COLUMN_USER:
	case COLUMN_UID:
	case COLUMN_UNIT:
	case COLUMN_CONTAINER:
	case COLUMN_CGROUP_PATH:
	case COLUMN_READ_TIME:
		return tell_profile(column, row, ret);
	default:
		return tell_of_row(column, row, ret);
	}
	return tell_number(column, number_at(row->event, place), ret);
}

/**
 * step_comm() - the name of the process at a step of a walk
 * @row: the walk
 * @step: a SUBREAPER_STEP() word
 *
 * Return: the name, so far as known; ""
 */
const char *step_comm(const struct row *row, uint32_t step)
{
	const struct name *name =
		names_find(row->names, row->event->host, SUBREAPER_STEP_PID(step));

	return name ? name->comm : "";
}
