// SPDX-License-Identifier: GPL-2.0-or-later
/* An application in a sandbox is gone without a word: the sandbox's pid 1 was killed. */
#include <signal.h>
#include <unistd.h>

#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *flatpak, *bwrap, *app, *helper;

	actors_start();
	flatpak = cast(NULL, "flatpak");
	cast_does(flatpak, job_unshare_pid, 0);
	bwrap = cast(flatpak, "bwrap");
	app = cast(bwrap, "app");
	helper = cast(app, "helper");
	cast(helper, "daemon");
	actor_exit(helper, 0);
	actor_kill(bwrap, SIGKILL);
	actor_await_death(bwrap);
	cast_does(flatpak, job_reap, bwrap->id.pid);
	sleep(2);
	return 0;
}
