// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/format/nanoseconds.h"
#include "../source/trace/appendix.h"
#include "../source/trace/input.h"
#include "../source/record/instance.h"
#include "../source/machine/module.h"
#include "../source/record/newfile.h"
#include "../source/record/probes.h"
#include "../source/record/recorder.h"
#include "../source/record/segments.h"
#include "../source/machine/sight.h"
#include "../source/record/symbols.h"
#include "command.h"
#include "options/filters.h"
#include "reading/ring.h"
#include "options/signals.h"
#include "reading/tracefile.h"
#include "reading/unseen.h"

/* Exit codes of our own failures, as of env(1); all others are CMD's. */
#define EX_OWN	      125
#define EX_CANNOT_RUN 126
#define EX_NOT_FOUND  127
#define EX_SIGNAL     128

/* As the kernel numbers it, always. */
#define INITIAL_PID_NS 0xEFFFFFFCU

/* While it is written a trace has the kernel's symbols, some 7 MB. */
#define SMALLEST_ROOM (10 * 1024 * 1024)

static const char *output = DEFAULT_TRACE;
static const char *ring_size;
static const char *directory;
static const char *remote;
static const char *pids;
static int seconds;
static int buffer_kb;
static bool all;
static bool lean;
static bool reap;
static bool kallsyms;
static bool no_commands;
static bool quiet;
static bool strict;
/* In the order of the words of --hook. */
static enum { HOOK_MODULE, HOOK_PROBE } hook;

static const struct option_spec own_options[] = {
	{ 'o', "output", OPTION_TEXT, "FILE", "the file to write (default " DEFAULT_TRACE ")",
	  &output },
	{ 'p', "pid", OPTION_TEXT, "PID,...", "only these processes and their descendants", &pids },
	{ 'a', "all", OPTION_FLAG, NULL, "the whole machine, which is the default", &all },
	{ 'd', "duration", OPTION_NUMBER, "SECS", "stop after this time", &seconds },
	{ 'l', "lean", OPTION_FLAG, NULL, "no births, names and exits: less cost, less detail",
	  &lean },
	{ 0, "hook", OPTION_CHOICE, "module|probe",
	  "record by the module, or without it by a probe", &hook },
	{ 0, "reap", OPTION_FLAG, NULL, "also record which thread reaps each process", &reap },
	{ 0, "kallsyms", OPTION_FLAG, NULL, "keep the kernel's symbols in FILE, about 7 MB",
	  &kallsyms },
	{ 0, "no-cmdline", OPTION_FLAG, NULL, "do not keep command lines in FILE", &no_commands },
	{ 'b', "buffer-size", OPTION_NUMBER, "KIB", "size of the ring buffer for each CPU",
	  &buffer_kb },
	{ 0, "remote", OPTION_TEXT, "HOST:PORT", "send the trace to trace-cmd listen there",
	  &remote },
	{ 0, "ring", OPTION_TEXT, "SIZE",
	  "keep the last SIZE bytes, as 512M, in a directory of files", &ring_size },
	{ 0, "directory", OPTION_TEXT, "DIR", "directory of --ring (default " RING_DIRECTORY ")",
	  &directory },
	{ 'q', "quiet", OPTION_FLAG, NULL, "do not print what was recorded", &quiet },
	{ 0, "strict", OPTION_FLAG, NULL, "exit with 4 if events or decisions are missing",
	  &strict },
	{ 0 },
};

static const struct option_spec * const options[] = {
	own_options,
	kernel_filter_options,
	NULL,
};

/* What a recording needs, and what has to be tidied up after it. */
struct session {
	char program[PATH_MAX];
	/* Keeps the module, which without debugfs can be unloaded under us. */
	int hold;
	struct instance instance;
	struct probe probe;
	/* When, on the clock of the trace, and what the module did not see until then. */
	uint64_t begin;
	struct sight before;
	struct blindness blindness;
	struct newfile file;
	struct recorder recorder;
	struct eventfilter filter;
	unsigned int ignored;
	/* The file for command lines, users and units of processes until the end; -1 for none. */
	int profiles;
	char **command;
};

static int lacks(const struct message *why)
{
	complain_lacking(why);
	return EX_OWN;
}

static int lacks_module(struct message *why)
{
	if (!module_is_loaded())
		probe_advise(why);
	return lacks(why);
}

