/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_PROFILE_H
#define RENDER_PROFILE_H

#include "../text/document.h"
#include "explanation.h"

void profile_render(const struct explanation *this);
void profile_put(struct document *document, const struct forest *forest,
		 const struct process *process);

#endif /* RENDER_PROFILE_H */
