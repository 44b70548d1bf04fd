// SPDX-License-Identifier: GPL-2.0-or-later
/* What is no longer a subreaper keeps what it adopted, and adopts no more. */
#include <unistd.h>

#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/jobs.h"
#include "lib/marking.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/surroundings.h"
#include "lib/tap.h"

static struct actor *adopted_by(struct actor *s2)
{
	struct actor *m = actor_fork(s2, "M");
	struct actor *l = actor_fork(m, "L");

	orphaning_check(&(struct orphaning){
		.what = "the orphan goes to the nearer subreaper",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s2->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &s2->id, SUBREAPER_VERDICT_ADOPTS } },
	});
	return l;
}

static void below_another(void)
{
	struct actor *s1 = actor_fork(NULL, "S1");
	struct actor *s2, *earlier, *m, *later;

	actor_do(s1, job_mark, 1);
	s2 = actor_fork(s1, "S2");
	actor_do(s2, job_mark, 1);
	earlier = adopted_by(s2);
	m = actor_fork(s2, "M2");
	later = actor_fork(m, "L2");

	marking_check(
		&(struct marking){ .what = "it clears", .caller = s2, .argument = 0, .was = true });
	staying_check(earlier, adopter_instead_of(&s2->id), "its orphan stays where it is");
	orphaning_check(&(struct orphaning){
		.what = "the next orphan goes to the subreaper above it",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s1->id,
		.orphans = { { .actor = later } },
		.ancestors = {
			{ &s2->id, SUBREAPER_VERDICT_NOT_SUBREAPER },
			{ &s1->id, SUBREAPER_VERDICT_ADOPTS },
		},
	});
	staying_check(earlier, adopter_instead_of(&s2->id), "even then the earlier orphan stays");
}

/* Descendants keep the flag that there may be a subreaper, so there is a walk, but in vain. */
static void below_nobody(void)
{
	struct surroundings around;
	struct identity self;
	struct actor *s, *m, *l;

	surroundings_explore(&around);
	proc_identity(getpid(), getpid(), &self);
	s = actor_fork(NULL, "S");
	actor_do(s, job_mark, 1);
	m = actor_fork(s, "M");
	l = actor_fork(m, "L");
	actor_do(s, job_mark, 0);
	orphaning_check(&(struct orphaning){
		.what = "with no subreaper left the walk ends at the root, and init adopts",
		.parent = m,
		.decision = around.walked,
		.adopter = &around.adopter,
		.orphans = { { .actor = l } },
		.ancestors = {
			{ &s->id, SUBREAPER_VERDICT_NOT_SUBREAPER },
			{ &self, SUBREAPER_VERDICT_NOT_SUBREAPER },
		},
		.walk_goes_on = true,
	});
}

static void play(void)
{
	below_another();
	below_nobody();
}

int main(void)
{
	return scenario_main(11, 3 * ORPHANING_CLAIMS + 2 * STAYING_CLAIMS + MARKING_CLAIMS, play);
}
