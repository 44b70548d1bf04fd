// SPDX-License-Identifier: GPL-2.0-or-later
#include "basis.h"
#include "lives.h"
#include "walk.h"

const struct word evidence_words[] = {
	{ EVIDENCE_RECORDED, "recorded", "an event or a dump says so" },
	{ EVIDENCE_INFERRED, "inferred", "it follows from something else" },
	{ EVIDENCE_UNKNOWN, "unknown", "the trace does not show it" },
	{ 0 },
};

const struct word ground_words[] = {
	{ GROUND_LIVES, "births_and_exits",
	  "births and exits: the trace holds no decisions of the kernel, nor which processes are in a "
	  "pid namespace that they entered by unshare() or setns()" },
	{ GROUND_WALK, "walk",
	  "the decision about the children of the parent, which the trace shows; it does not show "
	  "each child" },
	{ GROUND_FLAGS, "flags",
	  "the flags of the parent, which was never a subreaper above it, and is no namespace's init" },
	{ GROUND_SIGCHLD, "sigchld", "what the parent does with SIGCHLD" },
	{ GROUND_NO_EXIT, "no_exit_recorded", "no exit of it was recorded" },
	{ GROUND_NO_RELEASE, "no_release_recorded",
	  "it ended, and a second later it was not yet recorded as released" },
	{ GROUND_UNLISTED, "not_listed", "a later dump of all processes does not list it" },
	{ GROUND_LISTED, "later_dump", "a later dump lists it as a child of another process" },
	{ GROUND_REAPED, "its_reap", "it was the child of another process when it was released" },
	{ GROUND_RULES, "kernel_rules",
	  "births, marks and exits, by the rules that the kernel follows" },
	{ GROUND_TIMES, "times", "one event followed the other so soon" },
	{ GROUND_NAME, "name", "the name of a thread" },
	{ GROUND_FIRST_CHILD, "first_child", "its child that was pid 1 of a pid namespace" },
	{ 0 },
};

const struct word doubt_words[] = {
	{ DOUBT_LOST, "events_lost", "a lost event would show otherwise" },
	{ DOUBT_MISSED, "decisions_missed", "a decision that was missed would show otherwise" },
	{ DOUBT_NO_MARKS, "prctl_not_recorded",
	  "one of its ancestors is a subreaper: the trace holds no prctl() calls" },
	{ DOUBT_MARKED_BEFORE, "marked_before_recording",
	  "one of its ancestors became a subreaper before the trace began" },
	{ DOUBT_ANCESTORS, "ancestors_unknown",
	  "one of its ancestors is a subreaper: not all of them are in the trace" },
	{ DOUBT_THREADS, "threads_unknown",
	  "another thread of that process was alive: the trace does not show threads" },
	{ DOUBT_INIT, "init_unknown",
	  "another process is the init of the pid namespace: the trace does not show that" },
	{ DOUBT_NAMESPACE, "namespace_unknown",
	  "one of them is in another pid namespace: the trace does not show that" },
	{ DOUBT_BIRTH, "clone_flags_unknown",
	  "it or an ancestor was cloned with CLONE_PARENT or CLONE_THREAD, which sched_process_fork "
	  "does not show" },
	{ DOUBT_NUMBER, "parent_may_be_thread",
	  "a supposed process is a thread of another one: the trace does not show that" },
	{ DOUBT_MOVED, "reparents_not_recorded",
	  "another process adopted it: the trace does not show changes of parent" },
	{ 0 },
};

const struct word why_words[] = {
	{ WHY_BEFORE, "before_recording", "it was before the recording" },
	{ WHY_LOST, "events_lost", "events were lost" },
	{ WHY_MISSED, "decisions_missed", "decisions were missed" },
	{ WHY_NOT_HELD, "not_recorded", "the trace holds no decisions and no exits" },
	{ WHY_NO_EXITS, "exits_not_recorded", "the trace does not show which processes exited" },
	{ WHY_NO_EVENT, "no_event", "no event shows it" },
	{ WHY_ENDS, "trace_ends", "the trace ends too soon after that" },
	{ WHY_DAMAGED, "trace_damaged", "the rest of the trace could not be read" },
	{ WHY_UNTOLD, "not_told", "the trace does not show it" },
	{ WHY_NO_MODULE, "module_not_loaded", "only the module shows it" },
	{ WHY_NO_MARKS, "prctl_not_recorded", "the trace holds no prctl() calls" },
	{ WHY_NO_REAPS, "reaps_not_recorded", "only record --reap records reaps" },
	{ WHY_THREAD, "parent_may_be_thread", "its parent may be a thread of another process" },
	{ WHY_NO_REPARENTS, "reparents_not_recorded", "the trace does not show changes of parent" },
	{ WHY_BIRTH, "clone_flags_unknown",
	  "sched_process_fork does not show CLONE_PARENT and CLONE_THREAD" },
	{ WHY_NUMBER, "thread", "it is a thread of another process, or may be one" },
	{ WHY_NO_INIT, "init_unknown", "the init of the pid namespace is not known" },
	{ 0 },
};

