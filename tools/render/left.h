/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_LEFT_H
#define RENDER_LEFT_H

#include "explanation.h"

const struct hop *left_by(const struct process *orphan, const struct process *parent);
void left_render(const struct explanation *this);

#endif /* RENDER_LEFT_H */
