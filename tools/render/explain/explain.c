// SPDX-License-Identifier: GPL-2.0-or-later
/* All that a trace knows of one process, to be read in less than a minute. */
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "../../model/story/adopter.h"
#include "../../model/forest/basis.h"
#include "../../model/forest/evidence.h"
#include "../../model/process/flags.h"
#include "../../model/process/lineage.h"
#include "../../model/process/namespace.h"
#include "../../model/forest/walk.h"
#include "../../model/trace/words.h"
#include "children.h"
#include "../text/ending.h"
#include "escaped.h"
#include "explain.h"
#include "explanation.h"
#include "orphans.h"
#include "profile.h"
#include "../text/prose.h"
#include "state.h"

/* A lost event may have been about this process. */
static void explain_gaps(const struct explanation *this, bool complete)
{
	if (!complete)
		prose(this->terminal, "trace", "damaged: only what could be read is shown");
	else if (this->forest->gaps)
		prose(this->terminal, "trace",
		      "decisions were missed: what follows may be incomplete or wrong");
	else if (this->forest->lost)
		prose(this->terminal, "trace",
		      "events were lost: what follows may be incomplete or wrong");
}

/* The kernel starts programs by itself: a core dump handler, modprobe, a cgroup release agent. */
static void explain_kernel_helper(const struct explanation *this)
{
	const struct birth *birth = &this->process->birth;
	const struct process *creator = birth->creator.process;

	/* What kthreadd clones is a thread of the kernel itself. */
	if (!creator || creator->pid == KTHREADD_PID || !evidence_is_kernel_thread(creator))
		return;
	prose(this->terminal, "",
	      "The kernel itself started it, as it starts a core dump handler (core_pattern) or "
	      "modprobe: %s is a thread of the kernel.",
	      explanation_name(this, birth->parent).text);
}

static void explain_cloned(const struct explanation *this)
{
	const struct birth *birth = &this->process->birth;
	char creator[sizeof(struct label) + 32] = "";

	if (birth->clone_parent && birth->creator.process)
		snprintf(creator, sizeof(creator), ", cloned by %s",
			 explanation_label(this, birth->creator.process, birth->creator.comm,
					   birth->creator.tid)
				 .text);
	prose(this->terminal, "born", "at %s, as a child of %s%s%s",
	      explanation_time(this, birth->at.time).text,
	      birth->parent
		      ? explanation_label(this, birth->parent, birth->comm, birth->parent_tid).text
		      : "a process that is not in the trace",
	      creator, *creator ? " with CLONE_PARENT" : "");
	if (birth->creator.process && process_may_be_thread(birth->creator.process))
		prose(this->terminal, "",
		      birth->creator.process->birth.at.known
			      ? "%s may be a thread of another process."
			      : "%s is older than the trace: it may be a thread of another process.",
		      explanation_name(this, birth->creator.process).text);
	if (birth->by_fork && process_may_be_thread(this->process))
		prose(this->terminal, "",
		      "It may be a thread, or a child of its creator's parent: sched_process_fork "
		      "does not show that, task_newtask does.");
	else if (evidence_birth_is_doubtful(this->process))
		prose(this->terminal, "",
		      "It may be a child of its creator's parent: sched_process_fork does not show "
		      "that, task_newtask does.");
	explain_kernel_helper(this);
}

/* The module's times are of CLOCK_MONOTONIC, which is the clock of a recording. */
static void explain_earlier(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);
	const struct listing *listing = &this->process->listing;

	prose(this->terminal, "born",
	      "before the recording; %s had adopted it by then (decision %" PRIu64
	      " of the module)",
	      explanation_name(this, parent).text, listing->adopted_number);
	prose(this->terminal, "", "%s: %s", word_of(decision_words, listing->adopted_decision),
	      sentence_of(decision_words, listing->adopted_decision));
}

