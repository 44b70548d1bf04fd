// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The events held against the world. An event is taken as true only where the rules leave it open
 * what happened: which, of those that died at the same time, was still fit to adopt. The world then
 * goes on as the rules say, so that one wrong event is one finding.
 */
#include "../scenarios/lib/proc.h"
#include "../scenarios/lib/words.h"
#include "recording.h"
#include "rules.h"
#include "tally.h"
#include "trial.h"
#include "truth.h"

/* What the module says that its hook cannot know. */
static bool blind_to_decision[DECISIONS_END];
static unsigned int blind_to_effects;
static bool blind_to_descendants;

/* The last walk that was recorded: the reparents that follow are by its parent. */
static int parent_at_hand = NOBODY;
static struct ruling ruling;

#define LEARN_BLIND_EFFECT(name, number, word, sentence) \
	blind_to_effects |= events_blind_to(word) ? number : 0;

/**
 * trial_prepare() - learn what the module's hook is blind to
 */
void trial_prepare(void)
{
	for (unsigned int i = 1; i < DECISIONS_END; i++)
		blind_to_decision[i] = events_blind_to(decision_word(i));
	SUBREAPER_EFFECTS(LEARN_BLIND_EFFECT, SUBREAPER_NO_SEPARATOR)
	blind_to_descendants = events_blind_to("mark_descendants");
}

/**
 * trial_is_blind_to() - may there be no events of a decision?
 * @decision: SUBREAPER_DECISION_*
 */
bool trial_is_blind_to(unsigned int decision)
{
	return blind_to_decision[decision];
}

/* @about is a pid or tid that says which event it was. */
static void expect(const char *event, pid_t about, const char *what, long long expected,
		   long long got)
{
	if (expected != got)
		tally_wrong("%s of %d: %s is %lld, not %lld", event, about, what, got, expected);
}

static void expect_between(const char *event, pid_t about, const char *what, long long least,
			   long long most, long long got)
{
	if (got < least || got > most)
		tally_wrong("%s of %d: %s is %lld, not %lld to %lld", event, about, what, got,
			    least, most);
}

static void expect_adopter(const struct world *world, const struct event *event, const char *name,
			   pid_t about)
{
	pid_t pid = 0, tid = 0;

	if (ruling.adopter != NOBODY) {
		tid = world->threads[ruling.adopter].tid;
		pid = world->processes[world->threads[ruling.adopter].process].pid;
	}
	if (ruling.decision != event->decision)
		tally_wrong("%s of %d: decision is %s, not %s", name, about,
			    decision_word(event->decision), decision_word(ruling.decision));
	expect(name, about, "adopter", pid, event->adopter.pid);
	expect(name, about, "adopter's tid", tid, event->adopter.tid);
}

/* From here on that thread does not adopt, and if it was an init, it is one no more. */
static void decide(struct world *world, int parent, const struct event *event)
{
	struct claim claim = { event->decision, event->adopter.tid };
	int pidns = world->processes[world->threads[parent].process].pidns;

	parent_at_hand = parent;
	rules_decide(world, parent, claim, &ruling);
	if (world->threads[parent].life == ALIVE)
		tally_wrong("%d has not died", world->threads[parent].tid);
	else
		world->threads[parent].life = EXITED;
	if (ruling.decision == SUBREAPER_DECISION_NS_INIT_HANDOVER)
		world->namespaces[pidns].reaper = ruling.adopter;
}

static bool is_child_of(const struct world *world, int process, int parent)
{
	int had = world->processes[process].parent;

	if (had == NOBODY || world->processes[process].state == GONE)
		return false;
	if (had == parent)
		return true;
	/* It may have come to that thread unseen. */
	return blind_to_decision[SUBREAPER_DECISION_SIBLING_THREAD] &&
	       world->threads[had].process == world->threads[parent].process;
}

