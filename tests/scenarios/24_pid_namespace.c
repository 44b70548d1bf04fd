// SPDX-License-Identifier: GPL-2.0-or-later
/* Orphans do not leave their pid namespace; within it, subreapers work as outside. */
#define _GNU_SOURCE
#include <sched.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

static void to_init(struct actor *s, struct actor *init)
{
	struct actor *m = actor_fork(init, "M");
	struct actor *l = actor_fork(m, "L");

	orphaning_check(&(struct orphaning){
		.what = "an orphan in a pid namespace goes to its init, though a subreaper is outside",
		.parent = m,
		.decision = SUBREAPER_DECISION_NS_BOUNDARY,
		.adopter = &init->id,
		.orphans = { { .actor = l } },
		.ancestors = {
			{ &init->id, SUBREAPER_VERDICT_NOT_SUBREAPER },
			{ &s->id, SUBREAPER_VERDICT_OTHER_NS_LEVEL },
		},
	});
}

static void to_subreaper(struct actor *init)
{
	struct actor *inner = actor_fork(init, "inner");
	struct actor *m = actor_fork(inner, "M2");
	struct actor *l = actor_fork(m, "L2");

	actor_do(inner, job_mark, 1);
	orphaning_check(&(struct orphaning){
		.what = "an orphan in a pid namespace goes to a subreaper in it",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &inner->id,
		.init = &init->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &inner->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

/* Being an init does not make a subreaper, and does not hinder it either. */
static void to_marked_init(struct actor *init)
{
	struct actor *m = actor_fork(init, "M3");
	struct actor *l = actor_fork(m, "L3");

	actor_do(init, job_mark, 1);
	orphaning_check(&(struct orphaning){
		.what = "an init that is a subreaper adopts as one",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &init->id,
		.init = &init->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &init->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");
	struct actor *init;

	actor_do(s, job_mark, 1);
	init = actor_clone(s, "init", CLONE_NEWPID, SIGCHLD);

	claim_begin("the namespace is one");
	claim_expect("level of its init", 1, init->id.level);
	claim_expect("pid of its init, inside", 1, init->id.nspid);
	claim_end();

	to_init(s, init);
	to_subreaper(init);
	to_marked_init(init);
}

int main(void)
{
	return scenario_main(24, 3 * ORPHANING_CLAIMS + 1, play);
}
