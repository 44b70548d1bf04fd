/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_REAPERS_H
#define RENDER_REAPERS_H

#include "../../base/terminal/terminal.h"
#include "../../model/trace/reapers.h"
#include "../text/document.h"

int reapers_render(const struct terminal *terminal, const struct reapers *reapers);
void reapers_put(struct document *document, const struct reapers *reapers);

#endif /* RENDER_REAPERS_H */
