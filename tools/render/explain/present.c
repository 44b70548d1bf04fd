// SPDX-License-Identifier: GPL-2.0-or-later
/* What the machine itself knows of a process. */
#include <inttypes.h>

#include "../../model/forest/evidence.h"
#include "../../model/trace/words.h"
#include "children.h"
#include "../text/ending.h"
#include "explanation.h"
#include "present.h"
#include "profile.h"
#include "../text/prose.h"
#include "state.h"

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

	return now > process->start ? (now - process->start) / 1e9 : 0;
}

static void tell_birth(const struct explanation *this, const struct present *present)
{
	prose(this->terminal, "born", "%.1f s ago", age_of(present, this->process));
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
	      (present->now - candidate->event.time) / 1e9, parent.text, walk->children,
	      walk->children == 1 ? " was" : "ren were", adopter.text);
	prose(this->terminal, "", "%s: %s", word_of(decision_words, walk->decision),
	      sentence_of(decision_words, walk->decision));
	print_steps(this, candidate);
}

static void tell_adoption(const struct explanation *this, const struct present *present)
{
	const struct listing *listing = &this->process->listing;
	const struct present_walk *adoption = present_adoption(present);
	struct label adopter = explanation_name(this, explanation_parent(this));
	double ago = (present->now - listing->adopted_time) / 1e9;

	if (!adoption) {
		prose(this->terminal, "orphaned",
		      "%.1f s ago, in decision %" PRIu64 ": adopted by %s", ago,
		      listing->adopted_number, adopter.text);
	} else {
		const struct walk_event *walk = &adoption->event.walk;
		const struct process parent = { .exit_known = walk->parent_exit_code >= 0,
						.exit_code = walk->parent_exit_code };

		prose(this->terminal, "orphaned",
		      "%.1f s ago, when %s %s; adopted by %s (decision %" PRIu64 ")", ago,
		      label_any(this->terminal, walk->parent_tgid, 1, walk->parent_comm,
				walk->parent_tid)
			      .text,
		      ending_of(&parent).text,
		      label_any(this->terminal, walk->adopter_tgid, 1, walk->adopter_comm,
				walk->adopter_tid)
			      .text,
		      walk->number);
	}
	prose(this->terminal, "", "%s: %s", word_of(decision_words, listing->adopted_decision),
	      sentence_of(decision_words, listing->adopted_decision));
	if (adoption)
		print_steps(this, adoption);
}

static void tell_never(const struct explanation *this)
{
	if (this->process->watched)
		prose(this->terminal, "orphaned",
		      "never: it was born since the module was loaded, which saw no process adopt it");
	else if (explanation_parent(this) && evidence_origin(this->process) == ORIGIN_OWN)
		prose(this->terminal, "orphaned",
		      "never: its parent %s is alive, was never a subreaper above it and is no "
		      "namespace's init",
		      explanation_name(this, explanation_parent(this)).text);
	else
		prose(this->terminal, "orphaned", "never: it has no parent");
}

static void tell_not_since(const struct explanation *this, const struct present *present)
{
	struct label parent = explanation_name(this, explanation_parent(this));

	if (!this->process->listing.known) {
		prose(this->terminal, "orphaned",
		      "not since the module was loaded: its parent %s is alive and adopted nothing "
		      "since this process was born",
		      parent.text);
		return;
	}
	if (present->blind)
		prose(this->terminal, "orphaned",
		      "unknown: the module knows of no adoption by its parent %s, but it did not see all "
		      "decisions ('check' shows why), or no longer keeps some",
		      parent.text);
	else
		prose(this->terminal, "orphaned",
		      "not since the module was loaded: its parent %s is alive and has not adopted it "
		      "since. Before that: unknown.",
		      parent.text);
}

static void tell_walks(const struct explanation *this, const struct present *present)
{
	size_t i;

	if (present->nr_walks > PRESENT_WALKS)
		prose(this->terminal, "", "The latest %d:", PRESENT_WALKS);
	for (i = 0; i < present->nr_walks && i < PRESENT_WALKS; i++)
		tell_walk(this, present, &present->walks[i]);
}

