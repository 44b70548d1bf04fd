// SPDX-License-Identifier: GPL-2.0-or-later
/* waitpid() says ECHILD and the exit status is lost: SIGCHLD is ignored, as it was inherited. */
#include <signal.h>
#include <unistd.h>

#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *wm, *terminal, *cmd;

	actors_start();
	wm = cast(NULL, "wm");
	cast_does(wm, job_ignore_signal, SIGCHLD);
	terminal = cast(wm, "terminal");
	cmd = cast(terminal, "cmd");
	actor_begin_exit(cmd, 7);
	sleep(2);
	return 0;
}
