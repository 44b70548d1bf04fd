// SPDX-License-Identifier: GPL-2.0-or-later
/* The traces that a command is about. There is one set of them, as there is one command. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../../base/memory/array.h"
#include "../../base/terminal/message.h"
#include "../../render/text/loss.h"
#include "../../source/record/instance.h"
#include "../../source/trace/merge.h"
#include "../options/complain.h"
#include "tracefile.h"

#define EVENTS_BETWEEN_LOOKS 16384
#define SILENT_SECONDS	     1

_Static_assert(TEXTS_MAX == TRACES_MAX && TRACES_MAX == CLOCK_HOSTS_MAX,
	       "as many traces can be named and merged as the clock has hosts");

static struct texts wanted_paths;
static bool strict;
static int time_style;

/* clang-format off */
#define INPUT(help) { 'i', "input", OPTION_TEXTS, "FILE", help, &wanted_paths }
#define STRICT { 0, "strict", OPTION_FLAG, NULL, "exit with 4 if events or decisions are missing", &strict }
/* clang-format on */

const struct option_spec tracefile_options[] = {
	INPUT("a trace, by default " DEFAULT_TRACE "; several are merged"),
	STRICT,
	{ 0 },
};

const struct option_spec tracefile_options_of_one[] = {
	INPUT("a trace, by default " DEFAULT_TRACE),
	STRICT,
	{ 0 },
};

const struct option_spec tracefile_options_or_now[] = {
	INPUT("a trace, by default " DEFAULT_TRACE " if there is one"),
	STRICT,
	{ 0 },
};

const struct option_spec clock_options[] = {
	{ 0, "time", OPTION_CHOICE, "rel|mono|wall|iso",
	  "since the start, as recorded, time of day, with date", &time_style },
	{ 0 },
};

static struct {
	unsigned int wanted;
	struct merge *merge;
	struct clock clock;
	struct summary summary;
	/* What is wrong with traces that could not be read to their end. */
	char *damages[TRACES_MAX];
	size_t nr_damages;
	/* Progress, for a person that waits. */
	size_t read;
	time_t since;
	bool shows_progress;
} trace;

static const char * const *paths_of(size_t *nr)
{
	static const char * const fallback[] = { DEFAULT_TRACE };

	*nr = wanted_paths.nr ? wanted_paths.nr : 1;
	return wanted_paths.nr ? wanted_paths.texts : fallback;
}

/**
 * tracefile_is_named() - has the user named a trace?
 *
 * Return: the answer
 */
bool tracefile_is_named(void)
{
	return wanted_paths.nr;
}

/**
 * tracefile_name() - take the words behind the options for traces, as if given with -i
 * @argv: the words
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int tracefile_name(int argc, char **argv)
{
	if (argc > (int)(TEXTS_MAX - wanted_paths.nr))
		return misuse("at most %d traces can be merged", TEXTS_MAX);
	while (argc--)
		wanted_paths.texts[wanted_paths.nr++] = *argv++;
	return EX_OK;
}

static bool is_of_wall(enum time_style style)
{
	return style == TIME_WALL || style == TIME_ISO;
}

static int cannot_open(int err, const struct message *why)
{
	if (err != -ENOENT || wanted_paths.nr)
		return complain(EX_FAILED, "%s", why->text);
	return complain(EX_FAILED, "there is no " DEFAULT_TRACE " here: make one with "
				   "'subreaper-trace record', or name a trace");
}

/* Without a note there is no wall clock, which one trace alone can do without. */
static int find_notes(const char * const *paths, size_t nr)
{
	struct message why;
	int err = 0;
	size_t i;

	trace.clock.by_wall = nr > 1 || is_of_wall(time_style);
	for (i = 0; trace.clock.by_wall && !err && i < nr; i++)
		err = merge_find_note(paths[i], &trace.clock.notes[i], &why);
	return err ? cannot_open(err, &why) : EX_OK;
}

/**
 * clock_of_machine() - the clock of events that happen here and now
 *
 * Return: the clock
 */
struct clock clock_of_machine(void)
{
	struct clock clock = { .style = time_style, .nr_hosts = 1 };