const struct word being_words[] = {
	{ BEING_UNKNOWN, "unknown", "whether it is there is unknown" },
	{ BEING_ALIVE, "alive", "it is alive" },
	{ BEING_LEADERLESS, "alive_without_main_thread",
	  "its main thread has exited, others live" },
	{ BEING_EXITING, "exiting", "all its threads are exiting, and it is no zombie yet" },
	{ BEING_ZOMBIE, "zombie", "it has exited and was not reaped" },
	{ BEING_EXITED, "exited", "it has exited, and whether it was reaped is unknown" },
	{ BEING_GONE, "gone", "it has exited and was released" },
	{ 0 },
};

const struct word origin_words[] = {
	{ ORIGIN_UNKNOWN, "unknown", "cloned or adopted by its parent before the recording" },
	{ ORIGIN_OWN, "own", "cloned by its parent, or as its child" },
	{ ORIGIN_ADOPTED, "adopted", "adopted by its parent in the recording" },
	{ ORIGIN_EARLIER, "adopted_before", "adopted by its parent before the recording" },
	{ ORIGIN_UNSEEN, "adopted_unseen",
	  "adopted by its parent in the recording, which no event shows" },
	{ ORIGIN_PARENTLESS, "no_parent", "it has no parent" },
	{ 0 },
};

const struct word holdup_words[] = {
	{ HOLDUP_NONE, "none", "it is no zombie" },
	{ HOLDUP_PARENT, "parent_has_not_waited", "its parent has not waited for it" },
	{ HOLDUP_STOPPED, "parent_stopped", "its parent is stopped" },
	{ HOLDUP_TRACER, "tracer_has_not_waited", "its tracer has to wait first" },
	{ HOLDUP_EXIT_SIGNAL, "exit_signal", "its parent gets no SIGCHLD for it" },
	{ HOLDUP_EXITING, "parent_exiting", "its parent is exiting itself" },
	{ HOLDUP_UNKNOWN, "parent_unknown", "its parent is not known" },
	{ 0 },
};

static struct basis recorded(void)
{
	return (struct basis){ .evidence = EVIDENCE_RECORDED };
}

static struct basis unknown(enum why why)
{
	return (struct basis){ .evidence = EVIDENCE_UNKNOWN, .why = why };
}

/**
 * basis_of_move() - what a change of parent that no event shows rests on
 * @process: one of which evidence_moved_from() knows the parent before
 *
 * Return: the basis
 */
struct basis basis_of_move(const struct process *process)
{
	return (struct basis){ .evidence = EVIDENCE_INFERRED,
			       .ground = process->reaping.moved ? GROUND_REAPED : GROUND_LISTED };
}

/**
 * why_no_hop() - why there is no reparent of a process though its parent has ended
 * @forest: of the trace
 *
 * Return: the reason
 */
enum why why_no_hop(const struct forest *forest)
{
	if (forest->gaps)
		return WHY_MISSED;
	if (forest->lost)
		return WHY_LOST;
	if (!forest_holds(forest, EVENT_REPARENT) && !forest_holds(forest, EVENT_EXIT))
		return WHY_NOT_HELD;
	return WHY_NO_EVENT;
}

/**
 * why_not_told_gone() - why it is unknown whether a process that has ended was reaped
 * @forest: of the trace
 * @process: which process; that is recorded late
 *
 * Return: the reason
 */
enum why why_not_told_gone(const struct forest *forest, const struct process *process)
{
	if (forest->events_lost)
		return WHY_LOST;
	if (forest_holds(forest, EVENT_FREE) && process->ended.time + PATIENCE_NS > forest->now)
		return WHY_ENDS;
	return WHY_UNTOLD;
}

