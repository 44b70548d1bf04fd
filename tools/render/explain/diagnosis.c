// SPDX-License-Identifier: GPL-2.0-or-later
/* Each finding with what was seen, and what to do about it. */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>
#include <sys/wait.h>

#include "../../model/forest/evidence.h"
#include "../../model/trace/words.h"
#include "diagnosis.h"
#include "../text/ending.h"
#include "../text/label.h"
#include "../text/prose.h"

/* A finding, and the labels of all that takes part in it. */
struct told {
	const struct terminal *terminal;
	const struct clock *clock;
	const struct listener *listener;
	const struct finding *finding;
	struct label about;
	struct label example;
	struct label parent;
	struct label other;
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

/* What is found, under its level. */
#define FOUND(told) (level_words[(told)->finding->level])

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static bool is_container_init(const struct process *process)
{
	return process->nspid == INIT_PID && process->pid != INIT_PID;
}

/** struct end_words - such as "exited with status 1 at 1.000000" */
struct end_words {
	char text[ENDING_SIZE + CLOCK_TEXT_SIZE + 32];
};

/* How a process ended, and when if that is known. */
static struct end_words end_of(const struct told *told, const struct process *process)
{
	struct end_words label;
	struct event event = { .time = process->ended.time };
	char time[CLOCK_TEXT_SIZE];

