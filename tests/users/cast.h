/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef USERS_CAST_H
#define USERS_CAST_H

#include "../scenarios/lib/actors.h"

/*
 * The processes of a trouble are actors (tests/scenarios/lib/actors.h). Each is named on stdout
 * as ROLE=PID, for a shell to read, and those that are left in the end live on for about a minute,
 * so that the machine can be asked about them.
 */

struct actor *cast(struct actor *parent, const char *role);
struct actor *cast_as(struct actor *parent, const char *role, const char *name);
struct actor *cast_subreaper(struct actor *parent, const char *role);
struct actor *cast_init(struct actor *parent, const char *role);
struct actor *cast_entering(struct actor *parent, const char *role, const struct actor *init);
struct actor *cast_cloned(struct actor *parent, const char *role, uint64_t flags, int exit_signal);
void cast_does(struct actor *actor, actor_job job, long argument);
void cast_ends(struct actor *actor);
void cast_is_gone(struct actor *parent, struct actor *child);

long job_seize(long pid);
long job_unshare_pid(long unused);
long job_new_group(long unused);
long job_new_session(long unused);

#endif /* USERS_CAST_H */