static int check_module(struct session *session)
{
	char tracefs[PATH_MAX];
	struct message why;
	int dump;

	if (module_require("tracefs", tracefs, &why))
		return lacks_module(&why);
	dump = module_open_dump(&why);
	if (dump < 0)
		return lacks_module(&why);
	close(dump);
	session->hold = module_hold();
	sight_read(&session->before, &why);
	return EX_OK;
}

static int check_machine(struct session *session)
{
	struct message why;
	int status = hook == HOOK_PROBE ? EX_OK : check_module(session);

	if (status)
		return status;
	session->begin = nanoseconds_now(CLOCK_MONOTONIC);
	if (recorder_find(session->program, &why))
		return lacks(&why);
	return EX_OK;
}

static int complain_full(const struct session *session)
{
	return complain(EX_OWN,
			"cannot write %s: only %llu KiB are free there; free more, or use -o",
			output, newfile_room(&session->file) / 1024);
}

static int prepare(struct session *session)
{
	struct message why;
	int status;

	status = check_machine(session);
	if (status)
		return status;
	if (!remote && newfile_create(&session->file, output, &why))
		return complain(EX_OWN, "%s", why.text);
	if (*session->file.rescued)
		note("an earlier recording was killed; its trace is kept in %s",
		     session->file.rescued);
	if (!remote && newfile_room(&session->file) < SMALLEST_ROOM)
		return complain_full(session);
	if (instance_create(&session->instance, &why))
		return lacks(&why);
	/* A leftover instance keeps its probe in use, so instances are removed before this. */
	probe_remove_dead();
	if (hook == HOOK_PROBE && probe_create(&session->probe, &why))
		return complain(EX_OWN, "%s", why.text);
	return EX_OK;
}

static int command_status(int status)
{
	return WIFSIGNALED(status) ? EX_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
}

static void tell_start(const struct session *session)
{
	int given = instance_buffer_kb(&session->instance);

	if (buffer_kb && given >= 0 && given < buffer_kb)
		note("the kernel gave %d KiB for each CPU, not %d", given, buffer_kb);
	if (session->command[0] || quiet)
		return;
	if (seconds)
		note("recording into %s for %d s, or until Ctrl-C", remote ? remote : output,
		     seconds);
	else
		note("recording into %s until Ctrl-C", remote ? remote : output);
}

/*
 * Follows the reports to the end. Sets @ended when the recording is worth keeping. Returns the
 * exit code, or -1 when the end came without a word.
 */
static int follow(struct session *session, bool *ended)
{
	struct recorder_report report;
	const char *name = session->command[0];
	pid_t recorded = 0;

	*ended = false;
	while (recorder_next(&session->recorder, &report)) {
		switch (report.type) {
		case REPORT_STARTED:
			recorded = report.value;
			signals_forward_to(recorded);
			tell_start(session);
			break;
		case REPORT_NO_NOTE:
			note("cannot note the wall clock in the trace: %s", strerror(report.value));
			break;
		case REPORT_NO_DUMP:
			return complain(EX_OWN, "cannot dump the state of all processes: %s",
					strerror(report.value));
		case REPORT_NO_FORK:
			return complain(EX_OWN, "cannot start '%s': %s", name,
					strerror(report.value));
		case REPORT_NO_COMMAND:
			return complain(report.value == ENOENT ? EX_NOT_FOUND : EX_CANNOT_RUN,
					"cannot run '%s': %s", name, strerror(report.value));
		case REPORT_BLIND:
			session->blindness = (struct blindness){ report.since, report.value };
			break;
		case REPORT_ENDED:
			*ended = true;
			return command_status(report.value);
		}
	}
	if (recorded)
		kill(recorded, SIGTERM);
	return -1;
}

static void tell_contents(const struct summary *summary)
{
	size_t reparents = summary->counts[EVENT_REPARENT];
	size_t marks = summary->counts[EVENT_MARK] + summary->counts[EVENT_PRCTL];

	note("%s: %zu reparent%s, %zu mark%s", output, reparents, reparents == 1 ? "" : "s", marks,
	     marks == 1 ? "" : "s");
}

/* trace-cmd does not report a full disk, and has removed its files before we look. */
static int cannot_record(const struct session *session, const struct message *why)
{
	if (newfile_room(&session->file) < SMALLEST_ROOM)
		return complain_full(session);
	return complain(EX_OWN, "%s", why->text);
}

