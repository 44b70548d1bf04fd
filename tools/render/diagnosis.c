// SPDX-License-Identifier: GPL-2.0-or-later
/* Each finding with what was seen, and what to do about it. */
#include <inttypes.h>
#include <stdarg.h>

#include "../model/words.h"
#include "diagnosis.h"
#include "label.h"
#include "prose.h"

/* A finding, and the labels of all that takes part in it. */
struct told {
	const struct terminal *terminal;
	const struct listener *listener;
	const struct finding *finding;
	struct label about;
	struct label example;
	struct label parent;
	struct label name;
	char time[CLOCK_TEXT_SIZE];
	char ended[CLOCK_TEXT_SIZE];
	/* When the one that it is about ended. */
	char gone[CLOCK_TEXT_SIZE];
};

__attribute__((format(printf, 3, 4))) static void say(const struct told *told, const char *heading,
						      const char *format, ...)
{
	va_list arguments;
	char text[2048];

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	told->listener->sentence(told->listener, heading, text);
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void tell_unreaped(const struct told *told)
{
	say(told, "trouble", "%s adopted %zu process%s and never waited for %s.", told->about.text,
	    told->finding->count, told->finding->count == 1 ? "" : "es",
	    told->finding->count == 1 ? "it" : "them");
	if (*told->gone)
		say(told, "seen",
		    "%s was adopted at %s, is dead since %s and was still there when %s ended itself, "
		    "at %s.",
		    told->example.text, told->time, told->ended, told->about.text, told->gone);
	else
		say(told, "seen", "%s was adopted at %s, is dead%s%s and still there.",
		    told->example.text, told->time, told->ended[0] ? " since " : "", told->ended);
	say(told, "do",
	    "Let it call waitpid(-1, ...) until that says that nobody is left, at each SIGCHLD; or "
	    "do not mark it; or start it below an init that does, such as tini -s.");
}

static void tell_ignores(const struct told *told)
{
	say(told, "trouble",
	    "The subreaper %s ignores SIGCHLD: whom it adopts vanishes with its exit status.",
	    told->about.text);
	say(told, "seen", "%s was handed over dead at %s and was gone (%zu such).",
	    told->example.text, told->time, told->finding->count);
	say(told, "do",
	    "If it is to know how they end, let it handle SIGCHLD or set it to SIG_DFL; an "
	    "ignored signal is also inherited across exec.");
}

static void tell_caught(const struct told *told)
{
	say(told, "trouble",
	    "%s forked twice to be rid of %s, and got it back, for it is a subreaper itself.",
	    told->about.text, told->example.text);
	say(told, "seen", "%s, of the same name, ended at %s, and %s adopted%s.", told->parent.text,
	    told->time, told->about.text, told->finding->count > 1 ? ", more than once" : "");
	say(told, "do",
	    "Clear the mark with prctl(PR_SET_CHILD_SUBREAPER, 0) before the first fork, or wait "
	    "for the process: to init it goes only past every subreaper.");
}

static void tell_inherited(const struct told *told)
{
	say(told, "trouble",
	    "%s adopts orphans by a mark that another program left behind: it was %s when it was "
	    "marked, and a mark is kept across exec.",
	    told->about.text, told->name.text);
	say(told, "seen", "It adopted %s at %s (%zu in all).", told->example.text, told->time,
	    told->finding->count);
	say(told, "do",
	    "Clear the mark with prctl(PR_SET_CHILD_SUBREAPER, 0) before exec, unless the program "
	    "is to wait for orphans.");
}

static void tell_flag_lost(const struct told *told)
{
	say(told, "trouble",
	    "Below %s, where a subreaper is above, %zu process%s will not look for it: what they "
	    "leave behind goes to init.",
	    told->about.text, told->finding->count, told->finding->count == 1 ? "" : "es");
	say(told, "seen", "has_subreaper of %s is 0, and by the rules it is 1.",
	    told->example.text);
	say(told, "do",
	    "Two prctl() calls at the same time lost an update, which the kernel does not guard "
	    "against: mark the subreaper again, or before it has children; kernel-patch/ mends it.");
}

static void tell_edge(const struct told *told)
{
	say(told, "trouble",
	    "%s entered a pid namespace from outside, and its orphans went to the init in there "
	    "(%zu).",
	    told->about.text, told->finding->count);
	say(told, "seen", "%s moved at %s by ns_boundary: the parent of %s was outside.",
	    told->example.text, told->time, told->parent.text);
	say(told, "do",
	    "No subreaper outside adopts what is born inside, since Linux 4.11. Let the process "
	    "that enters wait for its children, or mark one that lives inside.");
}

static void tell_pdeath(const struct told *told)
{
	say(told, "trouble",
	    "%zu child%s of %s got the parent-death signal %" PRIu64 ", though %s is alive.",
	    told->finding->count, told->finding->count == 1 ? "" : "ren", told->about.text,
	    told->finding->value, told->about.text);
	say(told, "seen", "At %s a thread of it, %s, ended, of which %s was a child.", told->time,
	    told->name.text, told->example.text);
	say(told, "do",
	    "PR_SET_PDEATHSIG is about the thread that forks: fork from a thread that lives as "
	    "long as the process, or leave the signal out.");
}

static void tell_dying(const struct told *told)
{
	say(told, "trouble",
	    "The subreaper %s was dying and was passed by: %zu orphan%s went to %s instead.",
	    told->about.text, told->finding->count, plural(told->finding->count),
	    told->example.text);
	say(told, "seen", "At %s, when %s ended, all threads of it were exiting.", told->time,
	    told->parent.text);
	say(told, "do",
	    "It took long to die, or died at the same time: end the processes below a subreaper "
	    "before it, for instance by its cgroup.");
}

static void tell_io_worker(const struct told *told)
{
	say(told, "trouble",
	    "%s, a thread of io_uring in %s, adopted %zu: it is the oldest thread that lives, and "
	    "waits for nobody.",
	    told->name.text, told->about.text, told->finding->count);
	say(told, "seen", "%s at %s; its main thread had ended.", told->example.text, told->time);
	say(told, "do",
	    "Any other thread of the process may wait for it, but not with __WNOTHREAD; let the "
	    "main thread live as long as the process.");
}

static void tell_argument(const struct told *told)
{
	say(told, "trouble",
	    "%s marked itself with the argument 0x%" PRIx64 ": perhaps it gave none.",
	    told->about.text, told->finding->value);
	say(told, "seen", "prctl() at %s; anything but 0 marks.", told->time);
	say(told, "do",
	    "Call prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0): without it chance decides.");
}

static void tell_own_unreaped(const struct told *told)
{
	bool one = told->finding->count == 1;

	say(told, "note",
	    "%s has not waited for %zu dead child%s of its own: %s no orphan%s, and no subreaper "
	    "above can reap %s.",
	    told->about.text, told->finding->count, one ? "" : "ren", one ? "it is" : "they are",
	    plural(told->finding->count), one ? "it" : "them");
	say(told, "seen", "%s is dead%s%s and still there; its parent is alive.",
	    told->example.text, told->ended[0] ? " since " : "", told->ended);
	say(told, "do",
	    "Let it wait for them at each SIGCHLD. Only when it ends do its dead children go to "
	    "somebody else.");
}

static void tell_outside(const struct told *told)
{
	say(told, "note",
	    "%zu orphan%s of %s %s inside a pid namespace that it is outside of: PPid and getppid() "
	    "in there are 0.",
	    told->finding->count, plural(told->finding->count), told->about.text,
	    told->finding->count == 1 ? "is" : "are");
	say(told, "seen", "%s was adopted at %s.", told->example.text, told->time);
	say(told, "do",
	    "Wait for such processes outside. To be a child of the namespace's init, a process "
	    "must be an orphan of one that was itself born inside.");
}

static void tell_getppid(const struct told *told)
{
	say(told, "note",
	    "%zu orphan%s of %s would not find out by getppid() == 1: it is not 1 to them.",
	    told->finding->count, plural(told->finding->count), told->about.text);
	say(told, "seen", "%s was adopted at %s.", told->example.text, told->time);
	say(told, "do",
	    "If such a program is to notice, let it compare getppid() with what that was before, "
	    "or use PR_SET_PDEATHSIG or a pipe.");
}

static void (* const tellers[FINDING_KINDS])(const struct told *told) = {
	[FINDING_UNREAPED] = tell_unreaped,
	[FINDING_IGNORES] = tell_ignores,
	[FINDING_CAUGHT] = tell_caught,
	[FINDING_INHERITED_MARK] = tell_inherited,
	[FINDING_FLAG_LOST] = tell_flag_lost,
	[FINDING_NS_EDGE] = tell_edge,
	[FINDING_PDEATH] = tell_pdeath,
	[FINDING_DYING] = tell_dying,
	[FINDING_IO_WORKER] = tell_io_worker,
	[FINDING_ARGUMENT] = tell_argument,
	[FINDING_OWN_UNREAPED] = tell_own_unreaped,
	[FINDING_OUTSIDE] = tell_outside,
	[FINDING_GETPPID] = tell_getppid,
};

static void text_of_time(const struct clock *clock, const struct instant *moment, char *ret)
{
	struct event event = { .time = moment->time };

	if (moment->known)
		clock_text(clock, &event, ret);
	else
		ret[0] = '\0';
}

static struct label label_or_nobody(const struct terminal *terminal, const struct process *process)
{
	return process ? label_process(terminal, process) : (struct label){ "nobody" };
}

/**
 * diagnosis_tell() - put a finding into words
 * @finding: which
 * @terminal: where they go in the end
 * @clock: what times mean
 * @listener: who is told them
 */
void diagnosis_tell(const struct finding *finding, const struct terminal *terminal,
		    const struct clock *clock, const struct listener *listener)
{
	static const struct instant never;
	struct told told = {
		.terminal = terminal,
		.listener = listener,
		.finding = finding,
		.about = label_or_nobody(terminal, finding->about),
		.example = label_or_nobody(terminal, finding->example),
		.parent = label_or_nobody(terminal, finding->parent),
		.name = label_comm(terminal, finding->name),
	};

	text_of_time(clock, &finding->time, told.time);
	text_of_time(clock, finding->example ? &finding->example->ended : &never, told.ended);
	text_of_time(clock, &finding->about->ended, told.gone);
	tellers[finding->kind](&told);
}

static void print_sentence(const struct listener *listener, const char *heading, const char *text)
{
	prose(listener->place, heading, "%s", text);
}

/**
 * diagnosis_render() - print what was found
 * @terminal: where to
 * @clock: what times mean
 * @diagnosis: concluded
 * @complete: whether the trace could be read to its end
 */
void diagnosis_render(const struct terminal *terminal, const struct clock *clock,
		      const struct diagnosis *diagnosis, bool complete)
{
	const struct listener listener = { print_sentence, (void *)terminal };
	size_t i;

	for (i = 0; i < diagnosis->nr; i++) {
		if (i)
			fputc('\n', terminal->out);
		diagnosis_tell(diagnosis->findings[i], terminal, clock, &listener);
	}
	if (!diagnosis->nr)
		fprintf(terminal->out, "nothing found%s\n",
			complete ? "" : " in what could be read");
}
