/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Events as rows of chosen columns, in one of several formats. */
#ifndef RENDER_ROWS_H
#define RENDER_ROWS_H

#include "../../base/terminal/terminal.h"
#include "../../base/terminal/writer.h"
#include "../../model/process/names.h"
#include "../../model/trace/summary.h"
#include "columns.h"

/* What fits beside each other on a page, unless the user wants others. */
#define HTML_COLUMNS \
	"time,event,pid,comm,parent_pid,parent_comm,adopter_pid,adopter_comm,decision,effects"

/**
 * struct rows - what is being written
 * @format: in which format
 * @columns: what is shown of each event
 * @clock: what times mean
 * @names: the names known by now
 * @forest_of: the forest of a host, to which each event has been applied; NULL for none
 * @nr: how many rows there were
 * @own: what the format keeps
 * @writer: on the way to the stream
 */
struct rows {
	const struct row_format *format;
	const struct terminal *terminal;
	const struct columns *columns;
	const struct clock *clock;
	struct names names;
	const struct forest *(*forest_of)(uint8_t host);
	uint64_t nr;
	void *own;
	struct writer writer;
};

/**
 * struct row_format - how rows are written
 * @begin: what stands before the first; may set @own of struct rows; 0 or -ENOMEM
 * @row: one event; 0 or -ENOMEM
 * @end: what stands after the last, whether or not the trace could be read to its end; frees @own
 */
struct row_format {
	int (*begin)(struct rows *rows);
	int (*row)(struct rows *rows, const struct row *row);
	void (*end)(struct rows *rows, const struct trace_loss *loss, bool complete);
};

extern const struct row_format rows_ndjson;
extern const struct row_format rows_json;
extern const struct row_format rows_csv;
extern const struct row_format rows_text;
extern const struct row_format rows_html;

struct rows *rows_begin(const struct row_format *format, const struct terminal *terminal,
			const struct columns *columns, const struct clock *clock);
int rows_learn(struct rows *rows, const struct event *event);
int rows_add(struct rows *rows, const struct event *event);
void rows_flush(struct rows *rows);
void rows_end(struct rows *rows, const struct trace_loss *loss, bool complete);

#endif /* RENDER_ROWS_H */
