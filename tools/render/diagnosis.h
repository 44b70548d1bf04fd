/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_DIAGNOSIS_H
#define RENDER_DIAGNOSIS_H

#include "../base/terminal.h"
#include "../model/diagnosis.h"
#include "clock.h"

void diagnosis_render(const struct terminal *terminal, const struct clock *clock,
		      const struct diagnosis *diagnosis);

#endif /* RENDER_DIAGNOSIS_H */