static void explain_birth(const struct explanation *this)
{
	const struct process *process = this->process;
	const struct process *parent = explanation_parent(this);
	const struct process *first = process->old_parent ? process->old_parent
							  : evidence_moved_from(process);

	if (process->birth.at.known) {
		explain_cloned(this);
		return;
	}
	switch (evidence_origin(process)) {
	case ORIGIN_EARLIER:
		explain_earlier(this);
		break;
	case ORIGIN_ADOPTED:
	case ORIGIN_UNSEEN:
		prose(this->terminal, "born", "before the recording%s%s",
		      first ? "; at its start a child of " : "",
		      !first ? ""
		      : process->old_parent
			      ? label_named(this->terminal, first, process->old_parent_comm).text
			      : explanation_name(this, first).text);
		break;
	case ORIGIN_OWN:
		prose(this->terminal, "born",
		      "before the recording, as a child of %s, which cannot have adopted it: it "
		      "was never a subreaper above it, and is no namespace's init",
		      explanation_name(this, parent).text);
		break;
	case ORIGIN_PARENTLESS:
		prose(this->terminal, "born", "before the recording");
		break;
	case ORIGIN_UNKNOWN:
		if (parent)
			prose(this->terminal, "born",
			      "before the recording: whether %s cloned it or adopted it is unknown",
			      explanation_name(this, parent).text);
		else
			prose(this->terminal, "born",
			      "before the recording; its parent is unknown");
		break;
	}
}

/* As a rule the main thread is the last of a process. */
static void describe_death(const struct explanation *this, const struct hop *hop, char *ret,
			   size_t size)
{
	const struct process *parent = hop->parent;
	struct label label = explanation_label(this, parent, hop->parent_comm, hop->parent_tid);
	struct ending ending = { "ended" };

	if (parent)
		ending = ending_of(parent);
	if (hop->decision == SUBREAPER_DECISION_SIBLING_THREAD ||
	    hop->decision == SUBREAPER_DECISION_NS_INIT_HANDOVER)
		snprintf(ret, size, "the thread %s exited, its process lives on; taken over",
			 label.text);
	else if (parent && parent->nr_threads)
		snprintf(ret, size, "%s %s, with its last thread; adopted", label.text,
			 ending.text);
	else
		snprintf(ret, size, "%s %s; adopted", label.text, ending.text);
}

/* An end within this time after a signal is taken as its result. */
#define SOON_NS 1000000000ULL

static bool ended_after(const struct process *process, const struct hop *hop)
{
	return process->ended.known && process->ended.time >= hop->time &&
	       process->ended.time - hop->time < SOON_NS;
}

static bool was_killed_by(const struct process *process, int signal)
{
	return process->exit_known && WIFSIGNALED(process->exit_code) &&
	       WTERMSIG(process->exit_code) == signal;
}

