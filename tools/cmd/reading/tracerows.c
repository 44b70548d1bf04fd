// SPDX-License-Identifier: GPL-2.0-or-later
/* What the traces hold, a row an event. */
#include "../options/output.h"
#include "sequence.h"
#include "tracefile.h"
#include "tracerows.h"

/**
 * tracerows_format() - in which format rows are written for a program, as --format says
 *
 * Return: the format; NULL for text
 */
const struct row_format *tracerows_format(void)
{
	static const struct row_format * const formats[] = {
		[FORMAT_TEXT] = NULL,
		[FORMAT_JSON] = &rows_json,
		[FORMAT_NDJSON] = &rows_ndjson,
		[FORMAT_CSV] = &rows_csv,
	};

	return formats[output_format()];
}

/**
 * tracerows_write() - read the traces that are open, and write what is wanted of them
 * @rows: begun; ended
 * @is_wanted: which events are, of those that can be rows
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int tracerows_write(struct rows *rows, bool (*is_wanted)(const struct event *event))
{
	struct event event;
	int err = 0;

	rows->forest_of = sequence_forest;
	while (!err && sequence_next(&event)) {
		err = rows_learn(rows, &event);
		if (!err && is_wanted(&event))
			err = rows_add(rows, &event);
	}
	rows_end(rows, &tracefile_summary()->loss, !err && !tracefile_is_damaged());
	return sequence_end(err);
}
