// SPDX-License-Identifier: GPL-2.0-or-later
/* What adopts is a thread: the first of the subreaper's that is alive, which may be no leader. */
#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"

static struct actor *outer_subreaper(void)
{
	struct actor *outer = actor_fork(NULL, "outer");

	actor_do(outer, job_mark, 1);
	return outer;
}

static void play(void)
{
	struct actor *outer = outer_subreaper();
	struct actor *s2 = actor_fork(outer, "S2");
	struct actor *t2, *m, *l;

	actor_do(s2, job_mark, 1);
	t2 = actor_thread(s2, "t2");
	m = actor_fork(s2, "M");
	l = actor_fork(m, "L");
	orphaning_check(&(struct orphaning){
		.what = "the leader ends and leaves its child to the thread that lives",
		.parent = s2,
		.only_thread = true,
		.decision = SUBREAPER_DECISION_SIBLING_THREAD,
		.adopter = &t2->id,
		.orphans = { { .actor = m } },
	});
	orphaning_check(&(struct orphaning){
		.what = "the orphan goes to the thread of the subreaper that lives",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &t2->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &s2->id, SUBREAPER_VERDICT_ADOPTS } },
	});
	actor_do(t2, job_reap, m->id.pid);
	orphaning_check(&(struct orphaning){
		.what = "when that goes too, the orphan goes to the outer subreaper",
		.parent = t2,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &outer->id,
		.orphans = { { .actor = l, .adopted = true } },
		.ancestors = { { &outer->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

int main(void)
{
	return scenario_main(17, 3 * ORPHANING_CLAIMS, play);
}
