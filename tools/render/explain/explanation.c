// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of a process, whether a trace or the machine itself knows it. */
#include <inttypes.h>
#include <string.h>

#include "../../model/forest/basis.h"
#include "../../model/process/flags.h"
#include "../../model/trace/words.h"
#include "explanation.h"
#include "../text/inset.h"
#include "../text/prose.h"

/**
 * explanation_time() - a time
 * @this: the explanation, which has a clock
 * @time: on the trace's clock, in ns
 *
 * Return: the time, as the user wants it
 */
struct time_text explanation_time(const struct explanation *this, uint64_t time)
{
	struct event event = { .time = time };
	struct time_text text;

	clock_text(this->clock, &event, text.text);
	return text;
}

/**
 * explanation_label() - a thread
 * @process: its process; NULL for none
 * @comm: its name, "" for that of the process
 * @tid: the thread; 0 for the main thread
 *
 * Return: the label
 */
struct label explanation_label(const struct explanation *this, const struct process *process,
			       const char *comm, int32_t tid)
{
	return label_thread(this->terminal, process, comm, tid);
}

/**
 * explanation_name() - a process by its latest name
 * @process: which; NULL for none
 *
 * Return: the label
 */
struct label explanation_name(const struct explanation *this, const struct process *process)
{
	return explanation_label(this, process, "", 0);
}

/**
 * explanation_parent() - its present parent
 *
 * Return: the parent, or NULL
 */
const struct process *explanation_parent(const struct explanation *this)
{
	return this->process->parent[WITH_SUBREAPERS];
}

/**
 * explanation_panic() - if its parent is the init of the machine, print what its end would lead to
 *
 * Pids are those of the initial pid namespace.
 *
 * Return: whether it is
 */
bool explanation_panic(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);

	if (!parent || parent->pid != INIT_PID)
		return false;
	prose(this->terminal, "next",
	      "if %s died now, the kernel would panic: it is the init of the machine",
	      explanation_name(this, parent).text);
	return true;
}

/**
 * explanation_title() - print the process and its parent
 */
void explanation_title(const struct explanation *this)
{
	const struct process *parent = evidence_parent(this->forest, this->process);
	char text[2 * sizeof(struct label) + 64], thread[32] = "";

	if (parent && this->process->parent_tid && this->process->parent_tid != parent->pid)
		snprintf(thread, sizeof(thread), ", thread %" PRId32, this->process->parent_tid);
	snprintf(text, sizeof(text), "%s%s%s%s%s", explanation_name(this, this->process).text,
		 parent ? ", child of " : "", parent ? explanation_name(this, parent).text : "",
		 thread,
		 evidence_parent_is_doubtful(this->forest, this->process)
			 ? " (inferred, not certain)"
			 : "");
	prose_title(this->terminal, text);
	if (this->process->thread_of)
		prose(this->terminal, "kind", "a thread of %s: explain that process",
		      explanation_name(this, this->process->thread_of).text);
	else if (process_may_be_thread(this->process))
		prose(this->terminal, "kind",
		      "process or thread: the trace does not show which (task_newtask and exec do)");
}

/**
 * explanation_flags() - print its flags
 */
void explanation_flags(const struct explanation *this)
{
	const struct process *process = this->process;
	static const char * const marked[] = {
		[FLAG_UNKNOWN] = "unknown",
		[FLAG_NO] = "no",
		[FLAG_YES] = "yes",
	};
	static const char * const has[] = {
		[FLAG_UNKNOWN] = "unknown",
		[FLAG_NO] = "no (the kernel does not look above it)",
		[FLAG_YES] = "yes (the kernel looks for a subreaper above it)",
		[FLAG_YES_UNLESS] = "yes, unless a pid namespace lies between it and the subreaper",
	};

	prose(this->terminal, "flags", "subreaper: %s; has_subreaper: %s",
	      marked[evidence_is_marked_at_end(this->forest, process)],
	      has[evidence_has_subreaper(this->forest, process)]);
	if (process->flags.lost)
		prose(this->terminal, "",
		      "It should have has_subreaper, because a subreaper was above it: the flag was lost.");
}

