// SPDX-License-Identifier: GPL-2.0-or-later
#include "../render/rows.h"
#include "columns.h"
#include "command.h"
#include "filters.h"
#include "output.h"
#include "tracefile.h"

static int format;

/* In the order of the words of --format. */
static const struct row_format * const formats[] = { &rows_ndjson, &rows_json, &rows_csv };

static const struct option_spec own_options[] = {
	{ 'f', "format", OPTION_CHOICE, "ndjson|json|csv",
	  "an object a line, one document, or a table", &format },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options, clock_options, own_options, column_options, filter_options, NULL,
};

static int write_rows(struct rows *rows)
{
	struct event event;
	int err = 0;

	while (!err && tracefile_next(&event)) {
		err = rows_learn(rows, &event);
		if (!err && filters_pass(&event, tracefile_clock()))
			err = rows_add(rows, &event);
	}
	rows_end(rows, &tracefile_summary()->loss, !err && !tracefile_is_damaged());
	return err ? complain(EX_FAILED, "out of memory") : EX_OK;
}

static int export_trace(const struct columns *columns)
{
	struct terminal terminal = output_plain();
	struct rows *rows = rows_begin(formats[format], &terminal, columns, tracefile_clock());
	int status;

	if (!rows)
		return complain(EX_FAILED, "out of memory");
	status = write_rows(rows);
	return status ? status : output_close();
}

static int run(int argc, char **argv)
{
	struct columns columns;
	int status;

	if (argc)
		return misuse("export takes no '%s'; name the trace with -i", argv[0]);
	if (columns_help_wanted())
		return columns_help();
	status = columns_choose(&columns);
	if (!status)
		status = filters_read();
	if (!status)
		status = tracefile_open(ROW_EVENTS | EVENT_BIT(EVENT_EXEC));
	return status ? status : tracefile_close(export_trace(&columns));
}

const struct command export_command = {
	.name = "export",
	.summary = "write the events of a trace for other programs",
	.description =
		"A row an event, in the order of time: of each orphan, walk, mark, process that\n"
		"a dump lists, and loss. subreaper-trace-formats(5) has the schema.",
	.options = options,
	.run = run,
};
