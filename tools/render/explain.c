// SPDX-License-Identifier: GPL-2.0-or-later
/* All that a trace knows of one process, to be read in less than a minute. */
#include <inttypes.h>
#include <string.h>

#include "../model/adopter.h"
#include "../model/flags.h"
#include "../model/lineage.h"
#include "../model/walk.h"
#include "../model/words.h"
#include "children.h"
#include "escaped.h"
#include "explain.h"
#include "explanation.h"
#include "left.h"
#include "prose.h"

struct time_text {
	char text[CLOCK_TEXT_SIZE];
};

static struct time_text text_of(const struct explanation *this, uint64_t time)
{
	struct event event = { .time = time };
	struct time_text text;

	clock_text(this->clock, &event, text.text);
	return text;
}

/* Without events of ends only a dump tells who is there. */
static bool is_out_of_sight(const struct explanation *this)
{
	const struct forest *forest = this->forest;

	if (forest->hears_ends)
		return false;
	return !forest->dumps ||
	       (forest->lost_in_dump && forest_is_unlisted(forest, this->process));
}

/* What did not come may have been about it. */
static void explain_gaps(const struct explanation *this, bool complete)
{
	if (!complete)
		prose(this->terminal, "trace",
		      "damaged: what follows is true as far as it could be read");
	else if (this->forest->lost)
		prose(this->terminal, "trace",
		      "lacks events: what follows is true as far as it tells");
}

static void explain_end(const struct explanation *this)
{
	const struct process *process = this->process;

	if (process->alive && process_is_zombie(process))
		prose(this->terminal, "state", "dead, and its parent has not waited for it%s%s",
		      process->ended.known ? " since it ended at " : "",
		      process->ended.known ? text_of(this, process->ended.time).text : "");
	else if (process->freed.known && !process->ended.known)
		prose(this->terminal, "state", "gone by %s; when it ended is not in the trace",
		      text_of(this, process->freed.time).text);
	else if (process->freed.known)
		prose(this->terminal, "state", "ended at %s, gone by %s",
		      text_of(this, process->ended.time).text,
		      text_of(this, process->freed.time).text);
	else if (process->effects & SUBREAPER_EFFECT_AUTOREAPED)
		prose(this->terminal, "state", "gone: it vanished when it was handed over");
	else if (process->ended.known)
		prose(this->terminal, "state", "ended at %s",
		      text_of(this, process->ended.time).text);
	else if (process->alive && is_out_of_sight(this))
		prose(this->terminal, "state", "not known: the trace does not tell who ended");
	else
		prose(this->terminal, "state", process->alive ? "alive" : "gone");
}

/* Only a recording with reaps tells. */
static void explain_reaping(const struct explanation *this)
{
	const struct reaping *reaping = &this->process->reaping;
	const char *at = text_of(this, reaping->at.time).text;

	if (!reaping->at.known)
		return;
	if (reaping->release != SUBREAPER_RELEASE_WAITED)
		prose(this->terminal, "reaped", "at %s by the kernel: no process waited for it",
		      at);
	else
		prose(this->terminal, "reaped", "at %s, when %s waited for it", at,
		      explanation_label(this, reaping->reaper, reaping->reaper_comm,
					reaping->reaper_tid)
			      .text);
}

static void explain_birth(const struct explanation *this)
{
	const struct process *process = this->process;
	const struct birth *birth = &process->birth;

	if (!birth->at.known) {
		prose(this->terminal, "born", "that is not in the trace%s%s",
		      process->old_parent ? "; when it was first orphaned it was a child of " : "",
		      process->old_parent ? label_named(this->terminal, process->old_parent,
							process->old_parent_comm)
						    .text
					  : "");
		return;
	}
	prose(this->terminal, "born", "at %s, as a child of %s%s",
	      text_of(this, birth->at.time).text,
	      birth->parent
		      ? explanation_label(this, birth->parent, birth->comm, birth->parent_tid).text
		      : "somebody that the trace does not name",
	      birth->clone_parent ? ", the parent of who cloned it" : "");
}

