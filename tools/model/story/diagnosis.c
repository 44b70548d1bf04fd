// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Known troubles: those that single events show are here and in diagnosis_reparent.c, those that
 * only the whole trace shows in diagnosis_forest.c.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "diagnosis.h"
#include "../forest/evidence.h"
#include "../process/flags.h"

/**
 * diagnosis_deinit() - forget what was found
 */
void diagnosis_deinit(struct diagnosis *diagnosis)
{
	size_t i;

	for (i = 0; i < diagnosis->nr; i++)
		free(diagnosis->findings[i]);
	free(diagnosis->findings);
	idmap_deinit(&diagnosis->index);
	*diagnosis = (struct diagnosis){ 0 };
}

static enum finding_level level_of(enum finding_kind kind)
{
	switch (kind) {
	case FINDING_UNREAPED:
	case FINDING_TRACER:
	case FINDING_NS_STUCK:
	case FINDING_EXIT_SIGNAL:
	case FINDING_IGNORES:
	case FINDING_FLAG_LOST:
	case FINDING_PDEATH:
	case FINDING_GROUP:
		return LEVEL_TROUBLE;
	default:
		return LEVEL_NOTE;
	}
}

static struct finding *create(struct diagnosis *diagnosis, enum finding_kind kind,
			      struct process *about)
{
	struct finding *finding;

	if (array_reserve(&diagnosis->findings, &diagnosis->capacity, diagnosis->nr + 1,
			  sizeof(finding)))
		return NULL;
	finding = calloc(1, sizeof(*finding));
	if (!finding)
		return NULL;
	finding->kind = kind;
	finding->level = level_of(kind);
	finding->about = process_keep(about);
	if (idmap_set(&diagnosis->index, (uintptr_t)about, kind, finding)) {
		free(finding);
		return NULL;
	}
	diagnosis->findings[diagnosis->nr++] = finding;
	return finding;
}

/**
 * diagnosis_find() - the finding of a kind about a process, which is added if there is none
 * @kind: of which kind
 * @time: when it is so
 *
 * Return: the finding, of which the count is 0 when it is new; NULL without memory
 */
struct finding *diagnosis_find(struct diagnosis *diagnosis, enum finding_kind kind,
			       struct process *about, uint64_t time)
{
	struct finding *finding = idmap_get(&diagnosis->index, (uintptr_t)about, kind);

	if (finding)
		return finding;
	finding = create(diagnosis, kind, about);
	if (finding)
		finding->time = (struct instant){ true, time };
	return finding;
}

/**
 * diagnosis_count() - count one more process in a finding
 * @kind: of which kind
 * @example: the process
 * @time: when it was so
 *
 * Return: 0 or -ENOMEM
 */
int diagnosis_count(struct diagnosis *diagnosis, enum finding_kind kind, struct process *about,
		    struct process *example, uint64_t time)
{
	struct finding *finding = diagnosis_find(diagnosis, kind, about, time);

	if (!finding)
		return -ENOMEM;
	if (!finding->count++)
		finding->example = process_keep(example);
	return 0;
}

/**
 * diagnose_flag() - note that a process lacks a flag
 * @process: which; counts once for its parent
 * @time: when it was so
 *
 * Return: 0 or -ENOMEM
 */
int diagnose_flag(struct diagnosis *diagnosis, struct process *process, uint64_t time)
{
	struct process *parent = process->parent[WITH_SUBREAPERS];

	return diagnosis_count(diagnosis, FINDING_FLAG_LOST, parent ? parent : process, process,
			       time);
}

static int add_argument(struct diagnosis *diagnosis, struct process *process, uint64_t argument,
			uint64_t time)
{
	struct finding *finding;

	if (!process || argument <= 1)
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_ARGUMENT, process, time);
	if (!finding)
		return -ENOMEM;
	finding->value = argument;
	finding->count++;
	return 0;
}

static int add_dying(struct diagnosis *diagnosis, const struct forest *forest, int32_t pid,
		     const struct walk_event *walk, uint64_t time)
{
	struct process *subreaper = process_latest(&forest->table, pid);
	struct finding *finding;

	if (!subreaper)
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_DYING, subreaper, time);
	if (!finding)
		return -ENOMEM;
	if (!finding->count)
		finding->parent = process_keep(process_latest(&forest->table, walk->parent_tgid));
	finding->example = process_keep(process_latest(&forest->table, walk->adopter_tgid));
	finding->count += walk->children;
	return 0;
}

