// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "life.h"
#include "../forest/lives.h"
#include "../forest/walk.h"

/**
 * fates_deinit() - forget them
 */
void fates_deinit(struct fates *fates)
{
	free(fates->all);
	*fates = (struct fates){ 0 };
}

static int note_fate(struct fates *fates, const struct forest *forest, int32_t pid, uint64_t start)
{
	const struct process *process = pid > 0 ? process_find(&forest->table, pid, start) : NULL;
	int err;

	if (!process || (!process->start && !process->exit_known))
		return 0;
	err = array_reserve(&fates->all, &fates->capacity, process->serial + 1,
			    sizeof(*fates->all));
	if (err)
		return err;
	for (; fates->nr <= process->serial; fates->nr++)
		fates->all[fates->nr] = (struct fate){ 0 };
	fates->all[process->serial] =
		(struct fate){ process->start, process->exit_code, process->exit_known };
	return 0;
}

/**
 * fates_learn() - learn from an event when processes were born, and how they ended
 * @fates: of the forest
 * @forest: to which the event has been applied
 *
 * Return: 0 or -ENOMEM
 */
int fates_learn(struct fates *fates, const struct forest *forest, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	const struct walk_event *walk = &event->walk;
	const struct reap_event *reap = &event->reap;
	int err;

	switch (event->type) {
	case EVENT_REPARENT:
		err = note_fate(fates, forest, reparent->child, reparent->child_start);
		if (!err)
			err = note_fate(fates, forest, reparent->parent_tgid,
					reparent->parent_start);
		return err ? err
			   : note_fate(fates, forest, reparent->adopter_tgid,
				       reparent->adopter_start);
	case EVENT_WALK:
		err = note_fate(fates, forest, walk->parent_tgid, walk->parent_start);
		return err ? err
			   : note_fate(fates, forest, walk->adopter_tgid, walk->adopter_start);
	case EVENT_MARK:
		return note_fate(fates, forest, event->mark.tgid, event->mark.start);
	case EVENT_PROCESS:
		return note_fate(fates, forest, event->process.pid, event->process.start);
	case EVENT_REAP:
		err = note_fate(fates, forest, reap->pid, reap->start);
		return err ? err : note_fate(fates, forest, reap->reaper_tgid, reap->reaper_start);
	default:
		return 0;
	}
}

/**
 * life_watch() - look at a process before an event is applied
 * @forest: as of just before
 * @event: what happens next
 *
 * Return: what life_of() has to know
 */
struct life_watch life_watch(const struct forest *forest, const struct event *event)
{
	const struct process *process = NULL;

	if (event->type == EVENT_EXIT)
		process = lives_owner(forest, event->end.tid);
	return (struct life_watch){ process, process && process->ended.known };
}

/* If two events show a birth, only the first counts. */
static const struct process *born_by(const struct forest *forest, const struct event *event)
{
	const struct process *born = process_latest(&forest->table, event->birth.tid);

	if (!born || born->last_seen != forest->events || !born->birth.at.known ||
	    born->birth.at.time != event->time ||
	    born->birth.by_fork != (event->type == EVENT_FORK))
		return NULL;
	return born;
}

static const struct process *freed_by(const struct forest *forest, const struct event *event)
{
	const struct process *freed = process_latest(&forest->table, event->end.tid);

	while (freed && (!freed->freed.known || freed->freed.time != event->time))
		freed = freed->namesake;
	return freed && !freed->thread_of ? freed : NULL;
}

static const struct process *find_process(const struct life_watch *watch,
					  const struct forest *forest, const struct event *event,
					  enum event_type *type)
{
	const struct process *process = NULL;

	switch (event->type) {
	case EVENT_BIRTH:
	case EVENT_FORK:
		*type = EVENT_LIFE_BIRTH;
		return born_by(forest, event);
	case EVENT_EXEC:
		*type = EVENT_LIFE_EXEC;
		process = lives_owner(forest, event->exec.tid);
		return process && process->last_seen == forest->events ? process : NULL;
	case EVENT_EXIT:
		*type = EVENT_LIFE_EXIT;
		process = watch->process;
		return process && process->ended.known && !watch->had_ended ? process : NULL;
	case EVENT_FREE:
		*type = EVENT_LIFE_FREE;
		return freed_by(forest, event);
	default:
		return NULL;
	}
}

static struct fate fate_of(const struct fates *fates, const struct process *process)
{
	struct fate fate = { process->start, process->exit_code, process->exit_known };
	size_t serial = process->serial;
	bool learnt = serial < fates->nr &&
		      (fates->all[serial].start || fates->all[serial].exit_known);

	return learnt ? fates->all[serial] : fate;
}

/**
 * life_of() - what an event means for the life of a process
 * @watch: of life_watch()
 * @forest: to which the event has been applied
 * @fates: what the trace shows later on, if it was read before
 * @event: what happened
 * @ret: set to an event of EVENTS_LIFE
 *
 * Return: false if it means nothing for a process as a whole, or for none that is known
 */
bool life_of(const struct life_watch *watch, const struct forest *forest, const struct fates *fates,
	     const struct event *event, struct event *ret)
{
	enum event_type type;
	const struct process *process = find_process(watch, forest, event, &type);
	const struct process *parent;
	struct fate fate;

	if (!process)
		return false;
	parent = process->parent[WITH_SUBREAPERS];
	fate = fate_of(fates, process);
	*ret = (struct event){
		.time = event->time, .cpu = event->cpu, .host = event->host, .type = type
	};
	ret->ordinals[PARTY_ITSELF] = process->ordinal;
	ret->life.pid = process->pid;
	ret->life.start = fate.start;
	memcpy(ret->life.comm, process->comm, sizeof(ret->life.comm));
	ret->life.exit_code = fate.exit_known ? fate.exit_code : EXIT_CODE_UNKNOWN;
	ret->life.may_be_thread = process_may_be_thread(process);
	if (type == EVENT_LIFE_EXEC)
		ret->life.file = process->file;
	if (!parent)
		return true;
	ret->ordinals[PARTY_PARENT] = parent->ordinal;
	ret->life.parent_tgid = parent->pid;
	ret->life.parent_start = fate_of(fates, parent).start;
	memcpy(ret->life.parent_comm, parent->comm, sizeof(ret->life.parent_comm));
	ret->life.parent_doubts = walk_parent_doubts(process);
	return true;
}
