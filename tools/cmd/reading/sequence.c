// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The events of the traces one after the other, for commands that show or count them: those that
 * were recorded and, as long as the module has recorded nothing, those that follow from births and
 * ends.
 *
 * A thread ends some time before the module records the decision on its children. So an inferred
 * decision waits until it is sure that none will be recorded, and later events wait with it.
 */
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "../../base/memory/idmap.h"
#include "../../model/trace/kept.h"
#include "../options/complain.h"
#include "following.h"
#include "sequence.h"
#include "tracefile.h"

/* What may be inferred. */
#define EVENTS_DECIDED (EVENT_BIT(EVENT_REPARENT) | EVENT_BIT(EVENT_WALK) | EVENT_BIT(EVENT_MARK))
/* Much memory and many files are to be given back in between. */
#define WAIT_NS	       1000000000
/* So many take some MiB. */
#define WAITING_MAX    65536
/* For parts of about a millisecond. */
#define TICK_SHIFT     20

/* @follows: whether it was inferred from a recorded decision, which does not replace it */
struct waiting {
	struct kept_event kept;
	bool follows;
};

static struct {
	/* Each machine has processes of its own. */
	struct following machines[CLOCK_HOSTS_MAX];
	bool compares;
	bool names_steps;
	/* Of each machine; NULL unless the lives of processes are to be shown. */
	struct fates *fates;
	struct waiting *waiting;
	size_t first;
	size_t nr;
	size_t capacity;
	/* What was read last, unless it waits. */
	struct event next;
	bool has_next;
	uint64_t now;
	bool ended;
	bool lent;
	/* The latest record of a thread while something waited; see key_of(). */
	struct idmap told;
	/* Whether what was inferred from births and ends came out. */
	bool inferred;
	int err;
} sequence;

/**
 * sequence_compare() - report at the end whether recorded decisions are as the model expects
 */
void sequence_compare(void)
{
	sequence.compares = true;
}

/**
 * sequence_name_steps() - give the processes of a walk the names that they have then
 *
 * An event EVENT_EXEC says it of each, as of a process that calls exec, or EVENT_BIRTH where no
 * more is known than the name that it was born with. A walk itself has only pids.
 */
void sequence_name_steps(void)
{
	sequence.names_steps = true;
}

/**
 * sequence_tell_lives() - pass on births, execs and exits of processes, too
 * @fates: what foresight_read() has found; lent
 */
void sequence_tell_lives(struct fates *fates)
{
	sequence.fates = fates;
}

/* Half of the room is free after it was made. */
static int make_room(void)
{
	size_t kept = sequence.nr - sequence.first;

	if (sequence.nr < sequence.capacity)
		return 0;
	if (kept)
		memmove(sequence.waiting, sequence.waiting + sequence.first,
			kept * sizeof(*sequence.waiting));
	sequence.first = 0;
	sequence.nr = kept;
	return array_reserve(&sequence.waiting, &sequence.capacity, 2 * kept + 1,
			     sizeof(*sequence.waiting));
}

static int let_wait(const struct event *event, bool follows)
{
	struct waiting *waiting;
	int err = make_room();

	if (err)
		return err;
	waiting = &sequence.waiting[sequence.nr++];
	waiting->follows = follows;
	return kept_event_init(&waiting->kept, event);
}

/*
 * A recorded decision on the children of a thread replaces the inferred one; so does a recorded
 * mark for its prctl().
 */
static uint64_t key_of(const struct event *event)
{
	switch (event->type) {
	case EVENT_REPARENT:
		return (uint64_t)event->reparent.parent_tid << 1;
	case EVENT_WALK:
		return (uint64_t)event->walk.parent_tid << 1;
	default:
		return (uint64_t)event->mark.tid << 1 | 1;
	}
}

/* A pointer holds it, and it is never 0. */
static uintptr_t tick_of(const struct event *event)
{
	return (uintptr_t)(event->time >> TICK_SHIFT) + 1;
}

static int note_told(const struct event *event)
{
	if (event->inferred || !(EVENT_BIT(event->type) & EVENTS_DECIDED))
		return 0;
	return idmap_set(&sequence.told, event->host, key_of(event), (void *)tick_of(event));
}

static bool was_told(const struct event *event)
{
	uintptr_t tick = (uintptr_t)idmap_get(&sequence.told, event->host, key_of(event));

	return tick && tick - tick_of(event) <= WAIT_NS >> TICK_SHIFT;
}

static void drop_first(void)
{
	kept_event_deinit(&sequence.waiting[sequence.first++].kept);
	if (sequence.first == sequence.nr)
		idmap_deinit(&sequence.told);
}

static const struct event *first_waiting(void)
{
	return sequence.first < sequence.nr ? &sequence.waiting[sequence.first].kept.event : NULL;
}

static bool is_recorded(const struct event *event)
{
	return sequence.machines[event->host].inference.recorded;
}

/* Of births, execs and exits only the names of processes are shown. */
static bool is_of_use(const struct event *event)
{
	return !(EVENT_BIT(event->type) & EVENTS_LIVES) || event->type == EVENT_EXEC;
}

static int follow(struct following *machine, struct event *event)
{
	machine->forest.table.forgets = true;
	machine->err = inference_apply(&machine->inference, &machine->forest, event);
	return machine->err;
}

