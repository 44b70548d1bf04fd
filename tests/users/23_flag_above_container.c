// SPDX-License-Identifier: GPL-2.0-or-later
/* A manager marks itself when a container that unshare() made is below it: nothing was lost. */
#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *manager, *init, *app, *sh;

	actors_start();
	manager = cast(NULL, "manager");
	cast_does(manager, job_unshare_pid, 0);
	init = cast(manager, "init");
	app = cast(init, "app");
	cast_does(manager, job_mark, 1);
	sh = cast(app, "sh");
	cast(sh, "inside");
	actor_exit(sh, 0);
	return 0;
}
