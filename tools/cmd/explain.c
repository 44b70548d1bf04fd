// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../model/process/alias.h"
#include "../model/process/lineage.h"
#include "../model/story/story.h"
#include "../render/explain/explain.h"
#include "../render/text/label.h"
#include "../source/record/segments.h"
#include "command.h"
#include "explain.h"
#include "reading/following.h"
#include "options/output.h"
#include "reading/tracefile.h"

static bool now;
static const char *views;
static const char *namespace_of;
/* As a number; 0 where pids are of the initial namespace. */
static int32_t namespace_member;

static const struct option_spec own_options[] = {
	{ 0, "now", OPTION_FLAG, NULL, "ask this machine, even if there is a trace.dat", &now },
	{ 0, "views", OPTION_TEXT, "DIRECTORY", "read copies of debugfs' tasks, walks, reapers",
	  &views },
	{ 0, "ns", OPTION_TEXT, "PID", "look up PID in the pid namespace of this process",
	  &namespace_of },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options_or_now, clock_options, own_options, format_options, output_options, NULL,
};

/* The process that the user asks for. */
struct wanted {
	int32_t pid;
	/* 0 if none was given. */
	unsigned int ordinal;
	/*
	 * Whether it is written as commands print it: then the first process of a pid has no
	 * number.
	 */
	bool printed;
	/* As commands print it, where it is written so. */
	const char *name;
	size_t name_length;
};

/* PID, PID#NUMBER, or as processes and threads are printed: NAME[PID], NAME[PID:TID]. */
static bool parse_wanted(const char *text, struct wanted *ret)
{
	const char *bracket = strrchr(text, '[');
	const char *start = bracket ? bracket + 1 : text;
	unsigned long ordinal = 0;
	char *end;
	long pid = strtol(start, &end, 10);

	if (*end == '#' && end[1] >= '1' && end[1] <= '9')
		ordinal = strtoul(end + 1, &end, 10);
	if (bracket && *end == ':' && end[1] >= '1' && end[1] <= '9')
		strtoul(end + 1, &end, 10);
	*ret = (struct wanted){ pid, ordinal, bracket, .name = text };
	if (bracket && !strchr(bracket, ':'))
		ret->name_length = bracket - text;
	return end != start && !strcmp(end, bracket ? "]" : "") && pid > 0 && pid <= INT32_MAX;
}

static struct process *find_wanted(const struct forest *forest, const struct wanted *wanted)
{
	struct process *process = process_latest(&forest->table, wanted->pid);
	unsigned int ordinal = wanted->ordinal;

	if (!ordinal && wanted->printed)
		ordinal = 1;
	while (process && ordinal && process->ordinal != ordinal)
		process = process->namesake;
	return process;
}

static int read_story(struct following *following, struct story *story)
{
	struct event event;

	while (following_next(following, &event))
		following->err = story_add(story, &following->forest, &event);
	return following_conclude(following);
}

static int complain_unknown(const struct forest *forest, const struct wanted *wanted)
{
	const struct process *latest = process_latest(&forest->table, wanted->pid);

	if (latest)
		return complain(EX_FAILED,
				"the trace names no process %" PRId32 "#%u; the latest is "
				"%" PRId32 "#%u",
				wanted->pid, wanted->ordinal, wanted->pid, latest->ordinal);
	return complain(EX_FAILED,
			"the trace names no process %" PRId32 "; 'report --tasks' lists its "
			"processes",
			wanted->pid);
}

/* More are only counted. */
#define ALIASES_MAX 3

/* People have the pid that a container shows. */
/**
 * explain_tell_aliases() - print which processes have a pid in a namespace of their own
 * @forest: the processes
 * @pid: as the user gave it, most likely from within a container
 */
void explain_tell_aliases(const struct forest *forest, int32_t pid)
{
	const struct terminal terminal = { .out = stderr };
	const struct process *process;
	size_t place = 0, nr = 0;

	while ((process = alias_next(forest, pid, &place))) {
		if (process->pid != pid && nr++ < ALIASES_MAX)
			note("%" PRId32 " is also the pid of %s in its own pid namespace: 'explain "
			     "%" PRId32 "'",
			     pid, label_process(&terminal, process).text, process->pid);
	}
	if (nr > ALIASES_MAX)
		note("and of %zu more; --ns=PID picks the namespace of the process PID",
		     nr - ALIASES_MAX);
}

