// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process that enters a pid namespace forks into it: the child's pid is inside, its parent
 * outside. The namespace that counts is the dying parent's, so parent and child part ways.
 */
#define _GNU_SOURCE
#include <sched.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

static void check_place(struct actor *q)
{
	claim_begin("who is forked into a namespace has no parent there");
	claim_expect("level", 1, q->id.level);
	claim_expect("getppid()", 0, actor_do(q, job_getppid, 0));
	claim_end();
}

static void orphan_of_entered(struct actor *outer, struct actor *init, struct actor *q)
{
	struct actor *l = actor_fork(q, "L");

	orphaning_check(&(struct orphaning){
		.what = "its own orphan goes to the namespace's init",
		.parent = q,
		.decision = SUBREAPER_DECISION_NS_BOUNDARY,
		.adopter = &init->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &outer->id, SUBREAPER_VERDICT_OTHER_NS_LEVEL } },
	});
}

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");
	struct actor *init, *c, *q;

	actor_do(s, job_mark, 1);
	init = actor_clone(s, "init", CLONE_NEWPID, SIGCHLD);
	c = actor_fork(s, "C");
	if (actor_do(c, job_enter_pid_namespace, init->id.pid))
		tap_bail("cannot enter a pid namespace");
	q = actor_fork(c, "Q");
	check_place(q);
	orphaning_check(&(struct orphaning){
		.what = "who entered dies outside, so the subreaper outside gets its child inside",
		.parent = c,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s->id,
		.orphans = { { .actor = q } },
		.ancestors = { { &s->id, SUBREAPER_VERDICT_ADOPTS } },
	});
	orphan_of_entered(s, init, q);
}

int main(void)
{
	return scenario_main(27, 2 * ORPHANING_CLAIMS + 1, play);
}
