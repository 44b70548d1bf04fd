// SPDX-License-Identifier: GPL-2.0-or-later
#include <unistd.h>

#include "../render/picture/picture.h"
#include "../render/rows/rows.h"
#include "options/columns.h"
#include "command.h"
#include "reading/events.h"
#include "options/filters.h"
#include "reading/foresight.h"
#include "options/output.h"
#include "reading/picture.h"
#include "reading/sequence.h"
#include "reading/sqlite.h"
#include "reading/tracefile.h"
#include "reading/tracerows.h"

static int format;
static const char *output;

/* In the order of the words of --format; some are rows, and some a picture, perhaps with rows. */
static const struct {
	const char *name;
	const struct row_format *rows;
	picture_format *picture;
	const char *columns;
	bool binary;
	bool is_file;
} formats[] = {
	{ "ndjson", .rows = &rows_ndjson },
	{ "json", .rows = &rows_json },
	{ "csv", .rows = &rows_csv },
	{ "dot", .picture = picture_dot },
	{ "svg", .picture = picture_svg },
	{ "html", .picture = picture_html, .columns = HTML_COLUMNS },
	{ "perfetto", .picture = picture_perfetto, .binary = true },
	{ "sqlite", .is_file = true },
};

static const struct option_spec own_options[] = {
	{ 'f', "format", OPTION_CHOICE, "ndjson|json|csv|dot|svg|html|perfetto|sqlite",
	  "rows for programs, a picture, or a database", &format },
	{ 0, "output", OPTION_TEXT, "FILE", "the database of --format=sqlite", &output },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options, clock_options,  own_options, column_options,
	events_options,	   filter_options, NULL,
};

static size_t exported;

static bool is_wanted(const struct event *event)
{
	bool wanted = events_are_wanted(event->type) && filters_pass(event, tracefile_clock());

	exported += wanted && EVENT_BIT(event->type) & ROW_EVENTS;
	return wanted;
}

static int write_trace(const struct columns *columns)
{
	struct terminal terminal = output_plain();
	struct rows *rows = rows_begin(formats[format].rows, &terminal, columns, tracefile_clock());
	int status;

	if (!rows)
		return complain(EX_FAILED, "out of memory");
	status = tracerows_write(rows, is_wanted);
	if (!status && !exported && tracefile_summary()->nr && !tracefile_is_damaged())
		filters_note_nothing("no row to show");
	return status ? status : output_close();
}

/* An option that has no effect is an error. */
static int check_format(void)
{
	if (columns_were_chosen() && !formats[format].rows && !formats[format].columns)
		return misuse("%s has no columns: -o needs ndjson, json, csv or html",
			      formats[format].name);
	if (events_were_chosen() && formats[format].picture)
		return misuse("--events chooses rows: it needs ndjson, json, csv or sqlite");
	if (formats[format].is_file != !!output)
		return output ? misuse("--output needs --format=sqlite; other formats go to stdout")
			      : misuse("--format=sqlite needs --output=FILE");
	if (formats[format].binary && isatty(STDOUT_FILENO))
		return misuse("%s is binary, and stdout is a terminal: write it to a file, as "
			      "with > trace.perfetto",
			      formats[format].name);
	return EX_OK;
}

static int choose_columns(struct columns *columns)
{
	struct message why;

	if (columns_were_chosen() || !formats[format].columns)
		return columns_choose(columns);
	return columns_parse(columns, formats[format].columns, &why)
		       ? complain(EX_FAILED, "%s", why.text)
		       : EX_OK;
}

/* Rows of births and exits need facts that the trace shows only later. */
static int write_lives(const struct columns *columns)
{
	static struct fates fates[CLOCK_HOSTS_MAX];
	int status = foresight_read(fates);

	sequence_tell_lives(fates);
	if (!status)
		status = write_trace(columns);
	foresight_deinit(fates);
	return status;
}

static int export_rows(const struct columns *columns)
{
	int status = tracefile_open(ROW_EVENTS | EVENTS_LIVES);

	if (status)
		return status;
	return tracefile_close(events_have_lives() ? write_lives(columns) : write_trace(columns));
}

static int export_picture(const struct columns *columns)
{
	int status = tracefile_open_one(formats[format].name, EVENTS_SUBREAPER | EVENTS_LIVES);

	if (status)
		return status;
	return tracefile_close(
		picture_draw(formats[format].picture, formats[format].columns ? columns : NULL));
}

static int export_database(void)
{
	int status = tracefile_open(ROW_EVENTS | EVENTS_LIVES);

	return status ? status : tracefile_close(sqlite_write(output, is_wanted));
}

static int export(const struct columns *columns)
{
	if (formats[format].is_file)
		return export_database();
	return formats[format].picture ? export_picture(columns) : export_rows(columns);
}

static int run(int argc, char **argv)
{
	struct columns columns;
	int status;

	if (tracefile_name(argc, argv))
		return EX_MISUSE;
	if (columns_help_wanted())
		return columns_help();
	status = events_read();
	if (!status)
		status = check_format();
	if (!status)
		status = choose_columns(&columns);
	if (!status)
		status = filters_read();
	return status ? status : export(&columns);
}

const struct command export_command = {
	.name = "export",
	.summary = "write a trace for other programs, or as a picture",
	.arguments = "[FILE...]",
	.description =
		"ndjson, json and csv have one row for each event, in the order of time: each\n"
		"birth, exec, exit, adoption, walk, flag change, process of a dump, reap, and loss\n"
		"of events; --events chooses some. dot is a family tree for Graphviz. svg shows the\n"
		"life of each process along time, as far as there is room. html is a page with the\n"
		"findings of 'diagnose', a timeline to search, zoom and step through, and the output\n"
		"of 'explain'. perfetto is for ui.perfetto.dev. sqlite is a database with a table\n"
		"for each kind of event, for processes and for findings.\n"
		"Pictures show the processes that take part in the events that match the filters.\n"
		"subreaper-trace-formats(5) describes the schema.",
	.options = options,
	.run = run,
};
