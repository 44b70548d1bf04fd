/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_ESCAPED_H
#define RENDER_ESCAPED_H

#include "explanation.h"

void escaped_render(const struct explanation *this);

#endif /* RENDER_ESCAPED_H */