	clock.notes[0] = instance_origin();
	return clock;
}

/**
 * tracefile_time_style() - how to show times
 *
 * Return: the answer to --time
 */
enum time_style tracefile_time_style(void)
{
	return time_style;
}

/**
 * tracefile_moment() - read a time that the user gave, as --time shows times
 * @option: by which it was given
 * @text: the time, or NULL
 * @ret: set, unless @text is NULL
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int tracefile_moment(const char *option, const char *text, struct moment *ret)
{
	struct message why;

	if (text && moment_parse(ret, text, is_of_wall(time_style), &why))
		return misuse("--%s %s", option, why.text);
	return EX_OK;
}

/**
 * tracefile_open() - begin to read the traces that the user named
 * @wanted: EVENT_BIT() of the types that are of interest
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int tracefile_open(unsigned int wanted)
{
	struct message why;
	const char * const *paths;
	int status, err;
	size_t nr;

	paths = paths_of(&nr);
	trace.wanted = wanted;
	trace.clock = (struct clock){ .style = time_style, .nr_hosts = nr };
	trace.since = time(NULL);
	status = find_notes(paths, nr);
	if (status)
		return status;
	err = merge_open(&trace.merge, paths, trace.clock.notes, nr, wanted, &why);
	return err ? cannot_open(err, &why) : EX_OK;
}

/**
 * tracefile_open_one() - begin to read a trace, for a command that is about one machine
 * @command: its name
 * @wanted: as of tracefile_open()
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int tracefile_open_one(const char *command, unsigned int wanted)
{
	if (wanted_paths.nr > 1)
		return misuse("%s is about one machine: name one trace", command);
	return tracefile_open(wanted);
}

static void forget_damages(void)
{
	while (trace.nr_damages)
		free(trace.damages[--trace.nr_damages]);
}

/**
 * tracefile_rewind() - read the traces that are open once more, as if they had not been read yet
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int tracefile_rewind(void)
{
	merge_close(trace.merge);
	trace.merge = NULL;
	trace.summary = (struct summary){ 0 };
	forget_damages();
	return tracefile_open(trace.wanted);
}

/* On a terminal nothing must look stuck for more than a second. */
static void show_progress(void)
{
	if (trace.read++ % EVENTS_BETWEEN_LOOKS || !isatty(STDERR_FILENO) ||
	    isatty(STDOUT_FILENO) || time(NULL) - trace.since <= SILENT_SECONDS)
		return;
	trace.shows_progress = true;
	fprintf(stderr, "\rsubreaper-trace: %zu events read", trace.read - 1);
}

static void end_progress(void)
{
	if (trace.shows_progress)
		fputs("\r\033[K", stderr);
	trace.shows_progress = false;
}

/**
 * tracefile_next() - the next event
 * @ret: filled in; the steps of a walk are lent until the next call
 *
 * Return: false at the end, or when the rest cannot be read, which tracefile_close() reports
 */
bool tracefile_next(struct event *ret)
{
	struct message why;
	int status;

	while ((status = merge_next(trace.merge, ret, &why)) < 0)
		trace.damages[trace.nr_damages++] = strdup(why.text);
	if (!status)
		return false;
	show_progress();
	summary_add(&trace.summary, ret);
	clock_note(&trace.clock, ret);
	return true;
}

/**
 * tracefile_clock() - what the times in the traces mean
 *
 * Return: the clock, which knows more with each event
 */
struct clock *tracefile_clock(void)
{
	return &trace.clock;
}

/**
 * tracefile_summary() - what the traces hold
 *
 * Return: the summary, as far as they have been read
 */
const struct summary *tracefile_summary(void)
{
	return &trace.summary;
}

/**
 * tracefile_is_damaged() - was there something that could not be read?
 *
 * Return: the answer, as far as they have been read
 */
bool tracefile_is_damaged(void)
{
	return trace.nr_damages;
}

/* Of a ring something is lost whenever its recorder was not running. */
static bool reads_ring(void)
{
	struct stat status;
	size_t i;

	for (i = 0; i < wanted_paths.nr; i++) {
		if (!stat(wanted_paths.texts[i], &status) && S_ISDIR(status.st_mode))
			return true;
	}
	return false;
}

