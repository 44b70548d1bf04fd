/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which lives of a scene say the same, so that one may stand for all: siblings of one name and
 * without children to which the same happened and which ended alike. Pictures fold these.
 */
#ifndef MODEL_FOLDING_H
#define MODEL_FOLDING_H

#include "scene.h"

/* So many are shown beside each other without being folded. */
#define FOLD_LEAST 4

#define NO_LIFE SIZE_MAX

/**
 * struct folded_life - where a life stands
 * @above: number of the life that it is drawn below; or NO_LIFE
 * @fold: number of the first life of its fold, which may be itself; NO_LIFE if it is in none
 * @place: which of its fold it is, from 0 on
 * @members: of the first of a fold: how many there are
 * @left: whether it had children when it ended
 */
struct folded_life {
	size_t above;
	size_t fold;
	size_t place;
	size_t members;
	bool left;
};

/**
 * struct folding - what is folded of a scene
 * @lives: as many as the scene has
 */
struct folding {
	const struct scene *scene;
	struct folded_life *lives;
};

int folding_of(struct folding *ret, const struct scene *scene);
void folding_deinit(struct folding *folding);
size_t folding_room(const struct folding *folding, size_t lives);

#endif /* MODEL_FOLDING_H */
