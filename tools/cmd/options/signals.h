/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_SIGNALS_H
#define CMD_SIGNALS_H

#include <stdbool.h>
#include <sys/types.h>

void signals_reset(void);
unsigned int signals_catch(void);
void signals_ignore(unsigned int set);
void signals_forward_to(pid_t target);
bool signals_came(void);
void signals_wait(int seconds);

#endif /* CMD_SIGNALS_H */
