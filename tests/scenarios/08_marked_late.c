// SPDX-License-Identifier: GPL-2.0-or-later
/* A mark covers the descendants that are there already. */
#include "lib/actors.h"
#include "lib/kernel.h"
#include "lib/marking.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"

static void check_covered(const struct actor *actor, const char *who)
{
	struct tasks_row row;

	claim_begin("%s is %s", who, kernel_has_subreapers() ? "covered" : "not covered");
	claim_expect("row", true, tasks_find(actor->id.pid, &row));
	claim_expect("has_subreaper", kernel_has_subreapers(), row.has_subreaper);
	claim_end();
}

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");
	struct actor *m = actor_fork(s, "M");
	struct actor *l = actor_fork(m, "L");
	struct tasks_row before;

	tasks_find(m->id.pid, &before);
	marking_check(&(struct marking){
		.what = "S sets when it has descendants",
		.caller = s,
		.argument = 1,
		.descendants = before.has_subreaper ? 0 : 2,
	});
	check_covered(m, "its child");
	check_covered(l, "its grandchild");
	orphaning_check(&(struct orphaning){
		.what = "the orphan goes to who became a subreaper after its birth",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &s->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

int main(void)
{
	return scenario_main(8, MARKING_CLAIMS + ORPHANING_CLAIMS + 2, play);
}
