// SPDX-License-Identifier: GPL-2.0-or-later
#include "../render/timeline.h"
#include "command.h"
#include "output.h"
#include "tracefile.h"

static struct timeline_style style;

static const struct option_spec own_options[] = {
	{ 'w', "walk", OPTION_FLAG, NULL, "show the ancestors tried, and what words mean",
	  &style.walk },
	{ 0, "tasks", OPTION_FLAG, NULL, "show what the dumps of all processes list",
	  &style.tasks },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options, clock_options, own_options, output_options, NULL,
};

static int print_report(struct timeline *timeline)
{
	struct event event;
	int err = 0;

	while (!err && tracefile_next(&event))
		err = timeline_add(timeline, &event);
	return timeline_end(timeline) || err ? complain(EX_FAILED, "out of memory") : EX_OK;
}

static int run(int argc, char **argv)
{
	struct terminal terminal;
	struct timeline *timeline;
	int status;

	if (argc)
		return misuse("report takes no '%s'; name the trace with -i", argv[0]);
	status = tracefile_open(TIMELINE_EVENTS);
	if (status)
		return status;
	terminal = output_open();
	timeline = timeline_begin(&terminal, &style, tracefile_clock());
	status = timeline ? print_report(timeline) : complain(EX_FAILED, "out of memory");
	if (!status)
		status = output_close();
	return tracefile_close(status);
}

const struct command report_command = {
	.name = "report",
	.summary = "print a timeline of a trace: who was adopted by whom, and why",
	.description =
		"One line an event: the process that became an orphan, the father who died, who\n"
		"adopted it, on what ground, and what that did to it.",
	.options = options,
	.run = run,
};
