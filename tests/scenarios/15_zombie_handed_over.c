// SPDX-License-Identifier: GPL-2.0-or-later
/* A child that was dead before its parent is handed over with its status, if any process wants it.
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

#define STATUS 42

struct family {
	struct actor *s, *m, *l;
};

/* M cares for SIGCHLD, whatever S does later, so L becomes a zombie. */
static struct family family_with_zombie(void)
{
	struct family family;

	family.s = adopter_fork(NULL, "S");
	family.m = actor_fork(family.s, "M");
	family.l = actor_fork(family.m, "L");
	actor_exit(family.l, STATUS);
	return family;
}

static void check_move(const struct family *family, unsigned int effects, const char *what)
{
	orphaning_check(&(struct orphaning){
		.what = what,
		.parent = family->m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &family->s->id,
		.init = &family->s->id,
		.orphans = { { .actor = family->l, .effects = effects } },
		.ancestors = { { &family->s->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

static void to_one_who_reaps(void)
{
	struct family family = family_with_zombie();
	long status;

	check_move(&family, SUBREAPER_EFFECT_ZOMBIE, "a zombie is handed over to the adopter");

	claim_begin("the adopter gets the zombie's status");
	status = actor_do(family.s, job_reap, family.l->id.nspid);
	claim_expect("exited", true, WIFEXITED(status));
	claim_expect("status", STATUS, WEXITSTATUS(status));
	claim_end();
}

static void to_one_who_does_not_care(actor_job stop_to_care, const char *how)
{
	struct family family = family_with_zombie();

	actor_do(family.s, stop_to_care, SIGCHLD);
	check_move(&family, SUBREAPER_EFFECT_ZOMBIE | SUBREAPER_EFFECT_AUTOREAPED, how);

	claim_begin("there is no status to get from it");
	claim_expect("result of wait", -ECHILD,
		     actor_do(family.s, job_try_to_reap, family.l->id.nspid));
	claim_end();
}

static long want_no_zombies(long number)
{
	struct sigaction action = { .sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT };

	return sigaction(number, &action, NULL) ? -errno : 0;
}

static void play(void)
{
	to_one_who_reaps();
	to_one_who_does_not_care(job_ignore_signal,
				 "a zombie vanishes if the adopter ignores SIGCHLD");
	to_one_who_does_not_care(want_no_zombies,
				 "a zombie vanishes if the adopter has SA_NOCLDWAIT");
}

int main(void)
{
	return scenario_main(15, 3 * (ORPHANING_CLAIMS + 1), play);
}
