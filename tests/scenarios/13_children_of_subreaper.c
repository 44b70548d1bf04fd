// SPDX-License-Identifier: GPL-2.0-or-later
/* All children of a dying subreaper go to the next one: those it forked, and those it adopted. */
#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"

static void play(void)
{
	struct actor *s1 = actor_fork(NULL, "S1");
	struct actor *s2, *m, *adopted, *first, *second;

	actor_do(s1, job_mark, 1);
	s2 = actor_fork(s1, "S2");
	actor_do(s2, job_mark, 1);
	first = actor_fork(s2, "first");
	second = actor_fork(s2, "second");
	m = actor_fork(s2, "M");
	adopted = actor_fork(m, "adopted");
	actor_exit(m, 0);
	actor_do(s2, job_reap, m->id.pid);
	orphaning_check(&(struct orphaning){
		.what = "all children of a dying subreaper go to the one above it",
		.parent = s2,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s1->id,
		.orphans = {
			{ .actor = first },
			{ .actor = second },
			{ .actor = adopted, .adopted = true },
		},
		.ancestors = { { &s1->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

int main(void)
{
	return scenario_main(13, ORPHANING_CLAIMS, play);
}