/* What these signals do by default ends no process. */
static bool is_mild(int signal)
{
	return signal == SIGCHLD || signal == SIGCONT || signal == SIGURG || signal == SIGWINCH ||
	       signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

/* The kernel sends it in the name of the parent, and drops it if that may not signal the child. */
static void explain_life_after(const struct explanation *this, const struct hop *hop, int signal)
{
	const struct process *process = this->process;
	uint64_t until = process->ended.known ? process->ended.time : this->forest->now;

	if (until < hop->time + SOON_NS || is_mild(signal) ||
	    (!process->ended.known &&
	     (this->forest->events_lost || evidence_being(this->forest, process) != BEING_ALIVE)))
		return;
	prose(this->terminal, "",
	      "It lived on for a second or more. %sThe kernel does not send the signal if the parent "
	      "may not signal the child, such as one without privileges a child of another user.",
	      signal == SIGKILL ? "" : "A process can handle, ignore or block it. ");
}

static void explain_death_after(const struct explanation *this, const struct hop *hop, int signal)
{
	const struct process *process = this->process;
	double later = (process->ended.time - hop->time) / 1e9;

	if (!ended_after(process, hop)) {
		explain_life_after(this, hop, signal);
		return;
	}
	if (was_killed_by(process, signal))
		prose(this->terminal, "", "%.6f s later it was killed by %s.", later,
		      signal_name(signal).text);
	else if (!process->exit_known)
		prose(this->terminal, "", "%.6f s later it ended, perhaps by that signal.", later);
}

static void explain_pdeath(const struct explanation *this, const struct hop *hop)
{
	prose(this->terminal, "", "pdeath: the parent-death signal %s (%u) was set",
	      signal_name(hop->pdeath_signal).text, hop->pdeath_signal);
	explain_death_after(this, hop, hop->pdeath_signal);
}

static void explain_group(const struct explanation *this, const struct hop *hop)
{
	prose(this->terminal, "",
	      "pgrp_orphaned: its process group became orphaned. If a member was stopped then, the "
	      "kernel sent SIGHUP and SIGCONT to all of the group.");
	if (ended_after(this->process, hop) && was_killed_by(this->process, SIGHUP))
		prose(this->terminal, "", "%.6f s later it was killed by SIGHUP.",
		      (this->process->ended.time - hop->time) / 1e9);
}

static void explain_autoreap(const struct explanation *this, const struct hop *hop)
{
	bool ending = hop->adopter && hop->adopter->ended.known &&
		      hop->adopter->ended.time <= hop->time;

	if (ending)
		prose(this->terminal, "",
		      "autoreaped: its new parent was ending itself with its pid namespace, so the "
		      "kernel released it at once");
	else
		prose(this->terminal, "",
		      "autoreaped: its new parent %s, so the kernel released it at once and its "
		      "exit status is lost",
		      release_cause(hop->adopter));
}

static void explain_effects(const struct explanation *this, const struct hop *hop)
{
	unsigned int nameless = hop->effects;
	const struct word *effect;

	for (effect = effect_words; effect->word; effect++) {
		if (!(hop->effects & effect->number))
			continue;
		if (effect->number == SUBREAPER_EFFECT_PDEATH)
			explain_pdeath(this, hop);
		else if (effect->number == SUBREAPER_EFFECT_PGRP_ORPHANED)
			explain_group(this, hop);
		else if (effect->number == SUBREAPER_EFFECT_AUTOREAPED)
			explain_autoreap(this, hop);
		else
			prose(this->terminal, "", "%s: it %s", effect->word, effect->sentence);
		nameless &= ~effect->number;
	}
	if (nameless)
		prose(this->terminal, "", "effects 0x%x: of a later version of the module",
		      nameless);
}

/* A parent that is outside need not have entered: it may have adopted the child of one that did. */
static const char *entry_of(const struct process *process)
{
	if (!process)
		return "";
	if (process_was_adopted(process))
		return ", which had adopted it";
	if (evidence_origin(process) == ORIGIN_OWN && process->birth.at.known &&
	    !process->birth.clone_parent)
		return ", which started it after setns() or unshare()";
	return "";
}

static void explain_entry(const struct explanation *this, const struct story_hop *hop)
{
	if (hop->hop.decision != SUBREAPER_DECISION_NS_BOUNDARY || hop->nr_steps != 1)
		return;
	prose(this->terminal, "",
	      "%s was inside the namespace, and its parent outside%s. A subreaper outside does not "
	      "adopt children of a process inside.",
	      explanation_label(this, hop->hop.parent, hop->hop.parent_comm, hop->hop.parent_tid)
		      .text,
	      entry_of(hop->hop.parent));
}

/* Then the sentence for no_flag shows what the kernel assumed, which was wrong. */
static void explain_lost_flag(const struct explanation *this, const struct hop *hop)
{
	const struct process *marked = NULL;

	if (hop->decision == SUBREAPER_DECISION_NO_FLAG && hop->parent && !this->forest->lost &&
	    forest_hears_marks(this->forest) && flags_lack(hop->parent, hop->time))
		marked = lineage_marked_above(hop->parent);
	if (marked)
		prose(this->terminal, "",
		      "But %s is a subreaper, and %s was below it: the kernel lost the flag "
		      "has_subreaper.",
		      explanation_name(this, marked).text,
		      explanation_label(this, hop->parent, hop->parent_comm, hop->parent_tid).text);
}

/* What the adopter of an inferred hop depends on. */
static void explain_hop_doubts(const struct explanation *this, const struct hop *hop)
{
	if (!hop->inferred)
		return;
	if (hop->parent_doubts)
		prose(this->terminal, "", "It may not have been a child of %s.",
		      explanation_label(this, hop->parent, hop->parent_comm, hop->parent_tid).text);
	prose(this->terminal, "", "This is inferred from %s.",
	      sentence_of(ground_words, basis_of_hop(this->forest, hop).ground));
}

/* More are only counted. */
#define BESIDE_MAX 3

static bool is_above(const struct process *process, const struct process *of)
{
	while (of && of != process)
		of = of->parent[WITH_SUBREAPERS];
	return of;
}

static bool was_marked_then(const struct process *process, const struct hop *hop)
{
	const struct flags *flags = &process->flags;

	return process->subreaper && process->alive && !process->ended.known &&
	       process->level_known && (!flags->marked.known || flags->marked.time <= hop->time) &&
	       (!process->birth.at.known || process->birth.at.time <= hop->time);
}

/* A subreaper does not adopt processes that are not below it, or are in a namespace below it. */
static bool explain_useless(const struct explanation *this, const struct process *process,
			    const struct hop *hop)
{
	const struct process *parent = hop->parent;
	struct label label = explanation_label(this, parent, hop->parent_comm, 0);

	if (process->level < parent->level && is_above(process, parent))
		prose(this->terminal, "",
		      "%s is a subreaper above %s, but outside its pid namespace: a flag does not "
		      "reach below the init of a namespace.",
		      explanation_name(this, process).text, label.text);
	else if (process->level == parent->level && !is_above(process, parent) &&
		 evidence_may_be_inside(this->forest, process,
					namespace_init(&this->forest->table, parent, parent->level,
						       NULL)))
		prose(this->terminal, "",
		      "%s is a subreaper, but not an ancestor of %s, so it was not considered.",
		      explanation_name(this, process).text, label.text);
	else
		return false;
	return true;
}

static void explain_beside(const struct explanation *this, const struct hop *hop)
{
	const struct process_list *remaining = &this->forest->table.remaining;
	size_t i, count = 0;

	if (!hop->parent || (hop->decision != SUBREAPER_DECISION_NO_FLAG &&
			     hop->decision != SUBREAPER_DECISION_REACHED_ROOT))
		return;
	for (i = 0; i < remaining->nr && count < BESIDE_MAX; i++) {
		if (was_marked_then(remaining->all[i], hop))
			count += explain_useless(this, remaining->all[i], hop);
	}
}

static void explain_probe(const struct explanation *this, const struct hop *hop)
{
	if (!hop->probed)
		return;
	prose(this->terminal, "",
	      "A probe recorded the adopter%s. Without the module, the ancestors tried and some "
	      "effects are unknown.",
	      hop->decision == DECISION_UNTOLD ? "" : ", and flags from which the reason follows");
}

static void explain_hop(const struct explanation *this, const struct story_hop *hop,
			unsigned int number)
{
	char heading[32], death[2 * sizeof(struct label) + 128];
	struct label adopter = explanation_label(this, hop->hop.adopter, hop->hop.adopter_comm,
						 hop->hop.adopter_tid);

	snprintf(heading, sizeof(heading), "hop %u", number);
	describe_death(this, &hop->hop, death, sizeof(death));
	if (hop->hop.doubts) {
		prose(this->terminal, heading, "at %s %s by %s, unless %s",
		      explanation_time(this, hop->hop.time).text, death, adopter.text,
		      doubt_sentence(this->forest, hop->hop.doubts));
	} else {
		prose(this->terminal, heading, "at %s %s by %s",
		      explanation_time(this, hop->hop.time).text, death, adopter.text);
		prose(this->terminal, "", "%s: %s", word_of(decision_words, hop->hop.decision),
		      sentence_of(decision_words, hop->hop.decision));
	}
	explain_hop_doubts(this, &hop->hop);
	explain_probe(this, &hop->hop);
	explain_lost_flag(this, &hop->hop);
	explain_entry(this, hop);
	explain_beside(this, &hop->hop);
	explanation_steps(this, hop->steps, hop->kept_steps, hop->nr_steps);
	explain_effects(this, &hop->hop);
}

static bool is_alive_at(const struct hop *hop)
{
	return !(hop->effects & (SUBREAPER_EFFECT_ZOMBIE | SUBREAPER_EFFECT_AUTOREAPED));
}

/* Users ask this if a program should have died with its parent, but did not. */
static void explain_no_pdeath(const struct explanation *this)
{
	const struct listing *listing = &this->process->listing;
	const struct hop *last = history_last(&this->process->history);
	size_t i, moments = 0;

	for (i = 0; i < this->process->history.nr; i++) {
		const struct hop *hop = &this->process->history.hops[i];

		if (hop->inferred || hop->probed || hop->effects & SUBREAPER_EFFECT_PDEATH)
			return;
		moments += is_alive_at(hop);
	}
	if (!moments)
		return;
	prose(this->terminal, "pdeath",
	      "no parent-death signal was set at %s (fork, setuid() and a set-user-ID exec clear it)",
	      moments == 1 ? "that moment" : "these moments");
	if (listing->pdeath_signal && listing->at > last->time)
		prose(this->terminal, "",
		      "%s was set only later: it has no effect if the parent is already gone.",
		      signal_name(listing->pdeath_signal).text);
}

static void explain_hops(const struct explanation *this)
{
	unsigned int number = 0;
	size_t i;

	for (i = 0; i < this->story->nr; i++) {
		if (this->story->hops[i].child != this->process)
			continue;
		explain_hop(this, &this->story->hops[i], ++number);
		if (number == 1 && this->process->history.forgotten) {
			number += this->process->history.forgotten;
			prose(this->terminal, "", "(%zu hops are left out)",
			      this->process->history.forgotten);
		}
	}
}

/* What led from the parent that the events show to that of a later dump, or of its reap. */
static void explain_move(const struct explanation *this)
{
	const struct process *before = evidence_moved_from(this->process);
	bool reaped = this->process->reaping.moved;

	if (!before)
		return;
	prose(this->terminal, this->process->hops ? "moved" : "orphaned",
	      "in the recording: it was a child of %s, and %s as one of %s. When and why it was "
	      "adopted is unknown: %s.",
	      explanation_name(this, before).text,
	      reaped ? "was released" : "a later dump lists it",
	      explanation_name(this, explanation_parent(this)).text,
	      sentence_of(why_words, why_no_hop(this->forest)));
}

static void explain_no_hop(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);
	const struct basis basis = basis_of_orphaning(this->forest, this->process);
	bool own = evidence_origin(this->process) == ORIGIN_OWN;
	const char *there = this->process->alive ? "is alive" : "outlived it";
	struct label label;

	if (parent)
		label = explanation_name(this, parent);
	switch (evidence_orphaning(this->forest, this->process)) {
	case ORPHANED_IN_TRACE:
	case ORPHANED_MOVED:
		break;
	case ORPHANED_NO_PARENT:
		if (basis.evidence == EVIDENCE_UNKNOWN)
			prose(this->terminal, "orphaned", "unknown: %s",
			      basis.why == WHY_BEFORE ? "its parent is not in the trace"
						      : sentence_of(why_words, basis.why));
		break;
	case ORPHANED_EARLIER:
		prose(this->terminal, "orphaned", "before the recording, see above");
		break;
	case ORPHANED_NOT_FIRST:
		prose(this->terminal, "orphaned", "%s: it ended before its parent %s",
		      own ? "never" : "not in the recording", label.text);
		break;
	case ORPHANED_WITH_NAMESPACE:
		prose(this->terminal, "orphaned",
		      "%s: its parent %s was pid 1 of its pid namespace, which ended with it",
		      own ? "never" : "not in the recording", label.text);
		break;
	case ORPHANED_PERHAPS:
		prose(this->terminal, "orphaned",
		      "unknown: it ended before its parent %s, but may have been a zombie when that "
		      "ended: %s",
		      label.text, sentence_of(why_words, basis.why));
		break;
	case ORPHANED_UNSEEN:
		prose(this->terminal, "orphaned", "at %s its parent %s; the adopter is unknown: %s",
		      explanation_time(this, parent->ended.time).text, ending_of(parent).text,
		      sentence_of(why_words, why_no_hop(this->forest)));
		break;
	case ORPHANED_PARENT_GONE:
		prose(this->terminal, "orphaned",
		      "unknown: the trace does not show how its parent %s ended", label.text);
		break;
	case ORPHANED_BIRTH:
		prose(this->terminal, "orphaned", "unknown: %s", sentence_of(why_words, WHY_BIRTH));
		break;
	case ORPHANED_THREAD:
		prose(this->terminal, "orphaned", "unknown: %s may be a thread of another process",
		      label.text);
		break;
	case ORPHANED_UNTOLD:
		prose(this->terminal, "orphaned",
		      "unknown: the trace does not show changes of parent");
		break;
	case ORPHANED_NOT:
		if (own)
			prose(this->terminal, "orphaned", "never: its parent %s %s", label.text,
			      there);
		else
			prose(this->terminal, "orphaned",
			      "not in the recording: its parent %s %s. Before it: unknown.",
			      label.text, there);
		break;
	}
}

