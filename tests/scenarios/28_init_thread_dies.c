// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The init of a pid namespace is one of its threads. When that one dies, another thread of the
 * process takes over its children and its office.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/wait.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

static void check_reaping(struct actor *t2, struct actor *m, struct actor *l)
{
	claim_begin("the thread that took over reaps in the namespace");
	claim_expect("status of its child", 0, actor_do(t2, job_reap, m->id.nspid));
	actor_do(t2, job_take_signal, SIGCHLD);
	actor_exit(l, 3);
	claim_expect("si_pid, inside", l->id.nspid, actor_do(t2, job_take_signal, SIGCHLD));
	claim_expect("status of the orphan", 3, WEXITSTATUS(actor_do(t2, job_reap, l->id.nspid)));
	claim_end();
}

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");
	struct actor *init, *t2, *m, *l;

	actor_do(s, job_mark, 1);
	init = actor_clone(s, "init", CLONE_NEWPID, SIGCHLD);
	t2 = actor_thread(init, "t2");
	m = actor_fork(init, "M");
	l = actor_fork(m, "L");
	orphaning_check(&(struct orphaning){
		.what = "the init's first thread ends and leaves its child to the other",
		.parent = init,
		.only_thread = true,
		.decision = SUBREAPER_DECISION_NS_INIT_HANDOVER,
		.adopter = &t2->id,
		.orphans = { { .actor = m } },
	});
	orphaning_check(&(struct orphaning){
		.what = "an orphan in the namespace goes to the thread that took over",
		.parent = m,
		.decision = SUBREAPER_DECISION_NS_BOUNDARY,
		.adopter = &t2->id,
		.orphans = { { .actor = l } },
		.ancestors = {
			{ &init->id, SUBREAPER_VERDICT_NOT_SUBREAPER },
			{ &s->id, SUBREAPER_VERDICT_OTHER_NS_LEVEL },
		},
	});
	check_reaping(t2, m, l);
}

int main(void)
{
	return scenario_main(28, 2 * ORPHANING_CLAIMS + 1, play);
}
