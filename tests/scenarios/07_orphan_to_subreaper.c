// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The heart of it: an orphan goes to the subreaper, which is notified of its death and can reap it.
 * On a kernel without subreapers it goes past the one that would be one, to init.
 */
#include <errno.h>
#include <sys/wait.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/kernel.h"
#include "lib/marking.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

static void check_notification(struct actor *s, struct actor *l)
{
	claim_begin("the subreaper gets one SIGCHLD for the death of the orphan, and can reap it");
	claim_expect("pending SIGCHLD before", -EAGAIN, actor_do(s, job_take_signal, SIGCHLD));
	actor_kill(l, SIGKILL);
	actor_await_death(l);
	claim_expect("si_pid", l->id.pid, actor_do(s, job_take_signal, SIGCHLD));
	claim_expect("si_code", CLD_KILLED, s->signal.si_code);
	claim_expect("si_status", SIGKILL, s->signal.si_status);
	claim_expect("second SIGCHLD", -EAGAIN, actor_do(s, job_take_signal, SIGCHLD));
	claim_expect("status", SIGKILL, actor_do(s, job_reap, l->id.pid));
	claim_end();
}

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");
	struct actor *m, *l;

	marking_check(&(struct marking){ .what = "S sets", .caller = s, .argument = 1 });
	m = actor_fork(s, "M");
	l = actor_fork(m, "L");
	orphaning_check(&(struct orphaning){
		.what = "the orphan goes to the subreaper",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &s->id, SUBREAPER_VERDICT_ADOPTS } },
	});

	claim_begin("S is told of its own child's death too");
	claim_expect("si_pid", m->id.pid, actor_do(s, job_take_signal, SIGCHLD));
	claim_expect("status", 0, actor_do(s, job_reap, m->id.pid));
	claim_end();
	if (kernel_has_subreapers())
		check_notification(s, l);
	else
		lost_to_init_check(s, l);
}

int main(void)
{
	return scenario_main(7, MARKING_CLAIMS + ORPHANING_CLAIMS + 2, play);
}
