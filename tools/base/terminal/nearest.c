// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdbool.h>
#include <string.h>

#include "nearest.h"

#define LONGEST_WORD 32
/* A word that differs in more letters is another word. */
#define LIKELY_TYPO  3

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/**
 * edit_distance() - how many letters to insert, delete or replace to get from one word to another
 * @a: one word
 * @b: the other
 *
 * Return: the number, or the largest there is for words longer than any there is
 */
size_t edit_distance(const char *a, const char *b)
{
	size_t row[LONGEST_WORD + 1];
	size_t width = strlen(b);
	size_t i, j;

	if (width > LONGEST_WORD || strlen(a) > LONGEST_WORD)
		return (size_t)-1;
	for (j = 0; j <= width; j++)
		row[j] = j;
	for (i = 0; a[i]; i++) {
		size_t diagonal = row[0]++;

		for (j = 1; j <= width; j++) {
			size_t replaced = diagonal + (a[i] != b[j - 1]);

			diagonal = row[j];
			row[j] = smaller(replaced, smaller(row[j], row[j - 1]) + 1);
		}
	}
	return row[width];
}

/**
 * nearest_to() - begin to search for what was meant
 * @typed: what was typed
 *
 * Return: the search, in which nothing is found yet
 */
struct nearest nearest_to(const char *typed)
{
	size_t length = strlen(typed);

	/* If all its letters may be replaced, it matches any word. */
	return (struct nearest){ typed, NULL, smaller(length, LIKELY_TYPO + 1) };
}

/**
 * nearest_consider() - consider a word, which is found if it is nearer than those before it
 * @nearest: the search
 * @word: the word, which must live as long
 */
void nearest_consider(struct nearest *nearest, const char *word)
{
	bool begins = !strncmp(word, nearest->typed, strlen(nearest->typed));
	size_t distance = begins ? 0 : edit_distance(nearest->typed, word);

	if (distance >= nearest->distance)
		return;
	nearest->distance = distance;
	nearest->found = word;
}
