// SPDX-License-Identifier: GPL-2.0-or-later
/* Which events the user wants to see. */
#include "../../base/memory/array.h"
#include "../../model/trace/filter.h"
#include "complain.h"
#include "filters.h"
#include "../reading/tracefile.h"

static struct texts pids;
static struct texts comms;
static struct texts decisions;
static struct texts adopters;
static struct texts levels;
static const char *since;
static const char *until;

const struct option_spec filter_options[] = {
	{ 0, "pid", OPTION_TEXTS, "PID,...", "only events that name one of these", &pids },
	{ 0, "comm", OPTION_TEXTS, "GLOB", "only events that name a process of this name", &comms },
	{ 0, "decision", OPTION_TEXTS, DECISIONS_ARGUMENT, "only adoptions for this reason",
	  &decisions },
	{ 0, "adopter", OPTION_TEXTS, "PID|GLOB", "only adoptions by this process", &adopters },
	{ 0, "ns", OPTION_TEXTS, "LEVEL,...", "only in pid namespaces of this depth", &levels },
	{ 0, "since", OPTION_TEXT, "TIME", "only from this time on, as --time shows it", &since },
	{ 0, "until", OPTION_TEXT, "TIME", "only up to this time", &until },
	{ 0 },
};

/* The filters that the kernel can apply; --pid has another meaning there. */
const struct option_spec kernel_filter_options[] = {
	{ 0, "comm", OPTION_TEXTS, "GLOB", "only adoptions that name a process of this name",
	  &comms },
	{ 0, "decision", OPTION_TEXTS, DECISIONS_ARGUMENT, "only adoptions for this reason",
	  &decisions },
	{ 0, "adopter", OPTION_TEXTS, "PID|GLOB", "only adoptions by this process", &adopters },
	{ 0, "ns", OPTION_TEXTS, "LEVEL,...", "only in pid namespaces of this depth", &levels },
	{ 0 },
};

static const struct {
	const char *name;
	const struct texts *texts;
	int (*add)(struct filter *filter, const char *text, struct message *why);
} lists[] = {
	{ "pid", &pids, filter_add_pids },
	{ "comm", &comms, filter_add_comm },
	{ "decision", &decisions, filter_add_decisions },
	{ "adopter", &adopters, filter_add_adopter },
	{ "ns", &levels, filter_add_levels },
};

static struct filter filter;
static bool anchored;

/**
 * filters_read() - understand what the user wants
 *
 * Return: exit code
 */
int filters_read(void)
{
	struct message why;
	size_t i, j;
	int status;

	for (i = 0; i < ARRAY_SIZE(lists); i++) {
		for (j = 0; j < lists[i].texts->nr; j++) {
			if (lists[i].add(&filter, lists[i].texts->texts[j], &why))
				return misuse("--%s %s", lists[i].name, why.text);
		}
	}
	status = tracefile_moment("since", since, &filter.since);
	if (!status)
		status = tracefile_moment("until", until, &filter.until);
	if (!status && filter.since.kind == MOMENT_KNOWN && filter.until.kind == MOMENT_KNOWN &&
	    filter.since.ns > filter.until.ns)
		return misuse("--since=%s is after --until=%s", since, until);
	return status;
}

/**
 * filters_note_nothing() - print a message that there is nothing to show
 * @otherwise: why, where all was to be shown
 */
void filters_note_nothing(const char *otherwise)
{
	size_t i, chosen = (since ? 1 : 0) + (until ? 1 : 0);

	for (i = 0; i < ARRAY_SIZE(lists); i++)
		chosen += lists[i].texts->nr;
	if (chosen)
		note("no event matches the filter%s", chosen == 1 ? "" : "s");
	else
		note("%s", otherwise);
}

/**
 * filters_for_kernel() - the filters for the kernel, as far as it can apply them
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int filters_for_kernel(struct eventfilter *ret)
{
	struct message why;

	return eventfilter_make(ret, &filter, &why) ? misuse("%s", why.text) : EX_OK;
}

/* A time of day is of the day that the trace began. */
static void anchor(const struct clock *clock)
{
	if (anchored || !clock->started)
		return;
	moment_anchor(&filter.since, clock->origin);
	moment_anchor(&filter.until, clock->origin);
	anchored = true;
}

/**
 * filters_in_time() - does an event lie in the time that the user wants to see?
 * @event: in the order of time
 * @clock: what its time means
 *
 * Return: the answer
 */
bool filters_in_time(const struct event *event, const struct clock *clock)
{
	anchor(clock);
	return filter_is_in_time(&filter, event, clock_told(clock, event));
}

/**
 * filters_pass() - does the user want to see an event?
 * @event: in the order of time
 * @clock: what its time means
 *
 * Return: the answer
 */
bool filters_pass(const struct event *event, const struct clock *clock)
{
	anchor(clock);
	return filter_passes(&filter, event, clock_told(clock, event));
}
