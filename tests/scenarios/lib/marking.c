// SPDX-License-Identifier: GPL-2.0-or-later
/* A prctl(PR_SET_CHILD_SUBREAPER), told by three witnesses as in orphaning.c. */
#include "events.h"
#include "jobs.h"
#include "marking.h"
#include "tap.h"
#include "tasks.h"

static void check_processes(const struct marking *marking, long result)
{
	claim_begin("%s (the process sees it)", marking->what);
	claim_expect("result of SET", 0, result);
	claim_expect("result of GET", !!marking->argument,
		     actor_do(marking->caller, job_get_mark, 0));
	claim_end();
}

static void expect_mark(const struct marking *marking, const struct event *mark)
{
	const struct identity *caller = &marking->caller->id;

	claim_expect("tid of the event", caller->tid, mark->marker.tid);
	claim_expect_text("comm of the event", caller->comm, mark->marker.comm);
	claim_expect("argument", marking->argument, mark->argument);
	claim_expect("old", marking->was, mark->old_flag);
	claim_expect("new", !!marking->argument, mark->new_flag);
	claim_expect("descendants", events_blind_to("mark_descendants") ? -1 : marking->descendants,
		     mark->descendants);
}

static void check_events(const struct marking *marking)
{
	struct event_log log = events_read();
	const struct event *mark = events_next_mark(&log, NULL, marking->caller->id.pid);

	claim_begin("%s (the event tells it)", marking->what);
	claim_expect("mark events", true, !!mark);
	if (mark) {
		expect_mark(marking, mark);
		claim_expect("further mark events", false,
			     !!events_next_mark(&log, mark, marking->caller->id.pid));
	}
	claim_end();
}

static void check_debugfs(const struct marking *marking, const struct tasks_row *before)
{
	struct tasks_row after;

	claim_begin("%s (debugfs shows it)", marking->what);
	tasks_find(marking->caller->id.pid, &after);
	claim_expect("subreaper before", marking->was, before->subreaper);
	claim_expect("subreaper after", !!marking->argument, after.subreaper);
	claim_expect("has_subreaper, as before", before->has_subreaper, after.has_subreaper);
	claim_end();
}

/**
 * marking_check() - have prctl() called, and claim what must come of it
 * @marking: the call
 *
 * Makes MARKING_CLAIMS claims. What the events hold from before is forgotten.
 */
void marking_check(const struct marking *marking)
{
	struct tasks_row before;
	long result;

	events_clear();
	tasks_find(marking->caller->id.pid, &before);
	result = actor_do(marking->caller, marking->job ? marking->job : job_mark,
			  marking->argument);

	check_processes(marking, result);
	check_events(marking);
	check_debugfs(marking, &before);
}
