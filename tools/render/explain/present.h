/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_PRESENT_H
#define RENDER_PRESENT_H

#include "../../base/terminal/terminal.h"
#include "../../model/trace/present.h"
#include "../text/document.h"

void present_render(const struct terminal *terminal, const struct present *present);
void present_put(struct document *document, const struct present *present);

#endif /* RENDER_PRESENT_H */
