// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "nearest.h"

#define LONGEST_WORD 32

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/**
 * edit_distance() - how many letters to insert, delete or replace to get from one word to another
 * @a: one word
 * @b: the other
 *
 * Return: the number, or the largest there is for words longer than any command's
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
