/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_BRANCHES_H
#define MODEL_BRANCHES_H

#include "../process/process.h"

/**
 * struct branch - a process that is shown, and where it hangs
 * @parent: the nearest of its ancestors that is shown; NULL for a root
 */
struct branch {
	struct process *process;
	struct process *parent;
};

/**
 * struct branches - the shown processes of a forest
 * @all: children of one parent are adjacent, in the order of their birth
 */
struct branches {
	struct branch *all;
	size_t nr;
};

int branches_of(struct branches *ret, struct process_table *table, const struct process_list *list,
		enum world world);
void branches_deinit(struct branches *branches);
size_t branches_below(const struct branches *branches, const struct process *parent);

#endif /* MODEL_BRANCHES_H */
