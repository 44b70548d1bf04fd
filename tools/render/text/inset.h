/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_INSET_H
#define RENDER_INSET_H

#include <stdbool.h>

#include "../../base/terminal/terminal.h"

#define INSET_COLUMNS_MAX 5

/**
 * struct inset - a table of a few rows below a sentence
 * @nr: how many columns it has
 * @measured: whether all rows were shown to it, and are now to be printed
 * @widths: of the columns, as far as it is measured
 */
struct inset {
	const struct terminal *terminal;
	size_t nr;
	bool measured;
	size_t widths[INSET_COLUMNS_MAX];
};

void inset_row(struct inset *inset, const char * const *cells);

#endif /* RENDER_INSET_H */