static void expect_children(const struct world *world, int parent, const struct event *event)
{
	bool certain = !blind_to_decision[SUBREAPER_DECISION_SIBLING_THREAD];
	unsigned int most = 0, least = 0;

	for (int i = 0; i < world->nr_processes; i++) {
		if (!is_child_of(world, i, parent))
			continue;
		most++;
		least += certain &&
			 !(world->processes[i].elusive &&
			   (world->processes[i].state == ZOMBIE || world_is_dying(world, i)));
	}
	expect_between("walk", event->parent.tid, "children", least, most, event->children);
}

static void expect_steps(const struct event *event)
{
	expect("walk", event->parent.tid, "nr_steps", ruling.nr_steps, event->nr_steps);
	for (unsigned int i = 0; i < ruling.nr_steps && i < event->nr_steps; i++)
		expect("walk", event->parent.tid, "step", ruling.steps[i], event->steps[i]);
}

static void judge_walk(struct world *world, const struct event *event)
{
	int parent = world_find_thread(world, event->parent.tid);
	const struct process *dying;

	if (parent <= world->self)
		return;
	dying = &world->processes[world->threads[parent].process];
	decide(world, parent, event);
	expect_adopter(world, event, "walk", event->parent.tid);
	expect("walk", event->parent.tid, "parent", dying->pid, event->parent.pid);
	expect("walk", event->parent.tid, "has_flag", dying->covered, event->has_flag);
	expect("walk", event->parent.tid, "level", world->namespaces[dying->pidns].level,
	       event->level);
	expect_children(world, parent, event);
	expect_steps(event);
	tally.walks[ruling.decision]++;
}

static void expect_effects(const struct world *world, int child, const struct event *event)
{
	unsigned int uncertain = blind_to_effects |
				 rules_uncertain_effects(world, child, ruling.adopter);
	unsigned int effects = rules_effects(world, child, parent_at_hand, ruling.adopter);

	expect("reparent", event->child.pid, "effects", effects & ~uncertain,
	       event->effects & ~uncertain);
	expect("reparent", event->child.pid, "pdeath_signal",
	       event->effects & SUBREAPER_EFFECT_PDEATH ? world->processes[child].pdeath_signal : 0,
	       event->pdeath_signal);
	for (unsigned int i = 0; i < EFFECTS_END; i++)
		tally.effects[i] += event->effects >> i & 1;
}

static void expect_child(const struct world *world, int child, const struct event *event)
{
	const struct process *moved = &world->processes[child];

	expect("reparent", moved->pid, "nspid", moved->nspid, event->nspid);
	expect("reparent", moved->pid, "level", world->namespaces[moved->pidns].level,
	       event->level);
}

/* Not the first of its process. */
static bool is_later_thread(const struct world *world, int thread)
{
	return world->threads[thread].tid != world->processes[world->threads[thread].process].pid;
}

static void move(struct world *world, int child, const struct event *event)
{
	unsigned int uncertain = rules_uncertain_effects(world, child, ruling.adopter);
	unsigned int effects = rules_effects(world, child, parent_at_hand, ruling.adopter);

	tally.moves[ruling.decision]++;
	tally.by_later_thread += ruling.decision == SUBREAPER_DECISION_SUBREAPER &&
				 is_later_thread(world, ruling.adopter);
	tally.dead += !!(event->effects & SUBREAPER_EFFECT_ZOMBIE);
	truth_move(world, child, &ruling);
	world_adopt(world, child, ruling.adopter);
	if (effects & ~uncertain & SUBREAPER_EFFECT_AUTOREAPED)
		world->processes[child].state = GONE;
}

static void judge_reparent(struct world *world, const struct event *event)
{
	int parent = world_find_thread(world, event->parent.tid);
	int child = world_find_process(world, event->child.pid);

	if (parent <= world->self && child <= world->self)
		return;
	if (parent <= world->self || child <= world->self || !is_child_of(world, child, parent)) {
		tally_wrong("reparent of %d: it is no child of %d", event->child.pid,
			    event->parent.tid);
		return;
	}
	if (parent_at_hand != parent) {
		tally_missing("the walk of %d, as %d is moved", event->parent.tid,
			      event->child.pid);
		decide(world, parent, event);
	}
	expect_adopter(world, event, "reparent", event->child.pid);
	if (ruling.adopter == NOBODY)
		return;
	expect_child(world, child, event);
	expect_effects(world, child, event);
	move(world, child, event);
}

