/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_TREE_H
#define RENDER_TREE_H

#include "../../base/terminal/terminal.h"
#include "../../model/forest/forest.h"

/* What stands beside a process. */
enum tree_detail {
	TREE_BARE = 0,
	TREE_DECISION = 1,
	TREE_PARENT = 2,
	/* One line for siblings that look the same. */
	TREE_FOLDED = 4,
};

int tree_to_string(const struct terminal *terminal, struct forest *forest, enum world world,
		   unsigned int details, char **ret);

#endif /* RENDER_TREE_H */
