// SPDX-License-Identifier: GPL-2.0-or-later
/* The output of explain.c for programs. */
#include <sys/wait.h>

#include "../../model/story/adopter.h"
#include "../../model/process/flags.h"
#include "../../model/forest/walk.h"
#include "../../model/trace/words.h"
#include "explain.h"
#include "orphans.h"
#include "present.h"
#include "profile.h"

/* The process that is explained, and where its document is written. */
struct putting {
	struct document *document;
	const struct forest *forest;
	const struct story *story;
	const struct process *process;
};

/* A statement with more than a word, to be closed. */
static bool open_claim(struct document *document, const char *key, const struct basis *basis)
{
	document_open(document, key, '{');
	document_basis(document, basis);
	return basis->evidence != EVIDENCE_UNKNOWN;
}

static void put_ending(struct document *document, const struct process *process)
{
	document_time(document, "time", &process->ended);
	if (!process->exit_known)
		return;
	if (WIFEXITED(process->exit_code))
		document_number(document, "status", WEXITSTATUS(process->exit_code));
	else
		document_number(document, "signal", WTERMSIG(process->exit_code));
	if (WCOREDUMP(process->exit_code))
		document_flag(document, "core_dumped", true);
}

static void put_ended(struct document *document, const char *key, const struct process *process)
{
	if (!process->ended.known && !process->exit_known)
		return;
	document_open(document, key, '{');
	document_word(document, "evidence", word_of(evidence_words, EVIDENCE_RECORDED));
	put_ending(document, process);
	document_close(document, '}');
}

static void put_state(const struct putting *this)
{
	const struct process *process = this->process;
	const struct process *init = evidence_namespace_end(this->forest, process);
	struct basis basis = basis_of_being(this->forest, process);

	document_claim(this->document, "state",
		       word_of(being_words, evidence_being(this->forest, process)), &basis);
	if (evidence_is_stopped(process))
		document_flag(this->document, "stopped", true);
	put_ended(this->document, "ended", process);
	if (!init)
		return;
	document_open(this->document, "ended_with_namespace", '{');
	document_basis(this->document,
		       &(struct basis){ .evidence = EVIDENCE_INFERRED, .ground = GROUND_TIMES });
	document_process(this->document, "init", init);
	document_close(this->document, '}');
}

static void put_reaped(const struct putting *this, const struct process *process)
{
	enum way_out out = evidence_way_out(process);
	struct basis basis = basis_of_way_out(process);

	if (evidence_being(this->forest, process) == BEING_EXITED)
		basis = (struct basis){ .evidence = EVIDENCE_UNKNOWN,
					.why = why_not_told_gone(this->forest, process) };
	if (open_claim(this->document, "reaped", &basis)) {
		document_flag(this->document, "waited", out == OUT_WAITED || out == OUT_COLLECTED);
		document_time(this->document, "time", &process->reaping.at);
	}
	if (out == OUT_WAITED) {
		document_process(this->document, "by", process->reaping.reaper);
		document_thread(this->document, "by_thread", process->reaping.reaper_tid,
				process->reaping.reaper_comm);
	}
	document_time(this->document, "released_before", &process->freed);
	document_close(this->document, '}');
}

/* Which process has to wait for it, and why it has not. */
static void put_reaper(const struct putting *this)
{
	const struct process *process = this->process;
	const struct process *parent = evidence_parent(this->forest, process);
	enum holdup holdup = evidence_holdup(this->forest, process);
	enum being being = evidence_being(this->forest, process);
	struct basis basis = basis_of_being(this->forest, process);

	if (being == BEING_GONE || being == BEING_EXITED) {
		put_reaped(this, process);
		return;
	}
	document_open(this->document, "must_reap", '{');
	if (holdup == HOLDUP_TRACER)
		document_process(this->document, "process", evidence_tracer(this->forest, process));
	else if (!evidence_parent_is_doubtful(this->forest, process))
		document_process(this->document, "process", parent);
	if (holdup != HOLDUP_NONE)
		document_claim(this->document, "not_reaped", word_of(holdup_words, holdup), &basis);
	if (holdup == HOLDUP_EXIT_SIGNAL)
		document_signed(this->document, "exit_signal", process->listing.exit_signal);
	if (parent && evidence_ignores_children(parent))
		document_flag(this->document, "parent_ignores_sigchld", true);
	document_close(this->document, '}');
}

