// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A child made with CLONE_AUTOREAP (Linux 7.1) moves as any other, and stays the exception that it
 * was: its adopter hears nothing of its end, and cannot wait for it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

/* Headers before 7.1 lack it. */
#ifndef CLONE_AUTOREAP
#define CLONE_AUTOREAP (1ULL << 34)
#endif

#define CLAIMS (ORPHANING_CLAIMS + 1)

static bool kernel_knows_autoreap(void)
{
	struct clone_args how = { .flags = CLONE_AUTOREAP };
	long pid = syscall(SYS_clone3, &how, sizeof(how));

	if (pid == 0)
		_exit(0);
	if (pid < 0 && errno != EINVAL)
		tap_bail("cannot make a process with CLONE_AUTOREAP");
	return pid > 0;
}

static void check_silent_end(struct actor *s, const struct actor *m, struct actor *l)
{
	claim_begin("the adopter hears nothing of such an orphan's end, and cannot wait for it");
	claim_expect("si_pid of the parent", m->id.nspid, actor_do(s, job_take_signal, SIGCHLD));
	actor_do(s, job_reap, m->id.nspid);
	actor_exit(l, 5);
	actor_await_release(l);
	claim_expect("SIGCHLD of the orphan", -EAGAIN, actor_do(s, job_take_signal, SIGCHLD));
	claim_expect("result of wait", -ECHILD, actor_do(s, job_try_to_reap, l->id.nspid));
	claim_end();
}

static void play(void)
{
	struct actor *s, *m, *l;

	if (!kernel_knows_autoreap()) {
		claim_skip_all(CLAIMS, "a child made with CLONE_AUTOREAP is orphaned",
			       "the kernel has no CLONE_AUTOREAP");
		return;
	}
	s = adopter_fork(NULL, "S");
	m = actor_fork(s, "M");
	l = actor_clone(m, "L", CLONE_AUTOREAP, 0);
	orphaning_check(&(struct orphaning){
		.what = "a child made with CLONE_AUTOREAP goes to the adopter",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s->id,
		.init = &s->id,
		.orphans = { { .actor = l, .effects = SUBREAPER_EFFECT_AUTOREAP } },
		.ancestors = { { &s->id, SUBREAPER_VERDICT_ADOPTS } },
	});
	check_silent_end(s, m, l);
}

int main(void)
{
	return scenario_main(39, CLAIMS, play);
}
