/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What actors.c does for newborn actors; of no use to scenarios. */
#ifndef SCENARIOS_ACTOR_BIRTH_H
#define SCENARIOS_ACTOR_BIRTH_H

#include "actors.h"

struct actor *actor_new(const char *name);
void actor_be(struct actor *actor);
void actor_live(struct actor *actor) __attribute__((noreturn));
void actor_await(struct actor *actor);

#endif /* SCENARIOS_ACTOR_BIRTH_H */
