// SPDX-License-Identifier: GPL-2.0-or-later
/* A thread of a pool starts a process that is to die with its parent, and the thread ends. */
#include <signal.h>

#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *app, *pool, *bwrap;

	actors_start();
	app = cast(NULL, "app");
	pool = actor_thread(app, "pool");
	bwrap = cast(pool, "bwrap");
	actor_do(bwrap, job_set_pdeath_signal, SIGKILL);
	actor_exit_thread(pool);
	actor_await_death(bwrap);
	return 0;
}
