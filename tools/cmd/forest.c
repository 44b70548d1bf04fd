// SPDX-License-Identifier: GPL-2.0-or-later
#include "../model/forest/forest.h"
#include "../model/story/selection.h"
#include "../render/counts/forest.h"
#include "command.h"
#include "reading/following.h"
#include "options/output.h"
#include "reading/tracefile.h"

static bool compare;
static bool all;
static bool unfold;
static const char *at;

static const struct option_spec own_options[] = {
	{ 'c', "compare", OPTION_FLAG, NULL, "show the forest without subreapers beside it",
	  &compare },
	{ 0, "at", OPTION_TEXT, "TIME", "show the forest at this time, as --time shows it", &at },
	{ 'a', "all", OPTION_FLAG, NULL, "show every process", &all },
	{ 0, "unfold", OPTION_FLAG, NULL, "show each of several equal processes", &unfold },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options_of_one, clock_options, own_options, format_options, output_options, NULL,
};

static int print_forest(struct forest *forest, const struct selection *selection)
{
	struct terminal terminal = output_open();
	int err;

	if (compare)
		err = forest_render_compared(&terminal, forest, !unfold);
	else
		err = forest_render(&terminal, forest, !unfold);
	if (err)
		return complain(EX_FAILED, "out of memory");
	selection_render(&terminal, selection);
	return output_close();
}

static int put_forest(struct forest *forest, const struct selection *selection)
{
	struct document document;
	int status = output_document(&document, "nodes", tracefile_clock());

	if (status)
		return status;
	if (forest_put(&document, forest, compare))
		status = complain(EX_FAILED, "out of memory");
	document_tail(&document);
	selection_put(&document, selection);
	if (status)
		document_end(&document, &tracefile_summary()->loss, false);
	else
		status = output_document_end(&document, &tracefile_summary()->loss,
					     !tracefile_is_damaged());
	return status;
}

/* What is drawn, and what there is to draw. */
struct picture {
	struct following following;
	struct moment until;
	/* When an orphan was adopted last, by a subreaper if any was. */
	struct event adoption;
	bool adopted;
	bool by_subreaper;
	/* Whether it is not of the end, where nothing of this is left. */
	bool went_back;
};

static bool somebody_adopted_lives(const struct forest *forest)
{
	const struct process_list *remaining = &forest->table.remaining;
	size_t i;

	for (i = 0; i < remaining->nr; i++) {
		if (remaining->all[i]->alive && remaining->all[i]->decision)
			return true;
	}
	return false;
}

/* At the end of a trace the adopted processes may be gone. */
static void tell_who_is_gone(const struct picture *picture)
{
	const struct forest *forest = &picture->following.forest;
	const char *when = at ? "that time" : "the end of the trace";
	char adoption[CLOCK_TEXT_SIZE];

	if (picture->went_back) {
		clock_text(tracefile_clock(), &picture->adoption, adoption);
		note("no adopted process is alive at %s: showing %s, the last adoption%s; --at "
		     "and --all show other times",
		     when, adoption, picture->by_subreaper ? " by a subreaper" : "");
	} else if (picture->adopted && !somebody_adopted_lives(forest)) {
		clock_text(tracefile_clock(), &picture->adoption, adoption);
		note("no adopted process is alive at %s; --at=%s shows the last adoption%s", when,
		     adoption, picture->by_subreaper ? " by a subreaper" : "");
	} else if (!count_shown(forest)) {
		note("there is no subreaper at %s, and nothing was adopted; --all shows all", when);
	}
}

static int show_forest(struct picture *picture, const struct summary *summary)
{
	struct forest *forest = &picture->following.forest;
	struct selection selection = { 0 };

	if (all)
		select_all(forest);
	else
		selection = select_concerned(forest, &summary->recorder);
	if (!summary->dumps && forest->table.nr)
		note("the trace holds no dump of all processes: every process that did not end in it is shown");
	tell_who_is_gone(picture);
	if (output_format() != FORMAT_TEXT)
		return put_forest(forest, &selection);
	return count_shown(forest) ? print_forest(forest, &selection) : EX_OK;
}

