// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A death, seen by three witnesses: the processes themselves and what /proc shows of them, the
 * events, and debugfs, which has foretold it a moment before.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "adopter.h"
#include "events.h"
#include "jobs.h"
#include "kernel.h"
#include "orphaning.h"
#include "tap.h"
#include "tasks.h"

static unsigned int count_orphans(const struct orphaning *orphaning)
{
	unsigned int count = 0;

	while (count < ORPHANS_MAX && orphaning->orphans[count].actor)
		count++;
	return count;
}

static bool is_handed_over(const struct orphan *orphan)
{
	return kernel_has_subreapers() || !orphan->adopted;
}

static unsigned int count_handed_over(const struct orphaning *orphaning)
{
	unsigned int count = 0;

	for (unsigned int i = 0; i < count_orphans(orphaning); i++)
		count += is_handed_over(&orphaning->orphans[i]);
	return count;
}

static unsigned int count_ancestors(const struct orphaning *orphaning)
{
	unsigned int count = 0;

	while (count < ANCESTORS_MAX && orphaning->ancestors[count].who)
		count++;
	return count;
}

/* A process cannot name a parent that its own pid namespace does not hold. */
static pid_t pid_seen_by(const struct actor *child, const struct identity *parent)
{
	return child->id.level == parent->level ? parent->nspid : 0;
}

static void expect_parent(struct actor *child, const struct identity *parent)
{
	pid_t pid = child->id.pid;
	char state = proc_state(pid, pid);

	claim_expect("PPid of the child", parent->pid, proc_status_number(pid, "PPid"));
	claim_expect("the parent thread's children have it", true, proc_has_child(parent, pid));
	if (state != 'Z')
		claim_expect("its getppid()", pid_seen_by(child, parent),
			     actor_do(child, job_getppid, 0));
}

static void expect_vanished(const struct actor *child, const struct identity *adopter)
{
	actor_await_release(child);
	claim_expect("state of the child", '\0', proc_state(child->id.pid, child->id.pid));
	claim_expect("the adopter's children have it", false,
		     proc_has_child(adopter, child->id.pid));
}

static void expect_of_process(const struct orphan *orphan, const struct identity *adopter,
			      long tracer)
{
	bool zombie = orphan->effects & SUBREAPER_EFFECT_ZOMBIE;
	pid_t pid = orphan->actor->id.pid;

	if (orphan->effects & SUBREAPER_EFFECT_AUTOREAPED) {
		expect_vanished(orphan->actor, adopter);
		return;
	}
	expect_parent(orphan->actor, adopter);
	claim_expect("is a zombie", zombie, proc_state(pid, pid) == 'Z');
	claim_expect("TracerPid, as before", tracer, proc_status_number(pid, "TracerPid"));
	claim_expect("has a tracer", !!(orphan->effects & SUBREAPER_EFFECT_PTRACED), !!tracer);
}

static void note_moves(const struct orphaning *orphaning)
{
	for (unsigned int i = 0; i < count_orphans(orphaning); i++) {
		if (is_handed_over(&orphaning->orphans[i]))
			events_note_move(orphaning->orphans[i].actor->id.pid,
					 orphaning->adopter->pid, orphaning->decision);
	}
}

static void check_processes(const struct orphaning *orphaning, const long *tracers)
{
	claim_begin("%s (the processes see it)", orphaning->what);
	for (unsigned int i = 0; i < count_orphans(orphaning); i++)
		expect_of_process(&orphaning->orphans[i], orphaning->adopter, tracers[i]);
	claim_end();
	note_moves(orphaning);
}

static void expect_party(const char *role, const struct identity *expected, const struct party *got)
{
	char what[40];

	claim_expect(role, expected->pid, got->pid);
	snprintf(what, sizeof(what), "tid of the %s", role);
	claim_expect(what, expected->tid, got->tid);
	snprintf(what, sizeof(what), "comm of the %s", role);
	claim_expect_text(what, expected->comm, got->comm);
}

static void expect_steps(const struct orphaning *orphaning, const char *witness,
			 unsigned int nr_steps, unsigned int nr_shown, const unsigned int *steps)
{
	unsigned int count = count_ancestors(orphaning);
	char what[80];

	if (!orphaning->walk_goes_on || nr_steps < count) {
		snprintf(what, sizeof(what), "steps in %s", witness);
		claim_expect(what, count, nr_steps);
	}
	for (unsigned int i = 0; i < count && i < nr_shown; i++) {
		snprintf(what, sizeof(what), "step %u in %s", i + 1, witness);
		claim_expect(what, orphaning->ancestors[i].who->pid, SUBREAPER_STEP_PID(steps[i]));
		claim_expect_text(what, verdict_word(orphaning->ancestors[i].verdict),
				  verdict_word(SUBREAPER_STEP_VERDICT(steps[i])));
	}
}

