/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef USERS_CAST_H
#define USERS_CAST_H

#include "../scenarios/lib/actors.h"

/*
 * The processes of a trouble are actors (tests/scenarios/lib/actors.h). Each is told of on stdout
 * as ROLE=PID, for a shell to read, and those that are left in the end live on for about a minute,
 * so that the machine can be asked about them.
 */

struct actor *cast(struct actor *parent, const char *role);
struct actor *cast_as(struct actor *parent, const char *role, const char *name);
struct actor *cast_subreaper(struct actor *parent, const char *role);
struct actor *cast_init(struct actor *parent, const char *role);
struct actor *cast_entering(struct actor *parent, const char *role, const struct actor *init);
void cast_ends(struct actor *actor);
void cast_is_gone(struct actor *parent, struct actor *child);

#endif /* USERS_CAST_H */
