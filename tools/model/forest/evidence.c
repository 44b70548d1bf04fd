// SPDX-License-Identifier: GPL-2.0-or-later
#include <signal.h>
#include <sys/wait.h>

#include "evidence.h"
#include "lives.h"
#include "../process/flags.h"
#include "../process/namespace.h"
#include "walk.h"

/* In the /proc of a container its number is that of any process. */
static bool is_kthreadd(const struct process *process)
{
	return process->pid == KTHREADD_PID && !process->parent[WITH_SUBREAPERS] &&
	       !process->listing.userspace;
}

/**
 * evidence_is_kernel_thread() - is it a thread of the kernel?
 * @process: which, of the initial pid namespace
 *
 * Return: the answer; false for a program that the kernel starts, once it has called exec
 */
bool evidence_is_kernel_thread(const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	if (process->pid == KTHREADD_PID)
		return is_kthreadd(process);
	return parent && is_kthreadd(parent) && !process->execs && !process->listing.session;
}

/**
 * evidence_is_marked_at_end() - is a process a subreaper, or was it one at its end?
 * @forest: of the process; NULL for a machine as it is
 * @process: which
 *
 * Return: the answer; without recorded marks only the dump at the end of the trace shows it
 */
enum flag_known evidence_is_marked_at_end(const struct forest *forest,
					  const struct process *process)
{
	if (forest && !forest_hears_marks(forest) &&
	    !(forest->dumps > 1 && process->dump == forest->dumps && process->alive))
		return FLAG_UNKNOWN;
	return evidence_is_marked(process);
}

/**
 * evidence_is_listed_at_end() - does a dump show how a process is at the end of the trace?
 *
 * Return: the answer
 */
bool evidence_is_listed_at_end(const struct forest *forest, const struct process *process)
{
	return process->dump && process->dump == forest->dumps &&
	       process->listed + PATIENCE_NS > forest->now;
}

/**
 * evidence_may_have_moved() - may another process have adopted a process, without an event?
 * @forest: of the process
 *
 * When its parent ends, another process adopts it, unless it was reaped before.
 *
 * Return: the answer; false if the trace shows changes of parent
 */
bool evidence_may_have_moved(const struct forest *forest, const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];
	const struct instant *freed = &process->freed;

	if (forest_holds(forest, EVENT_REPARENT) || !parent)
		return false;
	if (!parent->ended.known)
		return !forest_holds(forest, EVENT_EXIT) &&
		       !evidence_is_listed_at_end(forest, process);
	return !(freed->known && freed->time <= parent->ended.time) &&
	       !(process->reaping.at.known && process->reaping.reaper == parent);
}

/*
 * Only the init of a namespace and a process that is or was a subreaper adopt, and below a
 * subreaper each child has has_subreaper, for good.
 */
static bool cannot_have_adopted(const struct process *parent, const struct process *child)
{
	if (is_kthreadd(parent))
		return true;
	if (process_is_init(parent) || parent->subreaper || !parent->level_known ||
	    (parent->level && !parent->nspid))
		return false;
	return parent->flags.mark_known && flags_has_certain(child) && !child->flags.has_subreaper;
}

/**
 * evidence_moved_from() - did a process get its present parent in the trace, without an event?
 *
 * A later dump shows that, or its reap.
 *
 * Return: the parent that it had before; NULL if it did not, or that is doubtful
 */
const struct process *evidence_moved_from(const struct process *process)
{
	const struct process *before = process->moved_from;

	if (!before || process->listing.adopted_by || process_may_be_thread(before))
		return NULL;
	return before == process->parent[WITH_SUBREAPERS] ? NULL : before;
}

/**
 * evidence_origin() - how did a process become a child of its parent?
 *
 * Return: what is known
 */
enum origin evidence_origin(const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	if (process->hops)
		return ORIGIN_ADOPTED;
	if (process->listing.adopted_by)
		return ORIGIN_EARLIER;
	if (process->watched)
		return parent ? ORIGIN_OWN : ORIGIN_UNKNOWN;
	if (evidence_moved_from(process))
		return ORIGIN_UNSEEN;
	if (process->birth.at.known)
		return !parent || parent == process->birth.parent ? ORIGIN_OWN : ORIGIN_UNKNOWN;
	if (!parent)
		return process->pid == INIT_PID || is_kthreadd(process) ? ORIGIN_PARENTLESS
									: ORIGIN_UNKNOWN;
	return cannot_have_adopted(parent, process) ? ORIGIN_OWN : ORIGIN_UNKNOWN;
}

