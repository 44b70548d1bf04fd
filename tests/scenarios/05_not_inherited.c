// SPDX-License-Identifier: GPL-2.0-or-later
/* A subreaper's child is covered by it, but is none itself, however it was made. */
#include <stdio.h>

#include "lib/actors.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/kernel.h"
#include "lib/marking.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"

static void check_child(struct actor *child, const char *how)
{
	struct event_log log = events_read();
	struct tasks_row row;
	char what[80];

	snprintf(what, sizeof(what), "a child made by %s is no subreaper (the process sees it)",
		 how);
	getting_check(child, NULL, 0, what);

	claim_begin("a child made by %s is no subreaper (no event says otherwise)", how);
	claim_expect("mark events", false, !!events_next_mark(&log, NULL, child->id.pid));
	claim_end();

	claim_begin("a child made by %s is %s subreaper (debugfs shows it)", how,
		    kernel_has_subreapers() ? "covered, but no" : "neither covered nor a");
	claim_expect("row", true, tasks_find(child->id.pid, &row));
	claim_expect("subreaper", 0, row.subreaper);
	claim_expect("has_subreaper", kernel_has_subreapers(), row.has_subreaper);
	claim_end();
}

static void check_forker(struct actor *parent, enum forker forker, const char *how)
{
	struct actor *child = actor_fork_by(parent, "child", forker);

	check_child(child, how);
	actor_exit(child, 0);
	claim_begin("the parent goes on after %s", how);
	claim_expect("result", 0, actor_finish(parent));
	claim_expect("mark of the parent", marking_answer(1), actor_do(parent, job_get_mark, 0));
	claim_end();
}

static void play(void)
{
	struct actor *parent = actor_fork(NULL, "parent");

	actor_do(parent, job_mark, 1);
	check_forker(parent, BY_FORK, "fork");
	check_forker(parent, BY_VFORK, "vfork");
	check_child(actor_clone(parent, "child", 0, SIGCHLD), "clone3");
}

int main(void)
{
	return scenario_main(5, 11, play);
}
