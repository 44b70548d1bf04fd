// SPDX-License-Identifier: GPL-2.0-or-later
/* The init of a pid namespace dies, and the namespace with it: no process is left to be adopted. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <sys/wait.h>

#include "lib/actors.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"
#include "lib/words.h"

#define CHILDREN 2
#define STATUS	 7
#define CLAIMS	 3

/*
 * What dies with the init: its children, and one grandchild, which may lose its parent on the way
 * and then is the init's for a moment.
 */
struct realm {
	struct actor *s, *init;
	struct actor *children[CHILDREN];
	struct actor *grandchild;
};

static struct realm realm_below_subreaper(void)
{
	struct realm realm;

	realm.s = actor_fork(NULL, "S");
	actor_do(realm.s, job_mark, 1);
	realm.init = actor_clone(realm.s, "init", CLONE_NEWPID, SIGCHLD);
	realm.children[0] = actor_fork(realm.init, "A");
	realm.children[1] = actor_fork(realm.init, "B");
	realm.grandchild = actor_fork(realm.children[1], "C");
	return realm;
}

static void expect_gone(const struct actor *actor)
{
	actor_await_release(actor);
	claim_expect("state of one inside", '\0', proc_state(actor->id.pid, actor->id.pid));
}

static void check_processes(const struct realm *realm, const char *what)
{
	claim_begin("%s (the processes see it)", what);
	for (unsigned int i = 0; i < CHILDREN; i++)
		expect_gone(realm->children[i]);
	expect_gone(realm->grandchild);
	claim_expect("status of the init", STATUS,
		     WEXITSTATUS(actor_do(realm->s, job_reap, realm->init->id.pid)));
	claim_expect("further children of the subreaper", -ECHILD,
		     actor_do(realm->s, job_try_to_reap, -1));
	claim_end();
	for (unsigned int i = 0; i < CHILDREN; i++)
		events_note_move(realm->children[i]->id.pid, 0, SUBREAPER_DECISION_NS_DYING);
}

static void expect_no_adoption(const struct realm *realm, const struct event_log *log)
{
	const struct event *move = NULL;

	for (unsigned int i = 0; i < CHILDREN; i++)
		claim_expect("reparent events of a child", false,
			     !!events_next_reparent(log, NULL, realm->children[i]->id.pid));
	while ((move = events_next_reparent(log, move, realm->grandchild->id.pid)))
		claim_expect("adopter of the grandchild", realm->init->id.pid, move->adopter.pid);
}

static void check_events(const struct realm *realm, const struct actor *last, const char *what)
{
	struct event_log log = events_read();
	const struct event *walk;

	claim_begin("%s (the events tell it)", what);
	if (events_blind_to(decision_word(SUBREAPER_DECISION_NS_DYING))) {
		claim_skip("the hook is blind to ns_dying");
		return;
	}
	walk = events_next_walk(&log, NULL, last->id.tid);
	claim_expect("walk events", true, !!walk);
	if (walk) {
		claim_expect("parent", realm->init->id.pid, walk->parent.pid);
		claim_expect_text("decision", decision_word(SUBREAPER_DECISION_NS_DYING),
				  decision_word(walk->decision));
		claim_expect("adopter", 0, walk->adopter.pid);
		claim_expect("tid of the adopter", 0, walk->adopter.tid);
		claim_expect_text("comm of the adopter", "", walk->adopter.comm);
		claim_expect("children", CHILDREN, walk->children);
		claim_expect("level", 1, walk->level);
		claim_expect("nr_steps", 0, walk->nr_steps);
		claim_expect("further walk events", false,
			     !!events_next_walk(&log, walk, last->id.tid));
	}
	expect_no_adoption(realm, &log);
	claim_end();
}

static void check_debugfs(const struct realm *realm, const struct tasks_row *foretold,
			  const char *what)
{
	struct tasks_row row;

	claim_begin("%s (debugfs foretold it)", what);
	claim_expect_text("decision foretold", decision_word(SUBREAPER_DECISION_NS_DYING),
			  decision_word(foretold->decision));
	claim_expect("adopter foretold", 0, foretold->adopter);
	claim_expect("its tid foretold", 0, foretold->adopter_tid);
	claim_expect("steps foretold", 0, foretold->nr_steps);
	for (unsigned int i = 0; i < CHILDREN; i++)
		claim_expect("row of a child", false, tasks_find(realm->children[i]->id.pid, &row));
	claim_expect("row of the grandchild", false, tasks_find(realm->grandchild->id.pid, &row));
	claim_end();
}

/* @last: the only thread of the init that lives. */
static void check_end(const struct realm *realm, struct actor *last, const char *what)
{
	struct tasks_row foretold;

	events_clear();
	tasks_find(realm->init->id.pid, &foretold);
	actor_exit(last, STATUS);
	check_processes(realm, what);
	check_events(realm, last, what);
	check_debugfs(realm, &foretold, what);
}

static void plain_init(void)
{
	struct realm realm = realm_below_subreaper();

	check_end(&realm, realm.init, "who dies with the init of its namespace is not adopted");
}

static void handed_over_init(void)
{
	struct realm realm = realm_below_subreaper();
	struct actor *t2 = actor_thread(realm.init, "t2");

	actor_exit_thread(realm.init);
	check_end(&realm, t2, "nor is who dies with a thread that took over as init");
}

static void play(void)
{
	plain_init();
	handed_over_init();
}

int main(void)
{
	return scenario_main(31, 2 * CLAIMS, play);
}
