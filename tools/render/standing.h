/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_STANDING_H
#define RENDER_STANDING_H

#include "../base/terminal.h"
#include "../model/standing.h"

#define STANDING_SCHEMA_NAME	"subreaper-trace-stat-now"
#define STANDING_SCHEMA_VERSION 1

int standing_text(const struct terminal *terminal, const struct standing *standing);
int standing_json(const struct terminal *terminal, const struct standing *standing);
int standing_prometheus(const struct terminal *terminal, const struct standing *standing);

#endif /* RENDER_STANDING_H */
