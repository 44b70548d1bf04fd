/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_FOREST_H
#define RENDER_FOREST_H

#include "../../base/terminal/terminal.h"
#include "../../model/forest/forest.h"
#include "../../model/story/selection.h"
#include "../text/document.h"

int forest_render(const struct terminal *terminal, struct forest *forest, bool folded);
int forest_render_compared(const struct terminal *terminal, struct forest *forest, bool folded);
int forest_put(struct document *document, struct forest *forest, bool compare);
void selection_put(struct document *document, const struct selection *selection);
void selection_render(const struct terminal *terminal, const struct selection *selection);

#endif /* RENDER_FOREST_H */
