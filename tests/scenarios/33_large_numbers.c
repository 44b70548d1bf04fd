// SPDX-License-Identifier: GPL-2.0-or-later
/* Many children, many threads that exit at once, many ancestors. */
#include <stdio.h>

#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/pause.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"

#define CHILDREN       100
#define THREADS	       40
#define ANCESTORS      80
#define MANY_ANCESTORS 1000

#define THREADS_CLAIMS 3

static struct actor *new_subreaper(void)
{
	struct actor *s = actor_fork(NULL, "S");

	actor_do(s, job_mark, 1);
	return s;
}

static void many_children(void)
{
	struct actor *s = new_subreaper();
	struct actor *m = actor_fork(s, "M");
	struct orphaning orphaning = {
		.what = "a hundred orphans go to the subreaper together",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s->id,
		.ancestors = { { &s->id, SUBREAPER_VERDICT_ADOPTS } },
	};

	for (unsigned int i = 0; i < CHILDREN; i++)
		orphaning.orphans[i].actor = actor_fork(m, "L");
	orphaning_check(&orphaning);
}

/* A process, its threads, a child of each of them, and the process that is to get them all. */
struct workshop {
	const struct identity *adopter;
	struct actor *p;
	struct actor *threads[THREADS];
	struct actor *children[THREADS];
};

static struct workshop new_workshop(void)
{
	struct workshop workshop;
	struct actor *s = new_subreaper();
	char name[SUBREAPER_COMM_LEN];

	workshop.adopter = adopter_instead_of(&s->id);
	workshop.p = actor_fork(s, "P");
	for (unsigned int i = 0; i < THREADS; i++) {
		snprintf(name, sizeof(name), "t%u", i);
		workshop.threads[i] = actor_thread(workshop.p, name);
		workshop.children[i] = actor_fork(workshop.threads[i], "L");
	}
	return workshop;
}

/*
 * The events of one child: any number of moves to threads that were still alive, each from where
 * the one before led to, then one to the adopter.
 */
static void expect_path(const struct event_log *log, const struct actor *child,
			const struct actor *thread, const struct identity *adopter)
{
	enum subreaper_decision decision;
	const struct event *move = NULL;
	pid_t tid = thread->id.tid;

	while ((move = events_next_reparent(log, move, child->id.pid))) {
		claim_expect("parent", tid, move->parent.tid);
		tid = move->adopter.tid;
		decision = tid == adopter->tid ? adopter_decision(SUBREAPER_DECISION_SUBREAPER)
					       : SUBREAPER_DECISION_SIBLING_THREAD;
		claim_expect_text("decision", decision_word(decision),
				  decision_word(move->decision));
	}
	claim_expect("last adopter", adopter->tid, tid);
}

static void check_events(const struct workshop *workshop, const char *what)
{
	struct event_log log = events_read();

	claim_begin("%s (the events lead there)", what);
	if (events_blind_to(decision_word(SUBREAPER_DECISION_SIBLING_THREAD))) {
		claim_skip("the hook is blind to sibling_thread");
		return;
	}
	for (unsigned int i = 0; i < THREADS; i++)
		expect_path(&log, workshop->children[i], workshop->threads[i], workshop->adopter);
	claim_end();
}

static void check_processes(const struct workshop *workshop, const char *what)
{
	pid_t adopter = workshop->adopter->pid;
	struct actor *child;

	claim_begin("%s (the processes see it)", what);
	for (unsigned int i = 0; i < THREADS; i++) {
		child = workshop->children[i];
		claim_expect("PPid", adopter, proc_status_number(child->id.pid, "PPid"));
		claim_expect("getppid()", adopter, actor_do(child, job_getppid, 0));
		claim_expect("the adopter's children have it", true,
			     proc_has_child(workshop->adopter, child->id.pid));
		events_note_move(child->id.pid, adopter,
				 adopter_decision(SUBREAPER_DECISION_SUBREAPER));
	}
	claim_end();
}

static void check_debugfs(const struct workshop *workshop, const struct tasks_row *foretold,
			  const char *what)
{
	struct tasks_row row;

	claim_begin("%s (debugfs foretold it)", what);
	claim_expect_text("decision foretold",
			  decision_word(adopter_decision(SUBREAPER_DECISION_SUBREAPER)),
			  decision_word(foretold->decision));
	claim_expect("adopter foretold", workshop->adopter->pid, foretold->adopter);
	for (unsigned int i = 0; i < THREADS; i++) {
		tasks_find(workshop->children[i]->id.pid, &row);
		claim_expect("ppid", workshop->adopter->pid, row.ppid);
		claim_expect("ptid", workshop->adopter->tid, row.ptid);
	}
	claim_end();
}

/* In which order the threads go, and so how often a child moves, is up to the machine. */
static void many_threads(void)
{
	const char *what = "forty threads exit at once, and their children have one adopter";
	struct workshop workshop = new_workshop();
	struct tasks_row foretold;

	events_clear();
	tasks_find(workshop.p->id.pid, &foretold);
	actor_exit(workshop.threads[THREADS / 2], 0);
	check_processes(&workshop, what);
	check_events(&workshop, what);
	check_debugfs(&workshop, &foretold, what);
}

static bool has_died(const void *subject)
{
	const struct identity *who = subject;
	char state = proc_state(who->pid, who->tid);

	return !state || state == 'Z';
}

/* The ancestors die one after the other; the next scenario shall not find them at it. */
static void end_ancestry(struct actor *s, const struct identity *last)
{
	actor_exit(s, 0);
	if (!pause_until(has_died, last))
		tap_bail("the ancestors do not die");
}

static void many_ancestors(unsigned int number, const char *what)
{
	static pid_t pids[MANY_ANCESTORS];
	static struct identity between[MANY_ANCESTORS];
	struct actor *s = new_subreaper();
	struct orphaning orphaning = {
		.what = what,
		.parent = actor_fork_below(s, "M", number - 1, pids),
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &s->id,
	};

	orphaning.orphans[0].actor = actor_fork(orphaning.parent, "L");
	for (unsigned int i = 0; i < number - 1; i++) {
		between[i] = (struct identity){ .pid = pids[i], .tid = pids[i] };
		orphaning.ancestors[i] =
			(struct ancestor){ &between[i], SUBREAPER_VERDICT_NOT_SUBREAPER };
	}
	orphaning.ancestors[number - 1] = (struct ancestor){ &s->id, SUBREAPER_VERDICT_ADOPTS };
	orphaning_check(&orphaning);
	end_ancestry(s, &between[0]);
}

static void play(void)
{
	many_children();
	many_threads();
	many_ancestors(ANCESTORS, "the orphan goes past 79 ancestors to the subreaper");
	many_ancestors(MANY_ANCESTORS,
		       "the orphan goes past 999 ancestors, of which the event tells the first");
}

int main(void)
{
	return scenario_main(33, 3 * ORPHANING_CLAIMS + THREADS_CLAIMS, play);
}
