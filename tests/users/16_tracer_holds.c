// SPDX-License-Identifier: GPL-2.0-or-later
/* A debugger does not collect what it traces: the parent waits for ever, and is not to blame. */
#include <unistd.h>

#include "cast.h"

int main(void)
{
	struct actor *shell, *job, *debugger;

	actors_start();
	shell = cast(NULL, "shell");
	job = cast(shell, "job");
	debugger = cast(NULL, "debugger");
	cast_does(debugger, job_seize, job->id.pid);
	cast_ends(job);
	sleep(2);
	return 0;
}