static const char *describe_step(const struct story_step *step)
{
	if (step->subreaper)
		return step->has_subreaper ? "marked, has" : "marked";
	if (!step->has_known)
		return "?";
	return step->has_subreaper ? "has" : "-";
}

static struct label label_of_step(const struct explanation *this, const struct story_step *step)
{
	const struct process *process = story_step_process(this->forest, step);

	if (process)
		return explanation_label(this, process, step->comm, 0);
	return label_any(this->terminal, step->pid, 1, step->pid ? "" : "swapper", step->pid);
}

static void add_step(const struct explanation *this, struct inset *inset,
		     const struct story_step *step)
{
	const struct process *process = story_step_process(this->forest, step);
	struct label label = label_of_step(this, step);
	char level[16] = "?";

	if (!step->pid)
		strcpy(level, "0");
	else if (process && (process->level_known || process->level_inherited))
		snprintf(level, sizeof(level), "%u", process->level);
	inset_row(inset, (const char *[]){ label.text, word_of(verdict_words, step->verdict),
					   describe_step(step), level });
}

static void add_steps(const struct explanation *this, struct inset *inset,
		      const struct story_step *steps, uint32_t nr)
{
	uint32_t i;

	inset_row(inset, (const char *[]){ "ANCESTOR", "VERDICT", "FLAGS", "LEVEL" });
	for (i = 0; i < nr; i++)
		add_step(this, inset, &steps[i]);
}

/**
 * explanation_steps() - print the ancestors that were tried
 * @kept: how many there are
 * @nr: how many there were
 */
void explanation_steps(const struct explanation *this, const struct story_step *steps,
		       uint32_t kept, uint32_t nr)
{
	struct inset inset = { .terminal = this->terminal, .nr = 4 };

	if (!kept)
		return;
	add_steps(this, &inset, steps, kept);
	inset.measured = true;
	add_steps(this, &inset, steps, kept);
	if (nr > kept)
		fprintf(this->terminal->out, "%*sand %" PRIu32 " more\n", PROSE_INDENT + 2, "",
			nr - kept);
}

/**
 * explanation_getppid() - print what the process itself sees
 */
void explanation_getppid(const struct explanation *this)
{
	const struct process *process = this->process;
	int32_t pid;

	if (!evidence_getppid(this->forest, process, &pid))
		return;
	if (!pid)
		prose(this->terminal, "getppid()", "is 0: its parent is outside its pid namespace");
	else
		prose(this->terminal, "getppid()", "is %" PRId32 "%s", pid,
		      process->decision && pid != INIT_PID
			      ? ", though it is an orphan: code that checks for 1 will not notice"
			      : "");
}

/**
 * explanation_without() - print its parent without subreapers
 */
void explanation_without(const struct explanation *this)
{
	const struct process *parent = explanation_parent(this);
	const struct process *other = this->process->parent[WITHOUT_SUBREAPERS];
	unsigned int doubts = evidence_without_doubts(this->forest, this->process);
	const char *unless = doubts ? ", unless " : "";
	const char *what = doubts ? doubt_sentence(this->forest, doubts) : "";

	switch (evidence_without(this->forest, this->process)) {
	case WITHOUT_NOTHING:
		break;
	case WITHOUT_UNKNOWN:
		prose(this->terminal, "compare",
		      "without subreapers its parent might be another one: how it became a child "
		      "of %s%s%s is unknown",
		      explanation_name(this, parent).text,
		      this->process->birth.at.known ? "" : " before ",
		      this->process->birth.at.known ? ""
		      : this->clock		    ? "the recording"
						    : "the module was loaded");
		break;
	case WITHOUT_SAME:
		prose(this->terminal, "compare",
		      "without subreapers its parent would be the same%s%s", unless, what);
		break;
	case WITHOUT_OTHER:
		prose(this->terminal, "compare", "without subreapers its parent would be %s%s%s",
		      explanation_name(this, other).text, unless, what);
		break;
	case WITHOUT_INIT:
		prose(this->terminal, "compare",
		      "without subreapers its parent would be the init of its pid namespace, which is "
		      "unknown");
		break;
	}
}
