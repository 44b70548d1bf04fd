// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "../model/trace/summary.h"
#include "../render/rows/rows.h"
#include "../render/rows/timeline.h"
#include "../source/record/live.h"
#include "command.h"
#include "options/filters.h"
#include "options/output.h"
#include "options/signals.h"
#include "reading/tracefile.h"
#include "reading/tracerows.h"
#include "reading/unseen.h"

static struct timeline_style style = { .flows = true };
static const char *pids;
static int buffer_kb;
static bool strict;

static const struct option_spec own_options[] = {
	{ 'p', "pid", OPTION_TEXT, "PID,...", "only these processes and their descendants", &pids },
	{ 'w', "walk", OPTION_FLAG, NULL, "show the ancestors tried, and explain the words",
	  &style.walk },
	{ 'b', "buffer-size", OPTION_NUMBER, "KIB", "size of the ring buffer for each CPU",
	  &buffer_kb },
	{ 0, "strict", OPTION_FLAG, NULL, "exit with 4 if events or decisions are missing",
	  &strict },
	{ 0 },
};

static const struct option_spec * const options[] = {
	own_options, kernel_filter_options, clock_options, format_options, output_options, NULL,
};

/* What is shown, as lines or as rows, and what it amounts to. */
struct show {
	struct timeline *timeline;
	struct columns columns;
	struct rows *rows;
	struct clock clock;
	struct summary summary;
	/* What the module had not seen before. */
	struct sight before;
};

/* The same events as in words. */
static int add_row(struct show *show, const struct event *event)
{
	int err = rows_learn(show->rows, event);

	if (!err && timeline_shows(&style, event) && filters_pass(event, &show->clock))
		err = rows_add(show->rows, event);
	return err;
}

static int show_event(void *context, const struct event *event)
{
	struct show *show = context;

	summary_add(&show->summary, event);
	clock_note(&show->clock, event);
	return show->rows ? add_row(show, event)
			  : timeline_add(show->timeline, event, filters_pass(event, &show->clock));
}

/* What is printed first says that it listens. */
static int begin(struct show *show, const struct terminal *terminal)
{
	if (tracerows_format()) {
		columns_all(&show->columns);
		show->rows = rows_begin(tracerows_format(), terminal, &show->columns, &show->clock);
	} else {
		show->timeline = timeline_begin(terminal, &style, &show->clock);
	}
	return show->rows || show->timeline ? EX_OK : complain(EX_FAILED, "out of memory");
}

static void end(struct show *show, int status)
{
	if (show->timeline)
		timeline_end(show->timeline);
	if (show->rows)
		rows_end(show->rows, &show->summary.loss, status == EX_OK);
}

/* If the reader of the output is gone, stop as by Ctrl-C. */
static int follow(struct live *live, struct show *show)
{
	int err = 0;

	while (!err && !signals_came() && !ferror(stdout)) {
		if (show->rows)
			rows_flush(show->rows);
		fflush(stdout);
		err = live_read(live);
	}
	/* Show the events from before the signal. */
	if (!err)
		err = live_read(live);
	return err ? complain(EX_FAILED, "cannot read events: %s", strerror(-err)) : EX_OK;
}

static int show_live(struct show *show, const struct eventfilter *filter)
{
	struct live_wish wish = {
		.pids = pids,
		.filter = filter,
		.buffer_kb = buffer_kb,
		.event = show_event,
		.context = show,
	};
	struct terminal terminal;
	struct message why;
	struct live *live;
	int status, err;

	sight_read(&show->before, &why);
	err = live_open(&live, &wish, &why);
	if (err == -EIO || err == -ENOMEM || err == -EPROTO)
		return complain(EX_FAILED, "%s", why.text);
	if (err)
		return complain_lacking(&why);
	terminal = tracerows_format() ? output_plain() : output_open_unpaged();
	status = begin(show, &terminal);
	if (!status)
		status = follow(live, show);
	end(show, status);
	if (live_close(live))
		note("could not remove the tracefs instance; the next run will");
	return status;
}

static int run(int argc, char **argv)
{
	struct blindness blindness = { 0 };
	struct show show = { .clock = clock_of_machine() };
	struct eventfilter filter;
	int status;

	if (argc)
		return misuse("live takes no '%s'", argv[0]);
	if (pids && !options_are_pids(pids))
		return misuse("--pid takes pids separated by commas, not '%s'", pids);
	status = filters_read();
	if (!status)
		status = filters_for_kernel(&filter);
	if (status)
		return status;
	signals_catch();
	signal(SIGPIPE, SIG_IGN);
	status = show_live(&show, &filter);
	/* The module itself gives a better answer. */
	if (show.before.known)
		show.summary.loss.gaps = 0;
	status = tracefile_judge_loss(&show.summary.loss, strict, status);
	if (show.before.known && unseen_tell(&show.before, show.summary.first, &blindness) &&
	    strict && !status)
		status = EX_LOST;
	return status ? status : output_close();
}

const struct command live_command = {
	.name = "live",
	.summary = "show adoptions as they happen, until Ctrl-C",
	.description =
		"The output is that of report; --format=ndjson writes the rows of export, for\n"
		"programs. Other tracing on the machine is not disturbed.",
	.options = options,
	.run = run,
};
