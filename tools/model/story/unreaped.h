/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_UNREAPED_H
#define MODEL_UNREAPED_H

#include "scene.h"

/**
 * struct unreaped_change - when the number of zombies that a process adopted and has not reaped
 * changes
 * @adopter: which process, which is shown
 * @time: on the trace's clock, in ns
 * @by: 1 or -1
 * @count: how many there are from then on
 */
struct unreaped_change {
	const struct process *adopter;
	uint64_t time;
	int by;
	uint64_t count;
};

/**
 * struct unreaped - these changes, those of one adopter beside each other and in the order of time
 */
struct unreaped {
	struct unreaped_change *all;
	size_t nr;
	size_t capacity;
};

int unreaped_of(struct unreaped *ret, const struct scene *scene);
void unreaped_deinit(struct unreaped *unreaped);

#endif /* MODEL_UNREAPED_H */
