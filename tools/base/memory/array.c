// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

/**
 * array_reserve() - make room in a growing array
 * @items: address of the pointer to the first item, which may be NULL
 * @capacity: how many items there is room for; updated
 * @wanted: how many items there must be room for
 * @size: of one item, in bytes
 *
 * Return: 0, or -ENOMEM with the array as it was
 */
int array_reserve(void *items, size_t *capacity, size_t wanted, size_t size)
{
	size_t grown = *capacity ? *capacity : 1;
	void *old, *new;

	if (wanted <= *capacity)
		return 0;
	while (grown < wanted)
		grown *= 2;
	memcpy(&old, items, sizeof(old));
	new = reallocarray(old, grown, size);
	if (!new)
		return -ENOMEM;
	memcpy(items, &new, sizeof(new));
	*capacity = grown;
	return 0;
}
