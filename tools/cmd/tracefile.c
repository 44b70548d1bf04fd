// SPDX-License-Identifier: GPL-2.0-or-later
/* The trace that a command is about. */
#include <inttypes.h>

#include "../source/input.h"
#include "complain.h"
#include "tracefile.h"

static const char *path = DEFAULT_TRACE;
static bool strict;

const struct option_spec tracefile_options[] = {
	{ 'i', "input", OPTION_TEXT, "FILE", "the trace to read (default " DEFAULT_TRACE ")",
	  &path },
	{ 0, "strict", OPTION_FLAG, NULL, "exit with 4 when events were lost", &strict },
	{ 0 },
};

/**
 * tracefile_read() - read the trace that the user named
 * @ret: filled in, to be freed with trace_deinit()
 *
 * Return: exit code; the user has been told when it is not EX_OK
 */
int tracefile_read(struct trace *ret)
{
	struct message why;

	if (input_read(path, ret, &why))
		return complain(EX_FAILED, "%s", why.text);
	if (!ret->nr)
		note("%s holds no events", path);
	return EX_OK;
}

static void tell_loss(const struct trace_loss *loss)
{
	const char *places = loss->places == 1 ? "" : "s";

	if (loss->events)
		note("lost %s%" PRIu64 " events in %zu place%s; record with a larger --buffer-size",
		     loss->uncounted ? "at least " : "", loss->events, loss->places, places);
	else
		note("lost events in %zu place%s; record with a larger --buffer-size", loss->places,
		     places);
}

/**
 * tracefile_judge_strictly() - tell the user what a trace lacks
 * @trace: the trace
 * @fail: whether a loss is a failure
 * @status: exit code so far
 *
 * Return: exit code
 */
int tracefile_judge_strictly(const struct trace *trace, bool fail, int status)
{
	struct trace_loss loss = trace_count_lost(trace);

	if (!loss.places)
		return status;
	tell_loss(&loss);
	return fail && status == EX_OK ? EX_LOST : status;
}

/**
 * tracefile_judge() - tell the user what the trace lacks, and heed --strict
 * @trace: the trace
 * @status: exit code so far
 *
 * Return: exit code
 */
int tracefile_judge(const struct trace *trace, int status)
{
	return tracefile_judge_strictly(trace, strict, status);
}
