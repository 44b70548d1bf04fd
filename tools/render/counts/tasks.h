/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_TASKS_H
#define RENDER_TASKS_H

#include "../../base/terminal/terminal.h"
#include "../../model/trace/snapshot.h"
#include "../text/document.h"

/**
 * struct tasks_style - how tasks are to be shown
 * @tree: whether to draw the tree
 * @all: whether threads of the kernel are shown too
 */
struct tasks_style {
	bool tree;
	bool all;
};

int tasks_render(const struct terminal *terminal, const struct snapshot *snapshot,
		 const struct tasks_style *style);
size_t tasks_put(struct document *document, const struct snapshot *snapshot, bool all);

#endif /* RENDER_TASKS_H */