static int name_steps(const struct following *machine, const struct event *walk)
{
	uint32_t i;
	int err = 0;

	if (!sequence.names_steps || walk->type != EVENT_WALK)
		return 0;
	for (i = 0; !err && i < walk->walk.kept_steps; i++) {
		const struct process *met = process_latest(&machine->forest.table,
							   SUBREAPER_STEP_PID(walk->walk.steps[i]));
		struct event naming = {
			.time = walk->time,
			.cpu = walk->cpu,
			.host = walk->host,
			.type = met && met->named ? EVENT_EXEC : EVENT_BIRTH,
		};

		if (!met || !met->comm[0])
			continue;
		naming.ordinals[PARTY_ITSELF] = met->ordinal;
		if (met->named) {
			naming.exec.tid = naming.exec.old_tid = met->pid;
			memcpy(naming.exec.comm, met->comm, sizeof(naming.exec.comm));
		} else {
			naming.birth.tid = met->pid;
			memcpy(naming.birth.comm, met->comm, sizeof(naming.birth.comm));
		}
		err = let_wait(&naming, false);
	}
	return err;
}

static int tell_life(const struct following *machine, const struct life_watch *watch,
		     const struct event *event)
{
	struct event life;

	if (!sequence.fates ||
	    !life_of(watch, &machine->forest, &sequence.fates[event->host], event, &life))
		return 0;
	return let_wait(&life, true);
}

static int take_up(struct event *event)
{
	struct following *machine = &sequence.machines[event->host];
	struct life_watch watch = life_watch(&machine->forest, event);
	struct event inferred;
	int err = follow(machine, event);

	if (!err)
		err = name_steps(machine, event);
	if (!err)
		err = tell_life(machine, &watch, event);
	sequence.has_next = is_recorded(event) && !first_waiting();
	if (!err && !sequence.has_next)
		err = note_told(event);
	if (!err && !sequence.has_next && is_of_use(event))
		err = let_wait(event, false);
	while (!err && following_inferred(machine, &inferred)) {
		err = name_steps(machine, &inferred);
		if (!err)
			err = let_wait(&inferred, is_recorded(event));
	}
	return err ? err : machine->err;
}

static uint64_t wall_time(const struct event *event)
{
	return event->time + (uint64_t)tracefile_clock()->notes[event->host].wall_offset;
}

static void read_next(void)
{
	sequence.ended = !tracefile_next(&sequence.next);
	if (sequence.ended)
		return;
	sequence.now = wall_time(&sequence.next);
	sequence.err = take_up(&sequence.next);
}

/* In a forged trace time may go back; nothing waits for that. */
static bool is_due(const struct event *event)
{
	return sequence.ended || (is_recorded(event) && !event->inferred) ||
	       sequence.nr - sequence.first > WAITING_MAX ||
	       sequence.now - wall_time(event) >= WAIT_NS;
}

static const struct event *find_due(void)
{
	const struct event *event;

	while ((event = first_waiting()) && event->inferred &&
	       !sequence.waiting[sequence.first].follows && was_told(event))
		drop_first();
	return event && is_due(event) ? event : NULL;
}

static void take_back(void)
{
	if (sequence.lent)
		drop_first();
	sequence.lent = false;
}

/* A decision of the module, without an event for each child, has the decision's number. */
static bool follows_from_walk(const struct event *event)
{
	return event->type == EVENT_REPARENT && event->reparent.number;
}

/**
 * sequence_next() - the next event of the traces that are open
 * @ret: filled in; the steps of a walk are lent until the next call
 *
 * Return: false at the end; sequence_end() returns how it was reached
 */
bool sequence_next(struct event *ret)
{
	const struct event *due;

	take_back();
	while (!sequence.err && !(due = find_due()) && !sequence.has_next && !sequence.ended)
		read_next();
	if (sequence.err)
		return false;
	sequence.lent = due;
	if (!due && sequence.has_next) {
		due = &sequence.next;
		sequence.has_next = false;
	}
	if (due)
		*ret = *due;
	sequence.inferred |= due && due->inferred && !follows_from_walk(due);
	return due;
}

/**
 * sequence_forest() - the processes of a machine
 * @host: which, as in struct event
 *
 * Return: its forest, to which the latest event has been applied, and perhaps some of what comes
 * next
 */
const struct forest *sequence_forest(uint8_t host)
{
	return &sequence.machines[host].forest;
}

/* If nothing was recorded, another message says so. */
static void tell_inferred(void)
{
	const struct summary *summary = tracefile_summary();

	if (sequence.inferred && summary_is_recorded(summary) && !summary->probed)
		note("the module recorded only a part of the trace: the rest is inferred from "
		     "births and exits");
}

/**
 * sequence_end() - end it
 * @err: 0 or -ENOMEM, of what was done with the events
 *
 * Return: exit code; a message was printed when it is not EX_OK, and when the kernel decided
 * otherwise than the model
 */
int sequence_end(int err)
{
	size_t i;

	while (first_waiting())
		drop_first();
	free(sequence.waiting);
	for (i = 0; i < CLOCK_HOSTS_MAX; i++) {
		if (sequence.compares)
			following_tell_disagreement(&sequence.machines[i]);
		following_deinit(&sequence.machines[i]);
	}
	if (err || sequence.err)
		return complain(EX_FAILED, "out of memory");
	tell_inferred();
	return tracefile_judge_kind();
}