/* Without exit events only a dump shows which processes exist, for as long as it is the latest. */
static bool is_out_of_sight(const struct forest *forest, const struct process *process)
{
	if (forest->heard & EVENT_BIT(EVENT_EXIT))
		return false;
	if (!forest_holds(forest, EVENT_EXIT))
		return !evidence_is_listed_at_end(forest, process);
	return !forest->dumps || (forest->lost_in_dump && forest_is_unlisted(forest, process));
}

/* Nothing would show it. */
static bool may_be_reaped(const struct forest *forest, const struct process *process)
{
	return !forest_holds(forest, EVENT_FREE) && !forest_holds(forest, EVENT_REAP) &&
	       !evidence_is_listed_at_end(forest, process);
}

static bool is_exiting(const struct process *process)
{
	const struct listing *listing = &process->listing;

	return listing->known && !listing->threads_alive && !process_is_zombie(process) &&
	       (!process->ended.known || process->ended.time <= listing->at);
}

/**
 * evidence_being() - is a process there?
 * @forest: concluded
 *
 * Return: what is known of that
 */
enum being evidence_being(const struct forest *forest, const struct process *process)
{
	if (process->thread_of)
		return BEING_UNKNOWN;
	if (process->alive && is_exiting(process))
		return BEING_EXITING;
	if (process->alive && process_is_zombie(process))
		return may_be_reaped(forest, process) ? BEING_EXITED : BEING_ZOMBIE;
	if (process->freed.known || process->effects & SUBREAPER_EFFECT_AUTOREAPED ||
	    (process->ended.known && evidence_autoreaps(process)))
		return BEING_GONE;
	if (process->ended.known)
		return BEING_EXITED;
	if (!process->alive)
		return BEING_GONE;
	/* It was a zombie when it was adopted; no event shows the reap of such a process. */
	if (process->effects & SUBREAPER_EFFECT_ZOMBIE)
		return BEING_EXITED;
	if (is_out_of_sight(forest, process))
		return BEING_UNKNOWN;
	return process_threads_left(process) ? BEING_LEADERLESS : BEING_ALIVE;
}

/**
 * evidence_tracer() - which process traces a process, beside its parent
 * @forest: concluded
 *
 * Return: the tracer, as of the latest dump; NULL for none, if it has ended since, and if that is
 * the parent
 */
const struct process *evidence_tracer(const struct forest *forest, const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];
	int32_t pid = process->listing.tracer;
	const struct process *tracer = pid ? process_latest(&forest->table, pid) : NULL;

	if (!tracer || (parent && parent->pid == pid))
		return NULL;
	if (tracer->birth.at.known && tracer->birth.at.time > process->listing.at)
		return NULL;
	return tracer->ended.known || !tracer->alive ? NULL : tracer;
}

/**
 * evidence_is_stopped() - was a process stopped, by a signal or its tracer, when it was last
 * listed?
 *
 * A tracer stops single threads, and the state is only that of the main thread.
 *
 * Return: the answer; no if other threads may run. No event shows a frozen cgroup
 */
bool evidence_is_stopped(const struct process *process)
{
	if (process->state == 't')
		return process->listing.known && process->listing.threads_alive <= 1;
	return process->state == 'T';
}

/**
 * evidence_ignores_children() - are its children released as they exit?
 *
 * Return: the answer, as of the latest dump
 */
bool evidence_ignores_children(const struct process *process)
{
	return process->listing.known && (process->listing.sigchld == SUBREAPER_SIGCHLD_IGNORED ||
					  process->listing.sigchld == SUBREAPER_SIGCHLD_NOCLDWAIT);
}

/**
 * evidence_autoreaps() - is a process released as it exits, whatever its parent does?
 *
 * Return: the answer; yes if it is known to be cloned with CLONE_AUTOREAP
 */
bool evidence_autoreaps(const struct process *process)
{
	return process->birth.autoreap || process->effects & SUBREAPER_EFFECT_AUTOREAP;
}

/**
 * evidence_holdup() - why was a process not reaped?
 * @forest: concluded
 *
 * Return: what holds it up
 */
enum holdup evidence_holdup(const struct forest *forest, const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	if (evidence_being(forest, process) != BEING_ZOMBIE)
		return HOLDUP_NONE;
	if (evidence_tracer(forest, process))
		return HOLDUP_TRACER;
	if (!parent || evidence_parent_is_doubtful(forest, process))
		return HOLDUP_UNKNOWN;
	if (process->listing.known && process->listing.exit_signal != SIGCHLD)
		return HOLDUP_EXIT_SIGNAL;
	if (evidence_being(forest, parent) == BEING_EXITING)
		return HOLDUP_EXITING;
	return evidence_is_stopped(parent) ? HOLDUP_STOPPED : HOLDUP_PARENT;
}