/* Events about the whole trace have no time. */
static bool is_too_late(struct picture *picture, const struct event *event)
{
	const struct clock *clock = tracefile_clock();

	if (!picture->until.kind || !event_has_time(event))
		return false;
	if (clock->started)
		moment_anchor(&picture->until, clock->origin);
	return clock_is_past(clock, event, picture->until.ns);
}

static void note_adoption(struct picture *picture, const struct event *event)
{
	bool by_subreaper;

	if (event->type != EVENT_REPARENT)
		return;
	by_subreaper = event->reparent.decision == SUBREAPER_DECISION_SUBREAPER;
	if (picture->by_subreaper && !by_subreaper)
		return;
	picture->by_subreaper = by_subreaper;
	picture->adopted = true;
	picture->adoption = (struct event){ .time = event->time, .host = event->host };
}

/* An event after that time must not be applied, so events are read here. */
static int read_forest(struct picture *picture)
{
	struct following *following = &picture->following;
	struct event event, inferred;
	bool reached = false, begun = false;

	while (!following->err && !reached && tracefile_next(&event)) {
		reached = is_too_late(picture, &event);
		if (!reached) {
			begun |= event_has_time(&event);
			following->err =
				inference_apply(&following->inference, &following->forest, &event);
			note_adoption(picture, &event);
		} else {
			forest_break_off(&following->forest, &event);
		}
		while (following_inferred(following, &inferred))
			note_adoption(picture, &inferred);
	}
	if (reached && !begun)
		return complain(EX_FAILED,
				"the trace begins after %s: the processes at that time "
				"are unknown",
				at);
	if (at && !reached && !following->err)
		note("the trace ends before %s: showing its end", at);
	return following_conclude(following);
}

/* Programs get the end, unless they ask for another time. */
static bool shows_nothing(const struct picture *picture)
{
	return !at && !all && output_format() == FORMAT_TEXT && picture->adopted &&
	       !tracefile_is_damaged() && !somebody_adopted_lives(&picture->following.forest);
}

static bool somebody_adopted_is_shown(struct forest *forest)
{
	const struct process_list *remaining = &forest->table.remaining;
	size_t i;

	select_concerned(forest, &tracefile_summary()->recorder);
	for (i = 0; i < remaining->nr; i++) {
		if (remaining->all[i]->shown && remaining->all[i]->decision)
			return true;
	}
	return false;
}

static int read_again(struct picture *picture, struct moment until, bool went_back)
{
	int status = tracefile_rewind();

	following_deinit(&picture->following);
	*picture = (struct picture){
		.following.forest.table.forgets = true,
		.until = until,
		.went_back = went_back,
	};
	return status ? status : read_forest(picture);
}

/* The last moment at which there is something to show, if there is one. */
static int go_back(struct picture *picture)
{
	struct moment then = { MOMENT_KNOWN, clock_told(tracefile_clock(), &picture->adoption) };
	int status = read_again(picture, then, true);

	if (status || somebody_adopted_is_shown(&picture->following.forest))
		return status;
	return read_again(picture, (struct moment){ MOMENT_NONE }, false);
}

static int run(int argc, char **argv)
{
	struct picture picture = { .following.forest.table.forgets = true };
	int status;

	if (tracefile_name(argc, argv))
		return EX_MISUSE;
	status = tracefile_moment("at", at, &picture.until);
	if (!status)
		status = tracefile_open_one("forest", EVENTS_SUBREAPER | EVENTS_LIVES);
	if (status)
		return status;
	status = read_forest(&picture);
	if (!status && shows_nothing(&picture))
		status = go_back(&picture);
	if (!status)
		status = show_forest(&picture, tracefile_summary());
	following_deinit(&picture.following);
	return tracefile_close(status);
}

const struct command forest_command = {
	.name = "forest",
	.summary = "draw the tree of processes at the end of a trace, or --at a time",
	.arguments = "[FILE]",
	.description =
		"Shows adopted processes, their adopters and subreapers, with their ancestors and\n"
		"children. OLD PARENT is the parent that exited and made the process an orphan.\n"
		"REASON says why the present parent adopted it.\n"
		"\n"
		"--compare puts the forest without subreapers on the left: each process that a\n"
		"subreaper adopted is there a child of the init of its pid namespace.",
	.options = options,
	.run = run,
};