/*
 * Finds the process for the user's argument: a thread's number stands for its process, and with
 * --ns the pid is one of a namespace. So the story may be about another pid than the argument.
 */
static int resolve(const struct forest *forest, struct wanted *wanted)
{
	int32_t owner = thread_owner(&forest->threads, wanted->pid);
	const struct process *member, *found = find_wanted(forest, wanted);
	struct terminal terminal = { .out = stderr };

	if (namespace_member) {
		member = process_latest(&forest->table, namespace_member);
		found = member ? alias_in_namespace(forest, member, wanted->pid) : NULL;
		if (!found)
			return complain(EX_FAILED,
					"there is no process %" PRId32 " in the pid namespace of "
					"%" PRId32,
					wanted->pid, namespace_member);
		*wanted = (struct wanted){ .pid = found->pid, .ordinal = found->ordinal };
		return EX_OK;
	}
	if (wanted->ordinal)
		return EX_OK;
	if (found && found->thread_of)
		member = found->thread_of;
	else if (owner && (!found || thread_process(&forest->threads, wanted->pid)))
		member = process_latest(&forest->table, owner);
	else
		return EX_OK;
	if (!member)
		return EX_OK;
	note("%" PRId32 " is a thread of %s: showing that process", wanted->pid,
	     label_process(&terminal, member).text);
	found = process_latest(&forest->table, member->pid);
	*wanted = (struct wanted){ .pid = member->pid,
				   .ordinal = found == member ? 0 : member->ordinal };
	return EX_OK;
}

static int print_text(const struct forest *forest, const struct story *story,
		      const struct process *process)
{
	struct terminal terminal = output_open();

	explain_render(&terminal, tracefile_clock(), forest, story, process,
		       !tracefile_is_damaged());
	return output_close();
}

static int print_document(const struct forest *forest, const struct story *story,
			  const struct process *process)
{
	struct document document;
	int status = output_document(&document, "explanations", tracefile_clock());

	if (status)
		return status;
	explain_put(&document, forest, story, process);
	document_tail(&document);
	return output_document_end(&document, &tracefile_summary()->loss, !tracefile_is_damaged());
}

/* A pid without a number can have another meaning. */
static void note_namesakes(const struct forest *forest, const struct wanted *wanted)
{
	const struct process *latest = process_latest(&forest->table, wanted->pid);

	if (wanted->ordinal || latest->ordinal == 1)
		return;
	if (wanted->printed)
		note("%" PRId32 " was the pid of %u processes: showing the first; the latest is "
		     "%" PRId32 "#%u",
		     wanted->pid, latest->ordinal, wanted->pid, latest->ordinal);
	else
		note("%" PRId32 " was the pid of %u processes: showing the latest; the first is "
		     "%" PRId32 "#1",
		     wanted->pid, latest->ordinal, wanted->pid);
}

/* It may have had the name that the user gave, or that is a mistake. */
static void note_name(const struct wanted *wanted, const struct process *process)
{
	struct terminal terminal = terminal_of(stderr, COLOUR_NEVER, false);
	struct label label = label_process(&terminal, process);
	size_t length = wanted->name_length;

	if (length && (strncmp(label.text, wanted->name, length) || label.text[length] != '['))
		note("the latest name of process %" PRId32 " is not %.*s: showing %s", wanted->pid,
		     (int)length, wanted->name, label.text);
}

static int print_story(struct forest *forest, const struct story *story,
		       const struct wanted *wanted)
{
	struct process *process = find_wanted(forest, wanted);

	if (!namespace_member)
		explain_tell_aliases(forest, wanted->pid);
	if (!process)
		return complain_unknown(forest, wanted);
	note_namesakes(forest, wanted);
	note_name(wanted, process);
	if (story_conclude(story, forest, process))
		return complain(EX_FAILED, "out of memory");
	lineage_find_escaped(&forest->table, process);
	return output_format() == FORMAT_TEXT ? print_text(forest, story, process)
					      : print_document(forest, story, process);
}

static int read_trace(struct wanted *wanted, bool again)
{
	struct story story = { .pid = wanted->pid };
	struct following following = {
		.forest.table = { .forgets = true, .remembered = wanted->pid },
	};
	int status = read_story(&following, &story);

	if (!status && !again)
		status = resolve(&following.forest, wanted);
	again = !status && wanted->pid != story.pid;
	if (!status && !again)
		status = print_story(&following.forest, &story, wanted);
	story_deinit(&story);
	following_deinit(&following);
	if (!again)
		return status;
	status = tracefile_rewind();
	return status ? status : read_trace(wanted, true);
}

