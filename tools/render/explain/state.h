/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_STATE_H
#define RENDER_STATE_H

#include "explanation.h"

void state_render(const struct explanation *this);

#endif /* RENDER_STATE_H */
