// SPDX-License-Identifier: GPL-2.0-or-later
/* Executable, command line, user and unit of a process, or why they are unknown. */
#include <inttypes.h>
#include <string.h>

#include "../../base/format/escape.h"
#include "profile.h"
#include "../text/prose.h"

/* More of a text is for programs. */
#define SHOWN_MAX	1000
/* Of the id of a container, as people name it. */
#define CONTAINER_SHOWN 12

struct shown {
	char text[ESCAPED_SIZE(SHOWN_MAX) + sizeof("...")];
};

static struct shown show(const struct explanation *this, const char *bytes, size_t size)
{
	bool cut = size > SHOWN_MAX;
	struct shown shown;

	escape_for_terminal(bytes, cut ? SHOWN_MAX : size, this->terminal->utf8, shown.text);
	if (cut)
		strcat(shown.text, "...");
	return shown;
}

static struct shown show_text(const struct explanation *this, const struct event_text *text)
{
	return show(this, text->bytes, text->size);
}

static const char *why_unknown(const struct explanation *this)
{
	switch (profile_gap_of(&this->forest->profiles, this->process)) {
	case PROFILE_DAMAGED:
		return "this part of the trace is damaged";
	case PROFILE_ENDED:
		return "it ended before it could be read";
	case PROFILE_NO_START:
		return "its birth is not in the trace, so another process with its pid cannot be "
		       "excluded";
	case PROFILE_PARTIAL:
		return "the trace has no room for those of all processes";
	case PROFILE_NOT_KEPT:
		return "the trace does not hold them";
	default:
		return "record did not find it in /proc";
	}
}

/* A call of exec may name a script, or a file relative to some directory. */
static void tell_file(const struct explanation *this)
{
	const struct process *process = this->process;

	if (process->file)
		prose(this->terminal, "executable", "%s, as the exec at %s named it",
		      show(this, process->file, strlen(process->file)).text,
		      explanation_time(this, process->executed.time).text);
	else
		prose(this->terminal, "executable",
		      "unknown: the exec at %s does not show the name",
		      explanation_time(this, process->executed.time).text);
}

static void tell_executable(const struct explanation *this, const struct profile_event *told)
{
	if (told->kernel_thread)
		prose(this->terminal, "executable", "none: it is a thread of the kernel");
	else if (told->executable.size)
		prose(this->terminal, "executable", "%s", show_text(this, &told->executable).text);
	else if (told->zombie)
		prose(this->terminal, "executable",
		      "unknown: its main thread had exited when it was read");
	else
		prose(this->terminal, "executable", "unknown: %s",
		      strerror(told->executable_error));
}

static void tell_command(const struct explanation *this, const struct profile_event *told)
{
	static char line[COMMAND_LINE_SIZE];
	size_t size = command_line(&told->command, line);

	if (told->kernel_thread)
		return;
	if (size)
		prose(this->terminal, "command", "%s%s", show(this, line, size).text,
		      told->command_cut ? " (cut by record, which keeps 4096 bytes)" : "");
	else if (this->forest->profiles.no_commands)
		prose(this->terminal, "command", "unknown: record was given --no-cmdline");
	else if (told->zombie)
		prose(this->terminal, "command",
		      "unknown: its main thread had exited when it was read");
	else
		prose(this->terminal, "command", "none: it is empty");
}

static void tell_user(const struct explanation *this, const struct profile_event *told)
{
	if (told->uid == UID_UNKNOWN)
		prose(this->terminal, "user", "unknown: it could not be read");
	else if (told->user.size)
		prose(this->terminal, "user", "%s (uid %" PRIu32 ")",
		      show_text(this, &told->user).text, told->uid);
	else
		prose(this->terminal, "user", "uid %" PRIu32 ", which had no name", told->uid);
}