static void put_flag(struct document *document, const char *key, enum flag_known flag,
		     const struct basis *basis)
{
	if (open_claim(document, key, basis))
		document_flag(document, "value", flag != FLAG_NO);
	document_close(document, '}');
}

/**
 * mark_put() - write whether a process is a subreaper
 * @forest: of the trace
 * @process: which process
 */
void mark_put(struct document *document, const struct forest *forest, const struct process *process)
{
	struct basis basis = basis_of_mark(forest, process);

	put_flag(document, "subreaper", evidence_is_marked_at_end(forest, process), &basis);
}

/**
 * parent_put() - write the parent of a process, and why it may be another one
 * @forest: of the process
 * @process: which process
 */
void parent_put(struct document *document, const struct forest *forest,
		const struct process *process)
{
	unsigned int doubts = evidence_parent_doubts(forest, process);

	document_process(document, "parent", evidence_parent(forest, process));
	if (doubts)
		document_flag(document, "parent_doubtful", true);
	document_doubt(document, "parent_unless", forest, doubts);
}

static void put_flags(const struct putting *this)
{
	struct basis has = basis_of_has(this->forest, this->process);

	mark_put(this->document, this->forest, this->process);
	put_flag(this->document, "has_subreaper",
		 evidence_has_subreaper(this->forest, this->process), &has);
	if (this->process->flags.lost)
		document_flag(this->document, "flag_lost", true);
}

static void put_birth(const struct putting *this)
{
	const struct process *process = this->process;
	const struct birth *birth = &process->birth;
	enum origin origin = birth->at.known ? ORIGIN_OWN : evidence_origin(process);
	struct basis basis = basis_of_origin(this->forest, process);

	if (birth->at.known)
		basis = (struct basis){ .evidence = EVIDENCE_RECORDED };
	else if (origin == ORIGIN_ADOPTED || origin == ORIGIN_UNSEEN)
		basis = (struct basis){ .evidence = EVIDENCE_UNKNOWN, .why = WHY_BEFORE };
	document_open(this->document, "birth", '{');
	if (basis.evidence != EVIDENCE_UNKNOWN)
		document_word(this->document, "value", word_of(origin_words, origin));
	document_basis(this->document, &basis);
	document_time(this->document, "time", &birth->at);
	document_process(this->document, "parent", birth->at.known ? birth->parent : NULL);
	document_process(this->document, "first_known_parent",
			 birth->at.known       ? NULL
			 : process->old_parent ? process->old_parent
					       : evidence_moved_from(process));
	document_process(this->document, "creator", birth->creator.process);
	if (birth->creator.process && process_may_be_thread(birth->creator.process))
		document_flag(this->document, "creator_may_be_thread", true);
	if (birth->by_fork && process_may_be_thread(process))
		document_flag(this->document, "may_be_thread", true);
	if (evidence_birth_is_doubtful(process))
		document_doubt(this->document, "parent_unless", this->forest, WALK_DOUBTS_BIRTH);
	if (birth->clone_parent)
		document_flag(this->document, "clone_parent", true);
	if (birth->autoreap)
		document_flag(this->document, "autoreap", true);
	if (origin == ORIGIN_EARLIER) {
		document_word(this->document, "decision",
			      word_of(decision_words, process->listing.adopted_decision));
		document_number(this->document, "decision_number", process->listing.adopted_number);
	}
	document_close(this->document, '}');
}

static void put_step(const struct putting *this, const struct story_step *step)
{
	const struct process *process = story_step_process(this->forest, step);
	struct document *document = this->document;

	document_open(document, NULL, '{');
	document_signed(document, "pid", step->pid);
	document_process(document, "process", process);
	document_comm(document, "comm", step->pid ? step->comm : "swapper");
	document_word(document, "verdict", word_of(verdict_words, step->verdict));
	document_flag(document, "subreaper", step->subreaper);
	if (step->has_known)
		document_flag(document, "has_subreaper", step->has_subreaper);
	if (process && (process->level_known || process->level_inherited))
		document_number(document, "level", process->level);
	document_close(document, '}');
}

