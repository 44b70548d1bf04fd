// SPDX-License-Identifier: GPL-2.0-or-later
#include "actors.h"
#include "jobs.h"
#include "surroundings.h"
#include "tap.h"

/**
 * surroundings_explore() - see where orphans of this program end up
 * @ret: returns it
 *
 * Trusts nothing that is said: makes an orphan and asks it.
 */
void surroundings_explore(struct surroundings *ret)
{
	struct actor *middle = actor_fork(NULL, "probe-middle");
	struct actor *orphan = actor_fork(middle, "probe-orphan");
	pid_t pid;

	actor_exit(middle, 0);
	pid = actor_do(orphan, job_getppid, 0);
	actor_exit(orphan, 0);
	if (proc_identity(pid, pid, &ret->adopter))
		tap_bail("cannot tell who adopted an orphan");
	if (pid == 1) {
		ret->unmarked = SUBREAPER_DECISION_NO_FLAG;
		ret->walked = SUBREAPER_DECISION_REACHED_ROOT;
	} else {
		ret->unmarked = SUBREAPER_DECISION_SUBREAPER;
		ret->walked = SUBREAPER_DECISION_SUBREAPER;
	}
}
