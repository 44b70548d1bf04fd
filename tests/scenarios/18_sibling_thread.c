// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The child of a thread stays in the family when the thread ends. Its parent is another thread
 * then, which it learns by its parent-death signal and by nothing else.
 */
#include <errno.h>
#include <sys/wait.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

static void check_signals(struct actor *p, struct actor *l)
{
	claim_begin("the child got its parent-death signal once, and nobody a SIGCHLD");
	claim_expect("si_pid of SIGUSR1", p->id.pid, actor_do(l, job_take_signal, SIGUSR1));
	claim_expect("another SIGUSR1", -EAGAIN, actor_do(l, job_take_signal, SIGUSR1));
	claim_expect("SIGCHLD", -EAGAIN, actor_do(p, job_take_signal, SIGCHLD));
	claim_end();
}

static void check_exit_signal(struct actor *p, struct actor *l)
{
	claim_begin("the child's exit signal is what it was");
	actor_exit(l, 0);
	claim_expect("si_pid of SIGUSR2", l->id.pid, actor_do(p, job_take_signal, SIGUSR2));
	claim_expect("SIGCHLD", -EAGAIN, actor_do(p, job_take_signal, SIGCHLD));
	claim_expect("result of a plain wait", -ECHILD, actor_do(p, job_try_to_reap, l->id.pid));
	claim_end();
}

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");
	struct actor *p, *t, *l;

	actor_do(s, job_mark, 1);
	p = actor_fork(s, "P");
	t = actor_thread(p, "t");
	l = actor_clone(t, "L", 0, SIGUSR2);
	actor_do(l, job_set_pdeath_signal, SIGUSR1);
	/* No prediction: debugfs foretells the death of P, and this is only that of a thread. */
	orphaning_check(&(struct orphaning){
		.what = "the child of a thread that ends goes to another thread of the process",
		.parent = t,
		.only_thread = true,
		.decision = SUBREAPER_DECISION_SIBLING_THREAD,
		.adopter = &p->id,
		.orphans = { {
			.actor = l,
			.effects = SUBREAPER_EFFECT_PDEATH,
			.pdeath_signal = SIGUSR1,
		} },
	});
	check_signals(p, l);
	check_exit_signal(p, l);
}

int main(void)
{
	return scenario_main(18, ORPHANING_CLAIMS + 2, play);
}
