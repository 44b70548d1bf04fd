// SPDX-License-Identifier: GPL-2.0-or-later
/* A prctl(PR_SET_CHILD_SUBREAPER), seen by three witnesses as in orphaning.c. */
#include <errno.h>

#include "events.h"
#include "jobs.h"
#include "kernel.h"
#include "marking.h"
#include "tap.h"
#include "tasks.h"

/**
 * marking_answer() - what prctl() must answer to SET or GET
 * @answer: the answer, if the kernel has subreapers
 */
long marking_answer(long answer)
{
	return kernel_has_subreapers() ? answer : -EINVAL;
}

/**
 * marking_refused() - how a claim begins that says what prctl() does
 *
 * Return: nothing, if the kernel has subreapers; else that it must refuse to
 */
const char *marking_refused(void)
{
	return kernel_has_subreapers() ? "" : "EINVAL in place of: ";
}

static void check_processes(const struct marking *marking, long result)
{
	claim_begin("%s%s (the process sees it)", marking_refused(), marking->what);
	claim_expect("result of SET", marking_answer(0), result);
	claim_expect("result of GET", marking_answer(!!marking->argument),
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
	const struct event *mark;

	claim_begin("%s%s (%s)", marking_refused(), marking->what,
		    kernel_has_subreapers() ? "the event tells it" : "no event says otherwise");
	mark = events_next_mark(&log, NULL, marking->caller->id.pid);
	claim_expect("mark events", kernel_has_subreapers(), !!mark);
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

	claim_begin("%s%s (debugfs shows it)", marking_refused(), marking->what);
	tasks_find(marking->caller->id.pid, &after);
	claim_expect("subreaper before", marking->was && kernel_has_subreapers(),
		     before->subreaper);
	claim_expect("subreaper after", marking->argument && kernel_has_subreapers(),
		     after.subreaper);
	claim_expect("has_subreaper, as before", before->has_subreaper, after.has_subreaper);
	if (!kernel_has_subreapers())
		claim_expect("has_subreaper", false, after.has_subreaper);
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

/**
 * getting_check() - have prctl(PR_GET_CHILD_SUBREAPER) called, and claim what it answers
 * @caller: which thread calls
 * @get: calls; NULL for job_get_mark()
 * @mark: what it must get, if the kernel has subreapers
 * @what: one sentence on it
 *
 * Makes GETTING_CLAIMS claims.
 */
void getting_check(struct actor *caller, actor_job get, int mark, const char *what)
{
	claim_begin("%s%s", marking_refused(), what);
	claim_expect("result of GET", marking_answer(mark),
		     actor_do(caller, get ? get : job_get_mark, 0));
	claim_end();
}