/* Dumps, or without the module notes, at the start and at the end show that nothing was cut off. */
static bool is_complete(const struct summary *summary)
{
	size_t marks = summary->probed ? summary->counts[EVENT_NOTE] : summary->dumps;

	return marks >= 2 || summary->loss.places;
}

static void tell_incomplete(const struct summary *summary)
{
	if (summary->probed)
		note("trace-cmd did not record everything: the end is missing");
	else
		note("trace-cmd did not record everything: the state at the %s is missing",
		     summary->dumps ? "end" : "start and at the end");
}

/*
 * What the probe has missed has left nothing in the trace. How many of these calls moved a child,
 * and when, is unknown.
 */
static void keep_missed(const struct session *session)
{
	uint64_t end = nanoseconds_now(CLOCK_MONOTONIC);

	if (session->profiles >= 0 && probe_missed(&session->probe))
		dprintf(session->profiles,
			"%llu.%09llu [000] gap gap=missed since=%" PRIu64 " until=%" PRIu64 "\n",
			end / NS_PER_SECOND, end % NS_PER_SECOND, session->begin, end);
}

static int read_back(const char *path, struct summary *ret, struct message *why)
{
	struct input *input;
	struct event event;
	int status;

	*ret = (struct summary){ 0 };
	status = input_open(&input, path, EVENTS_SUBREAPER, why);
	if (status)
		return status;
	while ((status = input_next(input, &event, why)) > 0)
		summary_add(ret, &event);
	input_close(input);
	return status;
}

/* The trace may be the only record of a problem, so it is kept for a better reader. */
static int keep_unread(struct session *session, const struct message *reason)
{
	struct message why;

	if (newfile_room(&session->file) < SMALLEST_ROOM || newfile_publish(&session->file, &why))
		return cannot_record(session, reason);
	return complain(EX_OWN, "%s was kept, but cannot be read back: %s", output, reason->text);
}

/* A file gets its name when it is complete, which reading it shows. */
static int publish(struct session *session, int status)
{
	struct trace_loss loss;
	struct summary summary;
	struct message why;
	bool complete;
	int added, err;

	if (!kallsyms && symbols_drop(session->file.path))
		note("could not remove the kernel's symbols from %s", output);
	keep_missed(session);
	added = session->profiles < 0 ? 0 : appendix_write(session->file.path, session->profiles);
	if (added)
		note("command lines, users and units are not kept in %s: %s", output,
		     strerror(-added));
	err = read_back(session->file.path, &summary, &why);
	/* Their lack makes it damaged. */
	if (err && !added)
		return keep_unread(session, &why);
	complete = is_complete(&summary);
	if (!complete && newfile_room(&session->file) < SMALLEST_ROOM)
		return complain_full(session);
	if (newfile_publish(&session->file, &why))
		return complain(EX_OWN, "%s", why.text);
	if (!quiet)
		tell_contents(&summary);
	if (!complete)
		tell_incomplete(&summary);
	loss = summary.loss;
	/* Where the module or the probe can be asked itself it says so better. */
	if (session->before.known || hook == HOOK_PROBE)
		loss.gaps = 0;
	status = tracefile_judge_loss(&loss, strict, status);
	if (unseen_tell(&session->before, summary.first, &session->blindness) || !complete)
		return strict && status == EX_OK ? EX_LOST : status;
	return status;
}

static int record(struct session *session)
{
	struct recorder_wish wish = {
		.instance = &session->instance,
		.output = session->file.path,
		.remote = remote,
		.pids = pids,
		.filter = &session->filter,
		.probe = hook == HOOK_PROBE ? session->probe.name : NULL,
		.lean = lean,
		.reap = reap,
		.profiles = session->profiles,
		.no_commands = no_commands,
		.seconds = seconds,
		.buffer_kb = buffer_kb,
		.ignored = session->ignored,
		.command = session->command,
	};
	struct message why;
	int status, err;
	bool ended;

	if (recorder_start(&session->recorder, session->program, &wish, &why))
		return complain(EX_OWN, "%s", why.text);
	status = follow(session, &ended);
	signals_forward_to(0);
	err = recorder_wait(&session->recorder, &why);
	if (status >= 0 && !ended)
		return status;
	if (err)
		return cannot_record(session, &why);
	if (!ended)
		return complain(EX_OWN, "the process that runs CMD was killed; nothing is kept");
	if (!remote)
		return publish(session, status);
	if (!quiet)
		note("the trace was sent to %s, which has the file", remote);
	if (unseen_tell(&session->before, session->begin, &session->blindness))
		return strict && status == EX_OK ? EX_LOST : status;
	return status;
}

