/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_KERNEL_H
#define SCENARIOS_KERNEL_H

#include <stdbool.h>

bool kernel_has_subreapers(void);
bool kernel_keeps_marks(void);

#endif /* SCENARIOS_KERNEL_H */
