/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_STANDING_H
#define RENDER_STANDING_H

#include "../../base/terminal/terminal.h"
#include "../../model/trace/census.h"
#include "../../model/process/standing.h"
#include "../text/document.h"

int standing_text(const struct terminal *terminal, const struct standing *standing);
int standing_prometheus(const struct terminal *terminal, const struct standing *standing,
			const struct census *census);
int standing_put(struct document *document, const struct standing *standing);

#endif /* RENDER_STANDING_H */
