/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STRESS_INITCALL_H
#define STRESS_INITCALL_H

#include <stdbool.h>

int initcall_watch(void);
bool initcall_seen(void);

#endif /* STRESS_INITCALL_H */
