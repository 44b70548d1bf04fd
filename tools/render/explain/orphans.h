/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_ORPHANS_H
#define RENDER_ORPHANS_H

#include "explanation.h"

const struct hop *left_by(const struct process *orphan, const struct process *parent);
void orphans_render(const struct explanation *this);

#endif /* RENDER_ORPHANS_H */
