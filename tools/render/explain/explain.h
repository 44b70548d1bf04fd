/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_EXPLAIN_H
#define RENDER_EXPLAIN_H

#include "../../base/terminal/terminal.h"
#include "../../model/story/story.h"
#include "../text/clock.h"
#include "../text/document.h"

struct explanation;

void explain_one(const struct explanation *this, bool complete);
void explain_render(const struct terminal *terminal, const struct clock *clock,
		    const struct forest *forest, const struct story *story,
		    const struct process *process, bool complete);
void mark_put(struct document *document, const struct forest *forest,
	      const struct process *process);
void parent_put(struct document *document, const struct forest *forest,
		const struct process *process);
void without_put(struct document *document, const struct forest *forest,
		 const struct process *process);
void explain_put(struct document *document, const struct forest *forest, const struct story *story,
		 const struct process *process);

#endif /* RENDER_EXPLAIN_H */
