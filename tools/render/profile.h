/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_PROFILE_H
#define RENDER_PROFILE_H

#include "explanation.h"

void profile_render(const struct explanation *this);

#endif /* RENDER_PROFILE_H */
