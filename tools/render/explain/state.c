// SPDX-License-Identifier: GPL-2.0-or-later
/* Whether a process is there, how it ended, and why it was or was not reaped. */
#include <string.h>

#include "../../model/forest/basis.h"
#include "../text/ending.h"
#include "../text/prose.h"
#include "state.h"

/* More are only counted. */
#define NAMED_MAX 10

/** struct when - " at TIME", or nothing where that is not known */
struct when {
	char text[sizeof(struct time_text) + 8];
};

static struct when at(const struct explanation *this, const struct instant *moment)
{
	struct when when = { "" };

	if (moment->known && this->clock)
		snprintf(when.text, sizeof(when.text), " at %s",
			 explanation_time(this, moment->time).text);
	return when;
}

/* What there is to say of the parent's means to wait. */
static void render_parent(const struct explanation *this, const struct process *parent)
{
	unsigned int left = process_threads_left(parent);

	if (evidence_is_stopped(parent))
		prose(this->terminal, "",
		      "%s is stopped (state %c) and cannot wait before it is continued.",
		      explanation_name(this, parent).text, parent->state);
	else if (parent->state == 't')
		prose(this->terminal, "",
		      "The main thread of %s is stopped by a tracer (state t); whether another thread can "
		      "wait is unknown.",
		      explanation_name(this, parent).text);
	if (evidence_ignores_children(parent))
		prose(this->terminal, "",
		      "%s %s now, which does not release zombies that were there before.",
		      explanation_name(this, parent).text, release_cause(parent));
	if (left)
		prose(this->terminal, "",
		      "The main thread of %s has exited, but %u other thread%s can wait.",
		      explanation_name(this, parent).text, left, left == 1 ? "" : "s");
}

static void render_holdup(const struct explanation *this)
{
	const struct process *process = this->process;
	const struct process *parent = explanation_parent(this);
	struct label label = explanation_name(this, parent);

	switch (evidence_holdup(this->forest, process)) {
	case HOLDUP_TRACER:
		prose(this->terminal, "",
		      "Not reaped: its tracer %s has not waited for it. Until it does, the parent "
		      "%s cannot.",
		      explanation_name(this, evidence_tracer(this->forest, process)).text,
		      label.text);
		break;
	case HOLDUP_EXIT_SIGNAL:
		prose(this->terminal, "",
		      "Not reaped: it was cloned with exit signal %d in place of SIGCHLD. %s gets no "
		      "SIGCHLD for it, and waitpid() without __WALL or __WCLONE does not find it "
		      "(ECHILD).",
		      process->listing.exit_signal, label.text);
		break;
	case HOLDUP_EXITING:
		prose(this->terminal, "", "Not reaped yet: its parent %s is exiting itself.",
		      label.text);
		break;
	case HOLDUP_UNKNOWN:
		prose(this->terminal, "", "Not reaped: its parent is not known.");
		break;
	default:
		prose(this->terminal, "", "Not reaped: its parent %s has not waited for it.",
		      label.text);
		render_parent(this, parent);
		break;
	}
}

static void render_insider(const struct explanation *this, const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];
	const struct process *tracer = evidence_tracer(this->forest, process);
	bool zombie = evidence_being(this->forest, process) == BEING_ZOMBIE;

	if (zombie && tracer)
		prose(this->terminal, "", "%s: a zombie that its tracer %s has not waited for",
		      explanation_name(this, process).text, explanation_name(this, tracer).text);
	else
		prose(this->terminal, "", "%s: %s%s%s", explanation_name(this, process).text,
		      zombie ? "a zombie, child of " : "still there, child of ",
		      explanation_name(this, parent).text,
		      zombie ? ", which has not waited for it" : "");
}

static size_t for_insiders(const struct explanation *this, size_t room)
{
	const struct process_list *remaining = &this->forest->table.remaining;
	size_t i, count = 0;

	for (i = 0; i < remaining->nr; i++) {
		const struct process *process = remaining->all[i];

		if (!process->alive || evidence_being(this->forest, process) == BEING_GONE ||
		    !evidence_may_be_inside(this->forest, process, this->process))
			continue;
		if (count++ < room)
			render_insider(this, process);
	}
	return count;
}

static void render_exiting(const struct explanation *this)
{
	const struct process *process = this->process;
	struct ending ending = ending_of(process);
	size_t count;

	prose(this->terminal, "state", "exiting: it %s%s, and its exit is not complete",
	      ending.text, at(this, &process->ended).text);
	if (process->nspid != INIT_PID || process->pid == INIT_PID)
		return;
	count = for_insiders(this, 0);
	prose(this->terminal, "",
	      "It was pid 1 of a pid namespace: its exit is complete only after all other processes "
	      "inside are reaped. %zu %s left:",
	      count, count == 1 ? "is" : "are");
	for_insiders(this, NAMED_MAX);
	if (count > NAMED_MAX)
		prose(this->terminal, "", "and %zu more", count - NAMED_MAX);
}