/**
 * tracefile_judge_loss() - print what a trace lacks
 * @loss: what it does
 * @fail: whether that is a failure
 * @status: exit code so far
 *
 * Return: exit code
 */
int tracefile_judge_loss(const struct trace_loss *loss, bool fail, int status)
{
	char lost[LOSS_SIZE];

	if (loss->places)
		note("lost %s%s", loss_words(loss, lost),
		     reads_ring() ? "" : "; record with a larger --buffer-size");
	if (loss->gaps)
		note("not seen: %s; report shows when, and why", gap_count_words(loss, lost));
	if (!loss->places && !loss->gaps)
		return status;
	return fail && status == EX_OK ? EX_LOST : status;
}

/* A recording has at least a dump in it. */
static bool is_inferred(void)
{
	return trace.summary.nr && !summary_is_recorded(&trace.summary);
}

/* Decisions, or births and exits, from which they follow. */
static bool can_tell(void)
{
	const struct summary *summary = &trace.summary;
	unsigned int seen = summary->recorder.held;
	size_t type;

	for (type = 0; type < EVENT_TYPES; type++)
		seen |= summary->counts[type] ? EVENT_BIT(type) : 0;
	if (summary_is_recorded(summary) || summary->probed)
		return true;
	return seen & (EVENT_BIT(EVENT_BIRTH) | EVENT_BIT(EVENT_FORK)) &&
	       seen & EVENT_BIT(EVENT_EXIT);
}

static void list_types(struct message *list)
{
	static const struct {
		enum event_type type;
		const char *name;
	} names[] = {
		{ EVENT_BIRTH, "task_newtask" },      { EVENT_FORK, "sched_process_fork" },
		{ EVENT_EXEC, "sched_process_exec" }, { EVENT_EXIT, "sched_process_exit" },
		{ EVENT_FREE, "sched_process_free" }, { EVENT_PRCTL, "sys_enter_prctl" },
	};
	const char *comma = "";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		size_t count = trace.summary.counts[names[i].type];

		if (!count)
			continue;
		message_add(list, "%s %zu %s", comma, count, names[i].name);
		comma = ",";
	}
}

/**
 * tracefile_judge_kind() - refuse traces from which adoptions cannot be inferred
 *
 * Return: exit code
 */
int tracefile_judge_kind(void)
{
	struct message list = { .text = "" };

	if (!trace.summary.nr || trace.nr_damages || can_tell())
		return EX_OK;
	list_types(&list);
	return complain(EX_FAILED,
			"the trace holds%s, but not births (task_newtask) and exits "
			"(sched_process_exit) together: adoptions cannot be inferred from it. "
			"Record with 'subreaper-trace record', or with 'trace-cmd record -e task "
			"-e sched_process_exit -e sched_process_exec -e sched_process_free -e "
			"sys_enter_prctl'",
			list.text);
}

/**
 * tracefile_close() - end reading, print what the traces lack, and heed --strict
 * @status: exit code so far
 *
 * Return: exit code
 */
int tracefile_close(int status)
{
	size_t i;

	end_progress();
	merge_close(trace.merge);
	trace.merge = NULL;
	if (!trace.summary.nr && !trace.nr_damages && status == EX_OK)
		note("the trace holds no events");
	else if (trace.summary.probed && !trace.nr_damages && status == EX_OK)
		note("%srecorded by a probe, without the module: walks and some effects of "
		     "adoptions are unknown",
		     trace.clock.nr_hosts > 1 ? "at least one trace was " : "");
	else if (is_inferred() && !trace.nr_damages && status == EX_OK)
		note("the trace holds no events of the module: adoptions are inferred from births and "
		     "exits, with a ? where that is not enough");
	status = tracefile_judge_loss(&trace.summary.loss, strict, status);
	if (trace.nr_damages && status == EX_OK)
		status = EX_FAILED;
	for (i = 0; i < trace.nr_damages; i++)
		note("%s", trace.damages[i] ? trace.damages[i] : "a trace is damaged");
	forget_damages();
	return status;
}
