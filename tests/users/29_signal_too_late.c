// SPDX-License-Identifier: GPL-2.0-or-later
/* Processes that were to die with their parent outlive it: the signal was cleared, or set too late.
 */
#include <signal.h>

#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *supervisor, *dies, *late, *child, *launcher;

	actors_start();
	launcher = cast(NULL, "launcher");
	supervisor = cast(launcher, "supervisor");
	dies = cast(supervisor, "dies");
	cast_does(dies, job_set_pdeath_signal, SIGKILL);
	late = cast(supervisor, "late");
	child = cast(supervisor, "child");
	cast_does(child, job_set_pdeath_signal, SIGKILL);
	cast(child, "grandchild");
	cast_is_gone(launcher, supervisor);
	actor_await_death(child);
	cast_does(late, job_set_pdeath_signal, SIGKILL);
	return 0;
}
