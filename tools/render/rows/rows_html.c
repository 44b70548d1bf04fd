// SPDX-License-Identifier: GPL-2.0-or-later
/* Rows of a table, as a piece of a page. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "../../base/format/xml.h"
#include "../text/cell.h"
#include "rows.h"

/* Never full, so never flushed: the longest cell is a walk with all its steps. */
struct html_rows {
	struct writer cell;
};

static struct xml xml_of(struct rows *rows)
{
	return (struct xml){ &rows->writer, false };
}

static int begin(struct rows *rows)
{
	struct html_rows *own = malloc(sizeof(*own));
	struct xml xml = xml_of(rows);
	size_t i;

	if (!own)
		return -ENOMEM;
	writer_init(&own->cell, NULL);
	rows->own = own;
	xml_open(&xml, "table");
	xml_open(&xml, "thead");
	xml_open(&xml, "tr");
	for (i = 0; i < rows->columns->nr; i++) {
		xml_open(&xml, "th");
		xml_text_attribute(&xml, "scope", "col");
		xml_text_attribute(&xml, "title", rows->columns->chosen[i]->help);
		xml_text(&xml, rows->columns->chosen[i]->name);
		xml_close(&xml, "th");
	}
	xml_close(&xml, "tr");
	xml_close(&xml, "thead");
	xml_next_line(&xml);
	xml_open(&xml, "tbody");
	xml_next_line(&xml);
	return 0;
}

static int put_row(struct rows *rows, const struct row *row)
{
	struct html_rows *own = rows->own;
	struct xml xml = xml_of(rows);
	size_t i;

	xml_open(&xml, "tr");
	xml_text_attribute(&xml, "class", event_words[row->event->type]);
	for (i = 0; i < rows->columns->nr; i++) {
		own->cell.used = 0;
		put_told(&own->cell, rows->terminal, row, rows->columns->chosen[i]);
		put_char(&own->cell, '\0');
		xml_open(&xml, "td");
		if (column_is_right(rows->columns->chosen[i]))
			xml_text_attribute(&xml, "class", "number");
		xml_text(&xml, own->cell.bytes);
		xml_close(&xml, "td");
	}
	xml_close(&xml, "tr");
	xml_next_line(&xml);
	return 0;
}

static void end(struct rows *rows, const struct trace_loss *loss, bool complete)
{
	struct xml xml = xml_of(rows);

	(void)loss;
	(void)complete;
	xml_close(&xml, "tbody");
	xml_close(&xml, "table");
	xml_next_line(&xml);
	free(rows->own);
}

const struct row_format rows_html = { begin, put_row, end };