static bool is_ended_init(const struct process *process)
{
	return process && process->level && process->nspid == INIT_PID && process->ended.known;
}

/*
 * When the init of a pid namespace ends, the kernel makes it wait for all other processes inside.
 * Releases are recorded with a delay, so it is unknown whether it waited for a process that ended
 * before it, and was recorded as released after its end.
 */
static enum way_out way_out_of_namespace(const struct process *process, const struct process *init)
{
	uint64_t end = init->ended.time;

	if (process->reaping.at.known)
		return process->reaping.at.time >= end ? OUT_UNWAITED : OUT_COLLECTED;
	if (!process->freed.known || process->freed.time < end)
		return OUT_COLLECTED;
	return process->ended.known && process->ended.time >= end ? OUT_UNWAITED : OUT_UNKNOWN;
}

/**
 * evidence_way_out() - did a thread wait for a process that is gone?
 *
 * Return: what is known
 */
enum way_out evidence_way_out(const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];
	enum way_out out = is_ended_init(parent) ? way_out_of_namespace(process, parent)
						 : OUT_COLLECTED;

	if (out != OUT_COLLECTED)
		return out;
	if (evidence_autoreaps(process))
		return process->ended.known && !process->alive ? OUT_AUTOREAPED : OUT_UNKNOWN;
	if (process->reaping.at.known)
		return process->reaping.release == SUBREAPER_RELEASE_WAITED ? OUT_WAITED
									    : OUT_UNWAITED;
	if (process->effects & SUBREAPER_EFFECT_AUTOREAPED)
		return OUT_UNWAITED;
	if (!process->freed.known || !parent || !parent->listing.known || parent->sigchld_changed ||
	    walk_parent_doubts(process))
		return OUT_UNKNOWN;
	if (!evidence_ignores_children(parent))
		return OUT_COLLECTED;
	/* If the exit signal is another one, ignoring SIGCHLD has no effect. */
	return process->listing.known && process->listing.exit_signal != SIGCHLD ? OUT_UNKNOWN
										 : OUT_IGNORED;
}

/* A process that ends later after its init did not end because of it. */
#define NAMESPACE_NS 10000000000ULL

static bool may_be_killed(const struct process *process)
{
	return !process->exit_known ||
	       (WIFSIGNALED(process->exit_code) && WTERMSIG(process->exit_code) == SIGKILL);
}

static bool ended_soon_after(const struct process *process, const struct process *init)
{
	return init->ended.known && process->ended.time >= init->ended.time &&
	       process->ended.time - init->ended.time < NAMESPACE_NS;
}

/**
 * evidence_namespace_end() - did a process end because a pid namespace that it is in did?
 * @forest: concluded
 *
 * When the init of a pid namespace ends, the kernel sends SIGKILL to all processes in it, to the
 * inits of the namespaces inside too.
 *
 * Return: the init, of the outermost that ended; NULL if it is not known to have been so
 */
const struct process *evidence_namespace_end(const struct forest *forest,
					     const struct process *process)
{
	const struct process *found = NULL, *inner = process;
	unsigned int level = process->level - (process->nspid == INIT_PID);

	if (!process->ended.known || !process->level)
		return NULL;
	for (; level && may_be_killed(inner); level--) {
		bool sure;
		const struct process *init = namespace_init(&forest->table, inner, level, &sure);

		if (!init || !sure || !ended_soon_after(inner, init))
			break;
		found = inner = init;
	}
	return found;
}

/**
 * evidence_may_be_inside() - is a process in the pid namespace of an init, or in one below that?
 * @forest: of both
 *
 * Return: the answer; yes too where it may be in another namespace of the same depth
 */
bool evidence_may_be_inside(const struct forest *forest, const struct process *process,
			    const struct process *init)
{
	const struct process *found;
	bool sure;

	if (!init || process == init || !process->level_known || process->level < init->level)
		return false;
	found = namespace_init(&forest->table, process, init->level, &sure);
	return found == init || !sure;
}

static bool ended_before(const struct process *child, const struct process *parent)
{
	return child->ended.known && child->ended.time <= parent->ended.time && !child->alive;
}

/*
 * A zombie is handed over like any other child, which a trace of decisions shows, unless something
 * was lost, or its parent had more children than were listed.
 */
static bool was_reaped_before(const struct forest *forest, const struct process *child,
			      const struct process *parent)
{
	if (child->freed.known && child->freed.time <= parent->ended.time)
		return true;
	return ended_before(child, parent) && forest_holds(forest, EVENT_REPARENT) &&
	       !forest->lost && !parent->children_untold;
}

