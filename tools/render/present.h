/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_PRESENT_H
#define RENDER_PRESENT_H

#include "../base/terminal.h"
#include "../model/present.h"
#include "document.h"

void present_render(const struct terminal *terminal, const struct present *present);
void present_put(struct document *document, const struct present *present);

#endif /* RENDER_PRESENT_H */
