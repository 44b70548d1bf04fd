// SPDX-License-Identifier: GPL-2.0-or-later
/* What was adopted stays adopted, also when a nearer ancestor becomes a subreaper afterwards. */
#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/jobs.h"
#include "lib/marking.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/surroundings.h"

/* The outer adopter is the one that this machine has anyway, as a rule pid 1. */
static void below_nobody(void)
{
	struct surroundings around;
	struct actor *inner, *m, *l;

	surroundings_explore(&around);
	inner = actor_fork(NULL, "inner");
	m = actor_fork(inner, "M");
	l = actor_fork(m, "L");
	orphaning_check(&(struct orphaning){
		.what = "without a subreaper the orphan goes to init",
		.parent = m,
		.decision = around.unmarked,
		.adopter = &around.adopter,
		.orphans = { { .actor = l } },
		.walk_goes_on = true,
	});
	/* What it covers is M, which no process has waited for. */
	marking_check(&(struct marking){ .what = "its former grandparent sets",
					 .caller = inner,
					 .argument = 1,
					 .descendants = 1 });
	staying_check(l, &around.adopter, "the orphan stays with init");
}

static void below_outer(void)
{
	struct actor *outer = actor_fork(NULL, "outer");
	struct actor *inner, *m, *l;

	actor_do(outer, job_mark, 1);
	inner = actor_fork(outer, "inner");
	m = actor_fork(inner, "M");
	l = actor_fork(m, "L");
	orphaning_check(&(struct orphaning){
		.what = "the orphan goes to the outer subreaper",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &outer->id,
		.orphans = { { .actor = l } },
		.ancestors = {
			{ &inner->id, SUBREAPER_VERDICT_NOT_SUBREAPER },
			{ &outer->id, SUBREAPER_VERDICT_ADOPTS },
		},
	});
	marking_check(
		&(struct marking){ .what = "the inner one sets", .caller = inner, .argument = 1 });
	staying_check(l, adopter_instead_of(&outer->id), "the orphan stays where it is");
}

static void play(void)
{
	below_nobody();
	below_outer();
}

int main(void)
{
	return scenario_main(9, 2 * (ORPHANING_CLAIMS + MARKING_CLAIMS + STAYING_CLAIMS), play);
}
