// SPDX-License-Identifier: GPL-2.0-or-later
/* A test run ends by SIGHUP from nowhere: its process group was orphaned with a stopped member. */
#include <signal.h>
#include <unistd.h>

#include "cast.h"

int main(void)
{
	struct actor *ci, *shell, *tests, *cat;

	actors_start();
	ci = cast(NULL, "ci");
	shell = cast(ci, "shell");
	cast_does(shell, job_new_session, 0);
	tests = cast(shell, "tests");
	cast_does(tests, job_new_group, 0);
	cat = cast(tests, "cat");
	actor_kill(cat, SIGSTOP);
	usleep(200000);
	cast_is_gone(ci, shell);
	actor_await_death(tests);
	sleep(1);
	return 0;
}
