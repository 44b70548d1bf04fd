// SPDX-License-Identifier: GPL-2.0-or-later
/* What processes do while none dies: each deed in the world and by the cast alike. */
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <sys/prctl.h>

#include "../scenarios/lib/tap.h"
#include "cast.h"
#include "deeds.h"
#include "tally.h"
#include "trial.h"
#include "truth.h"

static void must(const char *what, long result)
{
	if (result < 0)
		tap_bail("%s: %s", what, strerror(-result));
}

static struct newborn newborn_of(const struct world *world, const struct birth *birth, enum way way)
{
	struct newborn newborn = {
		.slot = world->nr_threads,
		.exit_signal = birth->as_sibling ? 0 : birth->exit_signal,
		.unshare = way == BY_UNSHARE,
		.ignores = birth->ignores,
		.pdeath_signal = birth->pdeath_signal,
	};

	if (birth->as_sibling)
		newborn.flags |= CLONE_PARENT;
	if (way == BY_CLONE)
		newborn.flags |= CLONE_NEWPID;
	if (way == BY_SETNS)
		newborn.enter = world->threads[world->namespaces[birth->pidns].reaper].tid;
	return newborn;
}

static void welcome(struct world *world, int process, int thread)
{
	struct numbers identity = cast_numbers(thread);
	bool first = world->namespaces[world->processes[process].pidns].reaper == thread;

	world->processes[process].pid = identity.pid;
	world->processes[process].nspid = identity.nspid;
	world->threads[thread].tid = identity.tid;
	if (identity.tid != identity.pid || first != (identity.nspid == 1))
		tap_bail("process %d was born as %d in a pid namespace", identity.pid,
			 identity.nspid);
}

/**
 * deed_fork() - make a process
 * @world: all there are
 * @birth: how, and by which thread; the test itself may be the creator
 * @way: which call decides on its pid namespace
 */
void deed_fork(struct world *world, const struct birth *birth, enum way way)
{
	struct newborn newborn = newborn_of(world, birth, way);
	int process = world_add_process(world, birth);

	tally_plan(DEED_FORK, birth->creator - world->self,
		   newborn.flags | birth->exit_signal << 8 | way << 16);
	if (birth->creator == world->self) {
		must("fork", cast_fork(&newborn));
	} else {
		cast_begin_fork(birth->creator, &newborn);
		must("fork by an actor", cast_finish(birth->creator));
	}
	cast_finish(newborn.slot);
	welcome(world, process, newborn.slot);
	truth_tell("birth pid=%d creator=%d creator_tid=%d sibling=%d",
		   world->processes[process].pid,
		   world->processes[world->threads[birth->creator].process].pid,
		   world->threads[birth->creator].tid, birth->as_sibling);
	truth_tell("name pid=%d comm=w%d", world->processes[process].pid, newborn.slot);
	tally.processes++;
}

/**
 * deed_thread() - make a thread
 * @world: all there are
 * @creator: a thread of the process
 */
void deed_thread(struct world *world, int creator)
{
	int thread = world_add_thread(world, world->threads[creator].process);

	tally_plan(DEED_THREAD, creator - world->self, 0);
	must("make a thread", cast_do(creator, DEED_THREAD, thread));
	cast_finish(thread);
	world->threads[thread].tid = cast_numbers(thread).tid;
	tally.threads++;
}

/**
 * deed_mark() - set or clear the mark of a process, and hear the event
 * @world: all there are
 * @thread: that calls prctl()
 * @mark: set?
 */
void deed_mark(struct world *world, int thread, bool mark)
{
	int process = world->threads[thread].process;
	bool was_marked = world->processes[process].marked;
	struct cover cover = world_mark(world, process, mark);

	tally_plan(DEED_MARK, thread - world->self, mark);
	if (thread == world->self)
		must("mark", prctl(PR_SET_CHILD_SUBREAPER, mark, 0, 0, 0));
	else
		must("mark an actor", cast_do(thread, DEED_MARK, mark));
	trial_mark(world, thread, mark, was_marked, cover);
}

/**
 * deed_reap() - have a process wait for all of its children that have ended
 * @world: all there are
 * @thread: that waits
 */
void deed_reap(struct world *world, int thread)
{
	tally_plan(DEED_REAP, thread - world->self, 0);
	must("reap", cast_do(thread, DEED_REAP, 0));
	for (int i = 0; i < world->nr_processes; i++) {
		if (world_is_parent(world, world->threads[thread].process, i) &&
		    world->processes[i].state == ZOMBIE)
			truth_tell("reap pid=%d by=%d by_tid=%d", world->processes[i].pid,
				   world->processes[world->threads[thread].process].pid,
				   world->threads[thread].tid);
	}
	world_reap(world, world->threads[thread].process);
}

/**
 * deed_rename() - have a process take another name
 * @world: all there are
 * @thread: its first one
 */
void deed_rename(struct world *world, int thread)
{
	static unsigned int names;

	tally_plan(DEED_RENAME, thread - world->self, 0);
	must("rename", cast_do(thread, DEED_RENAME, ++names));
	truth_tell("name pid=%d comm=n%u", world->processes[world->threads[thread].process].pid,
		   names);
}

/**
 * deed_setsid() - have a process leave its session, unless it leads its process group
 * @world: all there are
 * @thread: that calls setsid()
 */
void deed_setsid(struct world *world, int thread)
{
	tally_plan(DEED_SETSID, thread - world->self, 0);
	cast_do(thread, DEED_SETSID, 0);
}

/**
 * deed_seize() - have a process traced
 * @world: all there are
 * @tracer: the thread that traces; in the initial pid namespace
 * @process: that is traced; its first thread must live
 */
void deed_seize(struct world *world, int tracer, int process)
{
	tally_plan(DEED_SEIZE, tracer - world->self, process - world->self);
	must("trace", cast_do(tracer, DEED_SEIZE, world->processes[process].pid));
	world->processes[process].tracer = tracer;
}