/* The kernel accepts any number as a pid of the initial namespace, and may then record nothing. */
static int check_pids(const char *list)
{
	struct stat namespace;
	bool inside;
	long pid;
	char *end;

	inside = !stat("/proc/self/ns/pid", &namespace) && namespace.st_ino != INITIAL_PID_NS;
	for (; *list; list = end + (*end == ',')) {
		pid = strtol(list, &end, 10);
		if (!pid || (!inside && kill(pid, 0) && errno == ESRCH))
			return complain(EX_OWN, "there is no process %ld; 'ps -e' lists all", pid);
	}
	return EX_OK;
}

/* Only the module has these. */
static int check_probe(const struct eventfilter *filter)
{
	if (reap)
		return misuse("--reap needs the module: --hook=probe does not see reaps");
	if (*filter->reparent || *filter->walk)
		return misuse(
			"--hook=probe records all adoptions: give --comm, --decision, --adopter "
			"and --ns to report");
	return EX_OK;
}

static int check_options(char **command)
{
	if (pids && all)
		return misuse("record takes either --pid or --all");
	if (pids && !options_are_pids(pids))
		return misuse("--pid takes pids separated by commas, not '%s'", pids);
	if (seconds && command[0])
		return misuse("record takes either --duration or a CMD: try timeout %d CMD",
			      seconds);
	if (directory && !ring_size)
		return misuse("--directory needs --ring=SIZE");
	if (ring_size && (command[0] || pids || remote || hook == HOOK_PROBE))
		return misuse("--ring records the whole machine by the module: CMD, --pid, "
			      "--remote and --hook=probe are not allowed");
	return pids ? check_pids(pids) : EX_OK;
}

static int end_probe(struct session *session, int status)
{
	uint64_t missed = probe_missed(&session->probe);

	if (probe_destroy(&session->probe))
		note("could not remove the probe; the next 'subreaper-trace record' will");
	if (!missed)
		return status;
	note("the probe missed %" PRIu64 " call%s: adoptions may be absent", missed,
	     missed == 1 ? "" : "s");
	return strict && status == EX_OK ? EX_LOST : status;
}

static int record_ring(const struct eventfilter *filter)
{
	const struct ring_order order = {
		.size = ring_size,
		.directory = directory,
		.filter = filter,
		.lean = lean,
		.reap = reap,
		.no_commands = no_commands,
		.quiet = quiet,
		.buffer_kb = buffer_kb,
		.seconds = seconds,
	};

	return ring_record(&order);
}

static int run(int argc, char **argv)
{
	struct session session = { .command = argv, .hold = -1, .profiles = -1 };
	int status;

	(void)argc;
	status = check_options(argv);
	if (!status)
		status = filters_read();
	if (!status)
		status = filters_for_kernel(&session.filter);
	if (!status && hook == HOOK_PROBE)
		status = check_probe(&session.filter);
	if (status)
		return status;
	if (ring_size)
		return record_ring(&session.filter);
	session.ignored = signals_catch();
	if (!remote)
		session.profiles = memfd_create("profiles", MFD_CLOEXEC);
	status = prepare(&session);
	if (!status)
		status = record(&session);
	if (instance_destroy(&session.instance))
		note("could not remove the tracefs instance %s", session.instance.name);
	status = end_probe(&session, status);
	newfile_destroy(&session.file);
	if (session.hold >= 0)
		close(session.hold);
	if (session.profiles >= 0)
		close(session.profiles);
	return status;
}

const struct command record_command = {
	.name = "record",
	.summary = "record adoptions while CMD runs, or until Ctrl-C",
	.arguments = "[-- CMD [ARGUMENT...]]",
	.description =
		"The exit status is that of CMD, or 128+N if signal N killed it; 125 if record itself\n"
		"fails, 126 if CMD cannot be run, 127 if it is not found. Other tracing on the machine\n"
		"is not disturbed.\n"
		"\n"
		"With --comm, --decision, --adopter or --ns the kernel records fewer adoptions, but\n"
		"all that 'report' with the same options shows. forest and explain then know other\n"
		"adoptions only from the dumps at the start and at the end.",
	.options = options,
	.misuse = EX_OWN,
	.run = run,
};
