// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "rows.h"

/**
 * rows_begin() - begin to write rows
 * @format: in which format
 * @columns: what to show of each event
 * @clock: what times mean
 *
 * Terminal, columns and clock must live as long as the rows.
 *
 * Return: the rows, to be ended with rows_end(); NULL without memory
 */
struct rows *rows_begin(const struct row_format *format, const struct terminal *terminal,
			const struct columns *columns, const struct clock *clock)
{
	struct rows *rows = malloc(sizeof(*rows));

	if (!rows)
		return NULL;
	rows->format = format;
	rows->terminal = terminal;
	rows->columns = columns;
	rows->clock = clock;
	rows->names = (struct names){ 0 };
	rows->forest_of = NULL;
	rows->nr = 0;
	rows->own = NULL;
	writer_init(&rows->writer, terminal->out);
	if (!format->begin(rows))
		return rows;
	free(rows);
	return NULL;
}

/**
 * rows_learn() - take the names from an event
 * @rows: where they are needed
 * @event: in the order of time, whether or not it becomes a row
 *
 * Return: 0 or -ENOMEM
 */
int rows_learn(struct rows *rows, const struct event *event)
{
	return names_learn(&rows->names, event);
}

/**
 * rows_add() - write what happened next
 * @event: in the order of time; of other types than ROW_EVENTS nothing is written; errors of
 *	writing show when the stream is closed
 *
 * Return: 0 or -ENOMEM
 */
int rows_add(struct rows *rows, const struct event *event)
{
	struct row row = { event, rows->clock, &rows->names,
			   rows->forest_of ? rows->forest_of(event->host) : NULL };

	if (!(EVENT_BIT(event->type) & ROW_EVENTS))
		return 0;
	rows->nr++;
	return rows->format->row(rows, &row);
}

/**
 * rows_flush() - hand what was written to the stream
 */
void rows_flush(struct rows *rows)
{
	writer_flush(&rows->writer);
}

/**
 * rows_end() - end what was written, so that it is well-formed, and free the rows
 * @loss: what the trace lacks
 * @complete: whether it could be read to its end
 */
void rows_end(struct rows *rows, const struct trace_loss *loss, bool complete)
{
	rows->format->end(rows, loss, complete);
	writer_flush(&rows->writer);
	names_deinit(&rows->names);
	free(rows);
}