/* The walk, as the event shows it, is the one that debugfs foretold. */
static void expect_same_walk(const struct tasks_row *foretold, const struct event *walk)
{
	claim_expect("has_flag, as foretold", foretold->has_subreaper, walk->has_flag);
	claim_expect("nr_steps, as foretold", foretold->nr_steps, walk->nr_steps);
	claim_expect("steps shown", true, foretold->nr_shown || !walk->nr_steps);
	if (claim_holds())
		claim_expect("steps, as foretold", 0,
			     memcmp(foretold->steps, walk->steps,
				    foretold->nr_shown * sizeof(*walk->steps)));
}

static void expect_walk(const struct orphaning *orphaning, const struct tasks_row *foretold,
			const struct event *walk)
{
	expect_party("parent in the walk", &orphaning->parent->id, &walk->parent);
	expect_party("adopter in the walk", orphaning->adopter, &walk->adopter);
	claim_expect_text("decision in the walk", decision_word(orphaning->decision),
			  decision_word(walk->decision));
	claim_expect("level of the parent", orphaning->parent->id.level, walk->level);
	claim_expect("children handed over", count_handed_over(orphaning), walk->children);
	claim_expect("children told of", walk->children, walk->told);
	claim_expect("exit_code of the parent", 0, walk->exit_code);
	claim_expect("the decision has a number", true, !!walk->number);
	if (!kernel_has_subreapers())
		claim_expect("has_flag", false, walk->has_flag);
	expect_steps(orphaning, "the walk", walk->nr_steps,
		     walk->truncated ? SUBREAPER_STEPS_MAX : walk->nr_steps, walk->steps);
	claim_expect("truncated", walk->nr_steps > SUBREAPER_STEPS_MAX, walk->truncated);
	if (!orphaning->only_thread)
		expect_same_walk(foretold, walk);
}

static void expect_reparent(const struct orphaning *orphaning, const struct orphan *orphan,
			    const struct event *reparent)
{
	const struct identity *child = &orphan->actor->id;

	expect_party("child in the reparent", child, &reparent->child);
	expect_party("parent in the reparent", &orphaning->parent->id, &reparent->parent);
	expect_party("adopter in the reparent", orphaning->adopter, &reparent->adopter);
	claim_expect_text("decision in the reparent", decision_word(orphaning->decision),
			  decision_word(reparent->decision));
	claim_expect("effects", orphan->effects & ~events_blind_effects(), reparent->effects);
	claim_expect("pdeath_signal", orphan->pdeath_signal, reparent->pdeath_signal);
	claim_expect("nspid", child->nspid, reparent->nspid);
	claim_expect("level", child->level, reparent->level);
}

/* One reparent for each child, behind the walk that it follows from; none for those that init has.
 */
static void expect_reparents(const struct orphaning *orphaning, const struct event_log *log,
			     const struct event *walk)
{
	const struct event *reparent;

	for (unsigned int i = 0; i < count_orphans(orphaning); i++) {
		pid_t child = orphaning->orphans[i].actor->id.pid;

		reparent = events_next_reparent(log, walk, child);
		claim_expect("reparent events behind the walk",
			     is_handed_over(&orphaning->orphans[i]), !!reparent);
		if (!reparent)
			continue;
		expect_reparent(orphaning, &orphaning->orphans[i], reparent);
		claim_expect("number of the walk", walk->number, reparent->number);
		claim_expect("further reparent events", false,
			     !!events_next_reparent(log, reparent, child));
	}
}

static void check_events(const struct orphaning *orphaning, const struct tasks_row *foretold)
{
	const char *decision = decision_word(orphaning->decision);
	struct event_log log = events_read();
	const struct event *walk;

	claim_begin("%s (the events tell it)", orphaning->what);
	if (events_blind_to(decision)) {
		claim_skip("the hook is blind to this decision");
		return;
	}
	walk = events_next_walk(&log, NULL, orphaning->parent->id.tid);
	claim_expect("walk events", count_handed_over(orphaning) > 0, !!walk);
	if (walk) {
		expect_walk(orphaning, foretold, walk);
		claim_expect("further walk events", false,
			     !!events_next_walk(&log, walk, orphaning->parent->id.tid));
	}
	expect_reparents(orphaning, &log, walk);
	claim_end();
}

static void expect_foretold(const struct orphaning *orphaning, const struct tasks_row *foretold)
{
	claim_expect_text("decision foretold", decision_word(orphaning->decision),
			  decision_word(foretold->decision));
	claim_expect("adopter foretold", orphaning->adopter->pid, foretold->adopter);
	claim_expect("its tid foretold", orphaning->adopter->tid, foretold->adopter_tid);
	expect_steps(orphaning, "tasks", foretold->nr_steps, foretold->nr_shown, foretold->steps);
}