static void put_steps(const struct putting *this, const struct story_step *steps, uint32_t kept,
		      uint32_t nr)
{
	uint32_t i;

	document_open(this->document, "steps", '[');
	for (i = 0; i < kept; i++)
		put_step(this, &steps[i]);
	document_close(this->document, ']');
	document_number(this->document, "nr_steps", nr);
}

/* Where it is doubtful there is no decision, as in the text. */
static void put_decision(struct document *document, unsigned int decision,
			 const struct basis *basis)
{
	document_basis(document, basis);
	if (basis->doubt)
		return;
	document_word(document, "decision", word_of(decision_words, decision));
	document_shown(document, "sentence", sentence_of(decision_words, decision));
}

static void put_hop(const struct putting *this, const struct story_hop *hop)
{
	struct document *document = this->document;
	struct basis basis = basis_of_hop(this->forest, &hop->hop);
	const struct instant time = { true, hop->hop.time };

	document_open(document, NULL, '{');
	document_time(document, "time", &time);
	document_process(document, "old_parent", hop->hop.parent);
	document_doubt(document, "old_parent_unless", this->forest, hop->hop.parent_doubts);
	document_thread(document, "old_parent_thread", hop->hop.parent_tid, hop->hop.parent_comm);
	if (hop->hop.parent)
		put_ended(document, "old_parent_ended", hop->hop.parent);
	document_process(document, "new_parent", hop->hop.adopter);
	document_thread(document, "new_parent_thread", hop->hop.adopter_tid, hop->hop.adopter_comm);
	put_decision(document, hop->hop.decision, &basis);
	if (!hop->hop.probed) {
		put_steps(this, hop->steps, hop->kept_steps, hop->nr_steps);
		document_effects(document, "effects", hop->hop.effects);
	}
	if (hop->hop.pdeath_signal)
		document_number(document, "pdeath_signal", hop->hop.pdeath_signal);
	document_close(document, '}');
}

static void put_hops(const struct putting *this)
{
	const struct story *story = this->story;
	size_t i;

	document_open(this->document, "hops", '[');
	for (i = 0; i < story->nr; i++) {
		if (story->hops[i].child == this->process)
			put_hop(this, &story->hops[i]);
	}
	document_close(this->document, ']');
	if (this->process->history.forgotten)
		document_number(this->document, "hops_left_out", this->process->history.forgotten);
}

static const char *word_of_orphaning(const struct forest *forest, const struct process *process)
{
	switch (evidence_orphaning(forest, process)) {
	case ORPHANED_IN_TRACE:
	case ORPHANED_MOVED:
		return "in_recording";
	case ORPHANED_EARLIER:
		return "before_recording";
	case ORPHANED_NOT_FIRST:
	case ORPHANED_WITH_NAMESPACE:
	case ORPHANED_NOT:
		return evidence_origin(process) == ORIGIN_OWN ? "never" : "not_in_recording";
	default:
		return "never";
	}
}

/* From the parent that the events show to that of a later dump, or of its reap. */
static void put_move(const struct putting *this)
{
	const struct process *before = evidence_moved_from(this->process);
	const struct basis basis = basis_of_move(this->process);

	if (!before)
		return;
	document_open(this->document, "moved_unseen", '{');
	document_process(this->document, "old_parent", before);
	document_process(this->document, "new_parent", this->process->parent[WITH_SUBREAPERS]);
	document_basis(this->document, &basis);
	document_close(this->document, '}');
}

static void put_adopter(const struct putting *this)
{
	const struct process *parent = this->process->parent[WITH_SUBREAPERS];
	struct adopter adopter;

	if (!process_was_adopted(this->process) ||
	    evidence_parent_is_doubtful(this->forest, this->process))
		return;
	adopter = adopter_of(this->forest, parent);
	document_open(this->document, "adopter", '{');
	document_process(this->document, "process", parent);
	document_number(this->document, "adopted", adopter.adopted);
	document_number(this->document, "ended", adopter.ended);
	document_number(this->document, "reaped", adopter.reaped);
	document_number(this->document, "released_unwaited", adopter.vanished);
	document_number(this->document, "zombies", adopter.zombies);
	document_number(this->document, "unreaped", adopter.unreaped);
	document_process(this->document, "oldest", adopter.oldest);
	document_close(this->document, '}');
}