static void tell_orphaned(const struct explanation *this, const struct present *present)
{
	struct label parent = explanation_name(this, explanation_parent(this));

	switch (present_orphaning(present)) {
	case PRESENT_NEVER:
		tell_never(this);
		break;
	case PRESENT_ADOPTED:
		tell_adoption(this, present);
		break;
	case PRESENT_NOT_SINCE:
		tell_not_since(this, present);
		break;
	case PRESENT_UNSEEN:
		prose(this->terminal, "orphaned",
		      "the module keeps no decision that made %s its parent; its parent is alive",
		      parent.text);
		break;
	case PRESENT_PERHAPS:
		prose(this->terminal, "orphaned",
		      "perhaps: since it was born %s adopted in %zu decision%s. Only a trace shows "
		      "whether it was one of those adopted.",
		      parent.text, present->nr_walks, present->nr_walks == 1 ? "" : "s");
		tell_walks(this, present);
		break;
	case PRESENT_UNTOLD:
		if (!explanation_parent(this))
			prose(this->terminal, "orphaned",
			      "unknown: its parent is outside the pid namespace of /proc");
		else
			prose(this->terminal, "orphaned",
			      "unknown: /proc shows that %s is its parent, not whether it adopted it. The "
			      "module shows that, for adoptions after it was loaded.",
			      parent.text);
		break;
	}
}

/* What the parent is doing just now, as far as the kernel shows it. */
static void tell_doing(const struct explanation *this, const struct present *present)
{
	if (present->parent_frozen)
		prose(this->terminal, "",
		      "its cgroup is frozen (docker pause): it cannot wait until the cgroup is thawed");
	if (present->parent_waits_for > 0)
		prose(this->terminal, "",
		      "it waits only for its child %" PRId32
		      " (pid in its own namespace), not for other children",
		      present->parent_waits_for);
}

static void tell_parent(const struct explanation *this, const struct present *present)
{
	const struct process *parent = explanation_parent(this);
	const char *sigchld = parent && parent->listing.known && !this->forest->bare
				      ? "does not ignore SIGCHLD: it has to wait for its children"
				      : "does not ignore SIGCHLD: it has to wait for its children, "
					"unless it has set SA_NOCLDWAIT, which /proc does not show";

	if (!parent)
		return;
	if (present->sigchld_ignored)
		sigchld = "ignores SIGCHLD: its children are released as they exit";
	else if (evidence_ignores_children(parent))
		sigchld = sentence_of(sigchld_words, parent->listing.sigchld);
	if (parent->listing.known || present->sigchld_known)
		prose(this->terminal, "parent", "%s %s", explanation_name(this, parent).text,
		      sigchld);
	if (evidence_is_stopped(parent))
		prose(this->terminal, "", "it is stopped and cannot wait until it is continued");
	tell_doing(this, present);
	if (present->counted)
		prose(this->terminal,
		      parent->listing.known || present->sigchld_known ? "" : "parent",
		      "it adopted %" PRIu64 " since the module was loaded; %" PRIu64
		      " of them are zombies",
		      present->adopted, present->unreaped);
}

static void tell_next(const struct explanation *this, const struct present *present)
{
	const struct walk_event *walk = &present->next.event.walk;
	const struct process *adopter = process_latest(&this->forest->table, walk->adopter_tgid);

	if (explanation_parent(this) && this->forest->bare)
		prose(this->terminal, "next",
		      "unknown: /proc does not show subreaper flags, by which the kernel would choose "
		      "a new parent");
	if (!explanation_parent(this) || !walk->decision || explanation_panic(this))
		return;
	prose(this->terminal, "next", "if %s died now, %s would adopt it",
	      explanation_name(this, explanation_parent(this)).text,
	      explanation_label(this, adopter, "", walk->adopter_tid).text);
	prose(this->terminal, "", "%s: %s", word_of(decision_words, walk->decision),
	      sentence_of(decision_words, walk->decision));
	print_steps(this, &present->next);
}

/* init would have adopted what a subreaper adopted, but it is not always known whether one did. */
static void tell_without(const struct explanation *this, const struct present *present)
{
	const struct process *parent = explanation_parent(this);

	if (!parent && present->inside)
		return;
	if (!parent || process_is_init(parent))
		prose(this->terminal, "compare", "without subreapers its parent would be the same");
	else if (present_knows_origin(present))
		explanation_without(this);
	else
		prose(this->terminal, "compare",
		      "without subreapers its parent would be %s, if that was its parent at "
		      "birth, else the init of its pid namespace",
		      explanation_name(this, parent).text);
}

/**
 * present_render() - print all that a machine knows of a process
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
	if (present->profiled)
		profile_render(&this);
	state_render(&this);
	explanation_flags(&this);
	tell_birth(&this, present);
	tell_orphaned(&this, present);
	explanation_getppid(&this);
	tell_parent(&this, present);
	if (present->process->stranded_forks)
		prose(this.terminal, "forks",
		      "each fork() fails with ENOMEM: its first child after unshare() or setns(), "
		      "pid 1 of the pid namespace of its children, has ended");
	else if (present->process->emigrates)
		prose(this.terminal, "forks",
		      "its children are born in another pid namespace than its own");
	children_render(&this);
	tell_next(&this, present);
	tell_without(&this, present);
}