static void explain_unreaped(const struct explanation *this, const struct adopter *adopter)
{
	const struct process *oldest = adopter->oldest;
	const struct instant *ended = &oldest->ended;

	prose(this->terminal, "adopter",
	      "%s has not yet reaped %zu of its %zu adopted %s that ended; the oldest is %s%s%s",
	      explanation_name(this, explanation_parent(this)).text, adopter->unreaped,
	      adopter->ended, adopter->ended == 1 ? "child" : "children",
	      explanation_name(this, oldest).text, ended->known ? ", a zombie since " : "",
	      ended->known ? explanation_time(this, ended->time).text : "");
	if (ended->known)
		prose(this->terminal, "", "That was %.1f s before the end of the trace.",
		      (this->forest->now - ended->time) / 1e9);
}

static void explain_adopter(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);
	struct adopter adopter;
	struct label label;

	if (!process_was_adopted(this->process) ||
	    evidence_parent_is_doubtful(this->forest, this->process))
		return;
	adopter = adopter_remembered(this->forest, parent, this->memo);
	label = explanation_name(this, parent);
	if (adopter.unreaped)
		explain_unreaped(this, &adopter);
	else if (adopter.vanished && evidence_ignores_children(parent))
		prose(this->terminal, "adopter",
		      "%s %s: %zu of the %zu that it adopted were released without a wait",
		      label.text, release_cause(parent), adopter.vanished, adopter.adopted);
	else if (adopter.vanished)
		prose(this->terminal, "adopter",
		      "%zu of the %zu that %s adopted were released without a wait",
		      adopter.vanished, adopter.adopted, label.text);
	else if (adopter.reaped)
		prose(this->terminal, "adopter",
		      "%s reaps: of the %zu that it adopted %zu ended and were reaped", label.text,
		      adopter.adopted, adopter.reaped);
	else if (adopter.ended)
		prose(this->terminal, "adopter",
		      "%s adopted %zu, of which %zu ended; whether it reaps is unknown", label.text,
		      adopter.adopted, adopter.ended);
	else
		prose(this->terminal, "adopter",
		      "%s adopted %zu; none is known to have ended, so whether it reaps is unknown",
		      label.text, adopter.adopted);
}