/* A process whose main thread is its last is the usual case. */
static void describe_death(const struct explanation *this, const struct hop *hop, char *ret,
			   size_t size)
{
	const struct process *parent = hop->parent;
	struct label label = explanation_label(this, parent, hop->parent_comm, hop->parent_tid);

	if (hop->decision == SUBREAPER_DECISION_SIBLING_THREAD ||
	    hop->decision == SUBREAPER_DECISION_NS_INIT_HANDOVER)
		snprintf(ret, size, "the thread %s ended, its process lives on; taken over",
			 label.text);
	else if (parent && parent->nr_threads)
		snprintf(ret, size, "%s ended with the last of its %u threads; adopted", label.text,
			 parent->nr_threads + 1);
	else
		snprintf(ret, size, "%s ended, no other thread of it was alive; adopted",
			 label.text);
}

/* So soon after the signal that one has to do with the other. */
#define PDEATH_NS 1000000000ULL

static bool ended_after(const struct process *process, const struct hop *hop)
{
	return process->ended.known && process->ended.time >= hop->time &&
	       process->ended.time - hop->time < PDEATH_NS;
}

static void explain_pdeath(const struct explanation *this, const struct hop *hop)
{
	const struct instant *ended = &this->process->ended;

	prose(this->terminal, "", "pdeath %u: it %s", hop->pdeath_signal,
	      sentence_of(effect_words, SUBREAPER_EFFECT_PDEATH));
	if (ended_after(this->process, hop))
		prose(this->terminal, "", "%.6f s later it ended, perhaps by that signal",
		      (ended->time - hop->time) / 1e9);
}

static void explain_effects(const struct explanation *this, const struct hop *hop)
{
	const struct word *effect;

	for (effect = effect_words; effect->word; effect++) {
		if (!(hop->effects & effect->number))
			continue;
		if (effect->number == SUBREAPER_EFFECT_PDEATH)
			explain_pdeath(this, hop);
		else
			prose(this->terminal, "", "%s: it %s", effect->word, effect->sentence);
	}
}

/* Whose own parent is outside was not born into the namespace. */
static void explain_entry(const struct explanation *this, const struct story_hop *hop)
{
	if (hop->hop.decision != SUBREAPER_DECISION_NS_BOUNDARY || hop->nr_steps != 1)
		return;
	prose(this->terminal, "",
	      "%s had its parent outside of the namespace: it entered it by setns().",
	      explanation_label(this, hop->hop.parent, hop->hop.parent_comm, hop->hop.parent_tid)
		      .text);
}

/* Then the sentence for no_flag is what the kernel went by, but not what is so. */
static void explain_lost_flag(const struct explanation *this, const struct hop *hop)
{
	const struct process *marked = NULL;

	if (hop->decision == SUBREAPER_DECISION_NO_FLAG && hop->parent && !this->forest->lost &&
	    flags_lack(hop->parent, hop->time))
		marked = lineage_marked_above(hop->parent);
	if (marked)
		prose(this->terminal, "",
		      "But %s is marked, and %s was below it: the kernel lost the flag that says so.",
		      explanation_name(this, marked).text,
		      explanation_label(this, hop->parent, hop->parent_comm, hop->parent_tid).text);
}

static void explain_hop(const struct explanation *this, const struct story_hop *hop,
			unsigned int number)
{
	char heading[32], death[sizeof(struct label) + 64];

	snprintf(heading, sizeof(heading), "hop %u", number);
	describe_death(this, &hop->hop, death, sizeof(death));
	prose(this->terminal, heading, "at %s %s by %s%s", text_of(this, hop->hop.time).text, death,
	      explanation_label(this, hop->hop.adopter, hop->hop.adopter_comm, hop->hop.adopter_tid)
		      .text,
	      hop->hop.inferred ? " (inferred)" : "");
	prose(this->terminal, "", "%s: %s", word_of(decision_words, hop->hop.decision),
	      sentence_of(decision_words, hop->hop.decision));
	explain_lost_flag(this, &hop->hop);
	explain_entry(this, hop);
	explanation_steps(this, hop->steps, hop->kept_steps, hop->nr_steps);
	explain_effects(this, &hop->hop);
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

/* A dead child that nobody has waited for is handed over like any other, which would be known. */
static bool was_waited_for(const struct process *child, const struct process *parent)
{
	return child->ended.known && child->ended.time <= parent->ended.time && !child->alive;
}

static void explain_no_hop(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);
	const char *since = this->process->birth.at.known ? "" : " since the trace began";

	if (this->process->decision || !parent)
		return;
	if (parent->ended.known && was_waited_for(this->process, parent))
		prose(this->terminal, "orphaned",
		      "never%s: it ended before its parent %s, which "
		      "had waited for it",
		      since, explanation_name(this, parent).text);
	else if (parent->ended.known)
		prose(this->terminal, "orphaned",
		      "at %s its parent ended; who adopted it is not in the trace",
		      text_of(this, parent->ended.time).text);
	else if (parent->alive)
		prose(this->terminal, "orphaned", "never%s: its parent %s %s", since,
		      explanation_name(this, parent).text,
		      this->process->alive ? "is alive" : "outlived it");
	else
		prose(this->terminal, "orphaned",
		      "never%s that the trace tells; nor does it tell how its parent %s ended",
		      since, explanation_name(this, parent).text);
}

