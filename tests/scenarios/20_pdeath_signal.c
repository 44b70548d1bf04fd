// SPDX-License-Identifier: GPL-2.0-or-later
/* The parent-death signal is sent at each change of parent, so again when a subreaper dies. */
#include <errno.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/kernel.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

/* @adopted: the parent is no parent of the orphan unless it could adopt it. */
static void check_hop(struct actor *l, bool adopted, struct actor *parent,
		      const struct actor *adopter, const char *what)
{
	bool moves = kernel_has_subreapers() || !adopted;

	orphaning_check(&(struct orphaning){
		.what = what,
		.parent = parent,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &adopter->id,
		.orphans = { {
			.actor = l,
			.adopted = adopted,
			.effects = SUBREAPER_EFFECT_PDEATH,
			.pdeath_signal = SIGUSR1,
		} },
		.ancestors = { { &adopter->id, SUBREAPER_VERDICT_ADOPTS } },
	});

	claim_begin("the orphan got %s when %s died", moves ? "one signal" : "no signal",
		    parent->id.comm);
	claim_expect("si_pid of SIGUSR1", moves ? parent->id.pid : -EAGAIN,
		     actor_do(l, job_take_signal, SIGUSR1));
	claim_expect("another SIGUSR1", -EAGAIN, actor_do(l, job_take_signal, SIGUSR1));
	claim_end();
}

static void play(void)
{
	struct actor *s1 = actor_fork(NULL, "S1");
	struct actor *s2, *m, *l;

	actor_do(s1, job_mark, 1);
	s2 = actor_fork(s1, "S2");
	actor_do(s2, job_mark, 1);
	m = actor_fork(s2, "M");
	l = actor_fork(m, "L");
	actor_do(l, job_set_pdeath_signal, SIGUSR1);
	check_hop(l, false, m, s2, "the parent dies, and its child is signalled");
	actor_do(s2, job_reap, m->id.pid);
	check_hop(l, true, s2, s1, "the subreaper dies, and the orphan is signalled again");
}

int main(void)
{
	return scenario_main(20, 2 * (ORPHANING_CLAIMS + 1), play);
}
