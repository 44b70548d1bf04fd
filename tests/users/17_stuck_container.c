// SPDX-License-Identifier: GPL-2.0-or-later
/* A container does not stop: one from inside is a zombie, and its parent, outside, does not wait.
 */
#include <signal.h>
#include <unistd.h>

#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *shim, *init;

	actors_start();
	shim = cast_subreaper(NULL, "shim");
	init = cast_init(shim, "entrypoint");
	cast_does(shim, job_enter_pid_namespace, init->id.pid);
	cast(shim, "worker");
	actor_kill(init, SIGKILL);
	sleep(3);
	return 0;
}