static void expect_row(const struct orphan *orphan, const struct identity *adopter)
{
	bool vanishes = orphan->effects & SUBREAPER_EFFECT_AUTOREAPED;
	struct tasks_row row;

	claim_expect("row of the child", !vanishes, tasks_find(orphan->actor->id.pid, &row));
	claim_expect("ppid of the child", vanishes ? 0 : adopter->pid, row.ppid);
	claim_expect("ptid of the child", vanishes ? 0 : adopter->tid, row.ptid);
}

/* debugfs foretells the death of whole processes only: no prediction, where but a thread ended. */
static void check_debugfs(const struct orphaning *orphaning, const struct tasks_row *foretold)
{
	claim_begin("%s (debugfs %s it)", orphaning->what,
		    orphaning->only_thread ? "shows" : "foretold");
	if (!orphaning->only_thread)
		expect_foretold(orphaning, foretold);
	for (unsigned int i = 0; i < count_orphans(orphaning); i++)
		expect_row(&orphaning->orphans[i], orphaning->adopter);
	claim_end();
}

static void remember_tracers(const struct orphaning *orphaning, long *tracers)
{
	for (unsigned int i = 0; i < count_orphans(orphaning); i++)
		tracers[i] = proc_status_number(orphaning->orphans[i].actor->id.pid, "TracerPid");
}

static void check_death(const struct orphaning *orphaning)
{
	struct tasks_row foretold;
	long tracers[ORPHANS_MAX];

	events_clear();
	remember_tracers(orphaning, tracers);
	tasks_find(orphaning->parent->id.pid, &foretold);
	if (orphaning->only_thread)
		actor_exit_thread(orphaning->parent);
	else
		actor_exit(orphaning->parent, 0);

	check_processes(orphaning, tracers);
	check_events(orphaning, &foretold);
	check_debugfs(orphaning, &foretold);
}

/* What must come of the same death on a kernel without subreapers. */
static void check_without_subreapers(const struct orphaning *orphaning)
{
	struct orphaning without = *orphaning;
	char what[200];

	without.decision = adopter_decision(orphaning->decision);
	without.ancestors[0].who = NULL;
	without.walk_goes_on = false;
	if (orphaning->decision == SUBREAPER_DECISION_SUBREAPER)
		without.adopter = orphaning->init ? orphaning->init
						  : adopter_instead_of(orphaning->adopter);
	if (without.decision != orphaning->decision) {
		snprintf(what, sizeof(what), "init%s in place of a subreaper: %s",
			 count_handed_over(orphaning) ? "" : " already", orphaning->what);
		without.what = what;
	}
	check_death(&without);
}

/**
 * orphaning_check() - have the parent die, and claim what must come of it
 * @orphaning: the death
 *
 * Makes ORPHANING_CLAIMS claims. What the events hold from before is forgotten.
 */
void orphaning_check(const struct orphaning *orphaning)
{
	if (kernel_has_subreapers())
		check_death(orphaning);
	else
		check_without_subreapers(orphaning);
}

/**
 * staying_check() - claim that a process is where it was, and that no event says otherwise
 * @child: the process
 * @parent: the thread that it must be a child of
 * @what: one sentence on it
 *
 * Makes STAYING_CLAIMS claims, on the events since they were cleared last.
 */
void staying_check(struct actor *child, const struct identity *parent, const char *what)
{
	struct event_log log = events_read();
	struct tasks_row row;

	claim_begin("%s (the processes see it)", what);
	expect_parent(child, parent);
	claim_end();

	events_note_move(child->id.pid, 0, 0);
	claim_begin("%s (no event says otherwise)", what);
	claim_expect("reparent events", false, !!events_next_reparent(&log, NULL, child->id.pid));
	claim_end();

	claim_begin("%s (debugfs shows it)", what);
	tasks_find(child->id.pid, &row);
	claim_expect("ppid", parent->pid, row.ppid);
	claim_expect("ptid", parent->tid, row.ptid);
	claim_end();
}

/**
 * lost_to_init_check() - claim that pid 1 reaps an orphan, and no other process hears of its death
 * @other: the one that would, were it a subreaper; it must have taken the signals that it knows of
 * @orphan: is killed
 *
 * Makes one claim.
 */
void lost_to_init_check(struct actor *other, struct actor *orphan)
{
	claim_begin("%s hears nothing of the death of %s, which init reaps", other->id.comm,
		    orphan->id.comm);
	claim_expect("PPid before", 1, proc_status_number(orphan->id.pid, "PPid"));
	actor_kill(orphan, SIGKILL);
	actor_await_release(orphan);
	claim_expect("SIGCHLD", -EAGAIN, actor_do(other, job_take_signal, SIGCHLD));
	claim_expect("result of wait", -ECHILD, actor_do(other, job_try_to_reap, orphan->id.pid));
	claim_end();
}