static int add_walk(struct diagnosis *diagnosis, const struct forest *forest,
		    const struct event *event)
{
	const struct walk_event *walk = &event->walk;
	struct process *parent = process_latest(&forest->table, walk->parent_tgid);
	int err = 0;
	uint32_t i;

	if (!diagnosis->lost && parent && walk->decision == SUBREAPER_DECISION_NO_FLAG &&
	    forest_hears_marks(forest) && flags_lack(parent, event->time))
		err = diagnose_flag(diagnosis, parent, event->time);
	diagnosis->walk_parent = walk->parent_tid;
	diagnosis->walk_steps = walk->nr_steps;
	for (i = 0; !err && i < walk->kept_steps; i++) {
		diagnosis->walk_end = SUBREAPER_STEP_VERDICT(walk->steps[i]);
		if (diagnosis->walk_end == SUBREAPER_VERDICT_SUBREAPER_DYING)
			err = add_dying(diagnosis, forest, SUBREAPER_STEP_PID(walk->steps[i]), walk,
					event->time);
	}
	return !err && parent ? diagnose_group(diagnosis, parent) : err;
}

static int add_reap(struct diagnosis *diagnosis, const struct forest *forest,
		    const struct reap_event *reap)
{
	struct process *process = process_latest(&forest->table, reap->pid);

	return process ? diagnose_group(diagnosis, process) : 0;
}

/* The kernel kills all that are left in a namespace when its init has ended. */
static int add_exit(struct diagnosis *diagnosis, const struct forest *forest,
		    const struct event *event)
{
	struct process *process = process_latest(&forest->table, event->end.tid);
	const struct process *init;
	struct finding *finding;

	if (!process || !process->ended.known || process->ended.time != event->time)
		return 0;
	init = evidence_namespace_end(forest, process);
	if (!init)
		return 0;
	finding = diagnosis_find(diagnosis, FINDING_NS_KILLED, (struct process *)init,
				 init->ended.time);
	if (!finding)
		return -ENOMEM;
	if (!finding->count++)
		finding->example = process_keep(process);
	return 0;
}

/**
 * diagnosis_add() - apply an event
 * @diagnosis: of what came before it
 * @forest: to which it has been applied
 *
 * Return: 0 or -ENOMEM
 */
int diagnosis_add(struct diagnosis *diagnosis, const struct forest *forest,
		  const struct event *event)
{
	switch (event->type) {
	case EVENT_WALK:
		return add_walk(diagnosis, forest, event);
	case EVENT_REPARENT:
		return diagnose_reparent(diagnosis, forest, event);
	case EVENT_MARK:
		return add_argument(diagnosis, process_latest(&forest->table, event->mark.tgid),
				    event->mark.argument, event->time);
	case EVENT_REAP:
		return add_reap(diagnosis, forest, &event->reap);
	case EVENT_EXIT:
		return add_exit(diagnosis, forest, event);
	case EVENT_LOST:
	case EVENT_GAP:
		diagnosis->lost = true;
		return 0;
	default:
		return 0;
	}
}

/* The threads of a process that ends as a whole exit one after the other. */
#define EXIT_NS 10000000ULL

static bool has_exited_with_it(const struct finding *finding)
{
	const struct instant *ended = &finding->about->ended;

	return ended->known && ended->time < finding->time.time + EXIT_NS;
}

/* When a namespace ends, all processes in it die at once, so orphans among them are no finding. */
static bool is_usual(const struct forest *forest, const struct finding *finding)
{
	switch (finding->kind) {
	case FINDING_DYING:
	case FINDING_UNREAPED:
	case FINDING_OUTLIVED:
		return evidence_namespace_end(forest, finding->about) ||
		       (finding->about->ended.known && finding->about->nspid == INIT_PID);
	case FINDING_PDEATH:
		return has_exited_with_it(finding);
	default:
		return false;
	}
}

static void drop_usual(struct diagnosis *diagnosis, const struct forest *forest)
{
	size_t i, kept = 0;

	for (i = 0; i < diagnosis->nr; i++) {
		struct finding *finding = diagnosis->findings[i];

		if (is_usual(forest, finding))
			free(finding);
		else
			diagnosis->findings[kept++] = finding;
	}
	diagnosis->nr = kept;
}

static int compare(const void *a, const void *b)
{
	const struct finding *one = *(struct finding * const *)a;
	const struct finding *two = *(struct finding * const *)b;

	if (one->level != two->level)
		return one->level < two->level ? -1 : 1;
	if (one->kind != two->kind)
		return (one->kind > two->kind) - (one->kind < two->kind);
	if (one->time.time != two->time.time)
		return one->time.time < two->time.time ? -1 : 1;
	return (one->about->pid > two->about->pid) - (one->about->pid < two->about->pid);
}

/**
 * diagnosis_conclude() - find what only the whole trace shows, and put all in order
 * @diagnosis: of all events
 * @forest: concluded
 *
 * Return: 0 or -ENOMEM
 */
int diagnosis_conclude(struct diagnosis *diagnosis, const struct forest *forest)
{
	int err = diagnose_forest(diagnosis, forest);

	if (!err)
		drop_usual(diagnosis, forest);
	if (!err && diagnosis->nr)
		qsort(diagnosis->findings, diagnosis->nr, sizeof(diagnosis->findings[0]), compare);
	return err;
}
