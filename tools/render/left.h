/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_LEFT_H
#define RENDER_LEFT_H

#include "explanation.h"

void left_render(const struct explanation *this);

#endif /* RENDER_LEFT_H */