static void put_child(const struct putting *this, const struct process *child)
{
	struct document *document = this->document;
	struct basis being = basis_of_being(this->forest, child);
	struct basis origin = basis_of_origin(this->forest, child);

	document_open(document, NULL, '{');
	document_process(document, "process", child);
	document_doubt(document, "parent_unless", this->forest,
		       evidence_parent_doubts(this->forest, child));
	document_claim(document, "how", word_of(origin_words, evidence_origin(child)), &origin);
	document_claim(document, "state", word_of(being_words, evidence_being(this->forest, child)),
		       &being);
	document_close(document, '}');
}

static void put_children(const struct putting *this)
{
	const struct process *child = NULL;

	document_open(this->document, "children", '[');
	while ((child = process_next_child(this->process, child))) {
		if (!evidence_may_have_moved(this->forest, child))
			put_child(this, child);
	}
	document_close(this->document, ']');
}

static void put_left(const struct putting *this)
{
	const struct story *story = this->story;
	size_t i;

	document_open(this->document, "orphans_left", '[');
	for (i = 0; i < story->nr_orphans; i++) {
		const struct hop *hop = left_by(story->orphans[i], this->process);
		struct basis basis;

		if (!hop)
			continue;
		basis = basis_of_hop(this->forest, hop);
		document_open(this->document, NULL, '{');
		document_process(this->document, "process", story->orphans[i]);
		document_process(this->document, "new_parent", hop->adopter);
		if (!hop->probed)
			document_effects(this->document, "effects", hop->effects);
		document_basis(this->document, &basis);
		document_close(this->document, '}');
	}
	document_close(this->document, ']');
}

static size_t for_escaped(const struct putting *this, bool perhaps, bool put)
{
	const struct process_list *remaining = &this->forest->table.remaining;
	size_t i, count = 0;

	for (i = 0; i < remaining->nr; i++) {
		if (!remaining->all[i]->escaped ||
		    evidence_may_be_no_escape(this->forest, remaining->all[i]) != perhaps)
			continue;
		count++;
		if (put)
			document_process(this->document, NULL, remaining->all[i]);
	}
	return count;
}

/* Uncertain ones are kept apart from the facts. */
static void put_escaped(const struct putting *this)
{
	document_open(this->document, "escaped", '[');
	for_escaped(this, false, true);
	document_close(this->document, ']');
	if (!for_escaped(this, true, false))
		return;
	document_open(this->document, "perhaps_escaped", '[');
	for_escaped(this, true, true);
	document_close(this->document, ']');
}

static void put_next(const struct putting *this)
{
	const struct process *parent = this->process->parent[WITH_SUBREAPERS];
	struct basis basis = { .evidence = EVIDENCE_INFERRED, .ground = GROUND_RULES };
	struct walk walk;

	if (!evidence_next(this->forest, this->process, &walk))
		return;
	basis.doubt = basis_doubt(this->forest, walk.doubts);
	document_open(this->document, "next", '{');
	document_process(this->document, "if_ends", parent);
	document_process(this->document, "new_parent", walk.adopter);
	if (!walk.adopter && walk.decision != SUBREAPER_DECISION_NS_DYING) {
		if (parent->level || !parent->level_known)
			basis = (struct basis){ .evidence = EVIDENCE_UNKNOWN, .why = WHY_NO_INIT };
		else
			document_someone(this->document, "new_parent", INIT_PID, 1, 0, "init");
	}
	put_decision(this->document, walk.decision, &basis);
	document_close(this->document, '}');
}

/**
 * without_put() - write which process would be the parent if there were no subreapers
 * @document: where
 * @forest: of the process
 * @process: the process
 */
