// SPDX-License-Identifier: GPL-2.0-or-later
#include "../render/diagnosis.h"
#include "command.h"
#include "following.h"
#include "output.h"
#include "tracefile.h"

static const struct option_spec * const options[] = {
	tracefile_options_of_one,
	clock_options,
	output_options,
	NULL,
};

static int read_trace(struct following *following, struct diagnosis *diagnosis)
{
	struct event event;
	int status;

	while (following_next(following, &event))
		following->err = diagnosis_add(diagnosis, &following->forest, &event);
	status = following_conclude(following);
	if (!status && diagnosis_conclude(diagnosis, &following->forest))
		status = complain(EX_FAILED, "out of memory");
	return status;
}

static int print_findings(const struct diagnosis *diagnosis, const struct forest *forest)
{
	struct terminal terminal = output_open();

	diagnosis_render(&terminal, tracefile_clock(), diagnosis, forest, !tracefile_is_damaged());
	return output_close();
}

static int run(int argc, char **argv)
{
	struct diagnosis diagnosis = { 0 };
	struct following following = { .forest.table.forgets = true };
	int status;

	if (tracefile_name(argc, argv))
		return EX_MISUSE;
	status = tracefile_open_one("diagnose", EVENTS_SUBREAPER | EVENTS_LIVES);
	if (status)
		return status;
	status = read_trace(&following, &diagnosis);
	if (!status)
		status = print_findings(&diagnosis, &following.forest);
	diagnosis_deinit(&diagnosis);
	following_deinit(&following);
	return tracefile_close(status);
}

const struct command diagnose_command = {
	.name = "diagnose",
	.summary = "look for known trouble in a trace, and say what to do about it",
	.arguments = "[FILE]",
	.description =
		"Each finding is told once a process, with what was seen and what to do. A\n"
		"trouble is proved, and somebody has to act: zombies and what holds them up, a\n"
		"container that cannot end, lost exit status, a lost flag, signals from nowhere. A\n"
		"note is usual, and worth knowing. What the trace cannot tell follows as unknown.\n"
		"\n"
		"Exits with 0 whatever is found.",
	.options = options,
	.run = run,
};
