// SPDX-License-Identifier: GPL-2.0-or-later
/* RFC 4180, with a line of names first. It has no place for anything else. */
#include "../../base/format/quote.h"
#include "../text/cell.h"
#include "rows.h"

static int begin(struct rows *rows)
{
	size_t i;

	for (i = 0; i < rows->columns->nr; i++) {
		if (i)
			put_char(&rows->writer, ',');
		put_text(&rows->writer, rows->columns->chosen[i]->name);
	}
	put_text(&rows->writer, "\r\n");
	return 0;
}

static void put_field(struct writer *writer, const struct value *value)
{
	if (value->type == VALUE_NAME)
		quote_csv(writer, value->text, value->length);
	else
		put_cell(writer, value, '|');
}

static int put_row(struct rows *rows, const struct row *row)
{
	struct value value;
	size_t i;

	for (i = 0; i < rows->columns->nr; i++) {
		if (i)
			put_char(&rows->writer, ',');
		if (column_value(rows->columns->chosen[i], row, &value))
			put_field(&rows->writer, &value);
	}
	put_text(&rows->writer, "\r\n");
	return 0;
}

static void end(struct rows *rows, const struct trace_loss *loss, bool complete)
{
	(void)rows;
	(void)loss;
	(void)complete;
}

const struct row_format rows_csv = { begin, put_row, end };