/**
 * trial_deaths() - hear all events of deaths so far
 * @world: in which the dead are DYING; their children get the parents that the rules say
 */
void trial_deaths(struct world *world)
{
	struct event event;

	parent_at_hand = NOBODY;
	while (recording_next(&event)) {
		switch (event.kind) {
		case EVENT_WALK:
			judge_walk(world, &event);
			break;
		case EVENT_REPARENT:
			judge_reparent(world, &event);
			break;
		case EVENT_MARK:
			if (world_find_thread(world, event.marker.tid) >= world->self)
				tally_wrong("%d has not called prctl()", event.marker.tid);
		}
	}
}

/* What was reaped may still be there for a moment, but the kernel hands it over no more. */
static bool is_gone(const struct process *process)
{
	char state = process->elusive ? proc_state(process->pid, process->pid) : 'Z';

	return !state || state == 'X';
}

/* No event showed it, so it is unknown which way it went; but the end is the same by any. */
static void settle_child(struct world *world, int child)
{
	struct process *process = &world->processes[child];
	int parent = process->parent;

	if (is_gone(process)) {
		process->state = GONE;
		return;
	}
	rules_decide(world, parent, (struct claim){ 0 }, &ruling);
	if (blind_to_decision[ruling.decision])
		tally.unseen++;
	else
		tally_missing("the reparent of %d, a child of %d, by %s", process->pid,
			      world->threads[parent].tid, decision_word(ruling.decision));
	if (ruling.adopter == NOBODY)
		return;
	truth_move(world, child, &ruling);
	world_adopt(world, child, ruling.adopter);
}

/**
 * trial_settle() - see what no event has shown, and bury the dead
 * @world: in which the dead are DYING, and no namespace has died
 */
void trial_settle(struct world *world)
{
	const struct process *process;

	for (int i = world->self + 1; i < world->nr_processes; i++) {
		process = &world->processes[i];
		if (process->state != GONE && world->threads[process->parent].life != ALIVE)
			settle_child(world, i);
	}
	world_bury(world);
}

static void judge_mark(const struct event *event, bool mark, bool was_marked, struct cover cover)
{
	pid_t tid = event->marker.tid;

	expect("mark", tid, "argument", mark, event->argument);
	expect("mark", tid, "old", was_marked, event->old_flag);
	expect("mark", tid, "new", mark, event->new_flag);
	if (blind_to_descendants)
		expect("mark", tid, "descendants", -1, event->descendants);
	else
		expect_between("mark", tid, "descendants", cover.certain,
			       cover.certain + cover.more, event->descendants);
	tally.marks++;
}

/**
 * trial_mark() - hear the event of a prctl(PR_SET_CHILD_SUBREAPER)
 * @world: in which none dies
 * @thread: that called it
 * @mark: its argument
 * @was_marked: before
 * @cover: how many descendants it newly covers
 */
void trial_mark(struct world *world, int thread, bool mark, bool was_marked, struct cover cover)
{
	struct event event;
	bool told = false;

	while (recording_next(&event)) {
		if (event.kind == EVENT_WALK)
			judge_walk(world, &event);
		if (event.kind == EVENT_REPARENT)
			judge_reparent(world, &event);
		if (event.kind != EVENT_MARK || event.marker.tid != world->threads[thread].tid)
			continue;
		if (told)
			tally_wrong("%d has called prctl() but once", event.marker.tid);
		told = true;
		judge_mark(&event, mark, was_marked, cover);
	}
	if (!told)
		tally_missing("the mark of %d", world->threads[thread].tid);
}
