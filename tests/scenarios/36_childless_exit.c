// SPDX-License-Identifier: GPL-2.0-or-later
/* An exit without children decides nothing, whatever debugfs foretold for children it lacks. */
#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"

#define SILENCE_CLAIMS 3

static unsigned int count_events_of(pid_t parent)
{
	struct event_log log = events_read();
	unsigned int count = 0;

	for (unsigned int i = 0; i < log.count; i++)
		count += log.events[i].parent.pid == parent;
	return count;
}

static void check_silence(struct actor *s, struct actor *childless, const char *what)
{
	struct tasks_row row;

	events_clear();
	actor_do(s, job_take_signal, SIGCHLD);
	claim_begin("%s (debugfs would have foretold an adopter)", what);
	tasks_find(childless->id.pid, &row);
	claim_expect_text("decision foretold",
			  decision_word(adopter_decision(SUBREAPER_DECISION_SUBREAPER)),
			  decision_word(row.decision));
	claim_expect("adopter foretold", adopter_instead_of(&s->id)->pid, row.adopter);
	claim_end();

	actor_exit(childless, 0);
	claim_begin("%s (its parent is told of its end, as ever)", what);
	claim_expect("si_pid", childless->id.pid, actor_do(s, job_take_signal, SIGCHLD));
	claim_expect("status", 0, actor_do(s, job_reap, childless->id.pid));
	claim_expect("row in debugfs", false, tasks_find(childless->id.pid, &row));
	claim_end();

	claim_begin("%s (there is no event)", what);
	claim_expect("events", 0, count_events_of(childless->id.pid));
	claim_end();
}

static void who_never_had_any(struct actor *s)
{
	check_silence(s, actor_fork(s, "M"), "who never had a child decides nothing");
}

static void who_reaped_them(struct actor *s)
{
	struct actor *m = actor_fork(s, "M2");
	struct actor *l = actor_fork(m, "L2");

	actor_exit(l, 0);
	actor_do(m, job_reap, l->id.pid);
	check_silence(s, m, "who has reaped its child decides nothing");
}

static void who_has_asked_for_orphans(struct actor *s)
{
	struct actor *m = actor_fork(s, "M3");

	actor_do(m, job_mark, 1);
	check_silence(s, m, "who has set, and has no child, decides nothing");
}

static void thread_of_a_parent(struct actor *s)
{
	struct actor *p = actor_fork(s, "P");
	struct actor *t = actor_thread(p, "t");
	struct actor *l = actor_fork(p, "L");

	events_clear();
	actor_exit_thread(t);
	claim_begin("a thread decides nothing about the child of another");
	claim_expect("events", 0, count_events_of(p->id.pid));
	claim_end();
	staying_check(l, &p->id, "that child stays where it is");
}

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");

	actor_do(s, job_mark, 1);
	who_never_had_any(s);
	who_reaped_them(s);
	who_has_asked_for_orphans(s);
	thread_of_a_parent(s);
}

int main(void)
{
	return scenario_main(36, 3 * SILENCE_CLAIMS + 1 + STAYING_CLAIMS, play);
}
