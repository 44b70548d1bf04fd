// SPDX-License-Identifier: GPL-2.0-or-later
/* A supervisor polls: it has waited for two of the three that it adopted, and will for the last. */
#include <unistd.h>

#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	static const char * const roles[] = { "job1", "job2", "job3" };
	struct actor *agent, *sh, *job;

	actors_start();
	agent = cast_subreaper(NULL, "agent");
	for (unsigned int i = 0; i < 3; i++) {
		sh = actor_fork(agent, "sh");
		job = cast_as(sh, roles[i], "job");
		cast_is_gone(agent, sh);
		if (i < 2)
			cast_is_gone(agent, job);
		else
			cast_ends(job);
	}
	sleep(2);
	return 0;
}