void without_put(struct document *document, const struct forest *forest,
		 const struct process *process)
{
	struct basis basis = { .evidence = EVIDENCE_INFERRED, .ground = GROUND_RULES };
	enum without without = evidence_without(forest, process);

	basis.doubt = basis_doubt(forest, evidence_without_doubts(forest, process));

	if (without == WITHOUT_NOTHING)
		return;
	if (without == WITHOUT_UNKNOWN || without == WITHOUT_INIT)
		basis = (struct basis){ .evidence = EVIDENCE_UNKNOWN,
					.why = without == WITHOUT_INIT	 ? WHY_NO_INIT
					       : process->birth.at.known ? WHY_UNTOLD
									 : WHY_BEFORE };
	document_open(document, "without_subreapers", '{');
	document_basis(document, &basis);
	if (basis.evidence != EVIDENCE_UNKNOWN)
		document_process(document, "parent", process->parent[WITHOUT_SUBREAPERS]);
	document_close(document, '}');
}

static void put_rest(const struct putting *this)
{
	const struct listing *listing = &this->process->listing;
	int32_t pid;

	if (evidence_getppid(this->forest, this->process, &pid))
		document_signed(this->document, "getppid", pid);
	if (listing->known && listing->session) {
		document_signed(this->document, "process_group", listing->pgrp);
		document_signed(this->document, "session", listing->session);
	}
	if (this->process->stranded_forks)
		document_flag(this->document, "forks_fail", true);
	else if (this->process->emigrates)
		document_flag(this->document, "children_in_other_namespace", true);
}

static void put_first(const struct putting *this)
{
	document_item(this->document, "explanation");
	document_process(this->document, "process", this->process);
	put_state(this);
	put_reaper(this);
	document_process(this->document, "thread_of", this->process->thread_of);
	parent_put(this->document, this->forest, this->process);
	put_flags(this);
}

/**
 * explain_put() - write all that is known of a process, for programs
 * @document: begun; to be ended by the caller
 * @forest: concluded
 * @story: of the process's pid
 * @process: the process; the escaped fields are set about it
 */
void explain_put(struct document *document, const struct forest *forest, const struct story *story,
		 const struct process *process)
{
	struct putting this = { document, forest, story, process };
	struct basis basis = basis_of_orphaning(forest, process);

	put_first(&this);
	put_birth(&this);
	put_hops(&this);
	document_claim(document, "orphaned", word_of_orphaning(forest, process), &basis);
	put_move(&this);
	put_rest(&this);
	profile_put(document, forest, process);
	put_adopter(&this);
	put_children(&this);
	document_number(document, "adopted_in_recording", process->adoptions);
	put_left(&this);
	put_escaped(&this);
	put_next(&this);
	without_put(document, forest, process);
	document_item_end(document);
}

static void put_ago(struct document *document, const struct present *present, uint64_t time)
{
	json_key(&document->json, "seconds_ago");
	json_seconds(&document->json, present->now > time ? present->now - time : 0);
}

static void put_walk(const struct putting *this, const struct present_walk *decision)
{
	const struct walk_event *walk = &decision->event.walk;
	struct story_step steps[SUBREAPER_STEPS_MAX];
	uint32_t i;

	for (i = 0; i < walk->kept_steps; i++)
		steps[i] = story_step(this->forest, decision->steps[i]);
	put_steps(this, steps, walk->kept_steps, walk->nr_steps);
}

static void put_adoption(const struct putting *this, const struct present *present)
{
	const struct listing *listing = &this->process->listing;
	const struct present_walk *adoption = present_adoption(present);
	struct document *document = this->document;

	document_open(document, "hops", '[');
	document_open(document, NULL, '{');
	put_ago(document, present, listing->adopted_time);
	if (adoption) {
		const struct walk_event *walk = &adoption->event.walk;

		document_someone(document, "old_parent", walk->parent_tgid, 1, 0,
				 walk->parent_comm);
		document_thread(document, "old_parent_thread", walk->parent_tid, walk->parent_comm);
	}
	document_process(document, "new_parent", this->process->parent[WITH_SUBREAPERS]);
	put_decision(document, listing->adopted_decision,
		     &(struct basis){ .evidence = EVIDENCE_RECORDED });
	document_number(document, "decision_number", listing->adopted_number);
	if (adoption)
		put_walk(this, adoption);
	document_close(document, '}');
	document_close(document, ']');
}

