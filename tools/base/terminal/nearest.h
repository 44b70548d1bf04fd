/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/**
 * struct nearest - the search for the word that is nearest to a mistyped one
 * @typed: the word
 * @found: what is nearest to it so far; NULL for nothing
 * @distance: how far off that is
 */
struct nearest {
	const char *typed;
	const char *found;
	size_t distance;
};

struct nearest nearest_to(const char *typed);
void nearest_consider(struct nearest *nearest, const char *word);
size_t edit_distance(const char *a, const char *b);

#endif /* BASE_NEAREST_H */