static void tell_unit(const struct explanation *this, const struct profile_event *told)
{
	struct unit unit = unit_of(&told->cgroup);
	size_t size = unit.size;

	if (unit.container && size > CONTAINER_SHOWN)
		size = CONTAINER_SHOWN;
	if (!told->cgroup.size)
		prose(this->terminal, "unit", "unknown: its cgroup could not be read");
	else if (unit.size)
		prose(this->terminal, unit.container ? "container" : "unit", "%s, cgroup %s",
		      show(this, unit.name, size).text, show_text(this, &told->cgroup).text);
	else
		prose(this->terminal, "unit", "none in its cgroup %s",
		      show_text(this, &told->cgroup).text);
}

/**
 * profile_render() - print executable, command line, user and unit
 */
void profile_render(const struct explanation *this)
{
	const struct profiles *profiles = &this->forest->profiles;
	const struct process *process = this->process;
	const struct profile *profile =
		profile_of(profiles, &this->forest->table, process, UINT64_MAX);
	bool outdated = profile && profile_is_outdated(profile, process);

	if (!profile || outdated) {
		if (process->executed.known)
			tell_file(this);
	} else {
		tell_executable(this, &profile->told);
	}
	if (!profile) {
		prose(this->terminal, "command", "unknown, as are user and unit: %s",
		      why_unknown(this));
		return;
	}
	if (outdated)
		prose(this->terminal, "command",
		      "unknown: it was read before that exec, and not again");
	else
		tell_command(this, &profile->told);
	tell_user(this, &profile->told);
	tell_unit(this, &profile->told);
	if (this->clock)
		prose(this->terminal, "", "Read at %s.",
		      explanation_time(this, profile->told.at).text);
}

static const char * const reasons[] = {
	[PROFILE_KNOWN] = "known",	[PROFILE_NOT_KEPT] = "not_kept",
	[PROFILE_DAMAGED] = "damaged",	[PROFILE_NO_START] = "no_start",
	[PROFILE_ENDED] = "ended",	[PROFILE_PARTIAL] = "no_room",
	[PROFILE_UNREAD] = "not_found",
};

static void document_bytes(struct document *document, const char *key, const char *bytes,
			   size_t size)
{
	if (!size)
		return;
	json_key(&document->json, key);
	json_text(&document->json, bytes, size);
}

static void put_program(struct document *document, const struct profile_event *told)
{
	static char line[COMMAND_LINE_SIZE];
	size_t size = command_line(&told->command, line);

	document_bytes(document, "executable", told->executable.bytes, told->executable.size);
	document_bytes(document, "command", line, size);
	if (told->command_cut)
		document_flag(document, "command_cut", true);
	if (told->kernel_thread)
		document_flag(document, "kernel_thread", true);
}

static void put_reading(struct document *document, const struct profile_event *told)
{
	struct unit unit = unit_of(&told->cgroup);
	const struct instant at = { true, told->at };

	document_bytes(document, "user", told->user.bytes, told->user.size);
	if (told->uid != UID_UNKNOWN)
		document_number(document, "uid", told->uid);
	document_bytes(document, unit.container ? "container" : "unit", unit.name, unit.size);
	document_bytes(document, "cgroup_path", told->cgroup.bytes, told->cgroup.size);
	document_time(document, "read_time", &at);
}

/**
 * profile_put() - write executable, command line, user and unit, for programs
 * @forest: of the trace
 * @process: which process
 */
void profile_put(struct document *document, const struct forest *forest,
		 const struct process *process)
{
	const struct profile *profile =
		profile_of(&forest->profiles, &forest->table, process, UINT64_MAX);
	bool outdated = !profile || profile_is_outdated(profile, process);

	document_open(document, "profile", '{');
	document_word(document, "evidence", profile ? "recorded" : "unknown");
	if (!profile)
		document_word(document, "why", reasons[profile_gap_of(&forest->profiles, process)]);
	if (!outdated)
		put_program(document, &profile->told);
	else if (process->file)
		document_bytes(document, "executable", process->file, strlen(process->file));
	if (outdated)
		document_time(document, "exec_time", &process->executed);
	if (profile)
		put_reading(document, &profile->told);
	document_close(document, '}');
}
