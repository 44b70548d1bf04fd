/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_PAGER_H
#define BASE_PAGER_H

#include <sys/types.h>

pid_t pager_start(void);
void pager_wait(pid_t pager);

#endif /* BASE_PAGER_H */