/**
 * evidence_orphaning() - did a process become an orphan?
 * @forest: of the process
 *
 * Return: what is known
 */
enum orphaning evidence_orphaning(const struct forest *forest, const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];
	enum origin origin = evidence_origin(process);

	if (process->hops)
		return ORPHANED_IN_TRACE;
	if (origin == ORIGIN_PARENTLESS || !parent)
		return ORPHANED_NO_PARENT;
	if (origin == ORIGIN_EARLIER)
		return ORPHANED_EARLIER;
	if (walk_parent_doubts(process) & WALK_DOUBTS_BIRTH)
		return ORPHANED_BIRTH;
	if (origin == ORIGIN_UNSEEN)
		return ORPHANED_MOVED;
	if (!parent->ended.known && !parent->alive)
		return ORPHANED_PARENT_GONE;
	if (process_may_be_thread(parent) &&
	    !(parent->ended.known && was_reaped_before(forest, process, parent)))
		return ORPHANED_THREAD;
	if (!parent->ended.known && !forest_holds(forest, EVENT_REPARENT) &&
	    (origin != ORIGIN_OWN || evidence_may_have_moved(forest, process)))
		return ORPHANED_UNTOLD;
	if (!parent->ended.known)
		return ORPHANED_NOT;
	if (was_reaped_before(forest, process, parent))
		return ORPHANED_NOT_FIRST;
	if (parent->nspid == INIT_PID && parent->pid != INIT_PID)
		return ORPHANED_WITH_NAMESPACE;
	return ended_before(process, parent) ? ORPHANED_PERHAPS : ORPHANED_UNSEEN;
}

/**
 * evidence_parent() - the present parent of a process, or the last one it had
 * @forest: of the process
 *
 * Return: the parent, certain or not; NULL if it is unknown, as that of an orphan without a
 * reparent
 */
const struct process *evidence_parent(const struct forest *forest, const struct process *process)
{
	enum orphaning orphaning = evidence_orphaning(forest, process);

	if (orphaning == ORPHANED_UNSEEN && forest_holds(forest, EVENT_REPARENT))
		return NULL;
	return process->parent[WITH_SUBREAPERS];
}

/* A lost event may have moved it: nothing since shows that it is where it was. */
static bool may_be_lost(const struct forest *forest, const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];
	const struct hop *hop = history_last(&process->history);

	if (!forest->events_lost || !parent || !process->alive || parent->pid == INIT_PID ||
	    evidence_is_kernel_thread(parent))
		return false;
	return process->listed < forest->lost_time && process->birth.at.time < forest->lost_time &&
	       !(hop && hop->time >= forest->lost_time) && parent->last_seen <= forest->lost_event;
}

/**
 * evidence_parent_doubts() - why the parent of a process may be another one than it seems
 * @forest: of the process
 *
 * Return: an OR of enum walk_doubt; 0 if it cannot
 */
unsigned int evidence_parent_doubts(const struct forest *forest, const struct process *process)
{
	bool moved = evidence_may_have_moved(forest, process) || may_be_lost(forest, process);

	return walk_parent_doubts(process) | (moved ? WALK_DOUBTS_MOVED : 0);
}

/**
 * evidence_parent_is_doubtful() - may the parent of a process be another one than it seems?
 * @forest: of the process
 *
 * Return: the answer
 */
bool evidence_parent_is_doubtful(const struct forest *forest, const struct process *process)
{
	return evidence_parent_doubts(forest, process);
}

/**
 * evidence_birth_is_doubtful() - may a process be born of another parent than it seems?
 *
 * Return: the answer; yes if only sched_process_fork shows its birth
 */
bool evidence_birth_is_doubtful(const struct process *process)
{
	return process->birth.by_fork && !process->birth.confirmed;
}

/**
 * evidence_may_be_no_escape() - is it uncertain whether a process left a tree?
 * @forest: of the process
 * @process: its place in the tree by birth, or that in the tree as it is, may be another one
 *
 * Return: the answer
 */
bool evidence_may_be_no_escape(const struct forest *forest, const struct process *process)
{
	return evidence_parent_is_doubtful(forest, process) ||
	       evidence_birth_is_doubtful(process) ||
	       (process->birth.parent && process_may_be_thread(process->birth.parent));
}

/**
 * evidence_is_marked() - is a process a subreaper?
 *
 * Return: what is known
 */
enum flag_known evidence_is_marked(const struct process *process)
{
	if (process->subreaper)
		return FLAG_YES;
	if (process_may_be_thread(process))
		return FLAG_UNKNOWN;
	return process->flags.mark_known ? FLAG_NO : FLAG_UNKNOWN;
}