/**
 * basis_doubt() - what a decision that was inferred depends on
 * @forest: of the trace
 * @doubts: what the model does not know, an OR of enum walk_doubt
 *
 * A change of parent since comes first, then the most frequent doubts: a subreaper among the
 * ancestors before a thread that was taken for a process.
 *
 * Return: the doubt; DOUBT_NONE for none
 */
enum doubt basis_doubt(const struct forest *forest, unsigned int doubts)
{
	if (!doubts)
		return DOUBT_NONE;
	if (forest->events_lost)
		return DOUBT_LOST;
	if (forest->lost)
		return DOUBT_MISSED;
	if (doubts & WALK_DOUBTS_MOVED)
		return DOUBT_MOVED;
	if (doubts & (WALK_DOUBTS_FLAG | WALK_DOUBTS_MARK))
		return forest_hears_marks(forest) ? DOUBT_MARKED_BEFORE : DOUBT_NO_MARKS;
	if (doubts & WALK_DOUBTS_NUMBER)
		return DOUBT_NUMBER;
	if (doubts & WALK_DOUBTS_BIRTH)
		return DOUBT_BIRTH;
	if (doubts & WALK_DOUBTS_PARENT)
		return DOUBT_ANCESTORS;
	if (doubts & WALK_DOUBTS_THREADS)
		return DOUBT_THREADS;
	return doubts & WALK_DOUBTS_ADOPTER ? DOUBT_INIT : DOUBT_NAMESPACE;
}

/**
 * doubt_sentence() - the same in words
 * @forest: of the trace
 * @doubts: not 0
 *
 * Return: words that can follow "unless"
 */
const char *doubt_sentence(const struct forest *forest, unsigned int doubts)
{
	return sentence_of(doubt_words, basis_doubt(forest, doubts));
}

/**
 * basis_of_hop() - what a change of parent rests on
 * @forest: of the trace
 * @hop: the change
 *
 * Return: the basis
 */
struct basis basis_of_hop(const struct forest *forest, const struct hop *hop)
{
	if (!hop->inferred)
		return recorded();
	return (struct basis){ .evidence = EVIDENCE_INFERRED,
			       .ground = forest->heard & EVENT_BIT(EVENT_WALK) ? GROUND_WALK
									       : GROUND_LIVES,
			       .doubt = basis_doubt(forest, hop->doubts) };
}

static bool was_listed_dead(const struct process *process)
{
	if (process->listing.known && process->ended.known)
		return process->listing.at >= process->ended.time;
	return !process->ended.known && process->dump;
}

static struct basis inferred(const struct forest *forest, enum ground ground)
{
	return (struct basis){ .evidence = EVIDENCE_INFERRED,
			       .ground = ground,
			       .doubt = forest->events_lost ? DOUBT_LOST : DOUBT_NONE };
}

/* Is the dump that lists it the latest event about it? */
static bool is_listed_last(const struct forest *forest, const struct process *process)
{
	if (process->dump && !(forest->heard & ~EVENT_BIT(EVENT_PROCESS)))
		return true;
	return process->listing.known && process->listing.at == forest->now;
}

/**
 * basis_of_being() - what evidence_being() rests on
 * @forest: concluded
 * @process: which process
 *
 * Return: the basis
 */
struct basis basis_of_being(const struct forest *forest, const struct process *process)
{
	switch (evidence_being(forest, process)) {
	case BEING_UNKNOWN:
		return unknown(process->thread_of ? WHY_NUMBER : WHY_NO_EXITS);
	case BEING_ZOMBIE:
		if (!was_listed_dead(process) || !evidence_is_listed_at_end(forest, process))
			return inferred(forest, GROUND_NO_RELEASE);
		break;
	case BEING_ALIVE:
	case BEING_LEADERLESS:
		if (!is_listed_last(forest, process) && forest_holds(forest, EVENT_EXIT))
			return inferred(forest, GROUND_NO_EXIT);
		break;
	case BEING_GONE:
		if (!process->ended.known && !process->freed.known)
			return inferred(forest, GROUND_UNLISTED);
		break;
	default:
		break;
	}
	return recorded();
}

/**
 * basis_of_origin() - what evidence_origin() rests on
 * @forest: of the trace
 * @process: which process
 *
 * Return: the basis
 */
struct basis basis_of_origin(const struct forest *forest, const struct process *process)
{
	const struct hop *hop = history_last(&process->history);

