// SPDX-License-Identifier: GPL-2.0-or-later
/* However an orphan was cloned, its adopter gets SIGCHLD for it and reaps it by a plain wait. */
#include <errno.h>
#include <sys/wait.h>

#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

static void check_before(struct actor *m, const struct actor *l, const char *how)
{
	claim_begin("its parent cannot find a child cloned with %s by a plain wait", how);
	claim_expect("result of wait", -ECHILD, actor_do(m, job_try_to_reap, l->id.nspid));
	claim_end();
}

static void check_after(struct actor *s, const struct actor *m, struct actor *l, const char *how)
{
	claim_begin("the adopter gets SIGCHLD for an orphan cloned with %s, and reaps it", how);
	claim_expect("si_pid of the parent", m->id.nspid, actor_do(s, job_take_signal, SIGCHLD));
	actor_exit(l, 5);
	claim_expect("si_pid", l->id.nspid, actor_do(s, job_take_signal, SIGCHLD));
	claim_expect("SIGUSR1", -EAGAIN, actor_do(s, job_take_signal, SIGUSR1));
	claim_expect("status", 5, WEXITSTATUS(actor_do(s, job_reap, l->id.nspid)));
	claim_end();
}

static void check_exit_signal(int exit_signal, const char *how)
{
	struct actor *s = adopter_fork(NULL, "S");
	struct actor *m, *l;

	m = actor_fork(s, "M");
	l = actor_clone(m, "L", 0, exit_signal);
	check_before(m, l, how);
	orphaning_check(&(struct orphaning){
		.what = "the orphan's exit signal becomes SIGCHLD",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s->id,
		.init = &s->id,
		.orphans = { { .actor = l, .effects = SUBREAPER_EFFECT_EXIT_SIGNAL_RESET } },
		.ancestors = { { &s->id, SUBREAPER_VERDICT_ADOPTS } },
	});
	check_after(s, m, l, how);
}

static void play(void)
{
	check_exit_signal(SIGUSR1, "SIGUSR1");
	check_exit_signal(0, "no signal");
}

int main(void)
{
	return scenario_main(16, 2 * (ORPHANING_CLAIMS + 2), play);
}