static int explain_trace(struct wanted *wanted)
{
	int status = tracefile_open_one("explain", EVENTS_SUBREAPER | EVENTS_LIVES);

	return status ? status : tracefile_close(read_trace(wanted, false));
}

/* A message says which of the two was chosen, unless the user chose. */
static bool asks_trace(void)
{
	bool is_there;

	if (tracefile_is_named() || now || views)
		return tracefile_is_named();
	is_there = !access(DEFAULT_TRACE, F_OK);
	if (is_there)
		note("reading ./" DEFAULT_TRACE "; --now asks this machine instead");
	else
		note("asking this machine, because there is no " DEFAULT_TRACE " here");
	return is_there;
}

/* A ring may know a process that is gone. */
static bool asks_ring(const struct wanted *wanted)
{
	static char *ring[] = { RING_DIRECTORY };
	char path[64];

	snprintf(path, sizeof(path), "/proc/%" PRId32, wanted->pid);
	if (now || views || namespace_of || (!access(path, F_OK) && wanted->ordinal < 2) ||
	    !segments_exist(RING_DIRECTORY))
		return false;
	note("there is no process %" PRId32 " now: reading " RING_DIRECTORY, wanted->pid);
	return !tracefile_name(1, ring);
}

/* A name is not mistaken for a pid. */
static bool is_like_pid(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits && (!text[digits] || text[digits] == '#');
}

static int explain_name(const char *name)
{
	struct wanted wanted = { .pid = 0 };
	int status;

	if (is_like_pid(name))
		return misuse("'%s' is not a pid: give PID, or PID#2 for the second process with "
			      "that pid",
			      name);
	if (views || namespace_of)
		return misuse("'%s' is not a pid", name);
	if (asks_trace()) {
		status = explain_name_in_trace(name, &wanted.pid, &wanted.ordinal);
		return status ? status : tracefile_close(read_trace(&wanted, false));
	}
	status = explain_name_now(name, &wanted.pid);
	return status ? status : explain_present(wanted.pid, 0, views);
}

static int run(int argc, char **argv)
{
	struct wanted wanted;

	if (!argc)
		return misuse("missing PID");
	if (tracefile_name(argc - 1, argv + 1))
		return EX_MISUSE;
	if (namespace_of) {
		if (!parse_wanted(namespace_of, &wanted))
			return misuse("--ns takes the pid of a process, not '%s'", namespace_of);
		namespace_member = wanted.pid;
	}
	if ((now || views) && tracefile_is_named())
		return misuse("explain takes either %s or a trace", now ? "--now" : "--views");
	if (!parse_wanted(argv[0], &wanted))
		return explain_name(argv[0]);
	if (asks_trace() || asks_ring(&wanted))
		return explain_trace(&wanted);
	if (wanted.ordinal > 1)
		return misuse("%s needs a trace: only a trace shows earlier processes with a pid",
			      argv[0]);
	return explain_present(wanted.pid, namespace_member, views);
}

const struct command explain_command = {
	.name = "explain",
	.summary = "show the parent of a process, and how it became the parent",
	.arguments = "PID|NAME|UNIT [FILE]",
	.description =
		"Shows the parent now and at birth; every new parent, with the ancestors that the\n"
		"kernel tried; the subreaper flags; the state, and why a zombie was not reaped;\n"
		"whether the adopter reaps; the children, own and adopted; the orphans left at\n"
		"exit; the processes that left its tree; which process would adopt it if its parent\n"
		"died now; and its parent without subreapers. What the trace does not show is unknown.\n"
		"\n"
		"The first argument is the process, the second a trace. Without a trace, explain\n"
		"reads ./trace.dat, or if there is none, or with --now, asks this machine: which\n"
		"process adopted it, when and why, if the module saw it and still keeps it. Without\n"
		"the module it shows what /proc holds.\n"
		"\n"
		"PID is a pid in the initial pid namespace, or with --ns in that of a container, as\n"
		"in --ns=170 3; the number of a thread stands for its process. NAME is the name of a\n"
		"process or its executable, UNIT a unit of systemd or the start of a container's id;\n"
		"if several processes match, they are listed. If a pid was used more than once,\n"
		"PID#1 is the first process that had it, PID#2 the second, and PID the latest.\n"
		"NAME[PID], as commands print a process, stands for that process.",
	.options = options,
	.run = run,
};
