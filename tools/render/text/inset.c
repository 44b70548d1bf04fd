// SPDX-License-Identifier: GPL-2.0-or-later
#include "../../base/format/escape.h"
#include "prose.h"
#include "inset.h"

#define INDENT (PROSE_INDENT + 2)
/* Of what did not fit on the row's first line. */
#define FOLDED (INDENT + 2)
#define GAP    2

static void measure(struct inset *inset, const char * const *cells)
{
	size_t i;

	for (i = 0; i < inset->nr; i++) {
		size_t width = text_width(cells[i]);

		if (width > inset->widths[i])
			inset->widths[i] = width;
	}
}

/* A column is folded in every row or in none. */
static void print(const struct inset *inset, const char * const *cells)
{
	FILE *out = inset->terminal->out;
	size_t column = 0, pad = INDENT;
	size_t i;

	for (i = 0; i < inset->nr; i++) {
		if (i && column + GAP + inset->widths[i] > inset->terminal->width) {
			fputc('\n', out);
			column = 0;
			pad = FOLDED;
		}
		fprintf(out, "%*s%s", (int)pad, "", cells[i]);
		column += (column ? GAP : pad) + inset->widths[i];
		pad = GAP + inset->widths[i] - text_width(cells[i]);
	}
	fputc('\n', out);
}

/**
 * inset_row() - measure a row, or print it once all were measured
 * @cells: as many as it has columns, fit for the terminal
 *
 * What does not fit on a line goes on the next.
 */
void inset_row(struct inset *inset, const char * const *cells)
{
	if (inset->measured)
		print(inset, cells);
	else
		measure(inset, cells);
}
