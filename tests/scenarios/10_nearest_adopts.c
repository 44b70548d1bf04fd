// SPDX-License-Identifier: GPL-2.0-or-later
/* Of two subreapers the nearer one adopts. */
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
		.what = "the orphan goes to the nearer of two subreapers",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s2->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &s2->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

int main(void)
{
	return scenario_main(10, ORPHANING_CLAIMS, play);
}