static enum why why_untold(const struct present *present)
{
	return present->forest.bare ? WHY_NO_MODULE : WHY_UNTOLD;
}

static void put_orphaned_now(const struct putting *this, const struct present *present)
{
	struct basis basis = { .evidence = EVIDENCE_RECORDED };
	const char *word = "never";

	switch (present_orphaning(present)) {
	case PRESENT_NEVER:
		if (evidence_origin(this->process) == ORIGIN_OWN)
			basis = basis_of_origin(this->forest, this->process);
		break;
	case PRESENT_ADOPTED:
		word = "since_module_loaded";
		break;
	case PRESENT_NOT_SINCE:
		word = "not_since_module_loaded";
		if (present->blind)
			basis = (struct basis){ .evidence = EVIDENCE_UNKNOWN, .why = WHY_MISSED };
		break;
	default:
		basis = (struct basis){ .evidence = EVIDENCE_UNKNOWN, .why = why_untold(present) };
		break;
	}
	document_claim(this->document, "orphaned", word, &basis);
	if (present_orphaning(present) == PRESENT_ADOPTED)
		put_adoption(this, present);
}

static void put_parent_now(const struct putting *this, const struct present *present)
{
	const struct process *parent = this->process->parent[WITH_SUBREAPERS];
	struct document *document = this->document;

	if (!parent)
		return;
	document_open(document, "parent_now", '{');
	if (parent->listing.known || present->sigchld_known)
		document_flag(document, "ignores_sigchld",
			      evidence_ignores_children(parent) || present->sigchld_ignored);
	document_flag(document, "stopped", evidence_is_stopped(parent));
	document_flag(document, "frozen", present->parent_frozen);
	if (present->parent_waits_for > 0)
		document_signed(document, "waits_for", present->parent_waits_for);
	if (present->counted) {
		document_number(document, "adopted", present->adopted);
		document_number(document, "unreaped", present->unreaped);
	}
	document_close(document, '}');
}

static void put_next_now(const struct putting *this, const struct present *present)
{
	const struct walk_event *walk = &present->next.event.walk;
	const struct process *parent = this->process->parent[WITH_SUBREAPERS];

	if (parent && present->forest.bare)
		document_unknown(this->document, "next", WHY_NO_MODULE);
	if (!parent || !walk->decision)
		return;
	document_open(this->document, "next", '{');
	document_process(this->document, "if_ends", parent);
	document_process(this->document, "new_parent",
			 process_latest(&this->forest->table, walk->adopter_tgid));
	put_decision(this->document, walk->decision,
		     &(struct basis){ .evidence = EVIDENCE_RECORDED });
	put_walk(this, &present->next);
	document_close(this->document, '}');
}

static void put_without_now(const struct putting *this, const struct present *present)
{
	const struct process *parent = this->process->parent[WITH_SUBREAPERS];

	if (present_knows_origin(present)) {
		without_put(this->document, this->forest, this->process);
		return;
	}
	document_open(this->document, "without_subreapers", '{');
	if (parent ? process_is_init(parent) : !present->inside) {
		document_basis(this->document, &(struct basis){ .evidence = EVIDENCE_INFERRED,
								.ground = GROUND_RULES });
		document_process(this->document, "parent", parent);
	} else {
		document_basis(this->document, &(struct basis){ .evidence = EVIDENCE_UNKNOWN,
								.why = why_untold(present) });
	}
	document_close(this->document, '}');
}

/**
 * present_put() - write all that a machine knows of a process, for programs
 * @document: begun; to be ended by the caller
 * @present: what it knows
 */
void present_put(struct document *document, const struct present *present)
{
	struct putting this = { document, &present->forest, NULL, present->process };
	uint64_t now = present->now + present->slept;

	put_first(&this);
	json_key(&document->json, "age");
	json_seconds(&document->json,
		     now > present->process->start ? now - present->process->start : 0);
	put_orphaned_now(&this, present);
	put_rest(&this);
	if (present->profiled)
		profile_put(document, &present->forest, present->process);
	put_parent_now(&this, present);
	put_children(&this);
	put_next_now(&this, present);
	put_without_now(&this, present);
	document_item_end(document);
}
