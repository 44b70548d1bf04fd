// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "../render/rows/rows.h"
#include "../render/rows/timeline.h"
#include "options/columns.h"
#include "command.h"
#include "options/filters.h"
#include "options/output.h"
#include "reading/sequence.h"
#include "reading/tracefile.h"
#include "reading/tracerows.h"

static struct timeline_style style;

static const struct option_spec own_options[] = {
	{ 'w', "walk", OPTION_FLAG, NULL, "show the ancestors tried, and explain the words",
	  &style.walk },
	{ 0, "fold", OPTION_FLAG, NULL, "one line for consecutive adoptions that look the same",
	  &style.fold },
	{ 0, "tasks", OPTION_FLAG, NULL, "show every process of the dumps", &style.tasks },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options, clock_options,  own_options,	   column_options,
	filter_options,	   format_options, output_options, NULL,
};

/* How many events were shown. */
static size_t shown;

static bool is_wanted(const struct event *event)
{
	bool wanted = filters_pass(event, tracefile_clock());

	shown += wanted && timeline_shows(&style, event);
	return wanted;
}

/* The same events as without -o; those of the walks and dumps, each when it is asked for. */
static bool is_wanted_row(const struct event *event)
{
	return is_wanted(event) && timeline_shows(&style, event);
}

static int print_timeline(const struct terminal *terminal)
{
	struct timeline *timeline = timeline_begin(terminal, &style, tracefile_clock());
	struct event event;
	int err = timeline ? 0 : -ENOMEM;

	while (!err && sequence_next(&event))
		err = timeline_add(timeline, &event, is_wanted(&event));
	if (timeline && timeline_end(timeline))
		err = -ENOMEM;
	return sequence_end(err);
}

static int print_columns(const struct terminal *terminal, const struct columns *columns)
{
	struct rows *rows = rows_begin(&rows_text, terminal, columns, tracefile_clock());

	return rows ? tracerows_write(rows, is_wanted_row) : complain(EX_FAILED, "out of memory");
}

/* As the rows of export, of the events that the text shows. */
static int print_rows(const struct columns *columns)
{
	struct terminal terminal = output_plain();
	struct rows *rows = rows_begin(tracerows_format(), &terminal, columns, tracefile_clock());
	int status = rows ? tracerows_write(rows, is_wanted_row)
			  : complain(EX_FAILED, "out of memory");

	return status ? status : output_close();
}

static int print_report(const struct columns *columns)
{
	struct terminal terminal = output_open();
	int status = columns_were_chosen() ? print_columns(&terminal, columns)
					   : print_timeline(&terminal);

	if (!status && !shown && !tracefile_is_damaged() &&
	    summary_is_recorded(tracefile_summary()))
		filters_note_nothing(
			"no adoption and no flag change to show; --tasks lists the processes");
	return status ? status : output_close();
}

static int run(int argc, char **argv)
{
	struct columns columns;
	int status;

	if (tracefile_name(argc, argv))
		return EX_MISUSE;
	if (columns_help_wanted())
		return columns_help();
	if (style.fold && (columns_were_chosen() || output_format() != FORMAT_TEXT))
		return misuse("--fold is for lines in words: it does not go with -o and --format");
	status = columns_choose(&columns);
	if (!status)
		status = filters_read();
	if (style.walk) {
		sequence_compare();
		sequence_name_steps();
	}
	if (!status)
		status = tracefile_open(TIMELINE_EVENTS | EVENTS_LIVES);
	return status ? status
		      : tracefile_close(output_format() == FORMAT_TEXT ? print_report(&columns)
								       : print_rows(&columns));
}

const struct command report_command = {
	.name = "report",
	.summary = "print the adoptions of a trace along time, and why each happened",
	.arguments = "[FILE...]",
	.description =
		"Prints one line for each event: the orphan, its old parent, which exited, its new\n"
		"parent, the reason, and the effects on the orphan. -o prints a table instead, as\n"
		"in -o time,pid,comm,parent_comm,adopter_comm,decision.",
	.options = options,
	.run = run,
};
