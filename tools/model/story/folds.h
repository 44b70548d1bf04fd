/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_FOLDS_H
#define MODEL_FOLDS_H

#include "../forest/branches.h"

/* Fewer are shown one by one. */
#define FOLDS_LEAST 4

/**
 * struct folds - which of the shown processes stand for others that look the same
 * @nr: by their place in the branches, how many each stands for; 1 for itself alone, and 0 for one
 *	that another one stands for
 */
struct folds {
	size_t *nr;
};

int folds_of(struct folds *ret, const struct branches *branches, enum world world);
void folds_deinit(struct folds *folds);

#endif /* MODEL_FOLDS_H */
