// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "../../base/memory/array.h"
#include "reapers.h"

/**
 * reapers_deinit() - free a list, which is then empty
 * @reapers: the list
 */
void reapers_deinit(struct reapers *reapers)
{
	free(reapers->list);
	*reapers = (struct reapers){ 0 };
}

/**
 * reapers_append() - add one
 * @reapers: to which list
 * @reaper: copied
 *
 * Return: 0 or -ENOMEM
 */
int reapers_append(struct reapers *reapers, const struct reaper *reaper)
{
	int err = array_reserve(&reapers->list, &reapers->capacity, reapers->nr + 1,
				sizeof(*reapers->list));

	if (!err)
		reapers->list[reapers->nr++] = *reaper;
	return err;
}