/* The machine's own init is pid 1; its name is known only if the trace has it. */
static struct label label_of_next(const struct explanation *this, const struct walk *walk)
{
	const struct process *parent = explanation_parent(this);
	struct label unknown = { "the init of its pid namespace, which is unknown," };

	if (walk->adopter || walk->decision == SUBREAPER_DECISION_NS_DYING)
		return explanation_label(this, walk->adopter, "", walk->adopter_tid);
	if (parent->level || !parent->level_known)
		return unknown;
	return (struct label){ "pid 1" };
}

static void explain_next(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);
	struct label adopter;
	struct walk walk;

	if (!evidence_next(this->forest, this->process, &walk) || explanation_panic(this))
		return;
	adopter = label_of_next(this, &walk);
	if (walk.doubts) {
		prose(this->terminal, "next", "if %s died now, %s would adopt it, unless %s",
		      explanation_name(this, parent).text, adopter.text,
		      doubt_sentence(this->forest, walk.doubts));
		return;
	}
	prose(this->terminal, "next", "if %s died now, %s would adopt it",
	      explanation_name(this, parent).text, adopter.text);
	prose(this->terminal, "", "%s: %s", word_of(decision_words, walk.decision),
	      sentence_of(decision_words, walk.decision));
}

static void explain_forks(const struct explanation *this)
{
	if (this->process->stranded_forks)
		prose(this->terminal, "forks",
		      "each fork() fails with ENOMEM: pid 1 of the pid namespace of its children has "
		      "ended. After unshare() that is its first child.");
	else if (this->process->emigrates)
		prose(this->terminal, "forks",
		      "its children are born in another pid namespace than its own");
}

