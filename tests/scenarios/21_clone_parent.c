// SPDX-License-Identifier: GPL-2.0-or-later
/* A child made with CLONE_PARENT is its creator's sibling, so the creator's death moves it not. */
#define _GNU_SOURCE
#include <sched.h>

#include "lib/actors.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");
	struct actor *p, *m, *l;
	struct event_log log;

	actor_do(s, job_mark, 1);
	p = actor_fork(s, "P");
	m = actor_fork(p, "M");
	l = actor_clone(m, "L", CLONE_PARENT, 0);
	events_clear();
	staying_check(l, &p->id, "a child made with CLONE_PARENT is its creator's sibling");
	actor_exit(m, 0);
	staying_check(l, &p->id, "it stays where it is when its creator dies");

	claim_begin("a process that dies without children decides nothing");
	log = events_read();
	claim_expect("walk events", false, !!events_next_walk(&log, NULL, m->id.tid));
	claim_end();
}

int main(void)
{
	return scenario_main(21, 2 * STAYING_CLAIMS + 1, play);
}
