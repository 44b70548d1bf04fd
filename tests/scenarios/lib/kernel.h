/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_KERNEL_H
#define SCENARIOS_KERNEL_H

#include <stdbool.h>

bool kernel_is_patched(void);
bool kernel_has_subreapers(void);

#endif /* SCENARIOS_KERNEL_H */
