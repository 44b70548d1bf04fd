/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_MARKING_H
#define SCENARIOS_MARKING_H

#include "actors.h"

/**
 * struct marking - a prctl(PR_SET_CHILD_SUBREAPER), and what must come of it
 * @what: one sentence on it
 * @caller: which thread calls
 * @job: calls; NULL for job_mark()
 * @argument: for it, and by it for prctl()
 * @was: was the process a subreaper before?
 * @descendants: how many processes are newly covered
 */
struct marking {
	const char *what;
	struct actor *caller;
	actor_job job;
	unsigned long argument;
	bool was;
	int descendants;
};

void marking_check(const struct marking *marking);

/* Claims that it makes. */
#define MARKING_CLAIMS 3

#endif /* SCENARIOS_MARKING_H */
