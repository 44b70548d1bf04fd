// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "sight.h"

/* Whether it ended, and only processes that it had forked remain. */
static bool is_forker(const struct folding *folding, size_t number)
{
	const struct life *life = &folding->scene->lives[number];
	bool is_leaf = number + 1 == folding->scene->nr_lives || life[1].depth <= life->depth;

	return is_leaf && life->ended && folding->lives[number].left && life->first == NO_HAPPENING;
}

static bool has_row(const struct folding *folding, size_t number, bool forkers)
{
	const struct folded_life *life = &folding->lives[number];

	return (life->fold == NO_LIFE || life->fold == number) &&
	       (forkers || !is_forker(folding, number));
}

static size_t count_rows(const struct folding *folding, bool forkers)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < folding->scene->nr_lives; i++)
		count += has_row(folding, i, forkers);
	return count;
}

static void put_rows(struct sight *sight, size_t max, bool forkers)
{
	size_t i;

	for (i = 0; i < sight->folding->scene->nr_lives; i++) {
		bool is_in = has_row(sight->folding, i, forkers) && sight->nr < max;

		sight->row_of[i] = is_in ? sight->nr : NO_LIFE;
		if (is_in)
			sight->rows[sight->nr++] = i;
	}
}

/* The others of a fold stand in the row of the first. */
static void put_members(struct sight *sight)
{
	size_t i;

	for (i = 0; i < sight->folding->scene->nr_lives; i++) {
		size_t fold = sight->folding->lives[i].fold;

		if (fold != NO_LIFE)
			sight->row_of[i] = sight->row_of[fold];
		sight->folds += fold == i && sight->row_of[i] != NO_LIFE;
		sight->left_out += sight->row_of[i] == NO_LIFE;
	}
}

/**
 * sight_of() - choose the rows of a picture
 * @ret: set; to be freed with sight_deinit(), also after an error
 * @folding: of the scene
 * @max: how many rows there may be; if they are too many, forkers that exited go first
 *
 * Return: 0 or -ENOMEM
 */
int sight_of(struct sight *ret, const struct folding *folding, size_t max)
{
	size_t nr = folding->scene->nr_lives;

	*ret = (struct sight){ .folding = folding };
	ret->rows = calloc(nr + 1, sizeof(*ret->rows));
	ret->row_of = calloc(nr + 1, sizeof(*ret->row_of));
	if (!ret->rows || !ret->row_of)
		return -ENOMEM;
	put_rows(ret, max, count_rows(folding, true) <= max);
	put_members(ret);
	return 0;
}

/**
 * sight_deinit() - free it
 */
void sight_deinit(struct sight *sight)
{
	free(sight->rows);
	free(sight->row_of);
	*sight = (struct sight){ 0 };
}

/**
 * sight_is_fold() - does a row stand for several lives?
 *
 * Return: the answer
 */
bool sight_is_fold(const struct sight *sight, size_t row)
{
	return sight->folding->lives[sight->rows[row]].fold != NO_LIFE;
}
