// SPDX-License-Identifier: GPL-2.0-or-later
#include "basis.h"
#include "walk.h"

const struct word evidence_words[] = {
	{ EVIDENCE_RECORDED, "recorded", "an event or a dump says so" },
	{ EVIDENCE_INFERRED, "inferred", "it follows from something else" },
	{ EVIDENCE_UNKNOWN, "unknown", "the trace does not tell" },
	{ 0 },
};

const struct word ground_words[] = {
	{ GROUND_LIVES, "births_and_exits",
	  "births and exits: the trace holds no decisions of the kernel" },
	{ GROUND_FLAGS, "flags",
	  "the flags of the parent, which was never a subreaper above it, and is no namespace's init" },
	{ GROUND_SIGCHLD, "sigchld", "what the parent does with SIGCHLD" },
	{ GROUND_NO_EXIT, "no_exit_recorded", "no exit of it was recorded" },
	{ GROUND_NO_RELEASE, "no_release_recorded",
	  "it ended, and a second later it was not yet recorded as released" },
	{ GROUND_UNLISTED, "not_listed", "a later dump of all processes does not list it" },
	{ GROUND_RULES, "kernel_rules",
	  "births, marks and exits, by the rules that the kernel follows" },
	{ GROUND_TIMES, "times", "one followed so soon upon the other" },
	{ GROUND_NAME, "name", "the name of a thread" },
	{ GROUND_FIRST_CHILD, "first_child", "its child that was pid 1 of a pid namespace" },
	{ 0 },
};

const struct word doubt_words[] = {
	{ DOUBT_LOST, "events_lost", "a lost event tells otherwise" },
	{ DOUBT_NO_MARKS, "prctl_not_recorded",
	  "one of its ancestors is a subreaper: a trace without prctl() calls cannot tell" },
	{ DOUBT_MARKED_BEFORE, "marked_before_recording",
	  "one of its ancestors was marked as a subreaper before the trace began, which this trace "
	  "cannot tell" },
	{ DOUBT_ANCESTORS, "ancestors_unknown",
	  "one of its ancestors, which are not all in this trace, is a subreaper" },
	{ DOUBT_THREADS, "threads_unknown",
	  "another thread of that process was alive, which this trace cannot tell" },
	{ DOUBT_INIT, "init_unknown",
	  "another process is the init of the pid namespace, which this trace cannot tell" },
	{ DOUBT_NAMESPACE, "namespace_unknown",
	  "one of them is in another pid namespace, which this trace cannot tell" },
	{ 0 },
};

const struct word why_words[] = {
	{ WHY_BEFORE, "before_recording", "it was before the recording" },
	{ WHY_LOST, "events_lost", "events were lost" },
	{ WHY_MISSED, "decisions_missed", "the module missed decisions" },
	{ WHY_NOT_HELD, "not_recorded", "the trace holds no decisions and no exits" },
	{ WHY_NO_EXITS, "exits_not_recorded", "the trace does not tell which processes exited" },
	{ WHY_NO_EVENT, "no_event", "no event tells" },
	{ WHY_ENDS, "trace_ends", "the trace ends too soon after that" },
	{ WHY_DAMAGED, "trace_damaged", "the rest of the trace could not be read" },
	{ WHY_DOUBTFUL, "doubtful", "it depends on what the trace does not tell" },
	{ 0 },
};

/**
 * basis_doubt() - what a decision that was inferred depends on
 * @forest: of the trace
 * @doubts: what the model does not know, an OR of enum walk_doubt
 *
 * What is most often so comes first; the rest would follow from it.
 *
 * Return: the doubt; DOUBT_NONE for none
 */
enum doubt basis_doubt(const struct forest *forest, unsigned int doubts)
{
	if (!doubts)
		return DOUBT_NONE;
	if (forest->lost)
		return DOUBT_LOST;
	if (doubts & (WALK_DOUBTS_FLAG | WALK_DOUBTS_MARK))
		return forest_hears_marks(forest) ? DOUBT_MARKED_BEFORE : DOUBT_NO_MARKS;
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
		return (struct basis){ .evidence = EVIDENCE_RECORDED };
	return (struct basis){ .evidence = EVIDENCE_INFERRED,
			       .ground = GROUND_LIVES,
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
			       .doubt = forest->lost ? DOUBT_LOST : DOUBT_NONE };
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
		return (struct basis){ .evidence = EVIDENCE_UNKNOWN, .why = WHY_NO_EXITS };
	case BEING_ZOMBIE:
		if (!was_listed_dead(process))
			return inferred(forest, GROUND_NO_RELEASE);
		break;
	case BEING_ALIVE:
	case BEING_LEADERLESS:
		if (!process->listing.known || process->listing.at != forest->now)
			return inferred(forest, GROUND_NO_EXIT);
		break;
	case BEING_GONE:
		if (!process->ended.known && !process->freed.known)
			return inferred(forest, GROUND_UNLISTED);
		break;
	default:
		break;
	}
	return (struct basis){ .evidence = EVIDENCE_RECORDED };
}
