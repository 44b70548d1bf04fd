// SPDX-License-Identifier: GPL-2.0-or-later
/* A traced orphan has a new parent, which must wait for the tracer to let go. */
#include <errno.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

static long trace(long pid)
{
	return ptrace(PTRACE_SEIZE, pid, 0, 0) ? -errno : 0;
}

static void check_reaping(struct actor *s, struct actor *tracer, struct actor *l)
{
	claim_begin("the adopter cannot reap the orphan before its tracer is gone");
	actor_exit(l, 7);
	claim_expect("wait while it is traced", -EAGAIN, actor_do(s, job_try_to_reap, l->id.nspid));
	claim_expect("state", 'Z', proc_state(l->id.pid, l->id.pid));
	claim_expect("TracerPid", tracer->id.pid, proc_status_number(l->id.pid, "TracerPid"));
	actor_exit(tracer, 0);
	claim_expect("status after that", 7, WEXITSTATUS(actor_do(s, job_reap, l->id.nspid)));
	claim_end();
}

static void play(void)
{
	struct actor *tracer = actor_fork(NULL, "tracer");
	struct actor *s = adopter_fork(NULL, "S");
	struct actor *m, *l;

	m = actor_fork(s, "M");
	l = actor_fork(m, "L");

	claim_begin("the tracer traces");
	claim_expect("result of PTRACE_SEIZE", 0, actor_do(tracer, trace, l->id.pid));
	claim_expect("TracerPid", tracer->id.pid, proc_status_number(l->id.pid, "TracerPid"));
	claim_end();

	orphaning_check(&(struct orphaning){
		.what = "a traced orphan goes to the adopter, and stays traced",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s->id,
		.init = &s->id,
		.orphans = { { .actor = l, .effects = SUBREAPER_EFFECT_PTRACED } },
		.ancestors = { { &s->id, SUBREAPER_VERDICT_ADOPTS } },
	});
	check_reaping(s, tracer, l);
}

int main(void)
{
	return scenario_main(22, ORPHANING_CLAIMS + 2, play);
}