	clock_text(told->clock, &event, time);
	snprintf(label.text, sizeof(label.text), "%s%s%s", ending_of(process).text,
		 process->ended.known	 ? " at "
		 : process->ended_before ? " before the recording"
					 : "; when is unknown",
		 process->ended.known ? time : "");
	return label;
}

/* Finds an init program that was started in a way in which it does not adopt. */
static const struct process *find_idle_init(const struct process *orphan,
					    const struct process *adopter)
{
	const struct process *process = orphan ? orphan->old_parent : NULL;
	size_t steps = 0;

	for (; process && process != adopter && steps++ < 64;
	     process = process->parent[WITH_SUBREAPERS]) {
		if (!process->subreaper && process->nspid != INIT_PID &&
		    (!strcmp(process->comm, "tini") || !strcmp(process->comm, "dumb-init")))
			return process;
	}
	return NULL;
}

static void advise_to_reap(const struct told *told)
{
	const struct process *about = told->finding->about;
	const struct process *idle = find_idle_init(told->finding->example, about);

	if (idle)
		say(told, "do",
		    "%s was above it, but adopts nothing: it is neither pid 1 of the container nor a "
		    "subreaper. Make it pid 1, or start it as a subreaper (tini -s).",
		    label_process(told->terminal, idle).text);
	if (is_container_init(about))
		say(told, idle ? "" : "do",
		    "Pid 1 of a container adopts all orphans inside and has to reap them. Make it call "
		    "waitpid(-1, ...) at each SIGCHLD, or run the container with an init as pid 1 "
		    "(docker run --init, tini).");
	else if (about->pid == INIT_PID)
		say(told, idle ? "" : "do",
		    "Pid 1 adopts all orphans that no subreaper adopts. Make it call "
		    "waitpid(-1, ...) at each SIGCHLD.");
	else if (about->subreaper)
		say(told, idle ? "" : "do",
		    "Make it call waitpid(-1, ...) at each SIGCHLD until no zombie is left. Or do not "
		    "make it a subreaper, if the next adopter above it reaps.");
	else
		say(told, idle ? "" : "do",
		    "Make it call waitpid(-1, ...) at each SIGCHLD until no zombie is left.");
	say(told, "",
	    "If its cgroup is frozen (docker pause), it cannot wait; no event shows that.");
}

static void tell_growth(const struct told *told)
{
	size_t early = told->finding->early;

	if (early && early < told->finding->count)
		say(told, "", "%zu of them were zombies when the recording began, %zu are new.",
		    early, told->finding->count - early);
	else if (early)
		say(told, "", "All of them were zombies when the recording began.");
}

static void tell_unreaped(const struct told *told)
{
	const struct finding *finding = told->finding;
	const struct process *about = finding->about;
	const char *adopted = *told->time && history_last(&finding->example->history)
				      ? told->time
				      : "a time before the recording";

	if (about->ended.known) {
		say(told, FOUND(told), "%s adopted %zu process%s and never waited for %s.",
		    told->about.text, finding->count, finding->count == 1 ? "" : "es",
		    finding->count == 1 ? "it" : "them");
		say(told, "seen",
		    "%s was adopted at %s, %s and was still a zombie when %s ended at %s.",
		    told->example.text, adopted, end_of(told, finding->example).text,
		    told->about.text, told->gone);
	} else {
		say(told, FOUND(told), "%s has %s reaped %zu of its %zu adopted %s that ended%s.",
		    told->about.text, finding->level == LEVEL_NOTE ? "not yet" : "not",
		    finding->count, finding->of, finding->of == 1 ? "child" : "children",
		    finding->level == LEVEL_NOTE ? "; it did reap others" : "");
		say(told, "seen", "%s was adopted at %s, %s, and has been a zombie since.",
		    told->example.text, adopted, end_of(told, finding->example).text);
		tell_growth(told);
	}
	if (finding->level == LEVEL_NOTE)
		say(told, "do", "Nothing, if it is only slow: it does reap what it adopts.");
	else
		advise_to_reap(told);
}

static void tell_tracer(const struct told *told)
{
	const struct process *parent = told->finding->example->parent[WITH_SUBREAPERS];
	size_t count = told->finding->count;

	say(told, FOUND(told),
	    "%s traces %zu process%s that ended, and has not waited for %s, so no parent can reap "
	    "%s yet.",
	    told->about.text, count, count == 1 ? "" : "es", count == 1 ? "it" : "them",
	    count == 1 ? "it" : "them");
	say(told, "seen", "%s %s and has been a zombie since; its parent %s cannot reap it yet.",
	    told->example.text, end_of(told, told->finding->example).text,
	    parent ? label_process(told->terminal, parent).text : "(unknown)");
	say(told, "do",
	    "Make the tracer call waitpid() for the processes that it traces, detach from them "
	    "(PTRACE_DETACH), or kill the tracer.");
}

static void tell_stuck(const struct told *told)
{
	const struct process *left = told->finding->example;
	const struct process *parent = left->parent[WITH_SUBREAPERS];

	say(told, FOUND(told),
	    "%s was pid 1 of a pid namespace and cannot end: the kernel waits for %zu other "
	    "process%s inside.",
	    told->about.text, told->finding->count, told->finding->count == 1 ? "" : "es");
	say(told, "seen", "%s %s. %s is left: %s, child of %s%s.", told->about.text,
	    end_of(told, told->finding->about).text, told->example.text,
	    process_is_dead(left) ? "a zombie" : "alive",
	    parent ? label_process(told->terminal, parent).text : "an unknown process",
	    process_is_dead(left) ? ", which has not waited for it" : "");
	say(told, "do",
	    "Make %s wait for it, or kill that parent: then pid 1 of the container can end. "
	    "'explain %s' lists all that are left.",
	    parent ? label_process(told->terminal, parent).text : "its parent", told->about.text);
}

static void tell_exit_signal(const struct told *told)
{
	const struct finding *finding = told->finding;

	say(told, FOUND(told),
	    "%s gets no SIGCHLD for %zu child%s, which %s cloned with another exit signal.",
	    told->about.text, finding->count, finding->count == 1 ? "" : "ren",
	    finding->count == 1 ? "was" : "were");
	say(told, "seen", "%s has exit signal %d, %s and has been a zombie since.",
	    told->example.text, finding->example->listing.exit_signal,
	    end_of(told, finding->example).text);
	say(told, "do",
	    "Call waitpid() with __WALL or __WCLONE: without them it fails with ECHILD. Or pass "
	    "SIGCHLD to clone().");
}

static void tell_stopped(const struct told *told)
{
	size_t count = told->finding->count;

	say(told, FOUND(told), "%s is stopped and cannot wait for %zu zombie%s.", told->about.text,
	    count, plural(count));
	say(told, "seen", "%s %s; the state of %s was %c.", told->example.text,
	    end_of(told, told->finding->example).text, told->about.text,
	    told->finding->about->state);
	say(told, "do", "Continue it (SIGCONT, or fg in its shell), or resume it in its debugger.");
}

static void tell_namespace_gone(const struct told *told)
{
	say(told, FOUND(told),
	    "Each further fork() of %s fails with ENOMEM: pid 1 of the pid namespace of its children "
	    "has ended.",
	    told->about.text);
	if (told->finding->example)
		say(told, "seen",
		    "%s was the first process that it forked after unshare() or setns(), which makes "
		    "it pid 1 of the namespace, and %s.",
		    told->example.text, end_of(told, told->finding->example).text);
	else
		say(told, "seen",
		    "At the end of the recording its pid_for_children in /proc was not its own "
		    "pid namespace, but one without processes. It got there by unshare(), so that its "
		    "first child was pid 1 there, or by setns().");
	say(told, "do",
	    "Keep pid 1 of the namespace alive as long as the namespace is needed (unshare --fork, "
	    "or an init).");
}

static bool ignores_sigchld(const struct process *process)
{
	return process->listing.known && process->listing.sigchld == SUBREAPER_SIGCHLD_IGNORED;
}

static void tell_ignores(const struct told *told)
{
	say(told, FOUND(told),
	    "%s %s: the kernel released what it adopted, and the exit status is lost.",
	    told->about.text, release_cause(told->finding->about));
	say(told, "seen",
	    "%s was a zombie when adopted at %s, and was released at once (%zu in all).",
	    told->example.text, told->time, told->finding->count);
	say(told, "do",
	    "To get their exit status, handle SIGCHLD or set it to SIG_DFL, without SA_NOCLDWAIT. An "
	    "ignored signal stays ignored across exec.");
}

static void tell_status_lost(const struct told *told)
{
	const struct process *about = told->finding->about;
	const struct process *creator = about->birth.creator.process;
	size_t count = told->finding->count;

	say(told, FOUND(told),
	    "%s %s: %zu of its children %s released as %s exited, without a wait.",
	    told->about.text, release_cause(about), count, count == 1 ? "was" : "were",
	    count == 1 ? "it" : "they");
	say(told, "seen", "%s %s and was released at once; waitpid() for it fails with ECHILD.",
	    told->example.text, end_of(told, told->finding->example).text);
	if (creator && ignores_sigchld(creator) && ignores_sigchld(about))
		say(told, "",
		    "%s, which cloned it, ignores SIGCHLD too: fork inherits that, and exec keeps it.",
		    label_process(told->terminal, creator).text);
	say(told, "do",
	    "To get their exit status, set SIGCHLD to SIG_DFL, without SA_NOCLDWAIT, before fork().");
}

static void tell_caught(const struct told *told)
{
	say(told, FOUND(told),
	    "%s adopted %s, the child of its own child %s, which exited at once: a double fork does "
	    "not get past a subreaper.",
	    told->about.text, told->example.text, told->parent.text);
	say(told, "seen",
	    "%s exited with status 0 at %s, and %s adopted%s. None of them called exec.",
	    told->parent.text, told->time, told->about.text,
	    told->finding->count > 1 ? ", more than once" : "");
	say(told, "do",
	    "To leave it to init, clear the flag with prctl(PR_SET_CHILD_SUBREAPER, 0) before the "
	    "first fork. Otherwise wait for it.");
}

static void tell_inherited(const struct told *told)
{
	say(told, FOUND(told),
	    "%s adopts orphans because its subreaper flag was set before exec, when its name was "
	    "%s: exec keeps the flag.",
	    told->about.text, told->name.text);
	say(told, "seen", "It adopted %s at %s (%zu in all).", told->example.text, told->time,
	    told->finding->count);
	say(told, "do",
	    "If the program is not meant to wait for orphans, clear the flag with "
	    "prctl(PR_SET_CHILD_SUBREAPER, 0) before exec.");
}

static void tell_flag_lost(const struct told *told)
{
	say(told, FOUND(told),
	    "%zu process%s below %s lost the flag has_subreaper: orphans go to init, not to the "
	    "subreaper above.",
	    told->finding->count, told->finding->count == 1 ? "" : "es", told->about.text);
	say(told, "seen", "has_subreaper of %s is 0; by the kernel's rules it must be 1.",
	    told->example.text);
	say(told, "do",
	    "Two prctl() calls at the same time lost an update. Linux 6.1, 6.12 and 6.18 have this "
	    "race; 7.2.13 and 7.3 have the fix, and kernel-patch/ has it for 6.1, 6.12 and 6.18. "
	    "%s can "
	    "set its own subreaper flag, which repairs its children. Restart the processes further "
	    "below.",
	    told->about.text);
}

static void tell_edge(const struct told *told)
{
	say(told, FOUND(told),
	    "%s was in a pid namespace, its parent was outside, and the init inside adopted its "
	    "orphans (%zu).",
	    told->about.text, told->finding->count);
	say(told, "seen", "%s was adopted at %s by ns_boundary: the parent of %s was outside.",
	    told->example.text, told->time, told->parent.text);
	say(told, "do",
	    "Since Linux 4.11 a subreaper outside adopts no child of a process inside. Make the "
	    "process that enters wait for its children, or set the subreaper flag of a process "
	    "inside.");
}

static void tell_killed(const struct told *told)
{
	const struct finding *finding = told->finding;
	bool violent = finding->about->exit_known && WIFSIGNALED(finding->about->exit_code);

	say(told, FOUND(told),
	    "%zu process%s ended because %s, pid 1 of their pid namespace, ended: the kernel then "
	    "sends SIGKILL to all processes inside.",
	    finding->count, finding->count == 1 ? "" : "es", told->about.text);
	say(told, "seen", "%s %s; %s ended with it.", told->about.text,
	    end_of(told, finding->about).text, told->example.text);
	say(told, "do",
	    violent ? "Nothing, if the container was meant to end. Which process sent that signal is "
		      "not recorded; the event signal:signal_generate shows it."
		    : "Nothing, if the container was meant to end.");
}

static void tell_pdeath(const struct told *told)
{
	struct signal_name signal = signal_name(told->finding->value);

	say(told, FOUND(told),
	    "%zu child%s of %s got the parent-death signal %s, though %s %s alive.",
	    told->finding->count, told->finding->count == 1 ? "" : "ren", told->about.text,
	    signal.text, told->about.text, told->finding->about->ended.known ? "was still" : "is");
	say(told, "seen", "At %s its thread %s exited, which was the parent of %s.", told->time,
	    told->name.text, told->example.text);
	say(told, "do",
	    "The signal of PR_SET_PDEATHSIG is sent when the thread that forked exits. Fork from a "
	    "thread that lives as long as the process, or do not use that signal.");
}

static void tell_pdeath_late(const struct told *told)
{
	say(told, FOUND(told),
	    "%s has the parent-death signal %s, which was not set when its parent %s ended: it is "
	    "sent only when the next parent ends.",
	    told->about.text, signal_name(told->finding->value).text, told->parent.text);
	say(told, "seen", "%s ended at %s, and no signal was sent.", told->parent.text, told->time);
	say(told, "do",
	    "After prctl(PR_SET_PDEATHSIG), compare getppid() with the parent's pid, saved before "
	    "fork(): if they differ, the parent had ended already.");
}

static void tell_group(const struct told *told)
{
	say(told, FOUND(told),
	    "%s was killed by SIGHUP %.6f s after its process group became orphaned.",
	    told->about.text, told->finding->value / 1e9);
	say(told, "seen",
	    "%s, the last parent outside the group in its session, ended at %s. If a member of the "
	    "group was stopped, the kernel then sent SIGHUP and SIGCONT to the whole group. No event "
	    "shows that: the hangup of a terminal, and many a shell that exits, send SIGHUP too.",
	    told->parent.text, told->time);
	say(told, "do",
	    "Start it in a session of its own (setsid), keep its parent alive, or make it ignore "
	    "SIGHUP.");
}

static void tell_dying(const struct told *told)
{
	say(told, FOUND(told),
	    "The subreaper %s was exiting itself and was skipped: %zu orphan%s went to %s instead.",
	    told->about.text, told->finding->count, plural(told->finding->count),
	    told->example.text);
	say(told, "seen", "At %s, when %s ended, all threads of the subreaper were exiting.",
	    told->time, told->parent.text);
	say(told, "do",
	    "Kill the processes below a subreaper before the subreaper itself, for instance by "
	    "cgroup.");
}

static void tell_outlived(const struct told *told)
{
	say(told, FOUND(told),
	    "%zu orphan%s that %s had adopted outlived it, and went to %s: killing the tree below "
	    "%s misses %s.",
	    told->finding->count, plural(told->finding->count), told->about.text, told->other.text,
	    told->about.text, told->finding->count == 1 ? "it" : "them");
	say(told, "seen", "%s was adopted %.6f s before %s ended, at %s.", told->example.text,
	    told->finding->value / 1e9, told->about.text, told->time);
	say(told, "do",
	    "Kill by cgroup (cgroup.kill), which orphans do not leave, or repeat the search for "
	    "children until there are none.");
}

static void tell_io_worker(const struct told *told)
{
	say(told, FOUND(told),
	    "%s, by its name a thread of io_uring in %s, adopted %zu: it is the oldest live thread, "
	    "and never waits.",
	    told->name.text, told->about.text, told->finding->count);
	say(told, "seen", "It adopted %s at %s, after the main thread had exited.",
	    told->example.text, told->time);
	say(told, "do",
	    "Any other thread of the process can wait for it, but not with __WNOTHREAD. Keep the "
	    "main thread alive as long as the process.");
}

static void tell_argument(const struct told *told)
{
	say(told, FOUND(told),
	    "%s set its subreaper flag with the argument 0x%" PRIx64 ": was the argument missing?",
	    told->about.text, told->finding->value);
	say(told, "seen", "prctl() at %s; anything but 0 sets the flag.", told->time);
	say(told, "do",
	    "Call prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0): a missing argument has a random value.");
}

static void tell_leader(const struct told *told)
{
	const struct process *about = told->finding->about;
	size_t count = told->finding->count;

	/* Of a process that is older than the trace only a dump shows how many there are. */
	say(told, FOUND(told),
	    "The main thread of %s has exited, and %s%zu other thread%s: ps shows it as defunct, but "
	    "it is alive.",
	    told->about.text, about->birth.at.known || about->listing.known ? "" : "at least ",
	    count, count == 1 ? " runs on" : "s run on");
	say(told, "seen",
	    "Its parent %s gets no SIGCHLD and cannot reap it before the last thread exits.",
	    told->other.text);
	say(told, "do",
	    "Make the main thread wait for the others (pthread_join), or end the process by returning from main().");
}

static void tell_own_unreaped(const struct told *told)
{
	size_t count = told->finding->count;
	bool one = count == 1;

	say(told, FOUND(told),
	    "%s has not reaped %zu zombie%s, its own %s: %s no orphan%s, and no subreaper above can "
	    "reap %s.",
	    told->about.text, count, plural(count), one ? "child" : "children",
	    one ? "it is" : "they are", plural(count), one ? "it" : "them");
	say(told, "seen", "%s %s and has been a zombie since; its parent is alive.",
	    told->example.text, end_of(told, told->finding->example).text);
	say(told, "do",
	    "Make it wait for them at each SIGCHLD. Its zombies go to another process only when it "
	    "ends.");
}

static void tell_some_unreaped(const struct told *told)
{
	size_t count = told->finding->count;

	say(told, FOUND(told),
	    "%s has not reaped %zu zombie%s. It is unknown whether it adopted %s: %s its child%s "
	    "before the recording.",
	    told->about.text, count, plural(count), count == 1 ? "it" : "them",
	    count == 1 ? "it was" : "they were", count == 1 ? "" : "ren");
	say(told, "seen", "%s %s and has been a zombie since.", told->example.text,
	    end_of(told, told->finding->example).text);
	tell_growth(told);
	advise_to_reap(told);
}

static void tell_crowd(const struct told *told)
{
	say(told, FOUND(told), "%zu orphans called %s are alive, all adopted by %s.",
	    told->finding->count, label_comm(told->terminal, told->finding->about->comm).text,
	    told->other.text);
	if (told->finding->parent)
		say(told, "seen", "The first is %s, adopted at %s when its parent %s ended.",
		    told->about.text, told->time, told->parent.text);
	else
		say(told, "seen", "The first is %s, adopted before the recording.",
		    told->about.text);
	say(told, "do",
	    "Orphans do not end by themselves: end them in the program that starts them, or run it "
	    "in a cgroup and kill the cgroup.");
}

static void tell_outside(const struct told *told)
{
	say(told, FOUND(told),
	    "%zu orphan%s of %s %s inside a pid namespace, and %s is outside: PPid and getppid() "
	    "inside are 0.",
	    told->finding->count, plural(told->finding->count), told->about.text,
	    told->finding->count == 1 ? "is" : "are", told->about.text);
	say(told, "seen", "%s was adopted at %s.", told->example.text, told->time);
	say(told, "do",
	    "Wait for such processes outside. The namespace's init adopts an orphan only if its old "
	    "parent was itself born inside.");
}

static void tell_getppid(const struct told *told)
{
	say(told, FOUND(told),
	    "%zu orphan%s of %s cannot detect the end of the old parent by getppid() == 1: it "
	    "does not return 1.",
	    told->finding->count, plural(told->finding->count), told->about.text);
	say(told, "seen", "%s was adopted at %s.", told->example.text, told->time);
	say(told, "do",
	    "Compare getppid() with its earlier value, or use PR_SET_PDEATHSIG or a pipe.");
}

static void (* const tellers[FINDING_KINDS])(const struct told *told) = {
	[FINDING_UNREAPED] = tell_unreaped,
	[FINDING_TRACER] = tell_tracer,
	[FINDING_NS_STUCK] = tell_stuck,
	[FINDING_EXIT_SIGNAL] = tell_exit_signal,
	[FINDING_STOPPED] = tell_stopped,
	[FINDING_NS_GONE] = tell_namespace_gone,
	[FINDING_IGNORES] = tell_ignores,
	[FINDING_STATUS_LOST] = tell_status_lost,
	[FINDING_CAUGHT] = tell_caught,
	[FINDING_INHERITED_MARK] = tell_inherited,
	[FINDING_FLAG_LOST] = tell_flag_lost,
	[FINDING_NS_EDGE] = tell_edge,
	[FINDING_NS_KILLED] = tell_killed,
	[FINDING_PDEATH] = tell_pdeath,
	[FINDING_PDEATH_LATE] = tell_pdeath_late,
	[FINDING_GROUP] = tell_group,
	[FINDING_DYING] = tell_dying,
	[FINDING_OUTLIVED] = tell_outlived,
	[FINDING_IO_WORKER] = tell_io_worker,
	[FINDING_ARGUMENT] = tell_argument,
	[FINDING_LEADER] = tell_leader,
	[FINDING_OWN_UNREAPED] = tell_own_unreaped,
	[FINDING_SOME_UNREAPED] = tell_some_unreaped,
	[FINDING_CROWD] = tell_crowd,
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
	return process ? label_process(terminal, process) : (struct label){ "an unknown process" };
}

/**
 * diagnosis_tell() - put a finding into words
 * @terminal: where they go in the end
 * @clock: what times mean
 * @listener: called for each sentence
 */
void diagnosis_tell(const struct finding *finding, const struct terminal *terminal,
		    const struct clock *clock, const struct listener *listener)
{
	static const struct instant never;
	struct told told = {
		.terminal = terminal,
		.clock = clock,
		.listener = listener,
		.finding = finding,
		.about = label_or_nobody(terminal, finding->about),
		.example = label_or_nobody(terminal, finding->example),
		.parent = label_or_nobody(terminal, finding->parent),
		.other = label_or_nobody(terminal, finding->other),
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

static void render_limits(const struct terminal *terminal, const struct forest *forest,
			  bool complete)
{
	enum limit limits[LIMITS];
	size_t nr = diagnosis_limits(forest, complete, limits);
	size_t i;

	for (i = 0; i < nr; i++)
		prose(terminal, "unknown", "%s", sentence_of(limit_words, limits[i]));
}

/**
 * diagnosis_render() - print what was found, and what could not be looked for
 * @clock: what times mean
 * @diagnosis: concluded
 * @forest: of the same trace
 * @complete: whether the trace could be read to its end
 */
void diagnosis_render(const struct terminal *terminal, const struct clock *clock,
		      const struct diagnosis *diagnosis, const struct forest *forest, bool complete)
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
	render_limits(terminal, forest, complete);
}
