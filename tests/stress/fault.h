/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STRESS_FAULT_H
#define STRESS_FAULT_H

#include <stdbool.h>

int fault_open(void);
int fault_spare_slabs(void);
void fault_arm(unsigned int nth);
bool fault_disarm(void);

#endif /* STRESS_FAULT_H */
