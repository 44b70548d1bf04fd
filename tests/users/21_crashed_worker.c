// SPDX-License-Identifier: GPL-2.0-or-later
/* A marked python3 supervises python3: a worker crashes, and leaves python3 to it, as is meant. */
#include <signal.h>

#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *supervisor, *worker;

	actors_start();
	supervisor = cast_as(NULL, "supervisor", "python3");
	cast_does(supervisor, job_mark, 1);
	worker = cast_as(supervisor, "worker", "python3");
	cast_as(worker, "loader", "python3");
	actor_kill(worker, SIGABRT);
	cast_does(supervisor, job_reap, worker->id.pid);
	return 0;
}
