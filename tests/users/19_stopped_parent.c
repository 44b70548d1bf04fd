// SPDX-License-Identifier: GPL-2.0-or-later
/* A zombie stays, and its parent was stopped: it cannot wait, and is not to blame. */
#include <signal.h>
#include <unistd.h>

#include "cast.h"

int main(void)
{
	struct actor *server, *worker;

	actors_start();
	server = cast(NULL, "server");
	/* Stopped in the suite's own group, it would have the kernel send SIGHUP to the suite. */
	cast_does(server, job_new_session, 0);
	worker = cast(server, "worker");
	cast_ends(worker);
	actor_kill(server, SIGSTOP);
	sleep(2);
	return 0;
}
