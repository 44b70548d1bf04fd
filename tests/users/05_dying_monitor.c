// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A container's monitor is a subreaper, and yet another process gets the container: at that moment
 * the monitor was exiting itself. It is held up in the middle of that, so that it happens each
 * time.
 */
#include <stddef.h>

#include "../scenarios/lib/pipe_lock.h"
#include "cast.h"

int main(void)
{
	struct actor *holder, *systemd, *conmon, *sh, *runc;
	long pipe;

	actors_start();
	holder = actor_fork(NULL, "holder");
	pipe = pipe_lock_make(holder);
	systemd = cast_subreaper(NULL, "systemd");
	conmon = cast_subreaper(systemd, "conmon");
	sh = cast(conmon, "sh");
	runc = cast(sh, "runc");
	cast(runc, "container");
	pipe_lock_open(conmon, holder, pipe);
	pipe_lock_take(holder, pipe);
	pipe_lock_exit(conmon, 0);
	cast_is_gone(sh, runc);
	pipe_lock_drop(holder);
	actor_await_death(conmon);
	return 0;
}