	switch (evidence_origin(process)) {
	case ORIGIN_UNKNOWN:
		if (evidence_birth_is_doubtful(process))
			return unknown(WHY_BIRTH);
		if (forest->bare)
			return unknown(WHY_NO_MODULE);
		return unknown(process->birth.at.known ? WHY_UNTOLD : WHY_BEFORE);
	case ORIGIN_UNSEEN:
		return basis_of_move(process);
	case ORIGIN_OWN:
		if (walk_parent_doubts(process))
			return (struct basis){ .evidence = EVIDENCE_INFERRED,
					       .ground = GROUND_RULES,
					       .doubt = basis_doubt(forest,
								    walk_parent_doubts(process)) };
		if (process->birth.at.known || process->watched)
			return recorded();
		return (struct basis){ .evidence = EVIDENCE_INFERRED, .ground = GROUND_FLAGS };
	case ORIGIN_ADOPTED:
		return hop ? basis_of_hop(forest, hop) : recorded();
	default:
		return recorded();
	}
}

static struct basis unknown_flag(const struct forest *forest)
{
	if (forest->bare)
		return unknown(WHY_NO_MODULE);
	return unknown(forest_hears_marks(forest) ? WHY_BEFORE : WHY_NO_MARKS);
}

/**
 * basis_of_mark() - what evidence_is_marked_at_end() rests on
 * @forest: of the trace
 * @process: which process
 *
 * Return: the basis
 */
struct basis basis_of_mark(const struct forest *forest, const struct process *process)
{
	if (evidence_is_marked_at_end(forest, process) == FLAG_UNKNOWN)
		return process_may_be_thread(process) ? unknown(WHY_NUMBER) : unknown_flag(forest);
	if (process->dump || process->flags.marked.known)
		return recorded();
	return (struct basis){ .evidence = EVIDENCE_INFERRED, .ground = GROUND_RULES };
}

/**
 * basis_of_has() - what evidence_has_subreaper() rests on
 * @forest: of the trace
 * @process: which process
 *
 * Return: the basis
 */
struct basis basis_of_has(const struct forest *forest, const struct process *process)
{
	enum flag_known has = evidence_has_subreaper(forest, process);

	if (has == FLAG_UNKNOWN)
		return unknown_flag(forest);
	if (process->dump)
		return recorded();
	return (struct basis){ .evidence = EVIDENCE_INFERRED,
			       .ground = GROUND_RULES,
			       .doubt = has == FLAG_YES_UNLESS ? DOUBT_NAMESPACE : DOUBT_NONE };
}

/**
 * basis_of_orphaning() - what evidence_orphaning() rests on
 * @forest: concluded
 * @process: which process
 *
 * Return: the basis
 */
struct basis basis_of_orphaning(const struct forest *forest, const struct process *process)
{
	switch (evidence_orphaning(forest, process)) {
	case ORPHANED_IN_TRACE:
		return basis_of_origin(forest, process);
	case ORPHANED_MOVED:
		return basis_of_move(process);
	case ORPHANED_UNSEEN:
	case ORPHANED_PERHAPS:
		return unknown(why_no_hop(forest));
	case ORPHANED_PARENT_GONE:
		return unknown(WHY_UNTOLD);
	case ORPHANED_BIRTH:
		return unknown(WHY_BIRTH);
	case ORPHANED_THREAD:
		return unknown(WHY_THREAD);
	case ORPHANED_UNTOLD:
		return unknown(WHY_NO_REPARENTS);
	case ORPHANED_NO_PARENT:
		if (evidence_origin(process) == ORIGIN_PARENTLESS)
			return recorded();
		return unknown(process->birth.at.known ? WHY_NO_REPARENTS : WHY_BEFORE);
	case ORPHANED_NOT:
		return process->alive ? inferred(forest, GROUND_NO_EXIT) : recorded();
	default:
		return recorded();
	}
}

/**
 * basis_of_way_out() - what evidence_way_out() rests on
 * @process: which process
 *
 * Return: the basis
 */
struct basis basis_of_way_out(const struct process *process)
{
	switch (evidence_way_out(process)) {
	case OUT_WAITED:
	case OUT_UNWAITED:
	case OUT_AUTOREAPED:
		return recorded();
	case OUT_IGNORED:
	case OUT_COLLECTED:
		return (struct basis){ .evidence = EVIDENCE_INFERRED, .ground = GROUND_SIGCHLD };
	default:
		return unknown(process->freed.known ? WHY_NO_REAPS : WHY_UNTOLD);
	}
}
