/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODULE_ORPHANS_H
#define MODULE_ORPHANS_H

#include <sys/types.h>

#define ORPHANS_MAX 1024

/**
 * struct orphans - the children of a process that has died, in memory that all share
 * @parent: the process that has died, and was waited for
 * @parent_start: its birth, as the view tasks had it
 * @count: of its children
 * @pids: they; each waits to be let go
 */
struct orphans {
	pid_t parent;
	long long parent_start;
	int count;
	pid_t pids[ORPHANS_MAX];
};

void orphans_hold(void);
struct orphans *orphans_leave(int count, int depth, const char *name);
void orphans_let_go(void);
void orphans_await_death(const struct orphans *orphans);
void orphans_reap(const struct orphans *orphans);

#endif /* MODULE_ORPHANS_H */
