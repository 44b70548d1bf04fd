/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_SIGHT_H
#define MODEL_SIGHT_H

#include "../story/folding.h"

/**
 * struct sight - the rows of a picture that has room for some
 * @rows: of each, the number of its life, which is the first of its fold if it has one
 * @row_of: of each life, its row; NO_LIFE if it has none
 * @folds: how many rows are folds
 * @left_out: how many lives have no row
 */
struct sight {
	const struct folding *folding;
	size_t *rows;
	size_t nr;
	size_t *row_of;
	size_t folds;
	size_t left_out;
};

int sight_of(struct sight *ret, const struct folding *folding, size_t max);
void sight_deinit(struct sight *sight);
bool sight_is_fold(const struct sight *sight, size_t row);

#endif /* MODEL_SIGHT_H */
