// SPDX-License-Identifier: GPL-2.0-or-later
#include "../render/timeline.h"
#include "command.h"
#include "output.h"
#include "tracefile.h"

static struct timeline_style style;
static int time_style;

static const struct option_spec own_options[] = {
	{ 0, "time", OPTION_CHOICE, "rel|mono", "seconds since the first event, or as recorded",
	  &time_style },
	{ 'w', "walk", OPTION_FLAG, NULL, "show the ancestors tried, and what words mean",
	  &style.walk },
	{ 0, "tasks", OPTION_FLAG, NULL, "show what the dumps of all processes list",
	  &style.tasks },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options,
	own_options,
	output_options,
	NULL,
};

static int print_report(const struct trace *trace)
{
	struct terminal terminal = output_open();
	int err;

	style.time = time_style;
	err = timeline_render(&terminal, &style, trace);
	if (err)
		return complain(EX_FAILED, "out of memory");
	return output_close();
}

static int run(int argc, char **argv)
{
	struct trace trace;
	int status;

	if (argc)
		return misuse("report takes no '%s'; name the trace with -i", argv[0]);
	status = tracefile_read(&trace);
	if (status)
		return status;
	status = tracefile_judge(&trace, print_report(&trace));
	trace_deinit(&trace);
	return status;
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
