// SPDX-License-Identifier: GPL-2.0-or-later
/* A job is killed with all that is below it, and a worker that has left its tree lives on. */
#include "cast.h"

int main(void)
{
	struct actor *agent, *job, *step, *launcher;

	actors_start();
	agent = cast_subreaper(NULL, "agent");
	job = cast(agent, "job");
	step = cast(job, "step");
	launcher = cast(step, "launcher");
	cast(launcher, "worker");
	cast_is_gone(step, launcher);
	cast_is_gone(job, step);
	return 0;
}