/**
 * evidence_has_subreaper() - does the kernel look for a subreaper above a process?
 * @forest: of the process
 *
 * Return: what is known; where marks are not recorded, one of an ancestor may have set the flag
 * since
 */
enum flag_known evidence_has_subreaper(const struct forest *forest, const struct process *process)
{
	if (!process->flags.has_known)
		return FLAG_UNKNOWN;
	if (!process->flags.has_subreaper && process->alive && !forest_hears_marks(forest) &&
	    !evidence_is_listed_at_end(forest, process))
		return FLAG_UNKNOWN;
	if (!flags_has_certain(process))
		return FLAG_YES_UNLESS;
	return process->flags.has_subreaper ? FLAG_YES : FLAG_NO;
}

/**
 * evidence_without() - which process would be the parent if there were no subreapers?
 * @forest: of the process
 * @process: the child
 *
 * A child of a namespace's init stays: it is its own, or that init would have adopted it, too.
 *
 * Return: what is known; of WITHOUT_OTHER it is the parent in that world
 */
enum without evidence_without(const struct forest *forest, const struct process *process)
{
	const struct process *parent = evidence_parent(forest, process);
	const struct process *other = process->parent[WITHOUT_SUBREAPERS];

	if (!parent && (!other || process->parent[WITH_SUBREAPERS]))
		return WITHOUT_NOTHING;
	if (evidence_origin(process) == ORIGIN_UNKNOWN ||
	    (!process->hops && evidence_origin(process) == ORIGIN_UNSEEN))
		return parent && process_is_init(parent) ? WITHOUT_SAME : WITHOUT_UNKNOWN;
	if (other == parent)
		return WITHOUT_SAME;
	return other ? WITHOUT_OTHER : WITHOUT_INIT;
}

/**
 * evidence_without_doubts() - why evidence_without() may be wrong
 * @forest: of the process
 * @process: the child
 *
 * The latest recorded change of parent settles all doubts from before it.
 *
 * Return: an OR of enum walk_doubt; 0 if it cannot
 */
unsigned int evidence_without_doubts(const struct forest *forest, const struct process *process)
{
	unsigned int doubts = evidence_parent_doubts(forest, process);
	uint32_t i = process->history.nr;

	while (i && process->history.hops[i - 1].inferred) {
		i--;
		doubts |= process->history.hops[i].doubts | process->history.hops[i].parent_doubts;
	}
	return doubts;
}

static bool may_be_marked_since(const struct forest *forest, const struct process *parent,
				const struct walk *walk)
{
	size_t i;

	if (walk->decision == SUBREAPER_DECISION_NS_DYING)
		return false;
	if (!evidence_is_listed_at_end(forest, parent))
		return true;
	for (i = 0; i < walk->nr_steps && i < SUBREAPER_STEPS_MAX; i++) {
		if (walk->steps[i].process &&
		    !evidence_is_listed_at_end(forest, walk->steps[i].process))
			return true;
	}
	return false;
}

/**
 * evidence_next() - what would the kernel decide about a process if its parent ended now?
 * @forest: concluded
 * @ret: set; the adopter is NULL too where it is the init of a namespace that is not known
 *
 * Return: whether there is an answer
 */
bool evidence_next(const struct forest *forest, const struct process *process, struct walk *ret)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	if (!parent || parent->ended.known || !process->alive || evidence_is_kernel_thread(parent))
		return false;
	walk_decide(ret, &forest->table, parent, 0);
	/* All of its threads would end. An unknown init is not replaced by another process. */
	ret->doubts &= ~(WALK_DOUBTS_THREADS | WALK_DOUBTS_ADOPTER);
	if (ret->adopter && ret->guessed)
		ret->doubts |= WALK_DOUBTS_ADOPTER;
	ret->doubts |= evidence_parent_doubts(forest, process);
	if (!forest_hears_marks(forest) && may_be_marked_since(forest, parent, ret))
		ret->doubts |= WALK_DOUBTS_MARK;
	return true;
}

/**
 * evidence_getppid() - what getppid() returns in a process
 * @forest: of the process
 * @ret: set, if it is known
 *
 * Return: whether it is
 */
bool evidence_getppid(const struct forest *forest, const struct process *process, int32_t *ret)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	if (!parent || !process->level_known || !parent->level_known || !process->alive ||
	    process_is_zombie(process) || evidence_parent_is_doubtful(forest, process))
		return false;
	*ret = parent->level < process->level ? 0 : parent->nspid;
	return parent->level < process->level || parent->nspid;
}
