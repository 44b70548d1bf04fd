// SPDX-License-Identifier: GPL-2.0-or-later
/* Pid namespaces in pid namespaces: an orphan stays in the innermost one that it is in. */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

#define DEPTH  5
#define MARKED 3

/* inits[level]; [0] is the subreaper outside all of them. */
static struct actor *inits[DEPTH + 1];

static void make_namespaces(void)
{
	char name[SUBREAPER_COMM_LEN];

	inits[0] = actor_fork(NULL, "S");
	actor_do(inits[0], job_mark, 1);
	for (int level = 1; level <= DEPTH; level++) {
		snprintf(name, sizeof(name), "init-%d", level);
		inits[level] = actor_clone(inits[level - 1], name, CLONE_NEWPID, SIGCHLD);
	}
}

static void check_levels(void)
{
	claim_begin("%d namespaces lie in one another", DEPTH);
	for (int level = 1; level <= DEPTH; level++) {
		claim_expect("level of the init", level, inits[level]->id.level);
		claim_expect("pid of the init, inside", 1, inits[level]->id.nspid);
	}
	claim_end();
}

static void check_orphan(int level, const char *when)
{
	struct actor *m = actor_fork(inits[level], "M");
	struct actor *l = actor_fork(m, "L");
	char what[100];

	snprintf(what, sizeof(what), "an orphan at level %d goes to the init there%s", level, when);
	orphaning_check(&(struct orphaning){
		.what = what,
		.parent = m,
		.decision = SUBREAPER_DECISION_NS_BOUNDARY,
		.adopter = &inits[level]->id,
		.orphans = { { .actor = l } },
		.ancestors = {
			{ &inits[level]->id, SUBREAPER_VERDICT_NOT_SUBREAPER },
			{ &inits[level - 1]->id, SUBREAPER_VERDICT_OTHER_NS_LEVEL },
		},
	});
}

static void check_orphan_of_marked(void)
{
	struct actor *m = actor_fork(inits[MARKED], "M");
	struct actor *l = actor_fork(m, "L");

	actor_do(inits[MARKED], job_mark, 1);
	orphaning_check(&(struct orphaning){
		.what = "an init in the middle that is a subreaper adopts as one",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &inits[MARKED]->id,
		.init = &inits[MARKED]->id,
		.orphans = { { .actor = l } },
		.ancestors = { { &inits[MARKED]->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

static void play(void)
{
	make_namespaces();
	check_levels();
	for (int level = 1; level <= DEPTH; level++)
		check_orphan(level, "");
	check_orphan_of_marked();
	check_orphan(MARKED + 1, ", though its parent is a subreaper");
	check_orphan(DEPTH, ", though a subreaper is above");
}

int main(void)
{
	return scenario_main(34, 1 + (DEPTH + 3) * ORPHANING_CLAIMS, play);
}
