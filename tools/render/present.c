// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the machine itself knows of a process. The module keeps decisions, but not for which child
 * they were: those that may have been about it are told, as what they are.
 */
#include <inttypes.h>

#include "../model/words.h"
#include "explanation.h"
#include "present.h"
#include "prose.h"

#define NS_PER_SECOND 1e9

static void print_steps(const struct explanation *this, const struct present_walk *decision)
{
	const struct walk_event *walk = &decision->event.walk;
	struct story_step steps[SUBREAPER_STEPS_MAX];
	uint32_t i;

	for (i = 0; i < walk->kept_steps; i++)
		steps[i] = story_step(this->forest, decision->steps[i]);
	explanation_steps(this, steps, walk->kept_steps, walk->nr_steps);
}

static double age_of(const struct present *present, const struct process *process)
{
	uint64_t now = present->now + present->slept;

	return now > process->start ? (now - process->start) / NS_PER_SECOND : 0;
}

static void tell_state(const struct explanation *this, const struct present *present)
{
	const struct process *process = this->process;

	prose(this->terminal, "state", "%s born %.1f s ago",
	      process_is_zombie(process) ? "dead, and its parent has not waited for it;" : "alive,",
	      age_of(present, process));
}

static void tell_walk(const struct explanation *this, const struct present *present,
		      const struct present_walk *candidate)
{
	const struct walk_event *walk = &candidate->event.walk;
	struct label parent = label_any(this->terminal, walk->parent_tgid, 1, walk->parent_comm,
					walk->parent_tid);
	struct label adopter = label_any(this->terminal, walk->adopter_tgid, 1, walk->adopter_comm,
					 walk->adopter_tid);

	prose(this->terminal, "perhaps",
	      "%.1f s ago %s ended, no other thread of it was alive; its %" PRIu32
	      " child%s adopted by %s",
	      (present->now - candidate->event.time) / NS_PER_SECOND, parent.text, walk->children,
	      walk->children == 1 ? " was" : "ren were", adopter.text);
	prose(this->terminal, "", "%s: %s", word_of(decision_words, walk->decision),
	      sentence_of(decision_words, walk->decision));
	print_steps(this, candidate);
}

static void tell_orphaned(const struct explanation *this, const struct present *present)
{
	struct label parent = explanation_name(this, explanation_parent(this));

	if (!explanation_parent(this))
		prose(this->terminal, "orphaned", "never: it has no parent");
	else if (!present->nr_walks && present->all_walks)
		prose(this->terminal, "orphaned",
		      "never since the module was loaded: its parent %s is alive and adopted nobody "
		      "since this process was born",
		      parent.text);
	else if (!present->nr_walks)
		prose(this->terminal, "orphaned",
		      "no decision that the module has kept made %s its parent; its parent is alive",
		      parent.text);
	else
		prose(this->terminal, "orphaned",
		      "perhaps: since it was born %s adopted in %zu decision%s. Only a trace tells "
		      "whether it was among those.",
		      parent.text, present->nr_walks, present->nr_walks == 1 ? "" : "s");
}

static void tell_walks(const struct explanation *this, const struct present *present)
{
	size_t i;

	if (present->nr_walks > PRESENT_WALKS)
		prose(this->terminal, "", "The latest %d:", PRESENT_WALKS);
	for (i = 0; i < present->nr_walks && i < PRESENT_WALKS; i++)
		tell_walk(this, present, &present->walks[i]);
}

static void tell_parent(const struct explanation *this, const struct present *present)
{
	struct label parent = explanation_name(this, explanation_parent(this));

	if (present->sigchld_known)
		prose(this->terminal, "parent", "%s %s", parent.text,
		      present->sigchld_ignored
			      ? "ignores SIGCHLD: its children vanish when they end"
			      : "does not ignore SIGCHLD: it is to wait for its children");
	if (present->counted)
		prose(this->terminal, present->sigchld_known ? "" : "parent",
		      "it adopted %" PRIu64 " since the module was loaded; %" PRIu64
		      " of them are dead and were not waited for",
		      present->adopted, present->unreaped);
}

static void tell_next(const struct explanation *this, const struct present *present)
{
	const struct walk_event *walk = &present->next.event.walk;
	const struct process *adopter = process_latest(&this->forest->table, walk->adopter_tgid);

	if (!explanation_parent(this) || !walk->decision)
		return;
	prose(this->terminal, "next", "if %s died now, %s would adopt it",
	      explanation_name(this, explanation_parent(this)).text,
	      explanation_label(this, adopter, "", walk->adopter_tid).text);
	prose(this->terminal, "", "%s: %s", word_of(decision_words, walk->decision),
	      sentence_of(decision_words, walk->decision));
	print_steps(this, &present->next);
}

/* Whom a subreaper adopted, init would have; whether one did is only perhaps known. */
static void tell_without(const struct explanation *this, const struct present *present)
{
	const struct process *parent = explanation_parent(this);

	if (!parent || process_is_init(parent) || (!present->nr_walks && present->all_walks))
		explanation_without(this);
	else
		prose(this->terminal, "without",
		      "subreapers its parent would be %s if that is so from its birth, else the init "
		      "of its pid namespace",
		      explanation_name(this, parent).text);
}

/**
 * present_render() - print all that a machine knows of a process
 * @terminal: where to
 * @present: what it knows
 */
void present_render(const struct terminal *terminal, const struct present *present)
{
	struct explanation this = {
		.terminal = terminal,
		.forest = &present->forest,
		.process = present->process,
	};

	explanation_title(&this);
	tell_state(&this, present);
	explanation_flags(&this);
	tell_orphaned(&this, present);
	tell_walks(&this, present);
	explanation_getppid(&this);
	tell_parent(&this, present);
	tell_next(&this, present);
	tell_without(&this, present);
}
