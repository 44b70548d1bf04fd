// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Aligned columns for people. The first rows are held back until it is known how wide columns
 * must be; from then on each row is written as it comes.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

#include "../../base/memory/array.h"
#include "../../base/format/escape.h"
#include "../text/cell.h"
#include "rows.h"

#define WINDOW 4096
/* A column is as wide as its widest cell, but steps may go on and on. */
#define WIDEST 40

/* Cells, each ended by a zero, one row after the other. */
struct text_rows {
	size_t widths[COLUMNS_MAX];
	char *cells;
	size_t used;
	size_t capacity;
	size_t held;
	bool flows;
	/* Never full, so never flushed: the longest cell is a walk with all its steps. */
	struct writer cell;
};

static void pad(struct rows *rows, size_t used, size_t width)
{
	for (; used < width; used++)
		put_char(&rows->writer, ' ');
}

/* Nothing is put behind the last cell of a line. */
static void put_aligned(struct rows *rows, size_t i, const char *cell)
{
	struct text_rows *own = rows->own;
	bool right = column_is_right(rows->columns->chosen[i]);
	size_t width = text_width(cell);

	if (right)
		pad(rows, width, own->widths[i]);
	put_text(&rows->writer, cell);
	if (i + 1 == rows->columns->nr) {
		put_char(&rows->writer, '\n');
		return;
	}
	if (!right)
		pad(rows, width, own->widths[i]);
	put_text(&rows->writer, "  ");
}

static void widen(struct text_rows *own, size_t i, const char *cell)
{
	size_t width = text_width(cell);

	if (width > own->widths[i])
		own->widths[i] = width < WIDEST ? width : WIDEST;
}

static void put_head(struct rows *rows)
{
	char name[32];
	size_t i, j;

	for (i = 0; i < rows->columns->nr; i++) {
		snprintf(name, sizeof(name), "%s", rows->columns->chosen[i]->name);
		for (j = 0; name[j]; j++)
			name[j] = toupper((unsigned char)name[j]);
		put_aligned(rows, i, name);
	}
}

static void release(struct rows *rows)
{
	struct text_rows *own = rows->own;
	const char *cell = own->cells;
	size_t i, j;

	put_head(rows);
	for (i = 0; i < own->held; i++) {
		for (j = 0; j < rows->columns->nr; j++) {
			put_aligned(rows, j, cell);
			cell += strlen(cell) + 1;
		}
	}
	free(own->cells);
	own->cells = NULL;
	own->flows = true;
}

static int hold(struct text_rows *own, size_t i)
{
	int err = array_reserve(&own->cells, &own->capacity, own->used + own->cell.used, 1);

	if (err)
		return err;
	memcpy(own->cells + own->used, own->cell.bytes, own->cell.used);
	own->used += own->cell.used;
	widen(own, i, own->cell.bytes);
	return 0;
}

static int begin(struct rows *rows)
{
	struct text_rows *own = malloc(sizeof(*own));
	size_t i;

	if (!own)
		return -ENOMEM;
	own->cells = NULL;
	own->used = own->capacity = own->held = 0;
	own->flows = false;
	writer_init(&own->cell, NULL);
	for (i = 0; i < rows->columns->nr; i++)
		own->widths[i] = strlen(rows->columns->chosen[i]->name);
	rows->own = own;
	return 0;
}

static int put_row(struct rows *rows, const struct row *row)
{
	struct text_rows *own = rows->own;
	int err = 0;
	size_t i;

	for (i = 0; !err && i < rows->columns->nr; i++) {
		own->cell.used = 0;
		put_told(&own->cell, rows->terminal, row, rows->columns->chosen[i]);
		put_char(&own->cell, '\0');
		if (own->flows)
			put_aligned(rows, i, own->cell.bytes);
		else
			err = hold(own, i);
	}
	if (!err && !own->flows && ++own->held == WINDOW)
		release(rows);
	return err;
}

static void end(struct rows *rows, const struct trace_loss *loss, bool complete)
{
	struct text_rows *own = rows->own;

	(void)loss;
	(void)complete;
	if (!own->flows)
		release(rows);
	free(own->cells);
	free(own);
}

const struct row_format rows_text = { begin, put_row, end };