static void explain_unreaped(const struct explanation *this, const struct adopter *adopter)
{
	const struct process *oldest = adopter->oldest;

	prose(this->terminal, "adopter",
	      "%s has not waited for %zu of the %zu dead that it adopted; the first is %s%s%s",
	      explanation_name(this, explanation_parent(this)).text, adopter->unreaped,
	      adopter->ended, explanation_name(this, oldest).text,
	      oldest->ended.known ? ", dead since " : "",
	      oldest->ended.known ? text_of(this, oldest->ended.time).text : "");
}

static void explain_adopter(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);
	struct adopter adopter;
	struct label label;

	if (!process_was_adopted(this->process))
		return;
	adopter = adopter_of(parent);
	label = explanation_name(this, parent);
	if (adopter.vanished)
		prose(this->terminal, "adopter",
		      "%s ignores SIGCHLD: %zu of the %zu that it adopted vanished without a wait",
		      label.text, adopter.vanished, adopter.adopted);
	else if (adopter.unreaped)
		explain_unreaped(this, &adopter);
	else if (adopter.reaped)
		prose(this->terminal, "adopter",
		      "%s waits: of the %zu that it adopted %zu ended and are gone", label.text,
		      adopter.adopted, adopter.reaped);
	else
		prose(this->terminal, "adopter",
		      "%s adopted %zu, none of whom is known to be dead: whether it waits is not seen",
		      label.text, adopter.adopted);
}

static void explain_doubts(const struct explanation *this, const struct walk *walk)
{
	if (walk->doubts)
		prose(this->terminal, "",
		      "(as far as the trace tells, which does not know all of it)");
}

static void explain_next(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);
	struct walk walk;

	if (!parent || parent->ended.known || !this->process->alive)
		return;
	walk_decide(&walk, &this->forest->table, parent, 0);
	prose(this->terminal, "next", "if %s died now, %s would adopt it",
	      explanation_name(this, parent).text,
	      explanation_label(this, walk.adopter, "", walk.adopter_tid).text);
	prose(this->terminal, "", "%s: %s", word_of(decision_words, walk.decision),
	      sentence_of(decision_words, walk.decision));
	explain_doubts(this, &walk);
}

/**
 * explain_render() - print all that is known of a process
 * @terminal: where to
 * @clock: what times mean
 * @forest: concluded
 * @story: of the process's pid
 * @process: the process, about whom the escaped fields are set
 * @complete: whether the trace could be read to its end
 */
void explain_render(const struct terminal *terminal, const struct clock *clock,
		    const struct forest *forest, const struct story *story,
		    const struct process *process, bool complete)
{
	struct explanation this = { terminal, clock, forest, story, process };

	explanation_title(&this);
	explain_gaps(&this, complete);
	explain_end(&this);
	explain_reaping(&this);
	explanation_flags(&this);
	explain_birth(&this);
	explain_hops(&this);
	explain_no_hop(&this);
	explanation_getppid(&this);
	explain_adopter(&this);
	children_render(&this);
	left_render(&this);
	escaped_render(&this);
	explain_next(&this);
	explanation_without(&this);
}