/* A kill of the group or session does not reach a process that has left it. */
static void explain_groups(const struct explanation *this)
{
	const struct listing *own = &this->process->listing;
	const struct process *creator = this->process->birth.creator.process;

	if (!own->known || !own->session)
		return;
	prose(this->terminal, "group", "process group %" PRId32 ", session %" PRId32, own->pgrp,
	      own->session);
	if (!creator || !creator->listing.known ||
	    creator->listing.at > this->process->birth.at.time)
		return;
	if (creator->listing.session != own->session || creator->listing.pgrp != own->pgrp)
		prose(this->terminal, "",
		      "It left the group or session of %s (process group %" PRId32
		      ", session %" PRId32 ") between %s and %s.",
		      explanation_name(this, creator).text, creator->listing.pgrp,
		      creator->listing.session,
		      explanation_time(this, this->process->birth.at.time).text,
		      explanation_time(this, own->at).text);
}

/**
 * explain_one() - print all that is known of a process, which may be one of many
 * @this: the process, with the escaped fields set for it
 * @complete: whether the trace could be read to its end
 */
void explain_one(const struct explanation *this, bool complete)
{
	explanation_title(this);
	if (this->process->thread_of)
		return;
	explain_gaps(this, complete);
	profile_render(this);
	state_render(this);
	explanation_flags(this);
	explain_birth(this);
	explain_hops(this);
	explain_move(this);
	explain_no_pdeath(this);
	explain_no_hop(this);
	explanation_getppid(this);
	explain_groups(this);
	explain_forks(this);
	explain_adopter(this);
	children_render(this);
	orphans_render(this);
	escaped_render(this);
	explain_next(this);
	explanation_without(this);
}

/**
 * explain_render() - print all that is known of a process
 * @clock: what times mean
 * @forest: concluded
 * @story: of the process's pid
 * @process: the process, with the escaped fields set for it
 * @complete: whether the trace could be read to its end
 */
void explain_render(const struct terminal *terminal, const struct clock *clock,
		    const struct forest *forest, const struct story *story,
		    const struct process *process, bool complete)
{
	struct explanation this = { terminal, clock, forest, story, process, NULL };

	explain_one(&this, complete);
}
