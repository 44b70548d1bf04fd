/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_PIPE_LOCK_H
#define SCENARIOS_PIPE_LOCK_H

#include "actors.h"

long pipe_lock_make(struct actor *holder);
void pipe_lock_open(struct actor *victim, const struct actor *holder, long pipe);
void pipe_lock_take(struct actor *holder, long pipe);
void pipe_lock_drop(struct actor *holder);

void pipe_lock_exit(struct actor *victim, int status);

#endif /* SCENARIOS_PIPE_LOCK_H */