/* When it ended, which the trace does not show. */
static const char *untold_time(const struct explanation *this)
{
	return this->process->ended_before ? " before the recording" : "; when is unknown";
}

static void render_release(const struct explanation *this)
{
	const struct process *process = this->process;
	const struct process *parent = explanation_parent(this);
	const struct reaping *reaping = &process->reaping;

	switch (evidence_way_out(process)) {
	case OUT_WAITED:
		prose(this->terminal, "reaped", "at %s by %s",
		      explanation_time(this, reaping->at.time).text,
		      explanation_label(this, reaping->reaper, reaping->reaper_comm,
					reaping->reaper_tid)
			      .text);
		break;
	case OUT_UNWAITED:
		if (parent && parent->ended.known && parent->nspid == INIT_PID)
			prose(this->terminal, "reaped",
			      "by nothing: the kernel released it, because its pid namespace ended");
		else
			prose(this->terminal, "reaped",
			      "by nothing: the kernel released it, because its parent %s %s%s. Its "
			      "exit status is lost, and waitpid() fails with ECHILD.",
			      explanation_name(this, parent).text, release_cause(parent),
			      parent && evidence_ignores_children(parent)
				      ? ""
				      : ", or it was cloned with CLONE_AUTOREAP");
		break;
	case OUT_AUTOREAPED:
		prose(this->terminal, "reaped",
		      "by nothing: it was cloned with CLONE_AUTOREAP, so the kernel released it as it "
		      "exited, and no process can wait for it");
		break;
	case OUT_IGNORED:
		prose(this->terminal, "reaped",
		      "by nothing (inferred): its parent %s %s, so the kernel releases its children as "
		      "they exit, and waitpid() fails with ECHILD",
		      explanation_name(this, parent).text, release_cause(parent));
		break;
	case OUT_COLLECTED:
		prose(this->terminal, "reaped",
		      "before %s by its parent %s (inferred: the parent does not ignore SIGCHLD)",
		      explanation_time(this, process->freed.time).text,
		      explanation_name(this, parent).text);
		break;
	case OUT_UNKNOWN:
		if (process->freed.known)
			prose(this->terminal, "released",
			      "before %s; whether a process waited for it is not recorded ('record "
			      "--reap' records it)",
			      explanation_time(this, process->freed.time).text);
		break;
	}
}

static void render_end(const struct explanation *this)
{
	const struct process *process = this->process;
	const struct process *init = evidence_namespace_end(this->forest, process);

	if (!process->ended.known && !process->exit_known && !process->freed.known)
		prose(this->terminal, "state", "gone: how and when it ended is not in the trace");
	else
		prose(this->terminal, "state", "gone: it %s%s", ending_of(process).text,
		      process->ended.known || !process->exit_known ? at(this, &process->ended).text
								   : untold_time(this));
	if (init)
		prose(this->terminal, "",
		      "%s pid namespace ended: pid 1 of it, %s, %s%s, and the kernel then sends "
		      "SIGKILL to all processes inside.",
		      init->level == process->level && process->nspid != INIT_PID ? "Its"
										  : "An outer",
		      explanation_name(this, init).text, ending_of(init).text,
		      at(this, &init->ended).text);
	render_release(this);
}

/* The event of a reap comes late. */
static void render_exited(const struct explanation *this)
{
	const struct process *process = this->process;

	prose(this->terminal, "state", "it %s%s; whether it was reaped is unknown: %s",
	      ending_of(process).text, at(this, &process->ended).text,
	      sentence_of(why_words, why_not_told_gone(this->forest, process)));
}

/**
 * state_render() - print whether a process is there, how it ended and what waited for it
 * @this: the explanation
 */
void state_render(const struct explanation *this)
{
	const struct process *process = this->process;
	unsigned int left = process_threads_left(process);

	switch (evidence_being(this->forest, process)) {
	case BEING_UNKNOWN:
		prose(this->terminal, "state",
		      "unknown: the trace does not show which processes exited");
		break;
	case BEING_ALIVE:
		prose(this->terminal, "state", "alive%s",
		      evidence_is_stopped(process) ? ", stopped" : "");
		break;
	case BEING_LEADERLESS:
		prose(this->terminal, "state",
		      "alive: its main thread has exited, but %s%u other thread%s",
		      process->birth.at.known || process->listing.known ? "" : "at least ", left,
		      left == 1 ? " runs on" : "s run on");
		prose(this->terminal, "",
		      "ps shows such a process as defunct. No process can reap it before its last "
		      "thread exits.");
		break;
	case BEING_EXITING:
		render_exiting(this);
		break;
	case BEING_ZOMBIE:
		prose(this->terminal, "state", "zombie: it %s%s", ending_of(process).text,
		      process->ended.known || !this->clock ? at(this, &process->ended).text
							   : untold_time(this));
		render_holdup(this);
		break;
	case BEING_EXITED:
		render_exited(this);
		break;
	case BEING_GONE:
		render_end(this);
		break;
	}
}
