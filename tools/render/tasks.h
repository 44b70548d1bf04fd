/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_TASKS_H
#define RENDER_TASKS_H

#include "../base/terminal.h"
#include "../model/snapshot.h"

int tasks_render(const struct terminal *terminal, const struct snapshot *snapshot, bool tree);

#endif /* RENDER_TASKS_H */
