// SPDX-License-Identifier: GPL-2.0-or-later
/* A tree was listed and its subreaper killed; what that had adopted meanwhile goes on elsewhere. */
#include <signal.h>
#include <unistd.h>

#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *outer, *agent, *tool;

	actors_start();
	outer = cast_subreaper(NULL, "outer");
	agent = cast_subreaper(outer, "agent");
	tool = cast(agent, "tool");
	cast(tool, "daemon");
	cast_is_gone(agent, tool);
	usleep(300000);
	actor_kill(agent, SIGKILL);
	cast_does(outer, job_reap, agent->id.pid);
	return 0;
}
