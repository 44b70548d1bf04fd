// SPDX-License-Identifier: GPL-2.0-or-later
/* A dying subreaper passes the orphans that it adopted on to the next one above it. */
#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"

static void play(void)
{
	struct actor *s1 = actor_fork(NULL, "S1");
	struct actor *s2, *m, *l;

	actor_do(s1, job_mark, 1);
	s2 = actor_fork(s1, "S2");
	actor_do(s2, job_mark, 1);
	m = actor_fork(s2, "M");
	l = actor_fork(m, "L");
	orphaning_check(&(struct orphaning){
		.what = "the orphan goes to the nearer subreaper",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s2->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &s2->id, SUBREAPER_VERDICT_ADOPTS } },
	});
	actor_do(s2, job_reap, m->id.pid);
	orphaning_check(&(struct orphaning){
		.what = "when that one dies, the orphan hops on to the next",
		.parent = s2,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s1->id,
		.orphans = { { .actor = l, .adopted = true } },
		.ancestors = { { &s1->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

int main(void)
{
	return scenario_main(12, 2 * ORPHANING_CLAIMS, play);
}
