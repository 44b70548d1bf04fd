// SPDX-License-Identifier: GPL-2.0-or-later
#include "../model/forest.h"
#include "../model/selection.h"
#include "../render/forest.h"
#include "command.h"
#include "following.h"
#include "output.h"
#include "tracefile.h"

static bool compare;
static bool all;
static const char *at;

static const struct option_spec own_options[] = {
	{ 'c', "compare", OPTION_FLAG, NULL, "put the forest without subreapers beside it",
	  &compare },
	{ 0, "at", OPTION_TEXT, "SECONDS", "as it was then, on the clock of --time", &at },
	{ 'a', "all", OPTION_FLAG, NULL, "show every process", &all },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options, clock_options, own_options, output_options, NULL,
};

static int print_forest(const struct forest *forest, const struct selection *selection)
{
	struct terminal terminal = output_open();
	int err;

	if (compare)
		err = forest_render_compared(&terminal, forest);
	else
		err = forest_render(&terminal, forest);
	if (err)
		return complain(EX_FAILED, "out of memory");
	selection_render(&terminal, selection);
	return output_close();
}

static int show_forest(struct forest *forest, const struct summary *summary)
{
	struct selection selection = { 0 };

	if (all)
		select_all(forest);
	else
		selection = select_concerned(forest, &summary->recorder);
	if (!summary->dumps && forest->table.nr)
		note("the trace holds no dump of all processes: whoever did not end in it is shown");
	if (count_shown(forest))
		return print_forest(forest, &selection);
	note("nobody adopted is alive at %s; 'report' tells what happened before",
	     at ? "that time" : "the end of the trace");
	return EX_OK;
}

/* Who made the recording comes without a time. */
static bool is_too_late(const struct event *event, uint64_t until)
{
	return at && event->type != EVENT_RECORDER &&
	       clock_is_past(tracefile_clock(), event, until);
}

/* An event that comes too late is not to be applied, so it is read here. */
static int read_forest(struct following *following, uint64_t until)
{
	struct event event, inferred;
	bool reached = false;

	while (!following->err && !reached && tracefile_next(&event)) {
		reached = is_too_late(&event, until);
		if (!reached)
			following->err =
				inference_apply(&following->inference, &following->forest, &event);
		while (following_inferred(following, &inferred))
			;
	}
	if (at && !reached && !following->err)
		note("the trace ends before %s; this is its end", at);
	return following_conclude(following);
}

static int run(int argc, char **argv)
{
	struct following following = { .err = 0 };
	uint64_t until = 0;
	int status;

	if (argc)
		return misuse("forest takes no '%s'; name the trace with -i", argv[0]);
	if (at && !clock_parse(at, &until))
		return misuse("--at takes a number of seconds, not '%s'", at);
	status = tracefile_open(EVENTS_SUBREAPER | EVENTS_LIVES);
	if (status)
		return status;
	if (tracefile_clock()->nr_hosts > 1)
		return misuse("forest is about one machine: name one trace");
	status = read_forest(&following, until);
	if (!status)
		status = show_forest(&following.forest, tracefile_summary());
	following_deinit(&following);
	return tracefile_close(status);
}

const struct command forest_command = {
	.name = "forest",
	.summary = "draw the tree of processes at the end of a trace, or --at a time",
	.description =
		"Shows the adopted, their adopters and the subreapers, with ancestors and\n"
		"children. WAS CHILD OF names the father whose death made it an orphan, DECISION\n"
		"the ground on which its present parent adopted it.\n"
		"\n"
		"--compare shows on the left what would have been without subreapers: whom a\n"
		"subreaper adopted, the init of its pid namespace would have adopted.",
	.options = options,
	.run = run,
};
