/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_CHILDREN_H
#define RENDER_CHILDREN_H

#include "explanation.h"

void children_render(const struct explanation *this);

#endif /* RENDER_CHILDREN_H */
