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
 *
 * That is if the kernel has subreapers. One that has none must refuse the call.
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
void getting_check(struct actor *caller, actor_job get, int mark, const char *what);
long marking_answer(long answer);
const char *marking_refused(void);

/* Claims that the first two make. */
#define MARKING_CLAIMS 3
#define GETTING_CLAIMS 1

#endif /* SCENARIOS_MARKING_H */
